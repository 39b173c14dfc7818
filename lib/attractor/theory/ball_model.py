"""A model of patterns as equal balls: its partition function, and its loss.

Niu et al. 2024 (section 5) let a trained model put its probability on balls around
the stored patterns, p(x) = exp(−g(x))/Z with g the squared distance to the nearest.
"""

import math

from scipy.optimize import brentq

from attractor.theory.balls import checked_radius, log_ball_integral


def log_partition(n_patterns: int | float, dim: int, radius: int | float) -> float:
    r"""$\log Z$ of `n_patterns` disjoint balls of one `radius` in `dim` dimensions.

    $$Z = d\,\pi^{n/2}\,P(\tfrac n2, s^2)$$

    Raises `ValueError` unless `n_patterns` is at least 1 and `radius` positive.
    """
    if not n_patterns >= 1:
        raise ValueError(f"n_patterns must be at least 1, got {n_patterns}")
    return math.log(n_patterns) + float(log_ball_integral(dim, radius))


def unit_partition_radius(n_patterns: int | float, dim: int) -> float:
    """The radius of the balls at which Z = 1.

    It exists for every `n_patterns` ≥ 1 and `dim` ≥ 1, as Z grows with the radius from
    0 to d π^(n/2) > 1. Raises `ValueError` on smaller arguments.
    """
    log_partition(n_patterns, dim, 1.0)

    def log_z(log_radius: int | float) -> float:
        return log_partition(n_patterns, dim, math.exp(log_radius))

    low = high = 0.5 * math.log(dim)
    while log_z(low) > 0:
        low -= 1.0
    while log_z(high) < 0:
        high += 1.0
    return math.exp(brentq(log_z, low, high, xtol=1e-15, rtol=1e-15))


def printed_loss(
    partition: int | float, n_layers: int = 1, c: int | float = 0.0
) -> float:
    r"""The cross-entropy of Proposition 4, as printed.

    $$L = \log Z + \frac1Z + \log l - c$$

    `partition` Z > 0, `n_layers` l ≥ 1, `c` the paper's constant in [0, log l]. Raises
    `ValueError` outside. Niu et al. 2024, proposition 4.
    """
    if not (math.isfinite(partition) and partition > 0):
        raise ValueError(f"partition must be positive and finite, got {partition}")
    if n_layers < 1:
        raise ValueError(f"n_layers must be at least 1, got {n_layers}")
    if not 0 <= c <= math.log(n_layers) + 1e-12:
        raise ValueError(
            f"c must be from 0 to log n_layers = {math.log(n_layers):.6g}, got {c}"
        )
    return math.log(partition) + 1 / partition + math.log(n_layers) - c


def ball_model_cross_entropy(
    n_patterns: int | float, dim: int, radius: int | float
) -> float:
    r"""What the model's own definitions give for the loss on its patterns.

    $$L = -\frac1d\sum_i\log p(\rho_i) = \log Z + \frac1d\sum_i g(\rho_i) = \log Z$$

    A pattern is at distance 0 from itself, so the loss is log Z: any number up to
    log d + (n/2) log π, below 1 and below 0 too. In nats per pattern, of a density:
    it changes with the unit of length. The balls must not meet; `radius` may be
    infinite for a single pattern. Errors are those of `log_partition`.
    """
    checked_radius(dim, radius)
    if math.isinf(radius) and n_patterns != 1:
        raise ValueError("radius must be finite where there is more than one ball")
    return log_partition(n_patterns, dim, radius)
