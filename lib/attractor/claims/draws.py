"""Random memories on which a claim about all memories is tried."""

from collections.abc import Iterator

import torch

from attractor.shapes import Patterns, Queries

SEED = 20240508
Memory = tuple[Patterns, Queries]


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
