"""The check on the firing rate of a leaky integrate-and-fire cell.

R = 10 MΩ, τ = 10 ms, rest = reset = −65 mV, threshold −50 mV: the current I (nA)
pulls the voltage 10 I mV up, the threshold lies 15 mV up.
"""

import math
from collections.abc import Callable

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake

RESISTANCE, TAU, RISE = 10.0, 10.0, 15.0

CASES = ((2.0, 0.0), (2.0, 2.0), (3.0, 5.0), (1.6, 1.0), (1.0, 0.0), (1.5, 2.0))

Interval = Callable[[float, float], float]


def _charging(current: float) -> float:
    """ms from reset to threshold, ∞ if it is never reached."""
    steady = RESISTANCE * current
    return TAU * math.log(steady / (steady - RISE)) if steady > RISE else math.inf


def _rate(current: float, refractory: float) -> float:
    return 1000 / (refractory + _charging(current))


def _above(interval: Interval) -> Interval:
    """A rate from a wrong interval, 0 up to the rheobase as it should be."""

    def rate(current: float, refractory: float) -> float:
        if RESISTANCE * current <= RISE:
            return 0.0
        return 1000 / interval(current, refractory)

    return rate


def _unguarded(current: float, refractory: float) -> float:
    return math.nan if RESISTANCE * current < RISE else _rate(current, refractory)


def _mirrored(current: float, refractory: float) -> float:
    steady = RESISTANCE * current
    if steady == RISE:
        return 0.0
    return 1000 / (refractory + TAU * math.log(steady / abs(steady - RISE)))


LIF_RATE = Exercise(
    arguments=("I", "t_ref"),
    truth=_rate,
    cases=CASES,
    mistakes=(
        Mistake(
            "That is per millisecond: a rate in Hz is 1000 over an interval in ms.",
            lambda i, t: _rate(i, t) / 1000,
        ),
        Mistake(
            "That is the interval T in ms, not the rate: return 1000/T.",
            lambda i, t: t + _charging(i) if RESISTANCE * i > RISE else 0.0,
        ),
        Mistake(
            "The refractory time is missing: it adds to every interval.",
            lambda i, t: _rate(i, 0.0),
        ),
        Mistake(
            "The refractory time is subtracted: it makes the interval longer.",
            _above(lambda i, t: _charging(i) - t),
        ),
        Mistake(
            "τ is missing before the logarithm: times are counted in units of τ.",
            _above(lambda i, t: t + _charging(i) / TAU),
        ),
        Mistake(
            "Use the natural logarithm: that is log₁₀.",
            _above(lambda i, t: t + _charging(i) / math.log(10)),
        ),
        Mistake(
            "Use the natural logarithm: that is log₂.",
            _above(lambda i, t: t + _charging(i) / math.log(2)),
        ),
        Mistake(
            "The fraction is upside down: charging takes τ log[RI/(RI − 15)], which "
            "is positive.",
            _above(lambda i, t: t - _charging(i)),
        ),
        Mistake(
            "The fraction is that of charging to RI from the threshold: from reset to "
            "threshold it is RI/(RI − 15).",
            _above(lambda i, t: t + TAU * math.log(RESISTANCE * i / RISE)),
        ),
        Mistake(
            "Without a leak it would charge in a straight line: that is 15 τ/(RI).",
            _above(lambda i, t: t + TAU * RISE / (RESISTANCE * i)),
        ),
        Mistake(
            "Up to 1.5 nA the threshold is never reached: return 0 there.", _unguarded
        ),
        Mistake(
            "Below 1.5 nA the threshold is never reached, though the absolute value "
            "gives an interval: return 0 there.",
            _mirrored,
        ),
    ),
)


def lif_rate(function: object) -> Answer:
    """Check (I, t_ref) ↦ Hz for the cell with the constants above."""
    return LIF_RATE.examine(function)
