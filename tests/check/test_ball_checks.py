"""Ball integral and the radius of Z = 1, right and wrong, as readers write them."""

import math

import numpy as np
import pytest
from answers import assert_each_has_its_own_message
from scipy.integrate import quad
from scipy.optimize import bisect, brentq
from scipy.special import gamma, gammainc, gammaincc, gammaln

from attractor import check, theory

LOG_PI = math.log(math.pi)


def with_scipy(n, s):
    return n / 2 * LOG_PI + np.log(gammainc(n / 2, s**2))


def over_shells(n, s):
    surface = math.log(2) + n / 2 * LOG_PI - gammaln(n / 2)
    peak = min(s, math.sqrt(max(n - 1, 0) / 2))
    top = (n - 1) * math.log(peak) - peak**2 if peak > 0 else 0.0

    def shell(t):
        return math.exp((n - 1) * math.log(t) - t * t - top) if t > 0 else float(n == 1)

    value, _ = quad(shell, 0, s, epsabs=0, epsrel=1e-10, limit=200)
    return surface + top + math.log(value)


@pytest.mark.parametrize("right", [with_scipy, over_shells, theory.log_ball_integral])
def test_every_right_ball_integral_passes(right):
    answer = check.ball_integral(right)
    assert answer.passed, answer


def overflowing(n, s):
    return math.log(math.pi ** (n / 2) * gammainc(n / 2, s**2))


def by_volume(n, s):
    return n / 2 * LOG_PI - gammaln(n / 2 + 1) + n * math.log(s)


WRONG_INTEGRALS = {
    "integral itself": lambda n, s: math.pi ** (n / 2) * gammainc(n / 2, s**2),
    "as printed": lambda n, s: math.log(
        2 * math.pi ** (n / 2) * gammainc(n, s) * gamma(n) / gamma(n / 2)
    ),
    "enters squared": lambda n, s: n / 2 * LOG_PI + math.log(gammainc(n / 2, s)),
    "half the dimension: that is P(n": lambda n, s: (
        n / 2 * LOG_PI + math.log(gammainc(n, s**2))
    ),
    "π^(n/2) is missing": lambda n, s: math.log(gammainc(n / 2, s**2)),
    "Too many factors of π": lambda n, s: n * LOG_PI + np.log(gammainc(n / 2, s**2)),
    "not divided by Γ": lambda n, s: (
        n / 2 * LOG_PI + math.log(gammainc(n / 2, s**2) * gamma(n / 2))
    ),
    "Γ(n/2) twice": lambda n, s: (
        n / 2 * LOG_PI + math.log(gammainc(n / 2, s**2) / gamma(n / 2))
    ),
    "Twice too large": lambda n, s: with_scipy(n, s) + math.log(2),
    "surface of the unit sphere": lambda n, s: math.log(
        quad(lambda t: t ** (n - 1) * math.exp(-t * t), 0, s)[0]
    ),
    "ball's volume": by_volume,
    "lower bound of Lemma 5": lambda n, s: by_volume(n, s) - s**2,
    "exp(−s) times the volume": lambda n, s: by_volume(n, s) - s,
    "outside the ball": lambda n, s: n / 2 * LOG_PI + np.log(gammaincc(n / 2, s**2)),
    "whole space": lambda n, s: n / 2 * LOG_PI,
    "no ½ here": lambda n, s: (
        n / 2 * math.log(2 * math.pi) + np.log(gammainc(n / 2, s**2 / 2))
    ),
    "log₁₀": lambda n, s: with_scipy(n, s) / math.log(10),
    "sign is flipped": lambda n, s: -with_scipy(n, s),
    "add logarithms": overflowing,
    "returns nothing": lambda n, s: None,
}


def test_each_wrong_integral_is_told_its_mistake():
    assert_each_has_its_own_message(check.ball_integral, WRONG_INTEGRALS)


def log_z(d, n, s):
    return math.log(d) + float(theory.log_ball_integral(n, s))


def solved(function):
    """The zero of `function(s)` between tiny and large, as a reader finds it."""
    return brentq(function, 1e-6, 60, xtol=1e-13)


def by_bisection(d, n):
    return bisect(lambda s: log_z(d, n, s), 1e-6, 100, xtol=1e-12)


@pytest.mark.parametrize("right", [theory.unit_partition_radius, by_bisection])
def test_every_right_radius_passes(right):
    answer = check.unit_partition_radius(right)
    assert answer.passed, answer


def volume_sum(d, n):
    return solved(
        lambda s: math.log(d) + by_volume(n, s),
    )


def without_logarithms(d, n):
    return solved(lambda s: d * math.exp(theory.log_ball_integral(n, s)) - 1)


WRONG_RADII = {
    "squared radius": lambda d, n: by_bisection(d, n) ** 2,
    "diameter": lambda d, n: 2 * by_bisection(d, n),
    "log s": lambda d, n: math.log(by_bisection(d, n)),
    "number of patterns does not enter": lambda d, n: by_bisection(1, n),
    "volumes add up": volume_sum,
    "one ball has volume 1": lambda d, n: theory.unit_volume_radius(n),
    "√(n/2πe)": lambda d, n: np.sqrt(n / (2 * np.pi * np.e)),
    "integral as printed": lambda d, n: solved(
        lambda s: math.log(d) + theory.printed_log_ball_integral(n, s)
    ),
    "share of 1/d": lambda d, n: solved(lambda s: log_z(d, n, s) - n / 2 * LOG_PI),
    "divided by d": lambda d, n: solved(
        lambda s: theory.log_ball_integral(n, s) - math.log(d)
    ),
    "loss log Z is 1": lambda d, n: solved(lambda s: log_z(d, n, s) - 1),
    "look for the zero of log Z": without_logarithms,
    "returns nothing": lambda d, n: None,
}


def test_each_wrong_radius_is_told_its_mistake():
    assert_each_has_its_own_message(check.unit_partition_radius, WRONG_RADII)
