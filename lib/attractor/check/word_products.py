"""Check on what skip-gram's products of vectors tend to: PMI − log k."""

import math

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.models import shifted_pmi as truth


def _counts(*rows: tuple[int, ...]) -> Tensor:
    return torch.tensor(rows, dtype=torch.float64)


def _margins(counts: Tensor) -> Tensor:
    """#(w) #(c), for every pair."""
    return counts.sum(1, keepdim=True) * counts.sum(0, keepdim=True)


def _pmi(counts: Tensor) -> Tensor:
    return (counts * counts.sum() / _margins(counts)).log()


SHIFTED_PMI = Exercise(
    arguments=("counts", "k"),
    truth=truth,
    cases=(
        (_counts((4, 1), (1, 2)), 2),
        (_counts((3, 7, 2), (5, 1, 9)), 5),
        (_counts((6, 1), (2, 8), (3, 3)), 1),
    ),
    far=((_counts((4, 0), (1, 2)), 3),),
    overflow="a pair that never occurs has −∞, the logarithm of 0",
    mistakes=(
        Mistake(
            "That is PMI itself: k negatives a pair make k times as many counterparts, "
            "so log k goes off.",
            lambda counts, k: _pmi(counts),
        ),
        Mistake(
            "log k is to be subtracted: negatives push the products down.",
            lambda counts, k: _pmi(counts) + math.log(k),
        ),
        Mistake(
            "k itself is subtracted, where its logarithm is due.",
            lambda counts, k: _pmi(counts) - k,
        ),
        Mistake(
            "The number of all pairs is missing: probabilities, not counts, are "
            "divided.",
            lambda counts, k: (counts / _margins(counts)).log() - math.log(k),
        ),
        Mistake(
            "That is the logarithm of the joint probability: divide by how often the "
            "word and the context occur at all.",
            lambda counts, k: (counts / counts.sum()).log() - math.log(k),
        ),
        Mistake(
            "Only the word's count is divided out: a frequent context would be near "
            "to everything.",
            lambda counts, k: (
                (counts / counts.sum(1, keepdim=True)).log() - math.log(k)
            ),
        ),
        Mistake(
            "Only the context's count is divided out: a frequent word would be near "
            "to everything.",
            lambda counts, k: (
                (counts / counts.sum(0, keepdim=True)).log() - math.log(k)
            ),
        ),
        Mistake(
            "Logarithms to base 2: the sigmoid is made of e, so take the natural one.",
            lambda counts, k: (_pmi(counts) - math.log(k)) / math.log(2),
        ),
        Mistake(
            "The logarithm is missing.",
            lambda counts, k: _pmi(counts).exp() / k,
        ),
        Mistake(
            "The fraction is upside down: a pair that occurs more often than chance "
            "has a larger product.",
            lambda counts, k: -_pmi(counts) - math.log(k),
        ),
        Mistake(
            "Negative values are cut off: that is positive PMI, a useful matrix but "
            "not the optimum.",
            lambda counts, k: (_pmi(counts) - math.log(k)).clamp(min=0),
        ),
    ),
)


def shifted_pmi(function: object) -> Answer:
    """Check (counts, k) ↦ log(#(w,c)·n / (#(w)·#(c))) − log k, words as rows."""
    return SHIFTED_PMI.examine(function)
