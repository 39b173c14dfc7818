"""The modern energy and update, right and wrong, as readers write them."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message
from torch.nn.functional import scaled_dot_product_attention

from attractor import check
from attractor.memory import (
    distance_energy,
    distance_update,
    modern_energy,
    modern_update,
)


def lse(s, dim=-1):
    return torch.logsumexp(s, dim)


def soft(s, dim=-1):
    return torch.softmax(s, dim)


def sq(x):
    return (x * x).sum(-1)


def big(m):
    return sq(m).max()


def log_d(m):
    return math.log(len(m))


def energy_in_one_line(m, x, b):
    return (sq(x) + big(m)) / 2 - (lse(b * x @ m.T) - log_d(m)) / b


def energy_from_weights(m, x, b):
    scores = b * torch.einsum("...n,dn->...d", x, m)
    top = scores.max(-1, keepdim=True).values
    mean = (scores - top).exp().mean(-1)
    return sq(x) / 2 + big(m) / 2 - (mean.log() + top.squeeze(-1)) / b


def energy_in_numpy(m, x, b):
    m, x = np.asarray(m), np.asarray(x)
    scores = b * x @ m.T
    top = scores.max(-1, keepdims=True)
    log_sum = np.log(np.exp(scores - top).sum(-1)) + top[..., 0]
    size = (np.linalg.norm(m, axis=1) ** 2).max()
    return -log_sum / b + (x**2).sum(-1) / 2 + np.log(len(m)) / b + size / 2


def update_by_sdpa(m, x, b):
    flat = x.reshape(-1, x.shape[-1])
    return scaled_dot_product_attention(flat, m, m, scale=b).reshape(x.shape)


def update_in_numpy(m, x, b):
    m, x = np.asarray(m), np.asarray(x)
    scores = b * x @ m.T
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True) @ m


@pytest.mark.parametrize(
    "right", [modern_energy, energy_in_one_line, energy_from_weights, energy_in_numpy]
)
def test_every_right_energy_passes(right):
    answer = check.modern_energy(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 8 cases."


@pytest.mark.parametrize("right", [modern_update, update_by_sdpa, update_in_numpy])
def test_every_right_update_passes(right):
    answer = check.modern_update(right)
    assert answer.passed, answer


def test_each_wrong_energy_is_told_its_mistake():
    def naive(m, x, b):
        return (
            -torch.log(torch.exp(b * x @ m.T).sum(-1)) / b
            + (sq(x) + big(m)) / 2
            + log_d(m) / b
        )

    wrong = {
        "sign is flipped": lambda m, x, b: (
            (lse(b * x @ m.T) - log_d(m)) / b - (sq(x) + big(m)) / 2
        ),
        "Twice too large": lambda m, x, b: (
            sq(x) + big(m) - 2 * (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "Half as large": lambda m, x, b: energy_in_one_line(m, x, b) * 0.5,
        "Both ½ are missing": lambda m, x, b: (
            sq(x) + big(m) - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "½ before ‖x‖² is missing": lambda m, x, b: (
            sq(x) + big(m) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "½ before max‖ρ‖² is missing": lambda m, x, b: (
            sq(x) / 2 + big(m) - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "Both constants are missing": lambda m, x, b: sq(x) / 2 - lse(b * x @ m.T) / b,
        "constant log(d)/β is missing": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - lse(b * x @ m.T) / b
        ),
        "constant ½ max‖ρ‖² is missing": lambda m, x, b: (
            sq(x) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "no bottom": lambda m, x, b: big(m) / 2 - (lse(b * x @ m.T) - log_d(m)) / b,
        "log-sum-exp has the wrong sign": lambda m, x, b: (
            (sq(x) + big(m)) / 2 + (lse(b * x @ m.T) + log_d(m)) / b
        ),
        "½‖x‖² has the wrong sign": lambda m, x, b: (
            (-sq(x) + big(m)) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "log(d)/β has the wrong sign": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - (lse(b * x @ m.T) + log_d(m)) / b
        ),
        "never divided out again": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - lse(b * x @ m.T) + log_d(m) / b
        ),
        "never divided out, nor is log(d)": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - lse(b * x @ m.T) + log_d(m)
        ),
        "log(d) is not divided by β": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - lse(b * x @ m.T) / b + log_d(m)
        ),
        "β is missing inside": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - (lse(x @ m.T) - log_d(m)) / b
        ),
        "β is not used": lambda m, x, b: (sq(x) + big(m)) / 2 - lse(x @ m.T) + log_d(m),
        "logarithm of the dimension": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - (lse(b * x @ m.T) - math.log(m.shape[-1])) / b
        ),
        "½‖x‖ where": lambda m, x, b: (
            (x.norm(dim=-1) + big(m)) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "½ max‖ρ‖ where": lambda m, x, b: (
            (sq(x) + m.norm(dim=-1).max()) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "taken over single numbers": lambda m, x, b: (
            (sq(x) + (m**2).max()) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "looks at the query": lambda m, x, b: (
            (sq(x) + (x**2).max(-1).values) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "norms of the patterns are summed": lambda m, x, b: (
            (sq(x) + (m**2).sum()) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "summed over the whole batch": lambda m, x, b: (
            ((x**2).sum() + big(m)) / 2 - (lse(b * x @ m.T) - log_d(m)) / b
        ),
        "runs over the queries": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - (lse(b * x @ m.T, 0) - log_d(m)) / b
        ),
        "runs over axis 1": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - (lse(b * x @ m.T, 1) - log_d(m)) / b
        ),
        "runs over the whole batch": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - (torch.log((b * x @ m.T).exp().sum()) - log_d(m)) / b
        ),
        "over dimensions instead of patterns": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - (lse(b * x @ m) - log_d(m)) / b
        ),
        "never summed over the patterns": lambda m, x, b: (
            ((sq(x) + big(m)) / 2 + log_d(m) / b).unsqueeze(-1) - x @ m.T
        ),
        "logarithm is missing": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - torch.exp(b * x @ m.T).sum(-1) / b + log_d(m) / b
        ),
        "largest score alone": lambda m, x, b: (
            (sq(x) + big(m)) / 2 - (x @ m.T).max(-1).values + log_d(m) / b
        ),
        "That is the distance energy": distance_energy,
        "exp() leaves the range": naive,
    }
    assert_each_has_its_own_message(check.modern_energy, wrong)


def test_each_wrong_update_is_told_its_mistake():
    def naive(m, x, b):
        weights = torch.exp(b * x @ m.T)
        return weights @ m / weights.sum(-1, keepdim=True)

    wrong = {
        "β is not used": lambda m, x, b: soft(x @ m.T) @ m,
        "divided by β": lambda m, x, b: soft(x @ m.T / b) @ m,
        "A factor 2 too much": lambda m, x, b: soft(2 * b * x @ m.T) @ m,
        "√dim": lambda m, x, b: soft(b * x @ m.T / math.sqrt(m.shape[-1])) @ m,
        "β multiplies the average": lambda m, x, b: b * (soft(x @ m.T) @ m),
        "sign of the scores": lambda m, x, b: soft(-b * x @ m.T) @ m,
        "minus the new state": lambda m, x, b: -(soft(b * x @ m.T) @ m),
        "Those are the weights": lambda m, x, b: soft(b * x @ m.T),
        "softmax is missing:": lambda m, x, b: (b * x @ m.T) @ m,
        "missing, and so is β": lambda m, x, b: (x @ m.T) @ m,
        "do not sum to 1": lambda m, x, b: torch.exp(b * x @ m.T) @ m,
        "runs over the queries": lambda m, x, b: soft(b * x @ m.T, 0) @ m,
        "runs over axis 1": lambda m, x, b: soft(b * x @ m.T, 1) @ m,
        "over the whole batch": lambda m, x, b: (
            torch.exp(b * x @ m.T) / torch.exp(b * x @ m.T).sum() @ m
        ),
        "over dimensions instead of patterns": lambda m, x, b: soft(b * x @ m) @ m,
        "meet the patterns transposed": lambda m, x, b: soft(b * x @ m.T) @ m.T,
        "That is the gradient": lambda m, x, b: x - soft(b * x @ m.T) @ m,
        "query is added": lambda m, x, b: x + soft(b * x @ m.T) @ m,
        "Half a step": lambda m, x, b: 0.5 * x + 0.5 * soft(b * x @ m.T) @ m,
        "Two steps": lambda m, x, b: soft(b * (soft(b * x @ m.T) @ m) @ m.T) @ m,
        "with the largest score": lambda m, x, b: m[torch.argmax(x @ m.T, -1)],
        "plain mean": lambda m, x, b: torch.zeros_like(x) + m.mean(0),
        "query itself": lambda m, x, b: x,
        "That is the distance energy's update": distance_update,
        "exp() leaves the range": naive,
    }
    assert_each_has_its_own_message(check.modern_update, wrong)
