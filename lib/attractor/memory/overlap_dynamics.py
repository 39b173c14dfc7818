"""Many classical Hopfield networks at once, through overlaps and without couplings.

With Hebbian couplings the field of unit i is Σ_μ ρᵢ^μ m_μ − (K/N) sᵢ, and needs only
the K overlaps m_μ. Sums of ±1 are whole numbers, so every decision is exact.
"""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_tensor
from attractor.shapes import Counts, Energies, Flags

BLOCK = 128

NetworkPatterns = Float[Tensor, "*networks n_patterns dim"]
NetworkStates = Float[Tensor, "*networks n_starts dim"]


class Recalled(NamedTuple):
    """Where the starts of all networks ended, one entry per network and start."""

    states: NetworkStates
    energies: Energies
    flips: Counts
    sweeps: Counts
    converged: Flags


def recall(
    patterns: NetworkPatterns,
    states: NetworkStates,
    *,
    generator: torch.Generator,
    max_sweeps: int = 200,
) -> Recalled:
    r"""Settle every start in its own Hebbian network, unit after unit.

    The dynamics of `settle` with W = XᵀX/N and a zero diagonal: in each sweep all
    units are visited in a random order (the same for all networks, which share
    nothing else), and unit i becomes +1 if its field is ≥ 0 and −1 otherwise. A start
    has converged when a whole sweep flips nothing; `sweeps` counts those that flipped
    something. `patterns` (*networks, n_patterns, dim) and `states` (*networks,
    n_starts, dim) hold ±1. Raises `ValueError` on other values or shapes.
    """
    _check(patterns, states)
    dim, n_patterns = patterns.shape[-1], patterns.shape[-2]
    exact = torch.float32 if dim * n_patterns < 2**24 else torch.float64
    by_unit = patterns.reshape(-1, n_patterns, dim).to(exact).mT.contiguous()
    starts = states.reshape(-1, states.shape[-2], dim).to(exact).mT
    ends = starts.clone(memory_format=torch.contiguous_format)
    overlaps = by_unit.mT @ ends
    flips = torch.zeros_like(ends[:, 0], dtype=torch.long)
    sweeps, restless = torch.zeros_like(flips), _restless(by_unit, overlaps, ends)
    awake = torch.arange(len(ends), device=ends.device)
    for _ in range(max_sweeps):
        stirring = restless[awake].any(-1)
        if not stirring.all():
            awake, by_unit = awake[stirring], by_unit[stirring]
        if not len(awake):
            break
        width = int(restless.sum(-1).max())
        start = restless[awake].int().argsort(-1, descending=True)[:, :width]
        order = torch.randperm(dim, generator=generator, device=generator.device)
        network = awake[:, None]
        before = ends.mT[network, start].mT.contiguous()
        heard = overlaps.mT[network, start].mT.contiguous()
        after = _sweep(by_unit, before, heard, order.to(ends.device))
        changed = (after != before).sum(1)
        ends.mT[network, start], overlaps.mT[network, start] = after.mT, heard.mT
        flips[network, start] += changed
        sweeps[network, start] += changed > 0
        restless[network, start] = _restless(by_unit, heard, after)
    squares = overlaps.square().sum(1, dtype=torch.float64)
    energies = ((n_patterns - squares / dim) / 2).to(states.dtype)
    batch = states.shape[:-1]
    return Recalled(
        ends.mT.reshape(states.shape).to(states.dtype),
        *(part.reshape(batch) for part in (energies, flips, sweeps, ~restless)),
    )


def unstable_units(patterns: NetworkPatterns, states: NetworkStates) -> Counts:
    """How many units of each start disagree with their field, (*networks, n_starts).

    The bits that one synchronous step would flip: on a stored pattern, its errors.
    Shapes and errors as in `recall`.
    """
    _check(patterns, states)
    by_unit = patterns.reshape(-1, *patterns.shape[-2:]).mT
    starts = states.reshape(-1, *states.shape[-2:]).mT
    margins = _pulls(by_unit, by_unit.mT @ starts) * starts
    return (margins < patterns.shape[-2]).sum(1).reshape(states.shape[:-1])


def _pulls(by_unit: Tensor, overlaps: Tensor) -> Tensor:
    """What each unit hears, itself included; the half breaks ties toward +1.

    A unit disagrees when pull times state is below `n_patterns`, its own voice.
    """
    return torch.baddbmm(by_unit.new_tensor(0.5), by_unit, overlaps)


def _restless(by_unit: Tensor, overlaps: Tensor, states: Tensor) -> Tensor:
    """Which starts have a unit that disagrees with its field."""
    margins = _pulls(by_unit, overlaps).mul_(states)
    return margins.amin(1) < by_unit.shape[-1]


def _sweep(by_unit: Tensor, states: Tensor, overlaps: Tensor, order: Tensor) -> Tensor:
    """States (networks, dim, starts) after all units were visited in `order`.

    A block of units at a time: their fields by one product, then only the starts with
    a unit that disagrees with its field are looked at again, flip by flip. Keeps
    `overlaps` (networks, n_patterns, starts) up to date.
    """
    ends = states.clone()
    for units in order.split(BLOCK):
        block, before = (x.index_select(1, units) for x in (by_unit, states))
        pulls = _pulls(block, overlaps)
        wrong = (pulls * before).amin(1) < by_unit.shape[-1]
        network, start = wrong.nonzero(as_tuple=True)
        if not len(network):
            continue
        concerned, which = network.unique_consecutive(return_inverse=True)
        block_concerned = block[concerned]
        change = torch.zeros_like(before)
        change[network, :, start] = _visit(
            before[network, :, start],
            pulls[network, :, start],
            block_concerned @ block_concerned.mT,
            which,
        )
        overlaps.baddbmm_(block.mT, change)
        ends.index_copy_(1, units, before + change)
    return ends


def _visit(states: Tensor, pulls: Tensor, couplings: Tensor, network: Tensor) -> Tensor:
    """Changes of one block's states, (rows, block), each row a start of its network."""
    n_patterns = couplings[0, 0, 0]
    change = torch.zeros_like(states)
    rows = torch.arange(len(states), device=states.device)
    units = torch.arange(states.shape[-1], device=states.device)
    wrong = pulls * states < n_patterns
    while len(rows):
        first = wrong.int().argmax(-1)
        flip = -2 * states.gather(-1, first[:, None])
        change[rows, first] = flip[:, 0]
        pulls = pulls + flip * couplings[network, first]
        wrong = (pulls * states < n_patterns) & (units > first[:, None])
        left = wrong.any(-1).nonzero().squeeze(-1)
        rows, network, wrong = rows[left], network[left], wrong[left]
        states, pulls = states[left], pulls[left]
    return change


def _check(patterns: Tensor, states: Tensor) -> None:
    for name, values in (("patterns", patterns), ("states", states)):
        check_tensor(name, values)
        if values.ndim < 2 or 0 in values.shape:
            raise ValueError(
                f"{name} must be (*networks, rows, dim) with at least one row, "
                f"got shape {tuple(values.shape)}"
            )
        if not values.is_meta and values.abs().aminmax() != (1, 1):
            raise ValueError(f"{name} must hold +1 and −1 only")
    if (
        patterns.shape[:-2] != states.shape[:-2]
        or patterns.shape[-1] != states.shape[-1]
    ):
        raise ValueError(
            "states must have the patterns' networks and dim, "
            f"got shapes {tuple(states.shape)} and {tuple(patterns.shape)}"
        )
