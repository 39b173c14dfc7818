"""Nearest-neighbor search as an energy: soft distances to the patterns."""

import torch

from attractor.memory.arguments import check_beta, check_patterns, check_queries
from attractor.memory.softmax import (
    PATTERN_BLOCK,
    QUERY_BLOCK,
    log_sum_exp,
    softmax_average,
)
from attractor.shapes import Energies, Patterns, Queries


def nearest_squared_distance(patterns: Patterns, queries: Queries) -> Energies:
    r"""Squared distance to the nearest pattern, g(x) = minᵢ ‖x − ρᵢ‖².

    `patterns` (n_patterns, dim), `queries` (*batch, dim), result (*batch); exactly 0
    on a pattern. Raises `ValueError` on bad shapes or NaN. Niu et al. 2024, eq. 3.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    flat = queries.reshape(-1, queries.shape[-1])
    blocks = [_nearest(patterns, block) for block in flat.split(QUERY_BLOCK)]
    return torch.cat(blocks).reshape(queries.shape[:-1])


def distance_energy(
    patterns: Patterns, queries: Queries, beta: float = 1.0
) -> Energies:
    r"""A smooth stand-in for the squared distance to the nearest pattern.

    $$E(x) = -\tfrac1\beta\log\sum_{i=1}^d e^{-\beta\|x-\rho_i\|^2}
           = \|x\|^2 - \tfrac1\beta\log\sum_i e^{2\beta\rho_i\cdot x
             - \beta\|\rho_i\|^2}$$

    `patterns` (n_patterns, dim), `queries` (*batch, dim), result (*batch). Raises
    `ValueError` on bad shapes, NaN or beta ≤ 0. Niu et al. 2024, eq. 4, at β = 1.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    check_beta(beta)
    bias = -beta * patterns.square().sum(-1)
    return (
        queries.square().sum(-1) - log_sum_exp(patterns, queries, 2 * beta, bias) / beta
    )


def distance_update(patterns: Patterns, queries: Queries, beta: float = 1.0) -> Queries:
    r"""One step toward the nearest patterns: their average, weighted by closeness.

    $$x^{\text{new}} = \sum_i q_i\,\rho_i, \qquad
      q = \mathrm{softmax}(-\beta\|x-\rho_i\|^2)
        = \mathrm{softmax}(2\beta\rho_i\cdot x - \beta\|\rho_i\|^2)$$

    Attention whose keys carry a bias, one mean-shift step, and
    $x - \tfrac12\nabla E$ of `distance_energy`. Shapes and errors as there.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    check_beta(beta)
    bias = -beta * patterns.square().sum(-1)
    return softmax_average(patterns, queries, 2 * beta, bias)


def _nearest(patterns: Patterns, queries: Queries) -> Energies:
    norms_sq = patterns.square().sum(-1)
    best = queries.new_full(queries.shape[:-1], -torch.inf)
    winner = torch.zeros_like(best, dtype=torch.long)
    for start in range(0, patterns.shape[0], PATTERN_BLOCK):
        block = slice(start, start + PATTERN_BLOCK)
        score, index = (2 * queries @ patterns[block].mT - norms_sq[block]).max(-1)
        winner = torch.where(score > best, index + start, winner)
        best = torch.maximum(best, score)
    return (queries - patterns[winner]).square().sum(-1)
