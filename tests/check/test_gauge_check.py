"""The loss of a density, right and wrong, as readers write it."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check
from attractor.theory import density_cross_entropy


def by_probabilities(energies, at, cell):
    log_z = (-energies).logsumexp(0) + np.log(cell)
    return -(-at - log_z).mean()


def log_z(energies, cell):
    return torch.logsumexp(-energies, 0) + math.log(cell)


@pytest.mark.parametrize("right", [density_cross_entropy, by_probabilities])
def test_every_right_loss_passes(right):
    answer = check.gauge(right)
    assert answer.passed, answer


def overflowing(energies, at, cell):
    return at.mean() + torch.log((torch.exp(-energies) * cell).sum())


WRONG = {
    "energies of the patterns are missing": lambda e, at, v: log_z(e, v),
    "log Z is missing": lambda e, at, v: at.mean(),
    "printed loss": lambda e, at, v: log_z(e, v) + 1 / log_z(e, v).exp(),
    "patterns' density": lambda e, at, v: (
        log_z(e, v) + (torch.exp(-at) / log_z(e, v).exp()).mean()
    ),
    "sign of log Z": lambda e, at, v: at.mean() - log_z(e, v),
    "patterns' energy has the wrong sign": lambda e, at, v: log_z(e, v) - at.mean(),
    "minus the mean of log p": lambda e, at, v: -density_cross_entropy(e, at, v),
    "exp(+E)": lambda e, at, v: log_z(-e, v) + at.mean(),
    "cell's volume is missing": lambda e, at, v: (
        torch.log(torch.exp(-e).sum()) + at.mean()
    ),
    "averages over the cells": lambda e, at, v: (
        torch.log((torch.exp(-e) * v).mean()) + at.mean()
    ),
    "cell by cell": lambda e, at, v: torch.log(torch.exp(-e) * v).sum() + at.mean(),
    "energies are added up": lambda e, at, v: log_z(e, v) + at.sum(),
    "average the logarithms": lambda e, at, v: (
        -torch.log((torch.exp(-at) / log_z(e, v).exp()).mean())
    ),
    "all patterns together": lambda e, at, v: (at + log_z(e, v)).sum(),
    "in bits": lambda e, at, v: density_cross_entropy(e, at, v) / math.log(2),
    "subtract the largest": overflowing,
    "your loss moves by 3.5": lambda e, at, v: log_z(e, v) + 1.5 * at.mean(),
    "yours rises by 4.159": lambda e, at, v: (
        density_cross_entropy(e, at, v) + math.log(v)
    ),
    "should be": lambda e, at, v: density_cross_entropy(e, at, v) + 1,
    "returns nothing": lambda e, at, v: None,
    "raises TypeError": lambda e, at: at.mean(),
}


def test_each_wrong_loss_is_told_its_mistake():
    assert_each_has_its_own_message(check.gauge, WRONG)


def test_what_is_no_function_is_told_so():
    assert "Give the function itself" in check.gauge(1.0).message
