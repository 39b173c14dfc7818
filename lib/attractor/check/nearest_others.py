"""Check on distances to the nearest other vector."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case


def _apart(vectors: Tensor, p: float = 2.0) -> Tensor:
    """Distances of all pairs by differences, infinite to oneself."""
    away = (vectors[:, None] - vectors[None]).abs().pow(p).sum(-1).pow(1 / p)
    return away.fill_diagonal_(torch.inf)


def _right(vectors: Tensor) -> Tensor:
    return _apart(vectors).amin(-1)


def _normalized(vectors: Tensor) -> Tensor:
    return vectors / vectors.norm(dim=-1, keepdim=True).clamp_min(1e-12)


def _farthest(vectors: Tensor) -> Tensor:
    return _apart(vectors).nan_to_num(posinf=0.0).amax(-1)


def _second(vectors: Tensor) -> Tensor:
    return _apart(vectors).sort(-1).values[:, 1]


def _other_different(vectors: Tensor) -> Tensor:
    apart = _apart(vectors)
    return apart.masked_fill(apart == 0, torch.inf).amin(-1)


def _cases() -> tuple[Case, ...]:
    """Few vectors, one twice; and a cloud."""
    generator = torch.Generator().manual_seed(11)
    cloud = torch.randn(9, 4, generator=generator, dtype=torch.float64)
    cloud = cloud.round(decimals=1)
    four = [[0.0, 0.0], [3.0, 4.0], [0.0, 1.0], [3.0, 4.0]]
    return ((torch.tensor(four, dtype=torch.float64),), (cloud,), (3 * cloud[:5],))


NEAREST_OTHERS = Exercise(
    arguments=("vectors",),
    truth=_right,
    cases=_cases(),
    far=((torch.tensor([[3e6], [3e6 + 0.01], [3e6 + 5]], dtype=torch.float64),),),
    overflow="‖x‖² − 2x·y + ‖y‖² loses the small distances far from the origin, so "
    "subtract the vectors first",
    mistakes=(
        Mistake(
            "Every vector finds itself, 0 away: set the diagonal to infinity.",
            lambda x: torch.zeros(len(x), dtype=x.dtype),
        ),
        Mistake(
            "That is the squared distance: take the square root.",
            lambda x: _right(x).square(),
        ),
        Mistake("That is half of it: no radius is asked for.", lambda x: _right(x) / 2),
        Mistake(
            "That is the farthest: the least distance is asked for.", _farthest
        ),
        Mistake("That is the second nearest: the nearest one counts.", _second),
        Mistake(
            "Equal vectors are left out: a vector that stands there twice is 0 from "
            "its twin.",
            _other_different,
        ),
        Mistake(
            "That sums the absolute differences: the Euclidean distance is asked for.",
            lambda x: _apart(x, 1.0).amin(-1),
        ),
        Mistake(
            "That is the distance of directions: leave the lengths as they are.",
            lambda x: _right(_normalized(x)),
        ),
        Mistake(
            "That is one number, the mean: every vector has a distance of its own.",
            lambda x: _right(x).mean(),
        ),
        Mistake(
            "That is one number, the least of all: every vector has a distance of its "
            "own.",
            lambda x: _right(x).min(),
        ),
        Mistake(
            "That is which one is nearest: how far it is, is asked for.",
            lambda x: _apart(x).argmin(-1).double(),
        ),
    ),
)  # fmt: skip


def nearest_neighbor_distances(function: object) -> Answer:
    """Check vectors (n, dim) ↦ the Euclidean distance of each to the nearest other."""
    return NEAREST_OTHERS.examine(function)
