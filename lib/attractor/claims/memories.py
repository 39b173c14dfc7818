"""Memories on which claims are tried: random ones, and the paper's own."""

from collections.abc import Callable, Iterator

import torch

from attractor.memory import distance_energy
from attractor.shapes import Energies, Patterns, Queries

SEED = 20240508
Memory = tuple[Patterns, Queries]
Measure = Callable[[Patterns, Queries], Energies]


def memories(count: int = 200, n_queries: int = 8) -> Iterator[Memory]:
    """Pattern sets of 1 to 8 normal patterns in 1 to 8 dimensions, with queries."""
    generator = torch.Generator().manual_seed(SEED)
    for _ in range(count):
        d, n = torch.randint(1, 9, (2,), generator=generator).tolist()
        patterns = torch.randn(d, n, generator=generator, dtype=torch.float64)
        queries = torch.randn(n_queries, n, generator=generator, dtype=torch.float64)
        yield patterns, queries


def points(*rows: list[float]) -> Patterns:
    """Rows of numbers as patterns."""
    return torch.tensor(rows, dtype=torch.float64)


FIGURE_1 = points([-2.0, -0.5], [0.2, -0.3], [1.5, 1.5])
NUMBERS = points([-2.0], [0.0], [1.0])


def sum_to_dim(patterns: Patterns, queries: Queries) -> Energies:
    """Eq. 4 as printed: the sum ends at n, the dimension."""
    return distance_energy(patterns[: patterns.shape[-1]], queries)
