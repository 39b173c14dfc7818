"""Optimization by settling: a problem's costs become couplings and thresholds."""

from typing import NamedTuple

import torch

from attractor.memory.classical import check_square, hopfield_energy
from attractor.shapes import Couplings, Energies, States, Thresholds


class Costs(NamedTuple):
    """A network whose energy plus `constant` is the cost of a state."""

    couplings: Couplings
    thresholds: Thresholds
    constant: float


def max_cut_couplings(adjacency: Couplings) -> Couplings:
    r"""Neighbors in a graph push each other apart: W = −A.

    With total edge weight m, −½ sᵀWs = m − 2·cut(s): the lowest energy is the largest
    cut. `adjacency` A (dim, dim), symmetric, zero diagonal. Raises `ValueError`
    otherwise. Hopfield and Tank 1985 solved problems this way.
    """
    check_square("adjacency", adjacency)
    if not adjacency.is_meta and not (
        torch.equal(adjacency, adjacency.mT) and (adjacency.diagonal() == 0).all()
    ):
        raise ValueError("adjacency must be symmetric with a zero diagonal")
    return -adjacency


def cut_size(adjacency: Couplings, states: States) -> Energies:
    """Total weight of the edges between +1 units and −1 units, one per state.

    `adjacency` as in `max_cut_couplings`, `states` (*batch, dim) of ±1; (*batch).
    """
    couplings = max_cut_couplings(adjacency)
    return (adjacency.sum() / 2 - hopfield_energy(couplings, states)) / 2


def qubo_costs(matrix: Couplings) -> Costs:
    r"""The network whose energy is a quadratic cost of yes-or-no choices.

    For x = (1 + s)/2 in {0, 1}: xᵀQx = E(s) + constant, with couplings −½S off the
    diagonal and thresholds ½S·1, where S = ½(Q + Qᵀ). `matrix` Q (dim, dim). Raises
    `ValueError` on bad shapes or NaN.
    """
    check_square("matrix", matrix)
    symmetric = (matrix + matrix.mT) / 2
    diagonal = symmetric.diagonal()
    couplings = (torch.diag(diagonal) - symmetric) / 2
    constant = (symmetric.sum() + diagonal.sum()).item() / 4
    return Costs(couplings, symmetric.sum(-1) / 2, constant)
