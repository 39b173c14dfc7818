"""Section 4.1 of the paper as printed, and its step put right for one layer.

Kept apart from `layers`: a stack of printed steps may climb the global energy.
"""

import math

import torch
from torch import Tensor

from attractor.memory.arguments import check_patterns, check_queries
from attractor.memory.distance import distance_update, nearest_squared_distance
from attractor.memory.layers import check_layers
from attractor.shapes import Energies, Layers, Patterns, Queries


def printed_global_energy(layers: Layers, queries: Queries) -> Energies:
    r"""Eq. 7 with the layer energies $g_t$: continuous, with creases.

    $$E_{\text{global}}(x) = -\log\sum_t e^{-g_t(x)}, \qquad
      g_t(x) = \min_j \|x - \rho^{tj}\|^2$$

    `layers` pattern sets (n_patterns, dim), `queries` (*batch, dim), result
    (*batch). Raises `ValueError` on no layer, bad shapes or NaN. Niu et al. 2024.
    """
    check_layers(layers)
    check_queries(layers[0], queries)
    nearest = [nearest_squared_distance(patterns, queries) for patterns in layers]
    return -(-torch.stack(nearest, dim=-1)).logsumexp(-1)


def printed_layer_step(patterns: Patterns, queries: Queries, delta: float) -> Queries:
    r"""Eq. 6 as printed, with $E_t = g_t$: the lowest point of g within reach.

    $$x^{(t)} = \arg\min\{\, g_t(x) : \|x - x^{(t-1)}\|^2 \le \delta \,\}$$

    That is the nearest pattern of the layer, or the point of the ball that faces it.
    `delta` bounds the squared distance, as in the paper. `patterns` (n_patterns,
    dim), `queries` (*batch, dim). Raises `ValueError` on bad shapes, NaN or a
    negative delta. Niu et al. 2024, eq. 6.
    """
    check_patterns(patterns)
    check_queries(patterns, queries)
    flat = queries.reshape(-1, queries.shape[-1])
    nearest = patterns[torch.cdist(flat, patterns).argmin(-1)].reshape(queries.shape)
    return _within_reach(queries, nearest, delta)


def confined_update(
    patterns: Patterns, queries: Queries, delta: float, beta: float = 1.0
) -> Queries:
    r"""The distance update, held back to the ball $\|x' - x\|^2 \le \delta$.

    It minimizes the bowl that lies above the distance energy over that ball, so the
    energy falls by at least the square of the step. Shapes and errors as
    `distance_update`, and for a negative delta.
    """
    return _within_reach(queries, distance_update(patterns, queries, beta), delta)


def _within_reach(queries: Queries, goals: Queries, delta: float) -> Queries:
    """The points of the balls of squared radius `delta` nearest to the goals."""
    if not (math.isfinite(delta) and delta >= 0):
        raise ValueError(f"delta must be 0 or a positive, finite number, got {delta}")
    step: Tensor = goals - queries
    length = step.norm(dim=-1, keepdim=True)
    near = length <= math.sqrt(delta)
    return torch.where(
        near, goals, queries + step * (math.sqrt(delta) / length.clamp_min(1e-300))
    )
