"""Epochs from tokens, batch, context and steps, as readers write them."""

import math

import pytest
from answers import assert_each_has_its_own_message

from attractor import check


def seen_over_there(n_tokens, batch, context, steps):
    return batch * context * steps / n_tokens


def over_the_steps_of_one(n_tokens, batch, context, steps):
    return steps / (n_tokens / (batch * context))


@pytest.mark.parametrize("right", [seen_over_there, over_the_steps_of_one])
def test_every_right_count_passes(right):
    answer = check.epochs(right)
    assert answer.passed, answer


WRONG = {
    "The batch is missing": lambda n, b, c, s: c * s / n,
    "The context is missing": lambda n, b, c, s: b * s / n,
    "both missing": lambda n, b, c, s: s / n,
    "multiply by the steps": lambda n, b, c, s: b * c / n,
    "upside down": lambda n, b, c, s: n / (b * c * s),
    "how many steps one epoch has": lambda n, b, c, s: n / b / c,
    "how many tokens are seen": lambda n, b, c, s: b * c * s,
    "are added": lambda n, b, c, s: (b + c) * s / n,
    "is cut off": lambda n, b, c, s: int(b * c * s / n),
    "rounded up": lambda n, b, c, s: math.ceil(b * c * s / n),
    "It is rounded:": lambda n, b, c, s: round(b * c * s / n),
    "not one fewer": lambda n, b, c, s: b * (c - 1) * s / n,
    "the one beyond": lambda n, b, c, s: b * (c + 1) * s / n,
    "is left out": lambda n, b, c, s: b * c * s / n - 1,
    "in percent": lambda n, b, c, s: 100 * b * c * s / n,
}


def test_every_wrong_count_is_told_what_it_missed():
    assert_each_has_its_own_message(check.epochs, WRONG)


def test_an_unknown_mistake_is_shown_with_its_numbers():
    answer = check.epochs(lambda n, b, c, s: 7.0)
    assert not answer.passed
    assert "n_tokens" in answer.message
