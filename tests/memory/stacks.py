"""Random stacks of memories, for hypothesis and for plain draws."""

from typing import NamedTuple

import torch
from hypothesis import strategies as st
from torch import Tensor


class Stack(NamedTuple):
    layers: list[Tensor]
    queries: Tensor
    beta: float


def draw_stack(
    seed: int,
    sizes: tuple[int, ...] = (3, 1, 4),
    dim: int = 3,
    batch: tuple[int, ...] = (7,),
    beta: float = 1.0,
    scale: float = 1.0,
) -> Stack:
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape: int) -> Tensor:
        draws = torch.randn(*shape, generator=generator, dtype=torch.float64)
        return scale * draws

    return Stack([normal(size, dim) for size in sizes], normal(*batch, dim), beta)


stacks = st.builds(
    draw_stack,
    seed=st.integers(0, 2**32),
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=6).map(tuple),
    dim=st.integers(1, 6),
    batch=st.lists(st.integers(1, 4), max_size=2).map(tuple),
    beta=st.floats(0.05, 20),
    scale=st.floats(0.1, 5),
)


def three_hundred_stacks() -> list[Stack]:
    """Sizes, dimensions and spreads of every kind; twenty queries to each."""
    generator = torch.Generator().manual_seed(7)

    def whole(least: int, most: int) -> int:
        return int(torch.randint(least, most + 1, (), generator=generator))

    return [
        draw_stack(
            seed,
            sizes=tuple(whole(1, 4) for _ in range(whole(2, 6))),
            dim=whole(1, 6),
            batch=(20,),
            scale=0.1 + 3 * torch.rand((), generator=generator).item(),
        )
        for seed in range(300)
    ]
