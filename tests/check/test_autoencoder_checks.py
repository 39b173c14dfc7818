"""What autoencoders pay: right and wrong answers, as readers write them."""

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message
from torch.distributions import Normal, kl_divergence

from attractor import check


def by_torch(m, v):
    return kl_divergence(Normal(m, (v / 2).exp()), Normal(0.0, 1.0)).sum(-1)


def in_numpy(m, v):
    m, v = np.asarray(m), np.asarray(v)
    return 0.5 * np.sum(m * m + np.exp(v) - 1 - v, axis=-1)


@pytest.mark.parametrize("right", [by_torch, in_numpy])
def test_a_right_divergence_passes(right):
    answer = check.normal_divergence(right)
    assert answer.passed, answer


def test_wrong_divergences_are_each_named():
    def terms(m, v):
        return m**2 + torch.exp(v) - 1 - v

    wrong = {
        "½ in front": lambda m, v: terms(m, v).sum(-1),
        "sign is flipped": lambda m, v: -0.5 * terms(m, v).sum(-1),
        "as if it were log σ": lambda m, v: 0.5 * terms(m, 2 * v).sum(-1),
        "as if it were the variance": lambda m, v: (
            0.5 * (m**2 + v - 1 - v.abs().log()).sum(-1)
        ),
        "σ stands where σ²": lambda m, v: 0.5 * (m**2 + (v / 2).exp() - 1 - v).sum(-1),
        "−1 is missing": lambda m, v: 0.5 * (m**2 + v.exp() - v).sum(-1),
        "subtracted once": lambda m, v: 0.5 * ((m**2 + v.exp() - v).sum(-1) - 1),
        "not squared": lambda m, v: 0.5 * (m + v.exp() - 1 - v).sum(-1),
        "means are missing": lambda m, v: 0.5 * (v.exp() - 1 - v).sum(-1),
        "variances are missing": lambda m, v: 0.5 * (m**2).sum(-1),
        "log has the wrong sign": lambda m, v: 0.5 * (m**2 + v.exp() - 1 + v).sum(-1),
        "averaged over the entries": lambda m, v: 0.5 * terms(m, v).mean(-1),
        "summed over all rows": lambda m, v: 0.5 * terms(m, v).sum(),
        "averaged over all rows": lambda m, v: 0.5 * terms(m, v).sum(-1).mean(),
        "add them up along": lambda m, v: 0.5 * terms(m, v),
        "KL of the prior from": lambda m, v: kl_divergence(
            Normal(torch.zeros_like(m), 1.0), Normal(m, (v / 2).exp())
        ).sum(-1),
    }
    assert_each_has_its_own_message(check.normal_divergence, wrong)


def plain(x, y, f, p):
    return ((x - y) ** 2).sum(1) + p * f.sum(1)


def by_numpy(x, y, f, p):
    x, y, f = (np.asarray(each) for each in (x, y, f))
    return np.linalg.norm(x - y, axis=1) ** 2 + p * np.abs(f).sum(1)


@pytest.mark.parametrize("right", [plain, by_numpy])
def test_a_right_cost_passes(right):
    answer = check.sparse_cost(right)
    assert answer.passed, answer


def test_wrong_costs_are_each_named():
    def error(x, y):
        return ((x - y) ** 2).sum(-1)

    wrong = {
        "penalty is missing": lambda x, y, f, p: error(x, y),
        "subtracted": lambda x, y, f, p: error(x, y) - p * f.sum(-1),
        "features are squared": lambda x, y, f, p: error(x, y) + p * (f**2).sum(-1),
        "root of their squares": lambda x, y, f, p: error(x, y) + p * f.norm(dim=-1),
        "counted": lambda x, y, f, p: error(x, y) + p * (f != 0).sum(-1),
        "mean over the features": lambda x, y, f, p: error(x, y) + p * f.mean(-1),
        "error is a mean": lambda x, y, f, p: ((x - y) ** 2).mean(-1) + p * f.sum(-1),
        "not squared": lambda x, y, f, p: (x - y).norm(dim=-1) + p * f.sum(-1),
        "absolute differences": lambda x, y, f, p: (
            (x - y).abs().sum(-1) + p * f.sum(-1)
        ),
        "halved": lambda x, y, f, p: error(x, y) / 2 + p * f.sum(-1),
        "weighs the error too": lambda x, y, f, p: p * (error(x, y) + f.sum(-1)),
        "states themselves": lambda x, y, f, p: error(x, y) + p * x.abs().sum(-1),
        "rebuilt states": lambda x, y, f, p: error(x, y) + p * y.abs().sum(-1),
        "averaged over the rows": lambda x, y, f, p: plain(x, y, f, p).mean(),
        "summed over the rows": lambda x, y, f, p: plain(x, y, f, p).sum(),
    }
    assert_each_has_its_own_message(check.sparse_cost, wrong)
