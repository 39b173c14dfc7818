"""Check on the radius at which the partition function of equal balls is 1."""

import math
from collections.abc import Callable

from scipy.optimize import brentq

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.theory import (
    log_ball_integral,
    log_ball_volume,
    printed_log_ball_integral,
    unit_volume_radius,
)
from attractor.theory import unit_partition_radius as right

CASES = ((10, 2), (3, 1), (2, 2), (10, 1), (100, 10), (3, 5))


def _where(log_mass: Callable[[float], float]) -> float:
    """The radius at which a rising logarithm is 0; NaN if it never is."""

    def at(log_radius: float) -> float:
        return log_mass(math.exp(log_radius))

    low, high = -12.0, 6.0
    if at(low) > 0 or at(high) < 0:
        return math.nan
    return math.exp(brentq(at, low, high, xtol=1e-14))


def _printed(n_patterns: int | float, dim: int) -> float:
    return _where(
        lambda s: math.log(n_patterns) + float(printed_log_ball_integral(dim, s))
    )


def _share(n_patterns: int | float, dim: int) -> float:
    whole = dim / 2 * math.log(math.pi)
    return _where(
        lambda s: math.log(n_patterns) + float(log_ball_integral(dim, s)) - whole
    )


def _divided(n_patterns: int | float, dim: int) -> float:
    return _where(lambda s: float(log_ball_integral(dim, s)) - math.log(n_patterns))


def _loss_of_one(n_patterns: int | float, dim: int) -> float:
    return _where(lambda s: math.log(n_patterns) + float(log_ball_integral(dim, s)) - 1)


def _volumes(n_patterns: int | float, dim: int) -> float:
    return _where(lambda s: math.log(n_patterns) + float(log_ball_volume(dim, s)))


UNIT_PARTITION = Exercise(
    arguments=("n_patterns", "dim"),
    truth=right,
    cases=CASES,
    far=((1, 3), (1, 1400)),
    overflow="the integral over a ball leaves the range of numbers, so look for the "
    "zero of log Z",
    mistakes=(
        Mistake(
            "That is the squared radius: take the square root.",
            lambda d, n: right(d, n) ** 2,
        ),
        Mistake(
            "That is the diameter: halve it.",
            lambda d, n: 2 * right(d, n),
        ),
        Mistake(
            "That is log s: return the radius itself.",
            lambda d, n: math.log(right(d, n)),
        ),
        Mistake(
            "The number of patterns does not enter: Z is the sum over all balls.",
            lambda d, n: right(1, n),
        ),
        Mistake(
            "That is where the balls' volumes add up to 1: Z integrates exp(−‖x‖²), "
            "which is less.",
            _volumes,
        ),
        Mistake(
            "That is where one ball has volume 1, which is neither Z nor the sum over "
            "balls.",
            lambda d, n: unit_volume_radius(n),
        ),
        Mistake(
            "That is √(n/2πe), where a ball's volume is about 1 in many dimensions: "
            "solve Z = 1.",
            lambda d, n: math.sqrt(n / (2 * math.pi * math.e)),
        ),
        Mistake(
            "That sets the integral as printed to 1: it is π^(n/2) P(n/2, s²).",
            _printed,
        ),
        Mistake(
            "The factor π^(n/2) is missing: that is where the balls hold a share of "
            "1/d each.",
            _share,
        ),
        Mistake(
            "The integral is divided by d: Z has d balls, so it is multiplied.",
            _divided,
        ),
        Mistake(
            "That is where the loss log Z is 1, at Z = e: solve Z = 1.", _loss_of_one
        ),
    ),
)


def unit_partition_radius(function: object) -> Answer:
    """Check (n_patterns, dim) ↦ the radius s at which d π^(n/2) P(n/2, s²) = 1."""
    return UNIT_PARTITION.examine(function)
