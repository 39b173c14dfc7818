"""One sweep through a Hopfield network: every unit is updated once.

One by one, the next unit to flip is looked up, not walked to, so a sweep takes as
many steps as its busiest state has flips; fields are kept up to date by one column
of couplings per flip.
"""

from typing import NamedTuple

import torch
from jaxtyping import Bool
from torch import Tensor

from attractor.shapes import Couplings, Energies, States, Thresholds


class Network(NamedTuple):
    """Couplings and thresholds that fit each other, and what states feel there."""

    couplings: Couplings
    thresholds: Thresholds

    def excess(self, states: States) -> States:
        """By how much each field is over its threshold."""
        return states @ self.couplings.mT - self.thresholds

    def energies(self, states: States, excess: States) -> Energies:
        """−½ sᵀWs + θᵀs, from the fields that are there anyway."""
        return ((self.thresholds - excess) * states).sum(-1) / 2

    def rounding(self) -> Thresholds:
        """How far from its threshold a field counts as equal to it."""
        dim = self.couplings.shape[0]
        size = dim**0.5 * self.couplings.norm(dim=-1) + self.thresholds.abs()
        return 8 * torch.finfo(self.couplings.dtype).eps * size

    def unstable(
        self, states: States, excess: States, rounding: Thresholds
    ) -> Bool[Tensor, "*batch dim"]:
        """Which units an update would flip; a field at its threshold wants +1."""
        return (excess >= -rounding) != (states > 0)


def at_once(network: Network, states: States, excess: States) -> States:
    """All units updated from the same state."""
    flip = network.unstable(states, excess, network.rounding())
    return torch.where(flip, -states, states)


def one_by_one(
    network: Network, states: States, excess: States, turns: States
) -> States:
    """Each unit updated at its turn, from what the units before it have become.

    `turns` (batch, dim) orders the visits of each state; smaller comes first.
    """
    rounding, incoming = network.rounding(), network.couplings.mT.contiguous()
    result, rows = states.clone(), torch.arange(len(states), device=states.device)
    states, excess, now = states.clone(), excess.clone(), turns[:, 0] * 0 - 1
    while True:
        waiting = network.unstable(states, excess, rounding) & (turns > now[:, None])
        now, unit = torch.where(waiting, turns, torch.inf).min(-1)
        busy = now.isfinite()
        if not busy.all():
            result[rows[~busy]] = states[~busy]
            rows, unit, now = rows[busy], unit[busy], now[busy]
            states, excess, turns = states[busy], excess[busy], turns[busy]
        if len(rows) == 0:
            return result
        each = torch.arange(len(rows), device=rows.device)
        states[each, unit] *= -1
        excess += 2 * states[each, unit, None] * incoming[unit]
