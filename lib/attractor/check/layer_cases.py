"""The layers that forward and backward pass are examined on: few neurons, float64."""

import torch
from torch import Tensor

from attractor.check.reply import Case


def layer_cases() -> tuple[Case, ...]:
    """Inputs, weights (n_in, n_out) and bias; the first is the deck's layer."""
    deck = torch.tensor([[0.1, 0.2], [0.5, 0.8]], dtype=torch.float64)
    row = torch.tensor([1.0, 0.1], dtype=torch.float64)
    return (
        (row, deck, torch.tensor([0.3, -0.2], dtype=torch.float64)),
        (_draw(1, 4, 2), _draw(2, 2, 3), _draw(3, 3)),
        (_draw(4, 3, 3), _draw(5, 3, 3), _draw(6, 3)),
        (_draw(7, 2, 3, 4), _draw(8, 4, 2), _draw(9, 2)),
        (_draw(10, 5), _draw(11, 5, 1), _draw(12, 1)),
    )


def far_layer_cases() -> tuple[Case, ...]:
    """Sums in the thousands, both signs."""
    inputs = torch.tensor([[900.0, -40.0], [-900.0, 40.0]], dtype=torch.float64)
    return ((inputs, *layer_cases()[0][1:]), (5 * inputs, *layer_cases()[0][1:]))


def backward_cases() -> tuple[Case, ...]:
    """Inputs (n_inputs, n_in), weights, bias and ∂L/∂y (n_inputs, n_out)."""
    row, weights, bias = layer_cases()[0]
    assert isinstance(row, Tensor)
    upstream = torch.tensor([[-1.0, 2.0]], dtype=torch.float64)
    return (
        (row[None], weights, bias, upstream),
        (_draw(21, 4, 2), _draw(22, 2, 3), _draw(23, 3), _draw(24, 4, 3)),
        (_draw(25, 3, 3), _draw(26, 3, 3), _draw(27, 3), _draw(28, 3, 3)),
        (_draw(29, 2, 4), _draw(30, 4, 2), _draw(31, 2), _draw(32, 2, 2)),
    )


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).round(
        decimals=1
    )
