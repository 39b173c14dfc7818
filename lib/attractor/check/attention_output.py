"""Check on attention: softmax(QKᵀ/√d) V."""

import math

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import OVERFLOW
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import scaled_dot_product as truth


def _cases() -> tuple[Case, ...]:
    queries = torch.tensor([[1.0, 0.0, 2.0]], dtype=torch.float64)
    keys = torch.tensor([[0.0, 1.0, 1.0]], dtype=torch.float64)
    square = tuple(_draw(seed, 4, 4) for seed in (1, 2, 3))
    return (
        (queries, torch.cat([keys, 2 * queries]), _draw(4, 2, 3)),
        (_draw(5, 3, 4), _draw(6, 5, 4), _draw(7, 5, 2)),
        square,
        (_draw(8, 2, 3, 4), _draw(9, 2, 5, 4), _draw(10, 2, 5, 3)),
        (_draw(11, 2, 2, 3, 2), _draw(12, 2, 2, 3, 2), _draw(13, 2, 2, 3, 5)),
    )


def _far_cases() -> tuple[Case, ...]:
    queries, keys, values = _cases()[1]
    return ((300 * queries, keys, values), (-300 * queries, 3 * keys, values))


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).round(
        decimals=1
    )


def _scores(q: Tensor, k: Tensor) -> Tensor:
    return q @ k.mT / math.sqrt(q.shape[-1])


def _looking_back(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    before = torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool).tril()
    return truth(q, k, v, before)


ATTENTION = Exercise(
    arguments=("queries", "keys", "values"),
    truth=truth,
    cases=_cases(),
    far=_far_cases(),
    overflow=OVERFLOW,
    mistakes=(
        Mistake(
            "The scores are not divided by √d: products of d numbers spread as √d.",
            lambda q, k, v: (q @ k.mT).softmax(-1) @ v,
        ),
        Mistake(
            "The scores are divided by d: its square root is due.",
            lambda q, k, v: (q @ k.mT / q.shape[-1]).softmax(-1) @ v,
        ),
        Mistake(
            "The scores are multiplied by √d: divide by it.",
            lambda q, k, v: (q @ k.mT * math.sqrt(q.shape[-1])).softmax(-1) @ v,
        ),
        Mistake(
            "The scores are divided by the root of the number of keys: d is how many "
            "numbers a query has.",
            lambda q, k, v: (q @ k.mT / math.sqrt(k.shape[-2])).softmax(-1) @ v,
        ),
        Mistake(
            "The scores are divided by the root of the values' width: d is the "
            "queries' and keys'.",
            lambda q, k, v: (q @ k.mT / math.sqrt(v.shape[-1])).softmax(-1) @ v,
        ),
        Mistake(
            "The division by √d comes after the softmax: it belongs inside.",
            lambda q, k, v: (
                (q @ k.mT).softmax(-1) / math.sqrt(q.shape[-1]) @ v
            ),
        ),
        Mistake(
            "The softmax runs over the queries: each query's weights, over the keys, "
            "are to sum to 1.",
            lambda q, k, v: _scores(q, k).softmax(-2) @ v,
        ),
        Mistake(
            "The softmax runs over the queries, and √d is missing: it runs over the "
            "last axis, the keys.",
            lambda q, k, v: (q @ k.mT).softmax(-2) @ v,
        ),
        Mistake(
            "The softmax runs over all scores at once: each query has weights of its "
            "own.",
            lambda q, k, v: (
                _scores(q, k).flatten(-2).softmax(-1).view(_scores(q, k).shape) @ v
            ),
        ),
        Mistake(
            "The values stand on the left of the weights: it is softmax(QKᵀ/√d) V, "
            "so that equal values come out as they are.",
            lambda q, k, v: v @ _scores(q, k).softmax(-1),
        ),
        Mistake(
            "The values stand on the left of the weights, and √d is missing.",
            lambda q, k, v: v @ (q @ k.mT).softmax(-1),
        ),
        Mistake(
            "The weights are transposed: a row belongs to a query.",
            lambda q, k, v: _scores(q, k).softmax(-1).mT @ v,
        ),
        Mistake(
            "Queries and keys are swapped: the answer has a row for each query.",
            lambda q, k, v: _scores(k, q).softmax(-1) @ v,
        ),
        Mistake(
            "The softmax is missing: those are scores times values.",
            lambda q, k, v: _scores(q, k) @ v,
        ),
        Mistake(
            "Those are the weights: they still have to weigh the values.",
            lambda q, k, v: _scores(q, k).softmax(-1),
        ),
        Mistake(
            "Those are the scores: softmax and values are still to come.",
            lambda q, k, v: _scores(q, k),
        ),
        Mistake(
            "The keys are averaged in place of the values.",
            lambda q, k, v: _scores(q, k).softmax(-1) @ k,
        ),
        Mistake(
            "Every key has a sigmoid of its own: a softmax has them share a sum of 1.",
            lambda q, k, v: _scores(q, k).sigmoid() @ v,
        ),
        Mistake(
            "The values are averaged with equal weights: queries and keys decide.",
            lambda q, k, v: (
                v.mean(-2, keepdim=True).expand(*q.shape[:-1], v.shape[-1])
            ),
        ),
        Mistake(
            "Only the best key's value is taken: a softmax mixes all of them.",
            lambda q, k, v: torch.nn.functional.one_hot(
                _scores(q, k).argmax(-1), k.shape[-2]
            ).to(v)
            @ v,
        ),
        Mistake(
            "Queries see only what is before them: no mask is asked for here.",
            _looking_back,
        ),
    ),
)  # fmt: skip


def attention_output(function: object) -> Answer:
    """Check (queries, keys, values) ↦ softmax(QKᵀ/√d) V, (*batch, n_queries, dim)."""
    return ATTENTION.examine(function)
