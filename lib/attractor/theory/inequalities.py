"""Between which values an energy must lie: Propositions 1 and 3, and their repair.

All intervals are given for any β; the paper states them at β = 1, where the
modern energy they compare with has β = 2.
"""

import math
from typing import NamedTuple

from attractor.memory import modern_energy, nearest_squared_distance
from attractor.memory.arguments import check_beta, check_patterns
from attractor.shapes import Energies, Patterns, Queries


class Interval(NamedTuple):
    """Two ends that a quantity is claimed not to leave."""

    lower: float
    upper: float


def squared_norm_spread(patterns: Patterns) -> float:
    """R = maxᵢ‖ρᵢ‖² − minᵢ‖ρᵢ‖², zero when all patterns are equally long."""
    check_patterns(patterns)
    norms_sq = patterns.square().sum(-1)
    return float(norms_sq.max() - norms_sq.min())


def distance_energy_slack(n_patterns: int, beta: float = 1.0) -> float:
    """log d/β: how far below g the distance energy can lie (Proposition 1)."""
    check_beta(beta)
    if n_patterns < 1:
        raise ValueError(f"n_patterns must be at least 1, got {n_patterns}")
    return math.log(n_patterns) / beta


def modern_gap(patterns: Patterns, queries: Queries, beta: float = 1.0) -> Energies:
    """g(x) − 2 E_M(x), the modern energy at 2β: what Proposition 3 confines."""
    nearest = nearest_squared_distance(patterns, queries)
    return nearest - 2 * modern_energy(patterns, queries, 2 * beta)


def printed_gap_interval(patterns: Patterns, beta: float = 1.0) -> Interval:
    """[−R, R + log d/β]: the interval of Proposition 3 as printed."""
    spread = squared_norm_spread(patterns)
    return Interval(0.0 - spread, spread + distance_energy_slack(len(patterns), beta))


def corrected_gap_interval(patterns: Patterns, beta: float = 1.0) -> Interval:
    """[−R − log d/β, 0]: what does hold for every query."""
    spread = squared_norm_spread(patterns)
    return Interval(-spread - distance_energy_slack(len(patterns), beta), 0.0)
