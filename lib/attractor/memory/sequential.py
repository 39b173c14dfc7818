"""Layers one after another, with a bound on the energy that never rises.

Incremental expectation-maximization (Neal and Hinton 1998) on the free energy
F(q, x) = Σ qᵢ‖x − ρᵢ‖² + Σ qᵢ log qᵢ/β, which is nowhere below the global energy.
"""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid

from attractor.memory.arguments import check_queries
from attractor.memory.distance import distance_energy, distance_update
from attractor.memory.layers import check_layers, layer_energies
from attractor.shapes import Energies, LayerPoints, Layers, LayerValues, Queries


class Beliefs(NamedTuple):
    """A state, and from which patterns it is believed to come, layer by layer.

    `states` (*batch, dim) x; `log_masses` (*batch, n_layers): log of the weight on
    each layer; `centers` (*batch, n_layers, dim): mean c of the layer's patterns
    under the weights π within it; `heights` (*batch, n_layers): Σ π‖ρ‖² + Σ π log π/β,
    so that the layer's own free energy is ‖x‖² − 2x·c + height.
    """

    states: Queries
    log_masses: LayerValues
    centers: LayerPoints
    heights: LayerValues


def believe(layers: Layers, queries: Queries, beta: float = 1.0) -> Beliefs:
    """The exact beliefs at each query: there the bound touches the global energy.

    `layers` and errors as in `layer_energies`, `queries` (*batch, dim).
    """
    energies = layer_energies(layers, queries, beta)
    recalled = [distance_update(patterns, queries, beta) for patterns in layers]
    centers = torch.stack(recalled, dim=-2)
    heights = energies - _fits(queries, centers, torch.zeros_like(energies))
    return Beliefs(queries, (-beta * energies).log_softmax(-1), centers, heights)


def belief_bound(beliefs: Beliefs, beta: float = 1.0) -> Energies:
    """The free energy F of beliefs, (*batch): never below the global energy."""
    fits = _fits(beliefs.states, beliefs.centers, beliefs.heights)
    return _mixed(beliefs.log_masses, fits, beta)


def sequential_step(
    layers: Layers, beliefs: Beliefs, index: int, beta: float = 1.0
) -> Beliefs:
    r"""Layer `index` revises its own part of the beliefs; then the state follows.

    Within the layer the weights become softmax(−β‖x − ρ‖²); its mass becomes
    $w = \sigma(\beta(F_{\text{others}} - E_t(x)))$, the others keeping their ratios;
    then $x = \sum_i q_i\rho_i$. `belief_bound` falls by at least the square of the
    step. Raises `ValueError` on an index outside the stack and as `layer_energies`.
    """
    check_layers(layers)
    check_queries(layers[0], beliefs.states, name="the beliefs' states")
    if not 0 <= index < len(layers):
        raise ValueError(
            f"index must be from 0 to {len(layers) - 1}, one of the layers, got {index}"
        )
    x = beliefs.states
    energy = distance_energy(layers[index], x, beta)
    recalled = distance_update(layers[index], x, beta)
    here = torch.zeros_like(beliefs.log_masses, dtype=torch.bool)
    here[..., index] = True

    centers = torch.where(here[..., None], recalled[..., None, :], beliefs.centers)
    bare = _fits(x, centers, torch.zeros_like(beliefs.heights))
    heights = torch.where(here, energy[..., None] - bare, beliefs.heights)
    log_masses = torch.zeros_like(beliefs.log_masses)
    if len(layers) > 1:
        others = beliefs.log_masses.masked_fill(here, -torch.inf).log_softmax(-1)
        rival = _mixed(others, bare + heights, beta)
        lead = beta * (rival - energy)[..., None]
        log_masses = torch.where(here, logsigmoid(lead), others + logsigmoid(-lead))
    moved = (log_masses.exp()[..., None] * centers).sum(-2)
    return Beliefs(moved, log_masses, centers, heights)


def _fits(x: Queries, centers: LayerPoints, heights: LayerValues) -> LayerValues:
    """‖x‖² − 2x·c + height, each layer's free energy at x."""
    products = (centers @ x[..., None]).squeeze(-1)
    return x.square().sum(-1, keepdim=True) - 2 * products + heights


def _mixed(log_masses: Tensor, fits: LayerValues, beta: float) -> Energies:
    """Σ m (fit + log m/β), where a mass of zero counts nothing."""
    terms = log_masses.exp() * (fits + log_masses / beta)
    return torch.where(log_masses > -torch.inf, terms, 0).sum(-1)
