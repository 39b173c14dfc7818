"""The networks a classical exercise is examined on: few digits, float64."""

import torch
from torch import Tensor

from attractor.check.reply import Case


def _rows(*rows: list[int | float]) -> Tensor:
    return torch.tensor(rows, dtype=torch.float64)


PAIR = _rows([0, 2], [2, 0])
TRIANGLE = _rows([0, 1, -2], [1, 0, 3], [-2, 3, 0])
ONE_WAY = _rows([0, 1, -0.5, 2], [-3, 0, 1, 0.5], [2, -1, 0, 1], [0.5, 1.5, -2, 0])
SELFISH = _rows([-3, 1, 0.5], [1, 2, -1], [0.5, -1, -1.5])


def network_cases() -> tuple[Case, ...]:
    """Couplings, states and thresholds; the first fits in a sentence."""
    ups = torch.ones(3, dtype=torch.float64)
    batch = _rows([1, -1, 1], [-1, -1, 1], [1, 1, -1], [-1, 1, 1])
    return (
        (PAIR, _rows([1, -1])[0], _rows([0.5, 1])[0]),
        (TRIANGLE, _rows([1, -1, 1])[0], _rows([0.5, -1, 2])[0]),
        (TRIANGLE, batch, _rows([-0.5, 0.25, 1])[0]),
        (TRIANGLE, torch.stack([batch, -batch]), 0 * ups),
        (SELFISH, batch[:3], _rows([1, 0.5, -2])[0]),
        (SELFISH, _rows([0.5, -2, 1.5])[0], _rows([1, 0.5, -2])[0]),
    )


def unit_cases() -> tuple[Case, ...]:
    """Couplings, one state, the number of a unit, thresholds; ties among them."""
    none = torch.zeros(4, dtype=torch.float64)
    state = _rows([1, -1, 1, -1])[0]
    return (
        (PAIR, _rows([1, -1])[0], 0, _rows([-1, 0])[0]),
        (PAIR, _rows([1, -1])[0], 1, _rows([3, -1])[0]),
        (PAIR, _rows([-1, 1])[0], 0, _rows([2, 0])[0]),
        (PAIR, _rows([1, 1])[0], 0, _rows([-3, 0])[0]),
        (TRIANGLE, _rows([1, -1, 1])[0], 2, _rows([1, 1, -5])[0]),
        (TRIANGLE, _rows([-1, -1, -1])[0], 1, _rows([0, -4.5, 0])[0]),
        (SELFISH, _rows([1, 1, -1])[0], 0, _rows([0, 0, 0])[0]),
        *((ONE_WAY, state, unit, none) for unit in range(4)),
        *((ONE_WAY, -state, unit, none + 0.75) for unit in range(4)),
    )


def storage_cases() -> tuple[Case, ...]:
    """Sets of patterns of ±1; the first fits in a sentence."""
    four = _rows([1, -1, 1, -1], [1, 1, -1, -1])
    five = _rows([1, 1, -1, 1, 1], [1, -1, -1, 1, -1], [1, 1, 1, -1, 1])
    return ((four,), (four[:1],), (five,), (torch.cat([five, five[:1]]),))
