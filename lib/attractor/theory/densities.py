"""The loss of a density that an energy gives, computed by adding up cells."""

import math

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor
from attractor.shapes import PerPattern

Cells = Float[Tensor, " n_cells"]


def density_cross_entropy(
    energies: Cells, pattern_energies: PerPattern, cell: int | float
) -> Tensor:
    r"""Mean of −log p over the patterns, where p = exp(−E)/Z on small equal cells.

    $$L = \log\Bigl(v\sum_k e^{-E(x_k)}\Bigr) + \frac1d\sum_i E(\rho_i)$$

    `energies` E at the middle of each cell (n_cells,), `pattern_energies` E at each
    pattern (n_patterns,), `cell` the volume v > 0 of one cell. In nats per pattern, a
    scalar tensor. A constant added to E changes nothing. In a unit a times smaller v
    is aⁿ times larger, and L larger by n log a. Raises `ValueError` on energies that
    are not finite, on none, and unless `cell` is positive and finite.
    """
    for name, values in (
        ("energies", energies),
        ("pattern_energies", pattern_energies),
    ):
        check_tensor(name, values)
        if values.numel() == 0:
            raise ValueError(f"{name} must hold at least one energy, got none")
        check_finite(name, values)
    if not (math.isfinite(cell) and cell > 0):
        raise ValueError(f"cell must be a positive, finite volume, got {cell}")
    return torch.logsumexp(-energies, 0) + math.log(cell) + pattern_energies.mean()
