"""The classical network's rules, right and wrong, as readers write them."""

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check
from attractor.memory import (
    hebbian_couplings,
    hopfield_energy,
    unit_update,
)


def storage_by_loop(x):
    n_patterns, n = x.shape
    w = torch.zeros(n, n, dtype=x.dtype)
    for m in range(n_patterns):
        for i in range(n):
            for j in range(n):
                if i != j:
                    w[i, j] += x[m, i] * x[m, j] / n
    return w


def storage_in_numpy(x):
    x = np.asarray(x)
    w = x.T @ x / x.shape[1]
    np.fill_diagonal(w, 0)
    return w


def energy_by_loop(w, s, t):
    n = len(t)
    total = (s * t).sum(-1)
    for i in range(n):
        for j in range(n):
            total = total - w[i, j] * s[..., i] * s[..., j] / 2
    return total


def energy_by_einsum(w, s, t):
    return -torch.einsum("...i,ij,...j->...", s, w, s) / 2 + s @ t


def update_by_if(w, s, i, t):
    new = s.clone()
    new[i] = 1 if sum(w[i, j] * s[j] for j in range(len(s))) >= t[i] else -1
    return new


def update_in_numpy(w, s, i, t):
    new = np.array(s)
    new[i] = np.where(np.asarray(w)[i] @ new >= np.asarray(t)[i], 1.0, -1.0)
    return new


RIGHT = {
    "hebbian_couplings": (hebbian_couplings, storage_by_loop, storage_in_numpy),
    "hopfield_energy": (hopfield_energy, energy_by_loop, energy_by_einsum),
    "unit_update": (unit_update, update_by_if, update_in_numpy),
}


@pytest.mark.parametrize(
    ("name", "right"),
    [(name, right) for name, several in RIGHT.items() for right in several],
)
def test_every_right_answer_passes(name, right):
    answer = getattr(check, name)(right)
    assert answer.passed, answer
    assert answer.message.startswith("Right on all")


def hollow(w):
    return w - torch.diag(torch.diag(w))


def test_each_wrong_storage_rule_is_told_its_mistake():
    def divided(w, x):
        return w / x.shape[1]

    wrong = {
        "The diagonal is not zero": lambda x: divided(x.T @ x, x),
        "It is not divided by N, the number": lambda x: hollow(x.T @ x),
        "Two things are missing": lambda x: x.T @ x,
        "divided by the number of patterns: divide": lambda x: hollow(x.T @ x) / len(x),
        "patterns, and the diagonal is not": lambda x: x.T @ x / len(x),
        "divided by N twice": lambda x: hollow(x.T @ x) / x.shape[1] ** 2,
        "The sign is flipped": lambda x: -divided(hollow(x.T @ x), x),
        "Half as large": lambda x: 0.5 * divided(hollow(x.T @ x), x),
        "Twice too large": lambda x: 2 * divided(hollow(x.T @ x), x),
        "wrong way round: XXᵀ": lambda x: divided(x @ x.T, x),
        "wrong way round, and the diagonal": lambda x: divided(hollow(x @ x.T), x),
        "Only the first pattern": lambda x: divided(hollow(torch.outer(x[0], x[0])), x),
        "Only the last pattern": lambda x: divided(
            hollow(torch.outer(x[-1], x[-1])), x
        ),
        "added before they are multiplied": lambda x: divided(
            hollow(torch.outer(x.sum(0), x.sum(0))), x
        ),
        "Only half of the couplings": lambda x: divided((x.T @ x).triu(1), x),
        "Only the lower half": lambda x: divided((x.T @ x).tril(-1), x),
        "Only agreement counts": lambda x: divided(
            hollow((x[:, :, None] == x[:, None]).double().sum(0)), x
        ),
        "Only two dark units": lambda x: divided(
            hollow((x > 0).double().T @ (x > 0).double()), x
        ),
        "covariance rule": lambda x: divided(
            hollow((x - x.mean(0)).T @ (x - x.mean(0))), x
        ),
        "pseudo-inverse rule": lambda x: hollow(torch.linalg.pinv(x) @ x),
        "diagonal is 1": lambda x: divided(hollow(x.T @ x), x) + torch.eye(x.shape[1]),
    }
    assert_each_has_its_own_message(check.hebbian_couplings, wrong)


