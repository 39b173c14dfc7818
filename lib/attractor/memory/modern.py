"""The modern Hopfield network: its energy, and attention as its update."""

import math

from attractor.memory.arguments import check_beta, check_patterns, check_queries
from attractor.memory.softmax import log_sum_exp, softmax_average, squared_norms
from attractor.shapes import Energies, Patterns, Queries


def modern_energy(patterns: Patterns, queries: Queries, beta: float) -> Energies:
    r"""Energy of the modern continuous Hopfield network, one per query.

    $$E(x) = -\tfrac1\beta\log\sum_{i=1}^d e^{\beta\rho_i\cdot x} + \tfrac12\|x\|^2
             + \tfrac1\beta\log d + \tfrac12\max_i\|\rho_i\|^2$$

    The two constants make E ≥ 0. `patterns` (n_patterns, dim), `queries`
    (*batch, dim), result (*batch). Raises `ValueError` on bad shapes, NaN or
    beta ≤ 0. Ramsauer et al. 2021, eq. 2.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    check_beta(beta)
    n_patterns = patterns.shape[0]
    largest_norm_sq = squared_norms(patterns).max()
    return (
        -log_sum_exp(patterns, queries, beta) / beta
        + queries.square().sum(-1) / 2
        + math.log(n_patterns) / beta
        + largest_norm_sq / 2
    )


def modern_update(
    patterns: Patterns,
    queries: Queries,
    beta: float,
) -> Queries:
    r"""One retrieval step: a query becomes a softmax average of patterns.

    $$x^{\text{new}} = \sum_i p_i\,\rho_i, \qquad
      p = \mathrm{softmax}(\beta\,\rho_i\cdot x)$$

    This is attention with the patterns as keys and values, and
    $x - \nabla E$ of `modern_energy`. Shapes and errors as there.
    Ramsauer et al. 2021, eq. 3.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    check_beta(beta)
    return softmax_average(patterns, queries, beta)
