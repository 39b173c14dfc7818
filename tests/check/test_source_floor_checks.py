"""The least loss of a source and the mean over batches, right and wrong."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check, lab


def by_hand(shares, counts, tokens):
    used = shares > 0
    p = shares[used]
    nats = (p * (counts[used].log() - p.log())).sum()
    return nats / (shares * tokens).sum()


def in_numpy(shares, counts, tokens):
    p, m, t = (np.asarray(each) for each in (shares, counts, tokens))
    structure = -sum(x * math.log(x) for x in p if x > 0)
    return (structure + p @ np.log(m)) / (p @ t)


def test_the_right_floor_is_that_of_the_package():
    table = lab.QuestionFormation(68, "fitted").table
    arrays = (table.probabilities, table.counts, 2 * table.n_words + 4)
    floor = by_hand(*map(torch.as_tensor, arrays))
    assert floor == pytest.approx(0.991989, abs=1e-6)


@pytest.mark.parametrize("right", [by_hand, in_numpy])
def test_every_right_floor_passes(right):
    answer = check.source_floor(right)
    assert answer.passed, answer


def nats(p, m):
    return -(p * p.log()).sum() + (p * m.log()).sum()


WRONG_FLOORS = {
    "structure alone": lambda p, m, t: -(p * p.log()).sum() / (p @ t),
    "words alone": lambda p, m, t: (p * m.log()).sum() / (p @ t),
    "mean of the ratios": lambda p, m, t: (p * (m / p).log() / t).sum(),
    "per line": lambda p, m, t: nats(p, m),
    "in bits": lambda p, m, t: nats(p, m) / (p @ t) / math.log(2),
    "sign is wrong": lambda p, m, t: -nats(p, m) / (p @ t),
    "without its minus": lambda p, m, t: (p * (p.log() + m.log())).sum() / (p @ t),
    "equally likely": lambda p, m, t: m.sum().log() / (p @ t),
    "outside the mean": lambda p, m, t: (torch.log(p @ m) - p @ p.log()) / (p @ t),
    "equally frequent": lambda p, m, t: nats(p, m) / t.mean(),
}


def test_every_wrong_floor_gets_its_own_sentence():
    assert_each_has_its_own_message(check.source_floor, WRONG_FLOORS)


def test_a_floor_that_overflows_or_cannot_do_without_a_cell_is_told_so():
    def powers(p, m, t):
        return (m**2).log().mul(p / 2).sum() / (p @ t) - (p @ p.log()) / (p @ t)

    for wrong in (powers, WRONG_FLOORS["mean of the ratios"]):
        assert not check.source_floor(wrong).passed
    answer = check.source_floor(powers)
    assert "take logarithms before" in str(answer)

    def plain(p, m, t):
        return nats(p, m) / (p @ t)

    assert "what never occurs" in str(check.source_floor(plain))


WRONG_MEANS = {
    "mean over batches": lambda losses, tokens: losses.mean(),
    "sum of all nats": lambda losses, tokens: losses @ tokens,
    "number of batches": lambda losses, tokens: (losses @ tokens) / len(losses),
    "means already": lambda losses, tokens: losses.sum() / tokens.sum(),
    "per token already": lambda losses, tokens: (losses / tokens).sum(),
    "one over its tokens": lambda losses, tokens: np.average(
        losses, weights=1 / tokens
    ),
    "median": lambda losses, tokens: np.median(losses),
}


def test_every_wrong_mean_gets_its_own_sentence():
    assert_each_has_its_own_message(check.mean_loss, WRONG_MEANS)


@pytest.mark.parametrize(
    "right",
    [
        lambda losses, tokens: np.average(losses, weights=tokens),
        lambda losses, tokens: (losses @ tokens) / tokens.sum(),
    ],
)
def test_every_right_mean_passes(right):
    assert check.mean_loss(right).passed
