"""Check on the merge law of online softmax: two parts (m, l, a) become one."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import SoftmaxPart, merge_softmax


def _truth(*six: Tensor) -> Tensor:
    one, other = (
        SoftmaxPart(m, total, a[..., None]) for m, total, a in (six[:3], six[3:])
    )
    merged = merge_softmax(one, other)
    return torch.stack([merged.largest, merged.total, merged.weighted[..., 0]])


def _case(*six: list[int | float]) -> Case:
    return tuple(torch.tensor(row, dtype=torch.float64) for row in six)


NONE = -torch.inf
CASES = (
    _case([1], [1], [1], [3], [1.5], [3.5]),
    _case([2, -1], [1.5, 2], [3, -1], [0.5, 0], [1.25, 1], [-2, 4]),
    _case([0, 1, -2], [2, 1, 3], [1, -1, 0.5], [0, 4, -3], [1.5, 2, 1], [2, 3, -1]),
    _case([NONE, 1], [0, 2], [0, 3], [2, NONE], [1, 0], [-1, 0]),
    _case([NONE, 0], [0, 1], [0, 1], [NONE, -1], [0, 1.5], [0, 2]),
)
FAR = (_case([1000, 800], [1, 2], [2, 1], [999, -900], [1, 1.5], [3, 4]),)


def _scaled(m: Tensor, p: Tensor, lp: Tensor, q: Tensor, lq: Tensor) -> Tensor:
    level = m.masked_fill(m == NONE, 0)
    return (p - level).exp() * lp + (q - level).exp() * lq


def _max(m: Tensor, n: Tensor) -> Tensor:
    return torch.maximum(m, n)


def _three(m: Tensor, total: Tensor, weighted: Tensor) -> Tensor:
    return torch.stack([m, total, weighted])


MERGE = Exercise(
    arguments=("m₁", "l₁", "a₁", "m₂", "l₂", "a₂"),
    truth=_truth,
    cases=CASES,
    far=FAR,
    overflow="e to a large maximum leaves the range of numbers: only differences from "
    "the larger one go into exp",
    mistakes=(
        Mistake(
            "Two parts without keys give NaN: −∞ − (−∞) is no number, so subtract 0 "
            "where the larger maximum is −∞.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n),
                (m - _max(m, n)).exp() * k + (n - _max(m, n)).exp() * j,
                (m - _max(m, n)).exp() * a + (n - _max(m, n)).exp() * b,
            ),
        ),
        Mistake(
            "The sums are added as they are: each was taken against a maximum of its "
            "own, so multiply by e^(that − the larger) first.",
            lambda m, k, a, n, j, b: _three(_max(m, n), k + j, a + b),
        ),
        Mistake(
            "a is added without rescaling, though l is rescaled: both need the same "
            "factor.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n), _scaled(_max(m, n), m, k, n, j), a + b
            ),
        ),
        Mistake(
            "l is added without rescaling, though a is rescaled: both need the same "
            "factor.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n), k + j, _scaled(_max(m, n), m, a, n, b)
            ),
        ),
        Mistake(
            "Only the first part is rescaled: the second may have the smaller maximum.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n),
                _scaled(_max(m, n), m, k, _max(m, n), j),
                _scaled(_max(m, n), m, a, _max(m, n), b),
            ),
        ),
        Mistake(
            "Only the second part is rescaled: the first may have the smaller maximum.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n),
                _scaled(_max(m, n), _max(m, n), k, n, j),
                _scaled(_max(m, n), _max(m, n), a, n, b),
            ),
        ),
        Mistake(
            "The exponent has the wrong sign: the factor is e^(m₁ − m), at most 1.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n),
                (_max(m, n) - m).exp() * k + (_max(m, n) - n).exp() * j,
                (_max(m, n) - m).exp() * a + (_max(m, n) - n).exp() * b,
            ),
        ),
        Mistake(
            "The smaller maximum is kept: keep the larger, so that no factor is above "
            "1.",
            lambda m, k, a, n, j, b: _three(
                torch.minimum(m, n),
                (m - torch.minimum(m, n)).exp() * k
                + (n - torch.minimum(m, n)).exp() * j,
                (m - torch.minimum(m, n)).exp() * a
                + (n - torch.minimum(m, n)).exp() * b,
            ),
        ),
        Mistake(
            "The maxima are added: the maximum of both parts is the larger one.",
            lambda m, k, a, n, j, b: _three(
                m + n, _scaled(_max(m, n), m, k, n, j), _scaled(_max(m, n), m, a, n, b)
            ),
        ),
        Mistake(
            "e to each maximum itself is the factor there: divide by e to the larger "
            "one, as m says it was.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n),
                _scaled(0 * k, m, k, n, j),
                _scaled(0 * k, m, a, n, b),
            ),
        ),
        Mistake(
            "a is divided by l already: that is for the end, after the last merge.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n),
                _scaled(_max(m, n), m, k, n, j),
                _scaled(_max(m, n), m, a, n, b) / _scaled(_max(m, n), m, k, n, j),
            ),
        ),
        Mistake(
            "The halves are averaged: sums add.",
            lambda m, k, a, n, j, b: _three(
                _max(m, n),
                _scaled(_max(m, n), m, k, n, j) / 2,
                _scaled(_max(m, n), m, a, n, b) / 2,
            ),
        ),
        Mistake(
            "Only the part with the larger maximum is kept: the other has keys too.",
            lambda m, k, a, n, j, b: torch.where(
                m >= n, _three(m, k, a), _three(n, j, b)
            ),
        ),
        Mistake(
            "Only the second part is kept: the first has keys too.",
            lambda m, k, a, n, j, b: _three(n, j, b),
        ),
    ),
)  # fmt: skip


def softmax_merge(function: object) -> Answer:
    """Check (m₁, l₁, a₁, m₂, l₂, a₂) ↦ (m, l, a), each a number a row."""
    return MERGE.examine(function)
