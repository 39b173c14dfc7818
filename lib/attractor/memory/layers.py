"""Memories in layers: their global energy, and the step that descends on it."""

from collections.abc import Sequence

import torch
from torch import Tensor

from attractor.memory.arguments import check_beta, check_patterns, check_queries
from attractor.memory.distance import distance_energy, distance_update
from attractor.shapes import Energies, Layers, LayerValues, Queries


def check_layers(layers: object) -> None:
    """Raise `ValueError` unless `layers` are pattern sets of one width."""
    if isinstance(layers, Tensor) or not isinstance(layers, Sequence) or not layers:
        raise ValueError(
            "layers must be a list of at least one pattern set (n_patterns, dim), "
            f"got {_kind(layers)}"
        )
    for patterns in layers:
        check_patterns(patterns)
        check_queries(layers[0], patterns, name="each layer", memory="first layer")


def layer_energies(layers: Layers, queries: Queries, beta: float = 1.0) -> LayerValues:
    """The distance energy of each layer's own patterns, (*batch, n_layers).

    `layers` are pattern sets (n_patterns, dim), each with its own number of
    patterns; `queries` (*batch, dim). Raises `ValueError` on no layer, bad shapes,
    NaN or beta ≤ 0.
    """
    check_layers(layers)
    check_queries(layers[0], queries)
    check_beta(beta)
    return torch.stack([distance_energy(p, queries, beta) for p in layers], dim=-1)


def global_energy(layers: Layers, queries: Queries, beta: float = 1.0) -> Energies:
    r"""Energy of a stack of memories, one per query.

    $$E_{\text{global}}(x) = -\tfrac1\beta\log\sum_{t=1}^l e^{-\beta E_t(x)}$$

    with the smooth energy $E_t$ of each layer (`distance_energy`). It equals the
    distance energy of all patterns at once. Shapes and errors as in
    `layer_energies`; result (*batch). Niu et al. 2024, eq. 7, at β = 1; there with
    the nearest squared distance for $E_t$ (`printed_global_energy`).
    """
    return -(-beta * layer_energies(layers, queries, beta)).logsumexp(-1) / beta


def layer_shares(layers: Layers, queries: Queries, beta: float = 1.0) -> LayerValues:
    r"""How much each layer counts at a query: $w = \mathrm{softmax}(-\beta E_t(x))$.

    The share of all attention that falls on the layer's patterns; (*batch,
    n_layers), each row sums to 1. Shapes and errors as in `layer_energies`.
    """
    return (-beta * layer_energies(layers, queries, beta)).softmax(-1)


def gated_update(layers: Layers, queries: Queries, beta: float = 1.0) -> Queries:
    r"""One step of all layers at once, each weighted by its share.

    $$x^{\text{new}} = \sum_t w_t(x)\,\mathrm{attn}_t(x), \qquad
      w = \mathrm{softmax}(-\beta E_t(x))$$

    with $\mathrm{attn}_t$ the `distance_update` of layer t. It equals the distance
    update on all patterns, so `global_energy` falls by at least the square of the
    step. Shapes and errors as in `layer_energies`.
    """
    shares = layer_shares(layers, queries, beta)
    recalled = [distance_update(patterns, queries, beta) for patterns in layers]
    return (shares[..., None] * torch.stack(recalled, dim=-2)).sum(-2)


def _kind(layers: object) -> str:
    if isinstance(layers, Sequence):
        return "none"
    return type(layers).__name__
