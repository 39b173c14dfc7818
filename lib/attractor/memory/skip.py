"""One pass through a stack: attention beside a skip connection, and one number."""

from typing import NamedTuple

import torch

from attractor.memory.distance import distance_energy, distance_update
from attractor.shapes import Energies, Patterns, Queries


class Passed(NamedTuple):
    """What a layer hands on: `states` (*batch, dim) and `bounds` (*batch).

    The bound is the free energy of all that was recalled so far. Start with bounds
    of infinity (nothing recalled) or of 0 (the query itself is a memory).
    """

    states: Queries
    bounds: Energies


def skip_step(patterns: Patterns, passed: Passed, beta: float = 1.0) -> Passed:
    r"""One layer of a stack that is passed through once.

    $$x' = x + w\,(\mathrm{attn}(x) - x), \qquad w = \sigma(\beta(F - E(x)))$$
    $$F' = -\tfrac1\beta\log\big(e^{-\beta F} + e^{-\beta E(x)}\big) - \|x' - x\|^2$$

    with E and attn those of this layer's `patterns` alone. F never rises and is
    never below the energy of all patterns passed so far. It is `sequential_step` on
    layers that had no mass before. Raises `ValueError` as `distance_energy`.
    """
    x, bound = passed
    energy = distance_energy(patterns, x, beta)
    if bound.shape != energy.shape:
        raise ValueError(
            f"the bounds must be {tuple(energy.shape)}, one per state, "
            f"got shape {tuple(bound.shape)}"
        )
    share = torch.sigmoid(beta * (bound - energy))
    move = share[..., None] * (distance_update(patterns, x, beta) - x)
    soft_minimum = -torch.logaddexp(-beta * bound, -beta * energy) / beta
    return Passed(x + move, soft_minimum - move.square().sum(-1))
