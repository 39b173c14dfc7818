"""Check on the cross-entropy of logits: the mean of −log softmax(z)_c, in nats."""

import math

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from attractor.check.answer import Answer
from attractor.check.cases import OVERFLOW
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import cross_entropy as truth


def _cases() -> tuple[Case, ...]:
    generator = torch.Generator().manual_seed(6)
    deck = torch.tensor([[2.0, 1.0, 0.1]], dtype=torch.float64)
    four = torch.randn(4, 3, generator=generator, dtype=torch.float64).round(decimals=1)
    five = torch.randn(5, 5, generator=generator, dtype=torch.float64).round(decimals=1)
    return (
        (deck, torch.tensor([0])),
        (four, torch.tensor([2, 0, 1, 1])),
        (2 * five, torch.tensor([3, 3, 0, 4, 1])),
        (3 * four[:2], torch.tensor([1, 2])),
    )


def _far_cases() -> tuple[Case, ...]:
    far = torch.tensor([[900.0, -40.0, 3.0], [-900.0, -990.0, -1200.0]])
    return ((far.double(), torch.tensor([1, 0])),)


def _log_shares(z: Tensor, c: Tensor, dim: int = -1) -> Tensor:
    return _of(z.log_softmax(dim), c)


def _of(values: Tensor, c: Tensor) -> Tensor:
    """Each row's value for its true class."""
    return values.gather(-1, c[:, None])[:, 0]


def _gaps(z: Tensor, c: Tensor) -> Tensor:
    return (z.softmax(-1) - one_hot(c, z.shape[-1])).square()


def _with_the_others(z: Tensor, c: Tensor) -> Tensor:
    missed = (1 - z.softmax(-1)).log()
    return truth(z, c) - (missed.sum(-1) - _of(missed, c)).mean()


CROSS_ENTROPY = Exercise(
    arguments=("logits", "classes"),
    truth=truth,
    cases=_cases(),
    far=_far_cases(),
    overflow=OVERFLOW,
    mistakes=(
        Mistake(
            "The sign is flipped: the logarithm of a probability is negative, the loss "
            "positive.",
            lambda z, c: -truth(z, c),
        ),
        Mistake(
            "The rows are summed: it is their mean.",
            lambda z, c: truth(z, c) * len(c),
        ),
        Mistake(
            "The mean is missing: give back one number for all rows.",
            lambda z, c: -_log_shares(z, c),
        ),
        Mistake(
            "It is divided by the number of classes too: the mean is over rows alone.",
            lambda z, c: truth(z, c) / z.shape[-1],
        ),
        Mistake(
            "That is in bits: natural logarithms give nats.",
            lambda z, c: truth(z, c) / math.log(2),
        ),
        Mistake(
            "The softmax is taken twice: its probabilities are no logits.",
            lambda z, c: truth(z.softmax(-1), c),
        ),
        Mistake(
            "The softmax runs over the rows: it is over the classes, the last axis.",
            lambda z, c: -_log_shares(z, c, 0).mean(),
        ),
        Mistake(
            "The softmax is missing: log Σ exp(z) has to be added.",
            lambda z, c: -_of(z, c).mean(),
        ),
        Mistake(
            "That takes the logarithm of the logits: turn them into probabilities "
            "first, with softmax.",
            lambda z, c: -_of(z, c).log().mean(),
        ),
        Mistake(
            "That is the true class's probability: its −log is the loss.",
            lambda z, c: _of(z.softmax(-1), c).mean(),
        ),
        Mistake(
            "That is 1 minus the true class's probability: the loss is its −log.",
            lambda z, c: 1 - _of(z.softmax(-1), c).mean(),
        ),
        Mistake(
            "The probabilities are averaged before the logarithm: first log, then "
            "mean.",
            lambda z, c: -_of(z.softmax(-1), c).mean().log(),
        ),
        Mistake(
            "That is the mean squared error of the probabilities, whose gradient dies.",
            lambda z, c: _gaps(z, c).mean(),
        ),
        Mistake(
            "That is the squared error of the probabilities, summed over classes.",
            lambda z, c: _gaps(z, c).sum(-1).mean(),
        ),
        Mistake(
            "That is the perplexity: the loss is its logarithm.",
            lambda z, c: truth(z, c).exp(),
        ),
        Mistake(
            "That is the entropy of the prediction: the true classes are not used.",
            lambda z, c: -(z.softmax(-1) * z.log_softmax(-1)).sum(-1).mean(),
        ),
        Mistake(
            "It looks at the likeliest class: the true one counts.",
            lambda z, c: -z.log_softmax(-1).amax(-1).mean(),
        ),
        Mistake(
            "Every class is scored with a sigmoid of its own: the softmax has them "
            "share a sum of 1.",
            lambda z, c: -_of(z.sigmoid().log(), c).mean(),
        ),
        Mistake(
            "The other classes' −log(1 − p) are added: with a softmax the true class "
            "is enough.",
            _with_the_others,
        ),
        Mistake(
            "Classes are counted from 1: they start at 0.",
            lambda z, c: truth(z, (c - 1) % z.shape[-1]),
        ),
        Mistake(
            "The largest logit stands where log Σ exp(z) is due.",
            lambda z, c: (z.amax(-1) - _of(z, c)).mean(),
        ),
    ),
)  # fmt: skip


def cross_entropy(function: object) -> Answer:
    """Check (logits (n, n_classes), classes (n)) ↦ the mean cross-entropy in nats."""
    return CROSS_ENTROPY.examine(function)
