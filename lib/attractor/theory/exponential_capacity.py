"""The number of random patterns that the modern network is sure to store."""

import math
from typing import NamedTuple

from scipy.special import lambertw


class CapacityGuarantee(NamedTuple):
    """N ≥ √p · base^((dim−1)/4) patterns are stored, except with probability p."""

    base: float
    n_patterns: float


def exponential_capacity(
    dim: int, beta: float, radius_factor: float, failure: float
) -> CapacityGuarantee:
    r"""Ramsauer's lower bound for patterns on a sphere of radius K√(dim − 1).

    $$N \ge \sqrt p\, c^{(n-1)/4}, \quad c = \frac{b}{W_0(e^{a+\log b})}, \quad
      a = \tfrac{2}{n-1}\bigl(1+\log(2\beta K^2p(n-1))\bigr), \quad
      b = \tfrac{2K^2\beta}{5}$$

    `dim` n ≥ 2, `radius_factor` K > 0, `failure` p in (0, 1). Raises `ValueError`
    outside, and where the theorem's condition c ≥ (2/√p)^(4/(n−1)) fails.
    Ramsauer et al. 2021, theorem 3.
    """
    if dim < 2:
        raise ValueError(f"dim must be at least 2, got {dim}")
    if not 0 < failure < 1:
        raise ValueError(f"failure must be a probability in (0, 1), got {failure}")
    if not (beta > 0 and radius_factor > 0):
        raise ValueError(
            f"beta and radius_factor must be positive, got {beta} and {radius_factor}"
        )
    odds = 2 * beta * radius_factor**2 * failure * (dim - 1)
    a = 2 / (dim - 1) * (1 + math.log(odds))
    b = 2 * radius_factor**2 * beta / 5
    base = b / float(lambertw(math.exp(a + math.log(b))).real)
    if base < (2 / math.sqrt(failure)) ** (4 / (dim - 1)):
        raise ValueError(
            f"dim, beta, radius_factor and failure give the base {base:.3g}, too small "
            "for the theorem to promise anything"
        )
    return CapacityGuarantee(base, math.sqrt(failure) * base ** ((dim - 1) / 4))
