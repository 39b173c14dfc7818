"""How much a dense memory holds: what can be computed without drawing patterns.

All for random patterns of independent fair ±1.
"""

import math

import numpy as np
from scipy.special import ndtr
from scipy.stats import binom

from attractor.memory.dense import check_degree


def polynomial_bit_error(n_patterns: int, dim: int, degree: int) -> float:
    r"""Chance that one unit of a stored pattern turns over at the first look.

    $$\Phi\Bigl(-\frac{S}{\sqrt{(d-1)\,V}}\Bigr), \quad
      S=n^r-(n-2)^r, \quad V=\mathrm E\bigl[((z+1)^r-(z-1)^r)^2\bigr]$$

    with z the sum of n − 1 = `dim` − 1 fair signs: signal and noise are exact, the
    noise of d = `n_patterns` is taken to be normal. At degree 2 the argument is
    −√((n−1)/(d−1)). Raises `ValueError` unless n_patterns ≥ 1 and dim ≥ 2.
    """
    _check_sizes(n_patterns, dim)
    check_degree(degree)
    ups = np.arange(dim)
    # In units of dim, so that high degrees stay in range.
    rest, one = (2.0 * ups - (dim - 1)) / dim, 1.0 / dim
    gain = (rest + one) ** degree - (rest - one) ** degree
    variance = binom.pmf(ups, dim - 1, 0.5) @ gain**2
    signal = 1 - (1 - 2 / dim) ** degree
    noise = math.sqrt((n_patterns - 1) * variance)
    return float(ndtr(-signal / noise)) if noise > 0 else 0.0


def polynomial_bit_error_limit(load: float, degree: int) -> float:
    r"""Limit of `polynomial_bit_error` for d = load · n^(r−1) and n → ∞.

    $$\Phi\Bigl(-\frac1{\sqrt{(2r-3)!!\;\text{load}}}\Bigr)$$

    Raises `ValueError` unless load > 0. Krotov and Hopfield 2016.
    """
    check_degree(degree)
    if not load > 0:
        raise ValueError(f"load must be positive, got {load}")
    return float(ndtr(-1 / math.sqrt(odd_factorial(degree) * load)))


def polynomial_capacity(dim: int, degree: int) -> float:
    r"""About how many random patterns are stored without a wrong bit, each.

    $$\frac{n^{r-1}}{2\,(2r-3)!!\,\log n}$$

    Raises `ValueError` unless dim ≥ 2. Krotov and Hopfield 2016; at degree 2
    it is McEliece's n / (2 log n).
    """
    _check_sizes(1, dim)
    check_degree(degree)
    return dim ** (degree - 1) / (2 * odd_factorial(degree) * math.log(dim))


def no_neighbors_probability(n_patterns: int, dim: int) -> float:
    r"""Chance, nearly, that no two random patterns differ in a single bit.

    $$\exp\Bigl(-\frac{d(d-1)}2\,\frac{n}{2^n}\Bigr)$$

    Of two such neighbors the exponential memory can keep only one, so this is the
    birthday bound of its capacity: with d = 2^(αn) it tends to 1 for α < ½ and to 0
    from ½ on. Raises `ValueError` unless n_patterns ≥ 1 and dim ≥ 2.
    """
    _check_sizes(n_patterns, dim)
    return math.exp(-n_patterns * (n_patterns - 1) / 2 * dim * 0.5**dim)


def demircigil_rate(damage: float) -> float:
    r"""Largest proved α such that 2^(αn) patterns forgive a share `damage` of bits.

    $$\alpha(\varrho) = \tfrac12\bigl(1 + \varrho\log_2\varrho
      + (1-\varrho)\log_2(1-\varrho)\bigr)$$

    Half the capacity of a binary channel that turns a share ϱ of the bits; ½ without
    damage. Raises `ValueError` unless 0 ≤ damage ≤ ½. Demircigil et al. 2017,
    who write it with natural logarithms.
    """
    if not 0 <= damage <= 0.5:
        raise ValueError(f"damage must be a share of bits in [0, 0.5], got {damage}")
    parts = [p * math.log2(p) for p in (damage, 1 - damage) if p > 0]
    return (1 + sum(parts)) / 2


def odd_factorial(degree: int) -> int:
    """(2r − 3)!! = 1 · 3 · 5 ⋯ (2r − 3) for degree r: 1, 1, 3, 15, 105, ..."""
    check_degree(degree)
    return math.prod(range(1, 2 * degree - 2, 2))


def _check_sizes(n_patterns: int, dim: int) -> None:
    if n_patterns < 1 or dim < 2:
        raise ValueError(
            "n_patterns must be at least 1 and dim at least 2, "
            f"got {n_patterns} and {dim}"
        )
