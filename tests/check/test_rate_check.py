"""The rate of a leaky integrate-and-fire cell, right and wrong, as readers write it."""

import math

import numpy as np
import pytest
from answers import assert_each_has_its_own_message

from attractor import check, models


def by_hand(current, refractory):
    if current <= 1.5:
        return 0.0
    return 1000 / (refractory + 10 * math.log(current / (current - 1.5)))


def with_numpy(current, refractory):
    steady = 10 * np.float64(current)
    if steady <= 15:
        return 0
    return 1000 / (refractory - 10 * np.log(1 - 15 / steady))


def with_the_package(current, refractory):
    return models.lif_rate(current, refractory=refractory)


def charging(current):
    return 10 * math.log(current / (current - 1.5)) if current > 1.5 else math.inf


def guarded(interval):
    return lambda i, t: 1000 / interval(i, t) if i > 1.5 else 0.0


@pytest.mark.parametrize("right", [by_hand, with_numpy, with_the_package])
def test_every_right_rate_passes(right):
    answer = check.lif_rate(right)
    assert answer.passed, answer


WRONG = {
    "is per millisecond": lambda i, t: by_hand(i, t) / 1000,
    "is the interval": lambda i, t: t + charging(i) if i > 1.5 else 0.0,
    "refractory time is missing": lambda i, t: by_hand(i, 0.0),
    "refractory time is subtracted": guarded(lambda i, t: charging(i) - t),
    "τ is missing": guarded(lambda i, t: t + math.log(i / (i - 1.5))),
    "that is log₁₀": guarded(lambda i, t: t + 10 * math.log10(i / (i - 1.5))),
    "that is log₂": guarded(lambda i, t: t + 10 * math.log2(i / (i - 1.5))),
    "upside down": guarded(lambda i, t: t + 10 * math.log((i - 1.5) / i)),
    "from reset to threshold": guarded(lambda i, t: t + 10 * math.log(i / 1.5)),
    "Without a leak": guarded(lambda i, t: t + 15 / i),
    "Up to 1.5 nA": lambda i, t: (
        1000 / (t + 10 * np.log(np.float64(i) / (np.float64(i) - 1.5)))
    ),
    "though the absolute value": lambda i, t: (
        1000 / (t + 10 * math.log(i / abs(i - 1.5))) if i != 1.5 else 0.0
    ),
    "raises ValueError": lambda i, t: (
        1000 / (t + 10 * math.log(i / (i - 1.5))) if i != 1.5 else 0.0
    ),
}


def test_every_wrong_rate_gets_its_own_sentence():
    assert_each_has_its_own_message(check.lif_rate, WRONG)
