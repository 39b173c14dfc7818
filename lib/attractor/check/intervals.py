"""Check on the interval that g − 2E_M never leaves."""

import math

from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import pattern_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.theory import corrected_gap_interval, squared_norm_spread

Ends = tuple[float, float]


def _log_d(patterns: Tensor) -> float:
    return math.log(patterns.shape[0])


def _spread(patterns: Tensor) -> float:
    return squared_norm_spread(patterns)


def _longest(patterns: Tensor) -> float:
    return float(patterns.square().sum(-1).max())


def _unsquared_spread(patterns: Tensor) -> float:
    norms = patterns.norm(dim=-1)
    return float(norms.max() - norms.min())


def _swapped(m: Tensor, b: float) -> Ends:
    lower, upper = corrected_gap_interval(m, b)
    return upper, lower


INTERVAL = Exercise(
    arguments=("patterns", "β"),
    truth=corrected_gap_interval,
    cases=pattern_cases(),
    mistakes=(
        Mistake(
            "That is the interval as printed: log(d)/β belongs to the lower end.",
            lambda m, b: (-_spread(m), _spread(m) + _log_d(m) / b),
        ),
        Mistake(
            "True, but wider than need be: 2E_M is never below g, so the upper end "
            "is 0.",
            lambda m, b: (-_spread(m) - _log_d(m) / b, _spread(m)),
        ),
        Mistake(
            "The two ends are swapped: the lower one comes first.",
            _swapped,
        ),
        Mistake(
            "The sign is flipped: that confines 2E_M − g.",
            lambda m, b: (0.0, _spread(m) + _log_d(m) / b),
        ),
        Mistake(
            "log(d)/β is missing from the lower end: g exceeds the distance energy "
            "by up to that much, and 2E_M contains it whole.",
            lambda m, b: (-_spread(m), 0.0),
        ),
        Mistake(
            "The spread of the squared norms, R, is missing from the lower end.",
            lambda m, b: (-_log_d(m) / b, 0.0),
        ),
        Mistake(
            "log(d) is not divided by β.",
            lambda m, b: (-_spread(m) - _log_d(m), 0.0),
        ),
        Mistake(
            "log(d) is divided by 2β: the factor 2 before E_M cancels it.",
            lambda m, b: (-_spread(m) - _log_d(m) / (2 * b), 0.0),
        ),
        Mistake(
            "log(d) is multiplied by β where it is to be divided.",
            lambda m, b: (-_spread(m) - _log_d(m) * b, 0.0),
        ),
        Mistake(
            "log(d)/β has the wrong sign at the lower end: it widens the interval.",
            lambda m, b: (-_spread(m) + _log_d(m) / b, 0.0),
        ),
        Mistake(
            "That is the logarithm of the dimension: d is the number of patterns.",
            lambda m, b: (-_spread(m) - math.log(m.shape[1]) / b, 0.0),
        ),
        Mistake(
            "R is the spread of the squared norms: the square is missing.",
            lambda m, b: (-_unsquared_spread(m) - _log_d(m) / b, 0.0),
        ),
        Mistake(
            "R is the largest squared norm minus the smallest, not the largest alone.",
            lambda m, b: (-_longest(m) - _log_d(m) / b, 0.0),
        ),
        Mistake(
            "R stands as it is: only log(d) is divided by β.",
            lambda m, b: (-(_spread(m) + _log_d(m)) / b, 0.0),
        ),
        Mistake(
            "Half as wide: that confines g/2 − E_M.",
            lambda m, b: (-(_spread(m) + _log_d(m) / b) / 2, 0.0),
        ),
    ),
)


def corrected_interval(function: object) -> Answer:
    """Check (patterns, β) ↦ (lower, upper) of g − 2E_M, the modern energy at 2β."""
    return INTERVAL.examine(function)
