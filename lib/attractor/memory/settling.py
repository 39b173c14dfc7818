"""Settling: update the units of a Hopfield network until nothing flips."""

from typing import Literal, NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attractor.memory.classical import check_network
from attractor.memory.sweeps import Network, at_once, one_by_one
from attractor.shapes import Counts, Couplings, Flags, States, Thresholds

Order = Literal["asynchronous", "sequential", "synchronous"]
ORDERS = ("asynchronous", "sequential", "synchronous")


class Settled(NamedTuple):
    """Where each state came to rest, and how.

    `energies` (*batch, n_sweeps + 1) starts with the given states' and goes on
    unchanged where a state rests; `flips` (*batch, n_sweeps) counts the units each
    sweep changed. `converged` says that no unit wants to flip. `period` is 1 then;
    the length in sweeps, 2 or more, of the cycle that "sequential" or "synchronous"
    updates have closed; or 0 where neither happened within `max_sweeps`.
    """

    states: States
    energies: Float[Tensor, "*batch sweeps_and_start"]
    flips: Int[Tensor, "*batch sweeps"]
    converged: Flags
    period: Counts


def settle(
    couplings: Couplings,
    states: States,
    *,
    generator: torch.Generator,
    thresholds: Thresholds | None = None,
    order: Order = "asynchronous",
    max_sweeps: int = 100,
) -> Settled:
    """Update ±1 states until no unit flips, a cycle closes or the sweeps run out.

    A unit becomes +1 if its field Σⱼ wᵢⱼ sⱼ ≥ θᵢ, else −1; a tie, up to rounding, is
    +1. `order`: one unit at a time in a new random order per state and sweep
    ("asynchronous", from `generator`), one at a time by index ("sequential"), or all
    at once ("synchronous"). `couplings` (dim, dim), `states` (*batch, dim) of ±1,
    `thresholds` (dim,). Raises `ValueError` on bad shapes, NaN, other states than
    ±1, an unknown order or max_sweeps < 1. Hopfield 1982.
    """
    check_network(couplings, states, thresholds)
    if not (states.abs() == 1).all():
        raise ValueError("states must be +1 or -1 in every unit")
    if order not in ORDERS:
        raise ValueError(f"order must be one of {sorted(ORDERS)}, got {order!r}")
    if max_sweeps < 1:
        raise ValueError(f"max_sweeps must be at least 1, got {max_sweeps}")
    if thresholds is None:
        thresholds = couplings.new_zeros(couplings.shape[0])
    walk = _Walk(Network(couplings, thresholds), order, generator, max_sweeps)
    settled = walk.settle(states.reshape(-1, states.shape[-1]).clone())
    batch = states.shape[:-1]
    return Settled(*(part.reshape(batch + part.shape[1:]) for part in settled))


class _Walk(NamedTuple):
    """A network, and the order in which its units take their turns."""

    network: Network
    order: Order
    generator: torch.Generator
    max_sweeps: int

    def settle(self, states: States) -> Settled:
        """Settle `states` (batch, dim) in place.

        Cycles are found as Brent does: the states at the last power of two are kept,
        and a return to them closes a cycle.
        """
        network, rounding = self.network, self.network.rounding()
        moving = torch.arange(len(states), device=states.device)
        period, landmark, landmark_sweep = torch.zeros_like(moving), states.clone(), 0
        excess = network.excess(states)
        energies, flips = [network.energies(states, excess)], [period[:, None][:, :0]]
        for sweep in range(1, self.max_sweeps + 2):
            restless = network.unstable(states[moving], excess, rounding).any(-1)
            period[moving[~restless]] = 1
            going = period[moving] == 0
            moving, excess = moving[going], excess[going]
            if len(moving) == 0 or sweep > self.max_sweeps:
                break
            before = states[moving]
            after = self._sweep(before, excess)
            states[moving], excess = after, network.excess(after)
            energies.append(energies[-1].clone())
            energies[-1][moving] = network.energies(after, excess)
            flips.append(torch.zeros_like(period)[:, None])
            flips[-1][moving] = (after != before).sum(-1, keepdim=True)
            if self.order == "asynchronous":
                continue
            closed = (after == landmark[moving]).all(-1)
            period[moving[closed]] = sweep - landmark_sweep
            if sweep == max(1, 2 * landmark_sweep):
                landmark, landmark_sweep = states.clone(), sweep
        all_energies, all_flips = torch.stack(energies, -1), torch.cat(flips, -1)
        return Settled(states, all_energies, all_flips, period == 1, period)

    def _sweep(self, states: States, excess: States) -> States:
        if self.order == "synchronous":
            return at_once(self.network, states, excess)
        if self.order == "sequential":
            turns = torch.arange(states.shape[1], device=states.device)
            turns = turns.to(states.dtype).expand(states.shape)
        else:
            here, device = self.generator, self.generator.device
            turns = torch.rand(
                states.shape, generator=here, device=device, dtype=torch.float64
            ).to(states.device)
        return one_by_one(self.network, states, excess, turns)
