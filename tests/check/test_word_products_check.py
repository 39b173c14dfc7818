"""Shifted PMI, right and wrong, as readers write it."""

import numpy as np
import torch
from answers import assert_each_has_its_own_message

from attractor import check


def by_loops(counts, k):
    total = counts.sum()
    out = torch.zeros_like(counts)
    for w, row in enumerate(counts):
        for c, times in enumerate(row):
            out[w, c] = torch.log(times * total / (row.sum() * counts[:, c].sum()))
    return out - np.log(k)


def as_probabilities(counts, k):
    joint = counts / counts.sum()
    expected = torch.outer(joint.sum(1), joint.sum(0))
    return torch.log(joint) - torch.log(k * expected)


def ratio(counts, k):
    expected = counts.sum(1)[:, None] * counts.sum(0) / counts.sum()
    return counts / expected


def test_right_answers_pass() -> None:
    assert check.shifted_pmi(by_loops).passed
    assert check.shifted_pmi(as_probabilities).passed


def test_wrong_answers_are_told_what_is_wrong() -> None:
    wrong = {
        "That is PMI itself": lambda m, k: ratio(m, k).log(),
        "log k is to be subtracted": lambda m, k: ratio(m, k).log() + np.log(k),
        "k itself is subtracted": lambda m, k: ratio(m, k).log() - k,
        "The number of all pairs is missing": lambda m, k: torch.log(
            m / (m.sum(1)[:, None] * m.sum(0) * k)
        ),
        "the joint probability": lambda m, k: torch.log(m / m.sum() / k),
        "Only the word's count": lambda m, k: torch.log(m / m.sum(1)[:, None] / k),
        "Only the context's count": lambda m, k: torch.log(m / m.sum(0) / k),
        "base 2": lambda m, k: torch.log2(ratio(m, k) / k),
        "The logarithm is missing": lambda m, k: ratio(m, k) / k,
        "upside down": lambda m, k: -torch.log(ratio(m, k) * k),
        "cut off": lambda m, k: torch.relu(torch.log(ratio(m, k) / k)),
        "a pair that never occurs": lambda m, k: torch.log(
            ratio(m, k).clamp(min=1e-9) / k
        ),
        "Give the function itself": torch.ones(2, 2),
        "returns nothing": lambda m, k: None,
    }
    assert_each_has_its_own_message(check.shifted_pmi, wrong)
