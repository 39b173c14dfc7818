"""When a pattern is stored in the distance energy: a ball that must retrieve it."""

import torch

from attractor.memory.arguments import check_beta, check_patterns
from attractor.shapes import Patterns, PerPattern

RADII = 1024


def nearest_pattern_distance(patterns: Patterns) -> PerPattern:
    """Distance from each pattern to the nearest other one; needs at least two."""
    check_patterns(patterns)
    if len(patterns) < 2:
        raise ValueError("patterns must be at least two to have a neighbor, got one")
    distances = torch.cdist(patterns, patterns)
    distances.fill_diagonal_(torch.inf)
    return distances.min(-1).values


def guaranteed_basin_radius(patterns: Patterns, beta: float = 1.0) -> PerPattern:
    r"""Largest radius u for which the storage theorem holds at each pattern; or 0.

    With Δ the distance to the nearest other pattern, D the diameter of the set and
    $\epsilon(u) = (d-1)\,e^{-\beta\Delta(\Delta-2u)}$, the ball of radius u < Δ/2
    around a pattern is mapped into itself by the distance update, and has a single
    fixed point that attracts all of it, if

    $$\epsilon D \le u \qquad\text{and}\qquad 2\beta\,\epsilon D^2 < 1 .$$

    `patterns` (n_patterns, dim), result (n_patterns,). The largest u on a grid of
    1,024 radii per pattern. Raises `ValueError` on bad patterns or beta ≤ 0.
    """
    check_beta(beta)
    gap = nearest_pattern_distance(patterns)
    diameter = torch.cdist(patterns, patterns).max()
    fractions = (
        torch.arange(RADII, dtype=patterns.dtype, device=patterns.device) / RADII
    )
    radii = gap[:, None] / 2 * fractions
    leak = (len(patterns) - 1) * torch.exp(
        -beta * gap[:, None] * (gap[:, None] - 2 * radii)
    )
    holds = (leak * diameter <= radii) & (2 * beta * leak * diameter**2 < 1)
    return torch.where(holds, radii, 0.0).max(-1).values
