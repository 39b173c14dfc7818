"""Check on recall from a matrix memory: q S with S = Σ k vᵀ."""

import torch
from torch import Tensor
from torch.nn.functional import normalize, one_hot

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import recall, store_pairs


def _truth(keys: Tensor, values: Tensor, queries: Tensor) -> Tensor:
    return recall(store_pairs(keys, values), queries)


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).round(
        decimals=1
    )


def _cases() -> tuple[Case, ...]:
    keys = torch.tensor([[1.0, 0.0], [1.0, 1.0]], dtype=torch.float64)
    values = torch.tensor([[2.0, 1.0], [0.0, 3.0]], dtype=torch.float64)
    return (
        (keys, values, torch.tensor([[1.0, 2.0]], dtype=torch.float64)),
        (_draw(1, 5, 4), _draw(2, 5, 3), _draw(3, 2, 4)),
        (_draw(4, 3, 3), _draw(5, 3, 3), _draw(6, 3, 3)),
        (_draw(7, 6, 3), _draw(8, 6, 3), _draw(9, 6, 3)),
    )


RECALL = Exercise(
    arguments=("keys", "values", "queries"),
    truth=_truth,
    cases=_cases(),
    mistakes=(
        Mistake(
            "A softmax is in there: this memory weighs each value by the plain product "
            "q·k.",
            lambda k, v, q: (q @ k.mT).softmax(-1) @ v,
        ),
        Mistake(
            "A softmax and the scale √d are in there: that is attention, this memory "
            "weighs each value by the plain product q·k.",
            lambda k, v, q: (q @ k.mT / k.shape[-1] ** 0.5).softmax(-1) @ v,
        ),
        Mistake(
            "The products are divided by √d: there is no scale here.",
            lambda k, v, q: _truth(k, v, q) / k.shape[-1] ** 0.5,
        ),
        Mistake(
            "It is divided by the dimension of the keys: that is Hopfield's scale for "
            "±1, here pairs add up as they are.",
            lambda k, v, q: _truth(k, v, q) / k.shape[-1],
        ),
        Mistake(
            "It is divided by the number of pairs: they add up, with no mean taken.",
            lambda k, v, q: _truth(k, v, q) / len(k),
        ),
        Mistake(
            "It is divided by the sum of the products: this memory does not normalize.",
            lambda k, v, q: _truth(k, v, q) / (q @ k.mT).sum(-1, keepdim=True),
        ),
        Mistake(
            "The diagonal of the memory is cleared: that is for units coupled to "
            "themselves, here rows are keys and columns values.",
            lambda k, v, q: q @ (k.mT @ v - _diagonal(k.mT @ v)),
        ),
        Mistake(
            "Keys and values have changed places, or the memory is transposed: the "
            "query meets the keys.",
            lambda k, v, q: _truth(v, k, q),
        ),
        Mistake(
            "The keys are stored under themselves: the values are to come back.",
            lambda k, v, q: _truth(k, k, q),
        ),
        Mistake(
            "Only the last pair is there: add to the memory, do not replace it.",
            lambda k, v, q: _truth(k[-1:], v[-1:], q),
        ),
        Mistake(
            "Only the first pair is there: sum over all of them.",
            lambda k, v, q: _truth(k[:1], v[:1], q),
        ),
        Mistake(
            "Keys and values are added up before they are multiplied: each pair has an "
            "outer product of its own.",
            lambda k, v, q: _truth(k.sum(0, True), v.sum(0, True), q),
        ),
        Mistake(
            "Queries see only the pairs before them: no mask is asked for here.",
            lambda k, v, q: (q @ k.mT).tril() @ v,
        ),
        Mistake(
            "The keys are brought to length 1: they are stored as they are.",
            lambda k, v, q: _truth(normalize(k, dim=-1), v, q),
        ),
        Mistake(
            "That is the least-squares memory, which undoes overlaps: Hebb's rule lets "
            "them interfere.",
            lambda k, v, q: q @ torch.linalg.pinv(k) @ v,
        ),
        Mistake(
            "Only the best key's value comes back: this memory mixes all of them.",
            lambda k, v, q: one_hot((q @ k.mT).argmax(-1), len(k)).to(v) @ v,
        ),
        Mistake(
            "Those are the products q·k: they still have to weigh the values.",
            lambda k, v, q: q @ k.mT,
        ),
        Mistake(
            "That is the memory: it still has to be read with the queries.",
            lambda k, v, q: k.mT @ v,
        ),
        Mistake(
            "The sign is flipped.",
            lambda k, v, q: -_truth(k, v, q),
        ),
    ),
)  # fmt: skip


def _diagonal(matrix: Tensor) -> Tensor:
    return torch.zeros_like(matrix).diagonal_scatter(matrix.diagonal())


def matrix_recall(function: object) -> Answer:
    """Check (keys, values, queries) ↦ Σ (q·k) v, (n_queries, dim_values)."""
    return RECALL.examine(function)