def test_each_wrong_energy_is_told_its_mistake():
    def pairs(w, s):
        return torch.einsum("...i,ij,...j->...", s, w, s)

    wrong = {
        "The ½ is missing": lambda w, s, t: -pairs(w, s) + s @ t,
        "The thresholds are missing": lambda w, s, t: -0.5 * pairs(w, s),
        "½ and the thresholds are missing": lambda w, s, t: -pairs(w, s),
        "thresholds have the wrong sign": lambda w, s, t: -0.5 * pairs(w, s) - s @ t,
        "sign of the first term": lambda w, s, t: 0.5 * pairs(w, s) + s @ t,
        "The sign is flipped": lambda w, s, t: 0.5 * pairs(w, s) - s @ t,
        "Twice too large": lambda w, s, t: -pairs(w, s) + 2 * s @ t,
        "Half as large": lambda w, s, t: -pairs(w, s) / 4 + s @ t / 2,
        "thresholds are halved": lambda w, s, t: 0.5 * (s @ t - pairs(w, s)),
        "applied twice": lambda w, s, t: (
            s @ t
            - 0.5
            * sum(
                w[i, j] * s[..., i] * s[..., j] / 2
                for i in range(len(t))
                for j in range(len(t))
            )
        ),
        "diagonal is left out": lambda w, s, t: -0.5 * pairs(hollow(w), s) + s @ t,
        "state enters once": lambda w, s, t: -0.5 * (s @ w.T).sum(-1) + s @ t,
        "added to every state alike": lambda w, s, t: -0.5 * pairs(w, s) + t.sum(),
        "units' shares": lambda w, s, t: s * t - 0.5 * s * (s @ w.T),
        "fields over their thresholds": lambda w, s, t: s @ w.T - t,
        "over the whole batch": lambda w, s, t: (s @ t - 0.5 * pairs(w, s)).sum(),
        "squared unit by unit": lambda w, s, t: -0.5 * s**2 @ w.sum(0) + s @ t,
    }
    assert_each_has_its_own_message(check.hopfield_energy, wrong)


def test_each_wrong_update_is_told_its_mistake():
    def setting(rule):
        def function(w, s, i, t):
            new = s.clone()
            new[i] = rule(w, s, i, t)
            return new

        return function

    wrong = {
        "A tie goes the wrong way": setting(
            lambda w, s, i, t: 1 if w[i] @ s > t[i] else -1
        ),
        "keeps the old value": setting(
            lambda w, s, i, t: 1 if w[i] @ s > t[i] else -1 if w[i] @ s < t[i] else s[i]
        ),
        "A tie becomes 0": setting(lambda w, s, i, t: torch.sign(w[i] @ s - t[i])),
        "threshold is not used": setting(lambda w, s, i, t: 1 if w[i] @ s >= 0 else -1),
        "threshold has the wrong sign": setting(
            lambda w, s, i, t: 1 if w[i] @ s >= -t[i] else -1
        ),
        "reads a column": setting(lambda w, s, i, t: 1 if s @ w[:, i] >= t[i] else -1),
        "signs are exchanged": setting(lambda w, s, i, t: 1 if w[i] @ s < t[i] else -1),
        "turns the unit over": setting(lambda w, s, i, t: -s[i]),
        "becomes 0 where": setting(lambda w, s, i, t: (w[i] @ s >= t[i]).double()),
        "only ever turns on": setting(
            lambda w, s, i, t: 1 if w[i] @ s >= t[i] else s[i]
        ),
        "only ever turns off": setting(
            lambda w, s, i, t: -1 if w[i] @ s < t[i] else s[i]
        ),
        "becomes its field": setting(lambda w, s, i, t: w[i] @ s),
        "own state is multiplied": setting(
            lambda w, s, i, t: 1 if s[i] * (w[i] @ s) >= t[i] else -1
        ),
        "coupling to itself": setting(
            lambda w, s, i, t: 1 if hollow(w)[i] @ s >= t[i] else -1
        ),
        "All units are updated": lambda w, s, i, t: torch.where(w @ s >= t, 1.0, -1.0),
        "That is the unit's new value": lambda w, s, i, t: (
            1.0 if w[i] @ s >= t[i] else -1.0
        ),
        "That is the state itself": lambda w, s, i, t: s,
        "counts units from 1": lambda w, s, i, t: unit_update(
            w, s, (i - 1) % len(s), t
        ),
        "That is the field": lambda w, s, i, t: w[i] @ s,
    }
    assert_each_has_its_own_message(check.unit_update, wrong)


def test_a_state_changed_in_place_is_noticed():
    def in_place(w, s, i, t):
        s[i] = 1 if w[i] @ s >= t[i] else -1
        return s

    assert "changes its own input" in check.unit_update(in_place).message
