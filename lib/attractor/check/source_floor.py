"""Checks on the least loss per token of a source, and on means over batches."""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake

Source = Callable[[Tensor, Tensor, Tensor], Tensor]


def _numbers(*values: float) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


def _floor(shares: Tensor, counts: Tensor, tokens: Tensor) -> Tensor:
    return _line(shares, counts) / (shares * tokens).sum()


def _line(shares: Tensor, counts: Tensor) -> Tensor:
    return torch.special.entr(shares).sum() + (shares * counts.log()).sum()


def _mean_of_ratios(shares: Tensor, counts: Tensor, tokens: Tensor) -> Tensor:
    return (shares * (counts.log() - shares.log()) / tokens).sum()


def _over(nats: Callable[[Tensor, Tensor], Tensor]) -> Source:
    """The floor with another entropy of a line."""
    return lambda p, m, t: nats(p, m) / (p * t).sum()


SOURCE_FLOOR = Exercise(
    arguments=("shares", "counts", "tokens"),
    truth=_floor,
    cases=(
        (_numbers(0.5, 0.3, 0.2), _numbers(40.0, 6.0, 900.0), _numbers(6.0, 4.0, 11.0)),
        (_numbers(0.9, 0.1), _numbers(1.0, 12.0), _numbers(3.0, 8.0)),
        (_numbers(1.0), _numbers(7.0), _numbers(5.0)),
    ),
    far=(
        (_numbers(0.6, 0.4), _numbers(1e300, 1e12), _numbers(30.0, 12.0)),
        (_numbers(0.6, 0.4, 0.0), _numbers(3.0, 8.0, 5.0), _numbers(4.0, 6.0, 9.0)),
    ),
    overflow="take logarithms before multiplying, and let what never occurs count as 0",
    mistakes=(
        Mistake(
            "That is the entropy of the structure alone: within a cell the line is "
            "drawn from so many, which costs log M more.",
            _over(lambda p, m: torch.special.entr(p).sum()),
        ),
        Mistake(
            "That is the entropy of the words alone: which cell it is has to be said "
            "too, −Σ p log p.",
            _over(lambda p, m: (p * m.log()).sum()),
        ),
        Mistake(
            "That is the mean of the ratios: divide the mean nats by the mean tokens.",
            _mean_of_ratios,
        ),
        Mistake(
            "That is nats per line: divide by the mean number of tokens.",
            lambda p, m, t: _line(p, m),
        ),
        Mistake(
            "That is in bits: use the natural logarithm.",
            lambda p, m, t: _floor(p, m, t) / math.log(2),
        ),
        Mistake(
            "The sign is wrong: a probability below 1 has a negative logarithm.",
            lambda p, m, t: -_floor(p, m, t),
        ),
        Mistake(
            "That is log p without its minus: the rarer the cell, the more nats.",
            _over(lambda p, m: (p * (p * m).log()).sum()),
        ),
        Mistake(
            "That takes all lines as equally likely: cells have shares.",
            _over(lambda p, m: m.sum().log()),
        ),
        Mistake(
            "The logarithm is outside the mean: average log M, not M.",
            _over(lambda p, m: torch.special.entr(p).sum() + (p * m).sum().log()),
        ),
        Mistake(
            "Tokens are averaged over cells as if all were equally frequent: weight "
            "them by their shares.",
            lambda p, m, t: _line(p, m) / t.mean(),
        ),
    ),
)


def source_floor(function: object) -> Answer:
    """Check (shares, counts, tokens) ↦ nats per token of the best model.

    Three arrays with an entry for each cell: its probability, its number of equally
    likely lines, the tokens of such a line.
    """
    return SOURCE_FLOOR.examine(function)


def _weighted(losses: Tensor, tokens: Tensor) -> Tensor:
    return (losses * tokens).sum() / tokens.sum()


MEAN_LOSS = Exercise(
    arguments=("losses", "tokens"),
    truth=_weighted,
    cases=(
        (_numbers(1.3, 0.8, 1.0), _numbers(100.0, 300.0, 50.0)),
        (_numbers(2.0, 3.0), _numbers(10.0, 1.0)),
        (_numbers(0.5), _numbers(4.0)),
    ),
    mistakes=(
        Mistake(
            "That is the mean over batches: a batch with more tokens counts more.",
            lambda losses, tokens: losses.mean(),
        ),
        Mistake(
            "That is the sum of all nats: divide by the number of tokens.",
            lambda losses, tokens: (losses * tokens).sum(),
        ),
        Mistake(
            "That divides by the number of batches: divide by the number of tokens.",
            lambda losses, tokens: (losses * tokens).mean(),
        ),
        Mistake(
            "That adds losses that are means already: multiply each by its tokens "
            "first.",
            lambda losses, tokens: losses.sum() / tokens.sum(),
        ),
        Mistake(
            "That divides each loss by its tokens, and the losses are per token "
            "already.",
            lambda losses, tokens: (losses / tokens).sum(),
        ),
        Mistake(
            "That weights a batch by one over its tokens: long batches count more, "
            "not less.",
            lambda losses, tokens: (losses / tokens).sum() / (1 / tokens).sum(),
        ),
        Mistake(
            "That is the median over batches: take the mean over tokens.",
            lambda losses, tokens: losses.quantile(0.5),
        ),
    ),
)


def mean_loss(function: object) -> Answer:
    """Check (losses, tokens) ↦ nats per token over batches of so many tokens each."""
    return MEAN_LOSS.examine(function)
