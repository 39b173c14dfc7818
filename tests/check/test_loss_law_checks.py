"""Chinchilla's law and its best split, right and wrong, as readers write them."""

import math

import numpy as np
import pytest
from answers import assert_each_has_its_own_message

from attractor import check, theory

A, B, ALPHA, BETA = 406.4, 410.7, 0.34, 0.28


def by_hand(n, d):
    return 1.69 + A / n**ALPHA + B / d**BETA


def with_negative_powers(n, d):
    return np.float64(1.69) + A * np.power(n, -ALPHA) + B * np.power(d, -BETA)


@pytest.mark.parametrize("right", [by_hand, with_negative_powers])
def test_every_right_loss_passes(right):
    answer = check.chinchilla_loss(right)
    assert answer.passed, answer


WRONG_LOSSES = {
    "as the paper prints it, 1.61": lambda n, d: by_hand(n, d) - 0.08,
    "floor E is missing": lambda n, d: by_hand(n, d) - 1.69,
    "exponents are swapped": lambda n, d: 1.69 + A / n**BETA + B / d**ALPHA,
    "A and B are swapped": lambda n, d: 1.69 + B / n**ALPHA + A / d**BETA,
    "N and D are swapped": lambda n, d: by_hand(d, n),
    "outside the powers": lambda n, d: 1.69 + (A / n) ** ALPHA + (B / d) ** BETA,
    "divided by the exponents": lambda n, d: 1.69 + A / (n * ALPHA) + B / (d * BETA),
    "powers are missing": lambda n, d: 1.69 + A / n + B / d,
    "powers grow": lambda n, d: 1.69 + A * n**ALPHA + B * d**BETA,
    "term of the data is missing": lambda n, d: 1.69 + A / n**ALPHA,
    "term of the size is missing": lambda n, d: 1.69 + B / d**BETA,
    "Kaplan's law": theory.kaplan_loss,
    "in bits": lambda n, d: by_hand(n, d) / math.log(2),
    "perplexity": lambda n, d: math.exp(by_hand(n, d)),
    "in billions": lambda n, d: by_hand(n / 1e9, d / 1e9),
}


def test_every_wrong_loss_gets_its_own_sentence():
    assert_each_has_its_own_message(check.chinchilla_loss, WRONG_LOSSES)


def split(flops, balance=ALPHA * A / (BETA * B), of_c=BETA / (ALPHA + BETA), six=6.0):
    n_params = balance ** (1 / (ALPHA + BETA)) * (flops / six) ** of_c
    return n_params, flops / six / n_params


def with_ratio(flops, ratio):
    n_params = math.sqrt(flops / 6 / ratio)
    return n_params, ratio * n_params


def searched(flops):
    sizes = np.geomspace(1e6, 1e13, 2_000_001)
    losses = A / sizes**ALPHA + B / (flops / 6 / sizes) ** BETA
    at = losses.argmin()
    low, middle, high = np.log(losses[at - 1 : at + 2])
    step = np.log(sizes[1] / sizes[0])
    best = sizes[at] * np.exp(step * (low - high) / (low - 2 * middle + high) / 2)
    return np.array([best, flops / 6 / best])


@pytest.mark.parametrize("right", [split, searched, theory.compute_optimal])
def test_every_right_split_passes(right):
    answer = check.compute_optimal(right)
    assert answer.passed, answer


WRONG_SPLITS = {
    "The 6 is missing": lambda c: split(c, six=1.0),
    "N and D are swapped": lambda c: split(c)[::-1],
    "rule of thumb": lambda c: with_ratio(c, 20),
    "Kaplan's law": theory.kaplan_optimal,
    "two terms are equal": lambda c: split(c, balance=A / B),
    "α and β are swapped": lambda c: split(c, balance=BETA * A / (ALPHA * B)),
    "exponents of C are swapped": lambda c: split(c, of_c=ALPHA / (ALPHA + BETA)),
    "evenly": lambda c: with_ratio(c, 1),
    "what the budget leaves": lambda c: (split(c)[0], c / split(c)[0]),
    "N alone": lambda c: split(c)[0],
}


def test_every_wrong_split_gets_its_own_sentence():
    assert_each_has_its_own_message(check.compute_optimal, WRONG_SPLITS)
