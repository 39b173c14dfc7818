"""Check on online softmax: scores and values come in blocks, the mean comes out."""

from collections.abc import Callable

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import OVERFLOW
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import online_softmax as truth

Rescale = Callable[[Tensor, Tensor], Tensor]


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return (
        torch.randn(shape, generator=generator, dtype=torch.float64)
        .mul(2)
        .round(decimals=1)
    )


def _cases() -> tuple[Case, ...]:
    scores = torch.tensor([[1.0, 3.0, 2.0]], dtype=torch.float64)
    values = torch.tensor([[1.0], [2.0], [3.0]], dtype=torch.float64)
    hidden = _draw(5, 2, 6)
    hidden[0, :2] = -torch.inf
    return (
        (scores, values, 1),
        (scores, values, 2),
        (_draw(1, 3, 7), _draw(2, 7, 2), 3),
        (_draw(3, 4, 4), _draw(4, 4, 4), 2),
        (hidden, _draw(6, 6, 3), 2),
    )


def _running(
    keep_total: Rescale, keep_weighted: Rescale
) -> Callable[[Tensor, Tensor, int], Tensor]:
    """Online softmax whose running sums are rescaled by the given factors."""

    def mean(s: Tensor, v: Tensor, block: int) -> Tensor:
        m = torch.full_like(s[:, 0], -torch.inf)
        total, weighted = torch.zeros_like(m), s.new_zeros(len(s), v.shape[1])
        for part, rows in zip(s.split(block, 1), v.split(block), strict=True):
            new = torch.maximum(m, part.amax(1))
            level = new.masked_fill(new == -torch.inf, 0)
            e = (part - level[:, None]).exp()
            total = total * keep_total(m, level) + e.sum(1)
            weighted = weighted * keep_weighted(m, level)[:, None] + e @ rows
            m = new
        return weighted / total[:, None]

    return mean


def _ones(m: Tensor, new: Tensor) -> Tensor:
    return torch.ones_like(m)


def _factor(m: Tensor, new: Tensor) -> Tensor:
    return (m - new).exp()


def _inverse(m: Tensor, new: Tensor) -> Tensor:
    return (new - m).exp().masked_fill(m == -torch.inf, 0)


def _blocks(s: Tensor, v: Tensor, block: int) -> Tensor:
    """The mean of each block by itself, (n_blocks, n_rows, dim)."""
    parts = zip(s.split(block, -1), v.split(block, -2), strict=True)
    return torch.stack([part.softmax(-1).nan_to_num() @ rows for part, rows in parts])


def _unguarded(s: Tensor, v: Tensor, block: int) -> Tensor:
    m = torch.full_like(s[:, :1], -torch.inf)
    total, weighted = torch.zeros_like(m), s.new_zeros(len(s), v.shape[1])
    for part, rows in zip(s.split(block, 1), v.split(block), strict=True):
        new = torch.maximum(m, part.amax(1, keepdim=True))
        e = (part - new).exp()
        total = total * (m - new).exp() + e.sum(1, keepdim=True)
        weighted = weighted * (m - new).exp() + e @ rows
        m = new
    return weighted / total


ONLINE = Exercise(
    arguments=("scores", "values", "block"),
    truth=truth,
    cases=_cases(),
    far=((300 * _draw(1, 3, 7), _draw(2, 7, 2), 3),),
    overflow=OVERFLOW,
    mistakes=(
        Mistake(
            "A block that is −∞ throughout gives NaN: −∞ − (−∞) is no number, so "
            "subtract 0 where the maximum is −∞.",
            _unguarded,
        ),
        Mistake(
            "The running sums are not rescaled when the maximum grows: multiply both "
            "by e^(old − new).",
            _running(_ones, _ones),
        ),
        Mistake(
            "The sum of weights is not rescaled when the maximum grows, the weighted "
            "values are: both need e^(old − new).",
            _running(_ones, _factor),
        ),
        Mistake(
            "The weighted values are not rescaled when the maximum grows, the sum of "
            "weights is: both need e^(old − new).",
            _running(_factor, _ones),
        ),
        Mistake(
            "The running sums are rescaled by e^(new − old): the sign is wrong, it "
            "shrinks them.",
            _running(_inverse, _inverse),
        ),
        Mistake(
            "Each block is normalized by itself and the means are averaged: a block "
            "with large scores counts for more.",
            lambda s, v, block: _blocks(s, v, block).mean(0),
        ),
        Mistake(
            "Each block is normalized by itself and the means are added: one sum of "
            "weights is to serve all blocks.",
            lambda s, v, block: _blocks(s, v, block).sum(0),
        ),
        Mistake(
            "Only the last block is left: what came before was forgotten.",
            lambda s, v, block: _blocks(s, v, block)[-1],
        ),
        Mistake(
            "Only the first block is there: go on to the last key.",
            lambda s, v, block: _blocks(s, v, block)[0],
        ),
        Mistake(
            "The last block is dropped where it is shorter than the others.",
            lambda s, v, block: truth(
                s[..., : s.shape[-1] // block * block],
                v[..., : s.shape[-1] // block * block, :],
                block,
            ),
        ),
        Mistake(
            "The division at the end is missing: divide by the sum of the weights.",
            lambda s, v, block: (s - s.amax(-1, keepdim=True)).exp() @ v,
        ),
        Mistake(
            "The softmax runs over the rows: each row's weights are to sum to 1.",
            lambda s, v, block: s.softmax(-2) @ v,
        ),
        Mistake(
            "The softmax runs over all scores at once: each row has a sum of its own.",
            lambda s, v, block: s.flatten().softmax(-1).view(s.shape) @ v,
        ),
        Mistake(
            "The exponential is missing: those are scores times values.",
            lambda s, v, block: s @ v,
        ),
        Mistake(
            "Those are the weights: they still have to weigh the values.",
            lambda s, v, block: s.softmax(-1),
        ),
        Mistake(
            "That is the log of the sum of exponentials: the values' mean is asked "
            "for.",
            lambda s, v, block: s.logsumexp(-1),
        ),
    ),
)  # fmt: skip


def online_softmax(function: object) -> Answer:
    """Check (scores, values, block) ↦ softmax(scores) values, (n_rows, dim)."""
    return ONLINE.examine(function)
