"""Retrieval: update a query until it rests."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import torch

from attractor.memory.arguments import check_beta, check_patterns, check_queries
from attractor.memory.distance import distance_update
from attractor.memory.modern import modern_update
from attractor.shapes import Counts, Flags, Patterns, Queries, States

Smooth = Literal["modern", "distance"]

UPDATES: dict[str, Callable[[Patterns, Queries, float], Queries]] = {
    "modern": modern_update,
    "distance": distance_update,
}


class Retrieval(NamedTuple):
    """Where each query came to rest, after how many steps, and whether it did."""

    states: States
    steps: Counts
    converged: Flags


def retrieve(
    patterns: Patterns,
    queries: Queries,
    beta: float,
    *,
    energy: Smooth = "modern",
    max_steps: int = 100,
    tol: float = 1e-6,
) -> Retrieval:
    """Update every query until it moves by no more than `tol` (Euclidean).

    `patterns` (n_patterns, dim), `queries` (*batch, dim); `states` has the queries'
    shape, `steps` and `converged` are (*batch). A query that has come to rest is not
    updated again. `energy` names the landscape: "modern" or "distance". Raises
    `ValueError` on an unknown name and on what the update refuses.
    """
    if energy not in UPDATES:
        raise ValueError(f"energy must be one of {sorted(UPDATES)}, got {energy!r}")
    if max_steps < 1:
        raise ValueError(f"max_steps must be at least 1, got {max_steps}")
    if not tol >= 0:
        raise ValueError(f"tol must be 0 or more, got {tol}")
    check_patterns(patterns)
    check_queries(patterns, queries)
    check_beta(beta)
    update = UPDATES[energy]
    states = queries.reshape(-1, queries.shape[-1]).clone()
    steps = torch.zeros(len(states), dtype=torch.long, device=states.device)
    moving = torch.arange(len(states), device=states.device)
    for _ in range(max_steps):
        if len(moving) == 0:
            break
        before = states[moving]
        after = update(patterns, before, beta)
        states[moving] = after
        steps[moving] += 1
        moving = moving[(after - before).norm(dim=-1) > tol]
    converged = torch.ones_like(steps, dtype=torch.bool)
    converged[moving] = False
    batch = queries.shape[:-1]
    return Retrieval(
        states.reshape(queries.shape), steps.reshape(batch), converged.reshape(batch)
    )
