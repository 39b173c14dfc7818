"""Random memories, for hypothesis and for plain draws."""

from typing import NamedTuple

import torch
from hypothesis import strategies as st
from torch import Tensor


class Memory(NamedTuple):
    patterns: Tensor
    queries: Tensor
    beta: float


def draw_memory(
    seed: int,
    n_patterns: int = 5,
    dim: int = 3,
    batch: tuple[int, ...] = (7,),
    beta: float = 1.0,
) -> Memory:
    generator = torch.Generator().manual_seed(seed)
    patterns = torch.randn(n_patterns, dim, generator=generator, dtype=torch.float64)
    queries = torch.randn(*batch, dim, generator=generator, dtype=torch.float64)
    return Memory(patterns, queries, beta)


def rotation(dim: int, generator: torch.Generator) -> Tensor:
    square = torch.randn(dim, dim, generator=generator, dtype=torch.float64)
    return torch.linalg.qr(square).Q


memories = st.builds(
    draw_memory,
    seed=st.integers(0, 2**32),
    n_patterns=st.integers(1, 9),
    dim=st.integers(1, 6),
    batch=st.lists(st.integers(1, 4), max_size=2).map(tuple),
    beta=st.floats(0.05, 20),
)
