"""Check on Hebbian storage: W = XᵀX/N without a diagonal."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.classical_cases import storage_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.memory import hebbian_couplings as couplings
from attractor.memory import pseudo_inverse_couplings


def _products(x: Tensor) -> Tensor:
    return x.mT @ x


def _hollow(w: Tensor) -> Tensor:
    return w - torch.diag(w.diagonal())


HEBBIAN_COUPLINGS = Exercise(
    arguments=("patterns",),
    truth=couplings,
    cases=storage_cases(),
    mistakes=(
        Mistake(
            "The diagonal is not zero: no unit is coupled to itself.",
            lambda x: _products(x) / x.shape[1],
        ),
        Mistake(
            "It is not divided by N, the number of units.",
            lambda x: _hollow(_products(x)),
        ),
        Mistake(
            "Two things are missing: the division by N, and the zero diagonal.",
            _products,
        ),
        Mistake(
            "It is divided by the number of patterns: divide by N, the number of "
            "units.",
            lambda x: _hollow(_products(x)) / len(x),
        ),
        Mistake(
            "It is divided by the number of patterns, and the diagonal is not zero: "
            "divide by N, the number of units, and clear it.",
            lambda x: _products(x) / len(x),
        ),
        Mistake(
            "It is divided by N twice.",
            lambda x: couplings(x) / x.shape[1],
        ),
        Mistake(
            "The sign is flipped: units that agree pull toward agreement.",
            lambda x: -couplings(x),
        ),
        Mistake("Half as large as it should be.", lambda x: couplings(x) / 2),
        Mistake("Twice too large.", lambda x: 2 * couplings(x)),
        Mistake(
            "The product is the wrong way round: XXᵀ compares patterns, XᵀX compares "
            "units.",
            lambda x: x @ x.mT / x.shape[1],
        ),
        Mistake(
            "The product is the wrong way round, and the diagonal cleared: XXᵀ "
            "compares patterns, XᵀX compares units.",
            lambda x: _hollow(x @ x.mT) / x.shape[1],
        ),
        Mistake(
            "Only the first pattern is stored: sum over all of them.",
            lambda x: couplings(x[:1]),
        ),
        Mistake(
            "Only the last pattern is stored: add to the couplings, do not replace "
            "them.",
            lambda x: couplings(x[-1:]),
        ),
        Mistake(
            "The patterns are added before they are multiplied: each one has an outer "
            "product of its own.",
            lambda x: couplings(x.sum(0, keepdim=True)),
        ),
        Mistake(
            "Only half of the couplings are there: w_ij and w_ji are equal.",
            lambda x: couplings(x).triu(),
        ),
        Mistake(
            "Only the lower half of the couplings is there: w_ij and w_ji are equal.",
            lambda x: couplings(x).tril(),
        ),
        Mistake(
            "Only agreement counts there: units that differ must push apart.",
            lambda x: _hollow((_products(x) + len(x)) / 2) / x.shape[1],
        ),
        Mistake(
            "Only two dark units count there: two light ones agree as well, and units "
            "that differ push apart.",
            lambda x: _hollow(_products((x + 1) / 2)) / x.shape[1],
        ),
        Mistake(
            "The mean is taken away first: that is the covariance rule.",
            lambda x: couplings(x - x.mean(0)),
        ),
        Mistake(
            "That is the pseudo-inverse rule, which undoes overlaps.",
            pseudo_inverse_couplings,
        ),
        Mistake(
            "The diagonal is 1, not 0.",
            lambda x: couplings(x) + torch.eye(x.shape[1], dtype=x.dtype),
        ),
    ),
)


def hebbian_couplings(function: object) -> Answer:
    """Check patterns ↦ couplings, the outer-product rule."""
    return HEBBIAN_COUPLINGS.examine(function)
