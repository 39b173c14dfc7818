"""Check on the logarithm of the integral of exp(−‖x‖²) over a ball."""

import math

import numpy as np
from scipy.special import gammainc, gammaincc, gammaln

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.theory import (
    log_ball_integral,
    log_ball_volume,
    printed_log_ball_integral,
)

LOG_PI = math.log(math.pi)
CASES = ((2, 1.0), (3, 1.0), (1, 0.5), (3, 3.0), (7, 1.3), (10, 3.0))


def _ball(dim: int, radius: int | float) -> float:
    return float(log_ball_integral(dim, radius))


def _volume(dim: int, radius: int | float) -> float:
    return float(log_ball_volume(dim, radius))


def _share(shape: int | float, x: int | float) -> float:
    """log P(a, x), or −∞ where it leaves the range of numbers."""
    return float(np.log(gammainc(shape, x)))


BALL_INTEGRAL = Exercise(
    arguments=("dim", "radius"),
    truth=_ball,
    cases=CASES,
    far=((1024, 10.0), (1400, 20.0)),
    overflow="Γ(n/2) and πⁿ leave the range of numbers, so add logarithms, as with "
    "scipy.special.gammaln and the regularized gammainc",
    mistakes=(
        Mistake(
            "That is the integral itself: return its logarithm.",
            lambda n, s: math.exp(_ball(n, s)),
        ),
        Mistake(
            "That is the integral as printed, of exp(−t) in place of exp(−t²): "
            "substitute u = t², which makes it γ(n/2, s²).",
            lambda n, s: float(printed_log_ball_integral(n, s)),
        ),
        Mistake(
            "The radius enters squared: that is P(n/2, s) where P(n/2, s²) is due.",
            lambda n, s: n / 2 * LOG_PI + _share(n / 2, s),
        ),
        Mistake(
            "The first argument of P is half the dimension: that is P(n, s²).",
            lambda n, s: n / 2 * LOG_PI + _share(n, s * s),
        ),
        Mistake(
            "The factor π^(n/2) is missing: that is the share of the whole integral.",
            lambda n, s: _share(n / 2, s * s),
        ),
        Mistake(
            "Too many factors of π: it is π^(n/2), half the dimension.",
            lambda n, s: n * LOG_PI + _share(n / 2, s * s),
        ),
        Mistake(
            "It is not divided by Γ(n/2): that γ is not regularized, as SciPy's "
            "gammainc is.",
            lambda n, s: n / 2 * LOG_PI + _share(n / 2, s * s) + float(gammaln(n / 2)),
        ),
        Mistake(
            "Divided by Γ(n/2) twice: SciPy's gammainc is regularized already.",
            lambda n, s: n / 2 * LOG_PI + _share(n / 2, s * s) - float(gammaln(n / 2)),
        ),
        Mistake(
            "Twice too large: the substitution u = t² turns dt into du/(2√u), and "
            "that 2 cancels the one in the surface 2π^(n/2)/Γ(n/2).",
            lambda n, s: math.log(2) + _ball(n, s),
        ),
        Mistake(
            "The surface of the unit sphere, 2π^(n/2)/Γ(n/2), is missing before the "
            "integral over shells.",
            lambda n, s: _share(n / 2, s * s) + float(gammaln(n / 2)) - math.log(2),
        ),
        Mistake(
            "That is the ball's volume: the integrand exp(−‖x‖²) is missing.",
            _volume,
        ),
        Mistake(
            "That is the lower bound of Lemma 5, volume times lowest height: the "
            "height falls from 1 at the center to exp(−s²) at the edge.",
            lambda n, s: _volume(n, s) - s * s,
        ),
        Mistake(
            "That is exp(−s) times the volume, as printed: the lowest height is "
            "exp(−s²), and it is reached at the edge only.",
            lambda n, s: _volume(n, s) - s,
        ),
        Mistake(
            "That is the integral outside the ball: take the lower incomplete gamma.",
            lambda n, s: n / 2 * LOG_PI + math.log(gammaincc(n / 2, s * s)),
        ),
        Mistake(
            "That is the whole space: the radius does not enter.",
            lambda n, s: n / 2 * LOG_PI,
        ),
        Mistake(
            "That is the integral of exp(−‖x‖²/2): there is no ½ here.",
            lambda n, s: n / 2 * (LOG_PI + math.log(2)) + _share(n / 2, s * s / 2),
        ),
        Mistake(
            "Use the natural logarithm: that is log₁₀.",
            lambda n, s: _ball(n, s) / math.log(10),
        ),
        Mistake("The sign is flipped.", lambda n, s: -_ball(n, s)),
    ),
)


def ball_integral(function: object) -> Answer:
    """Check (dim, radius) ↦ log of the integral of exp(−‖x‖²) over the ball."""
    return BALL_INTEGRAL.examine(function)
