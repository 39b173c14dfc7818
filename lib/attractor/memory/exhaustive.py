"""Every state of a small network, looked at one by one: the truth to compare with."""

from typing import NamedTuple

import torch

from attractor.memory.classical import check_network, check_square, hopfield_energy
from attractor.memory.sweeps import Network
from attractor.shapes import Couplings, States, Thresholds

MOST_UNITS = 20
TIE = 1e-9


class Lowest(NamedTuple):
    """The lowest energy, and all the states that have it, (n_states, dim)."""

    energy: float
    states: States


def every_state(couplings: Couplings) -> States:
    """All 2ⁿ states of ±1 of a network with n ≤ 20 units, (2ⁿ, n).

    They count in binary from all −1 to all +1, unit 0 first. Only the shape, dtype
    and device of `couplings` matter. Raises `ValueError` for more units.
    """
    check_square("couplings", couplings)
    dim = couplings.shape[0]
    if dim > MOST_UNITS:
        raise ValueError(
            f"couplings must be of at most {MOST_UNITS} units to try every state, "
            f"got {dim}"
        )
    numbers = torch.arange(1 << dim, device=couplings.device)
    places = torch.arange(dim - 1, -1, -1, device=couplings.device)
    return (2 * ((numbers[:, None] >> places) & 1) - 1).to(couplings.dtype)


def fixed_points(couplings: Couplings, thresholds: Thresholds | None = None) -> States:
    """All states that no update of any unit would change, (n_states, dim).

    `couplings` (dim, dim) with dim ≤ 20, `thresholds` (dim,). Ties are decided as in
    `settle`. Raises `ValueError` on bad shapes, NaN or more units.
    """
    states = every_state(couplings)
    check_network(couplings, states, thresholds)
    if thresholds is None:
        thresholds = couplings.new_zeros(couplings.shape[0])
    network = Network(couplings, thresholds)
    unstable = network.unstable(states, network.excess(states), network.rounding())
    return states[~unstable.any(-1)]


def lowest_states(couplings: Couplings, thresholds: Thresholds | None = None) -> Lowest:
    """The global minimum of `hopfield_energy`, by trying all 2ⁿ states.

    Energies within 1e-9 of the lowest, relative to it, count as equal. Arguments and
    errors as `fixed_points`.
    """
    states = every_state(couplings)
    energies = hopfield_energy(couplings, states, thresholds)
    lowest = energies.min()
    reached = energies <= lowest + TIE * (1 + lowest.abs())
    return Lowest(lowest.item(), states[reached])
