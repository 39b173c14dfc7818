"""How many random patterns a classical Hopfield network holds: the theory."""

import math
from typing import NamedTuple

from scipy.optimize import brentq, minimize_scalar
from scipy.stats import binom


def one_step_error(n_units: int, n_patterns: int) -> float:
    r"""Chance that a unit of a stored pattern flips at once, Gaussian crosstalk.

    $$\Phi\!\left(-\sqrt{\frac{N-1}{K-1}}\right)$$

    for N = `n_units`, K = `n_patterns` random patterns, Hebbian couplings with zero
    diagonal. With one pattern it is 0. Raises `ValueError` on fewer than two units
    or no pattern. Hertz, Krogh and Palmer 1991, section 2.2.
    """
    _check_sizes(n_units, n_patterns)
    if n_patterns == 1:
        return 0.0
    return math.erfc(math.sqrt((n_units - 1) / (n_patterns - 1) / 2)) / 2


def one_step_error_limit(load: float) -> float:
    r"""The same for large networks, ½ erfc(1/√(2α)) at the load α = K/N."""
    _check_load(load)
    return math.erfc(1 / math.sqrt(2 * load)) / 2


def exact_one_step_error(n_units: int, n_patterns: int) -> float:
    """The chance itself: the crosstalk is a sum of (N−1)(K−1) fair signs.

    A field of exactly 0 goes to +1, which is wrong for half the units. Arguments and
    errors as in `one_step_error`.
    """
    _check_sizes(n_units, n_patterns)
    signs = (n_units - 1) * (n_patterns - 1)
    # The crosstalk 2B − signs outweighs the signal N − 1 where B is this small.
    tie = (signs - (n_units - 1)) / 2
    wrong = float(binom.cdf(math.ceil(tie) - 1, signs, 0.5))
    return wrong + float(binom.pmf(tie, signs, 0.5)) / 2 if tie % 1 == 0 else wrong


class ErrorFree(NamedTuple):
    """How many patterns are kept without a single wrong bit, as N grows."""

    each: float
    all: float


def error_free_patterns(n_units: int) -> ErrorFree:
    """N/(2 ln N) patterns, each likely to be fixed, or N/(4 ln N), all together.

    Leading order as `n_units` grows. McEliece, Posner, Rodemich and Venkatesh 1987.
    """
    _check_sizes(n_units, 1)
    each = n_units / (2 * math.log(n_units))
    return ErrorFree(each, each / 2)


def mean_field_overlap(load: float) -> float:
    r"""Overlap with a pattern at rest, N → ∞; NaN beyond the critical load.

    m = erf(y) for the largest root y of

    $$\sqrt{2\alpha} = \frac{\operatorname{erf} y}{y} - \frac{2}{\sqrt\pi}e^{-y^2}.$$

    Raises `ValueError` unless `load` α is positive. Amit, Gutfreund and Sompolinsky
    1985, replica symmetric, temperature zero.
    """
    _check_load(load)
    top = _top()
    if math.sqrt(2 * load) > _root_of_twice_the_load(top):
        return math.nan
    # For large y the right side is below 1/y: the root lies before 1/√(2α).
    far = top + 1 / math.sqrt(2 * load)
    y = brentq(
        lambda y: _root_of_twice_the_load(y) - math.sqrt(2 * load), top, far, xtol=1e-14
    )
    return math.erf(y)


def critical_load() -> float:
    """The largest load α with a state near each pattern, 0.1379 (N → ∞)."""
    return _root_of_twice_the_load(_top()) ** 2 / 2


def _root_of_twice_the_load(y: float) -> float:
    return math.erf(y) / y - 2 / math.sqrt(math.pi) * math.exp(-(y**2))


def _top() -> float:
    """Where √(2α) is largest."""
    found = minimize_scalar(
        lambda y: -_root_of_twice_the_load(y), bounds=(1, 3), options={"xatol": 1e-12}
    )
    return float(found.x)


def _check_sizes(n_units: int, n_patterns: int) -> None:
    if n_units < 2:
        raise ValueError(f"n_units must be at least 2, got {n_units}")
    if n_patterns < 1:
        raise ValueError(f"n_patterns must be at least 1, got {n_patterns}")


def _check_load(load: float) -> None:
    if not (math.isfinite(load) and load > 0):
        raise ValueError(f"load must be a positive, finite number, got {load}")
