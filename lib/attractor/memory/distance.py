"""Nearest-neighbor search as an energy: soft distances to the patterns."""

import torch
from jaxtyping import Bool
from torch import Tensor

from attractor.memory.arguments import check_beta, check_patterns, check_queries
from attractor.memory.softmax import (
    PATTERN_BLOCK,
    QUERY_BLOCK,
    log_sum_exp,
    softmax_average,
    squared_norms,
)
from attractor.shapes import Counts, Energies, Patterns, Queries


def nearest_squared_distance(patterns: Patterns, queries: Queries) -> Energies:
    r"""Squared distance to the nearest pattern, g(x) = minᵢ ‖x − ρᵢ‖².

    `patterns` (n_patterns, dim), `queries` (*batch, dim), result (*batch); exactly 0
    on a pattern. Raises `ValueError` on bad shapes or NaN. Niu et al. 2024, eq. 3.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    flat = queries.reshape(-1, queries.shape[-1])
    with torch.no_grad():
        blocks = [_nearest(patterns, block) for block in flat.split(QUERY_BLOCK)]
    nearest = patterns[torch.cat(blocks)].reshape(queries.shape)
    return (queries - nearest).square().sum(-1)


def distance_energy(
    patterns: Patterns,
    queries: Queries,
    beta: float = 1.0,
) -> Energies:
    r"""A smooth stand-in for the squared distance to the nearest pattern.

    $$E(x) = -\tfrac1\beta\log\sum_{i=1}^d e^{-\beta\|x-\rho_i\|^2}
           = \|x\|^2 - \tfrac1\beta\log\sum_i
             e^{2\beta\rho_i\cdot x - \beta\|\rho_i\|^2}$$

    `patterns` (n_patterns, dim), `queries` (*batch, dim), result (*batch).
    Raises `ValueError` on bad shapes, NaN or beta ≤ 0.
    Niu et al. 2024, eq. 4, at β = 1.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    check_beta(beta)
    bias = -beta * squared_norms(patterns)
    soft_maximum = log_sum_exp(patterns, queries, 2 * beta, bias) / beta
    return queries.square().sum(-1) - soft_maximum


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
    bias = -beta * squared_norms(patterns)
    return softmax_average(patterns, queries, 2 * beta, bias)


def _nearest(patterns: Patterns, queries: Queries) -> Counts:
    """Index of the nearest pattern of each query, by differences in float64."""
    best = torch.full_like(queries[:, 0], torch.inf, dtype=torch.float64)
    winner = torch.zeros_like(best, dtype=torch.long)
    if queries.is_meta:
        return winner
    for i, in_doubt in enumerate(_in_doubt(patterns, queries)):
        block = patterns[i * PATTERN_BLOCK :][:PATTERN_BLOCK].double()
        rows = in_doubt.nonzero().squeeze(-1)
        distance, index = torch.cdist(
            queries[rows].double(),
            block,
            compute_mode="donot_use_mm_for_euclid_dist",
        ).min(-1)
        closer = distance < best[rows]
        best[rows[closer]] = distance[closer]
        winner[rows[closer]] = index[closer] + i * PATTERN_BLOCK
    return winner


def _in_doubt(patterns: Patterns, queries: Queries) -> Bool[Tensor, "n_blocks batch"]:
    """Which blocks of patterns can hold a query's nearest, for all that rounding.

    Matrix products are quick, but near other patterns or far from the origin they
    round away the differences; mostly one block per query is left.
    """
    norms_sq = squared_norms(patterns)
    blocks, sizes = patterns.split(PATTERN_BLOCK), norms_sq.split(PATTERN_BLOCK)
    scores = queries.new_empty(len(blocks), len(queries))
    for i, (block, size) in enumerate(zip(blocks, sizes, strict=True)):
        scores[i] = (2 * queries @ block.mT - size).amax(-1)
    reach = queries.norm(dim=-1) + norms_sq.max().sqrt()
    rounding = 4 * patterns.shape[1] * torch.finfo(patterns.dtype).eps
    return scores >= scores.amax(0) - rounding * reach.square()
