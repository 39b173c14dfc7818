"""Check on the chance that a unit of a stored pattern flips in one step."""

import math

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.memory import one_step_error as truth

SIZES = ((500, 50), (100, 30), (1000, 20), (40, 40), (12, 200))


def _tail(ratio: float) -> float:
    """Φ(−√ratio)."""
    return math.erfc(math.sqrt(ratio / 2)) / 2


ONE_STEP_ERROR = Exercise(
    arguments=("N", "K"),
    truth=truth,
    cases=SIZES,
    mistakes=(
        Mistake(
            "That is the limit of large networks, Φ(−√(N/K)): with a zero diagonal "
            "N − 1 units speak, and K − 1 patterns disturb.",
            lambda n, k: _tail(n / k),
        ),
        Mistake(
            "N − 1 units speak, not N: the diagonal is zero.",
            lambda n, k: _tail(n / (k - 1)),
        ),
        Mistake(
            "K − 1 patterns disturb, not K: the pattern itself is the signal.",
            lambda n, k: _tail((n - 1) / k),
        ),
        Mistake(
            "The root is missing: the crosstalk's standard deviation is "
            "√((K − 1)/(N − 1)) of the signal, not its square.",
            lambda n, k: math.erfc((n - 1) / (k - 1) / math.sqrt(2)) / 2,
        ),
        Mistake(
            "Twice too large: only crosstalk against the signal flips a unit, so it "
            "is one tail, not two.",
            lambda n, k: 2 * truth(n, k),
        ),
        Mistake(
            "erfc wants its argument divided by √2: Φ(−z) = ½ erfc(z/√2).",
            lambda n, k: math.erfc(math.sqrt((n - 1) / (k - 1))) / 2,
        ),
        Mistake(
            "That is the chance that the unit is right: subtract it from 1.",
            lambda n, k: 1 - truth(n, k),
        ),
        Mistake(
            "N and K are swapped: more units make fewer errors, more patterns more.",
            lambda n, k: _tail((k - 1) / (n - 1)),
        ),
        Mistake(
            "That is the expected number of wrong bits in a pattern: leave out the "
            "factor N.",
            lambda n, k: n * truth(n, k),
        ),
        Mistake(
            "That is erf where erfc is due: the tail, not the middle.",
            lambda n, k: math.erf(math.sqrt((n - 1) / (k - 1) / 2)) / 2,
        ),
        Mistake(
            "That is the signal-to-noise ratio √((N − 1)/(K − 1)): the error is the "
            "normal tail beyond it.",
            lambda n, k: math.sqrt((n - 1) / (k - 1)),
        ),
        Mistake(
            "That is the density of the normal distribution: the chance is the area "
            "of its tail.",
            lambda n, k: math.exp(-(n - 1) / (k - 1) / 2) / math.sqrt(2 * math.pi),
        ),
    ),
)


def one_step_error(function: object) -> Answer:
    """Check (N, K) ↦ the chance that a unit of a stored random pattern flips."""
    return ONE_STEP_ERROR.examine(function)
