"""Random ±1 memories, for hypothesis and for plain draws."""

from typing import NamedTuple

import torch
from hypothesis import strategies as st
from torch import Tensor


class SignMemory(NamedTuple):
    patterns: Tensor
    states: Tensor


def draw_signs(*shape: int, generator: torch.Generator) -> Tensor:
    bits = torch.randint(0, 2, shape, generator=generator)
    return (2 * bits - 1).double()


def draw_sign_memory(
    seed: int, n_patterns: int = 5, dim: int = 7, batch: tuple[int, ...] = (6,)
) -> SignMemory:
    generator = torch.Generator().manual_seed(seed)
    return SignMemory(
        draw_signs(n_patterns, dim, generator=generator),
        draw_signs(*batch, dim, generator=generator),
    )


sign_memories = st.builds(
    draw_sign_memory,
    seed=st.integers(0, 2**32),
    n_patterns=st.integers(1, 9),
    dim=st.integers(1, 8),
    batch=st.lists(st.integers(1, 4), max_size=2).map(tuple),
)
