"""How far a pattern stands out, and how close one modern update must land."""

import torch

from attractor.memory.arguments import check_beta, check_patterns, check_queries
from attractor.shapes import Energies, Patterns, PerPattern, Queries


def separation(patterns: Patterns) -> PerPattern:
    r"""Δᵢ = ρᵢ·ρᵢ − max over j≠i of ρᵢ·ρⱼ, the lead of pattern i at itself.

    A negative Δᵢ means that another pattern answers louder. `patterns`
    (n_patterns, dim), at least two; raises `ValueError` otherwise.
    Ramsauer et al. 2021, eq. 5.
    """
    check_patterns(patterns)
    if len(patterns) < 2:
        raise ValueError("patterns must be at least two to have a separation, got one")
    overlaps = patterns @ patterns.mT
    own = overlaps.diagonal().clone()
    overlaps.fill_diagonal_(-torch.inf)
    return own - overlaps.max(-1).values


def retrieval_error_bound(
    patterns: Patterns, queries: Queries, target: int, beta: float
) -> Energies:
    r"""Upper bound on the distance to pattern `target` after one modern update.

    $$\|x^{\text{new}}-\rho_i\| \le 2\xi(d-1)\,
      e^{-\beta(\Delta_i - 2\xi\|x-\rho_i\|)}, \qquad \xi=\max_j\|\rho_j\|$$

    Holds for every query; says something once it falls below 2ξ. `queries`
    (*batch, dim), result (*batch). Compare Ramsauer et al. 2021, theorem 5.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    check_beta(beta)
    largest_norm = patterns.norm(dim=-1).max()
    distance = (queries - patterns[target]).norm(dim=-1)
    margin = separation(patterns)[target] - 2 * largest_norm * distance
    return 2 * largest_norm * (len(patterns) - 1) * torch.exp(-beta * margin)
