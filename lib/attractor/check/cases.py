"""The inputs a memory is examined on: few digits, fixed seeds, float64."""

import torch
from torch import Tensor

from attractor.check.reply import Case

MEMORY = ("patterns", "queries", "β")

OVERFLOW = (
    "exp() leaves the range of numbers, so subtract the largest score first, as "
    "torch.logsumexp and torch.softmax do"
)


def memory_cases() -> tuple[Case, ...]:
    """Patterns, queries and β of every batch shape; the first fits in a sentence."""
    three = torch.tensor([[1.0, 0.0], [0.0, 2.0], [-1.0, -1.0]], dtype=torch.float64)
    one_query = torch.tensor([0.3, -0.4], dtype=torch.float64)
    twins = torch.tensor([[2.0], [-2.0]], dtype=torch.float64)
    four, square = _draw(1, 4, 3), _draw(2, 3, 3)
    return (
        (three, one_query, 2.0),
        (four, _draw(3, 3), 0.7),
        (twins, torch.zeros(1, 1, dtype=torch.float64), 0.5),
        (four, _draw(4, 5, 3), 1.5),
        (square, _draw(5, 3, 3), 0.6),
        (four, _draw(6, 2, 4, 3), 0.8),
        (three[:1], _draw(7, 2, 2), 2.0),
    )


def far_cases() -> tuple[Case, ...]:
    """Scores in the tens of thousands, both signs."""
    three = torch.tensor([[10.0, 0.0], [0.0, 20.0], [-10.0, -10.0]])
    far = torch.tensor([[300.0, -400.0], [-300.0, 400.0]])
    return ((three.double(), far.double(), 5.0),)


def pattern_cases() -> tuple[Case, ...]:
    """Patterns and β, for what does not depend on a query."""
    equally_long = torch.tensor([[3.0, 0.0], [0.0, -3.0]], dtype=torch.float64)
    return (
        (torch.tensor([[1.0], [2.0]], dtype=torch.float64), 2.0),
        (equally_long, 0.5),
        (_draw(8, 5, 3), 0.7),
        (_draw(9, 4, 2), 3.0),
        (_draw(10, 3, 3), 1.0),
    )


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).round(
        decimals=1
    )
