"""Check on layer norm: γ (x − μ)/√(σ² + ε) + β, with ε = 1e-5."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import layer_norm as truth

EPSILON = 1e-5


def _cases() -> tuple[Case, ...]:
    four = torch.tensor([1.0, 2.0, 3.0, 4.0], dtype=torch.float64)
    scale = torch.tensor([2.0, 0.5, 1.0, -1.0], dtype=torch.float64)
    shift = torch.tensor([0.1, 0.0, -0.1, 1.0], dtype=torch.float64)
    nearly_equal = torch.tensor([[5.0, 5.0, 5.0, 5.0], [1.0, 1.0, 1.0, 1.02]])
    return (
        (four, scale, shift),
        (_draw(1, 3, 4), scale, shift),
        (_draw(2, 4, 4) + 3, shift + 1, scale),
        (_draw(3, 2, 3, 4), scale, shift),
        (nearly_equal.double(), scale, shift),
    )


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).round(
        decimals=1
    )


def _centered(x: Tensor, axis: int = -1) -> Tensor:
    return x - x.mean(axis, keepdim=True)


def _variance(x: Tensor, axis: int = -1, less: int = 0) -> Tensor:
    return x.var(axis, keepdim=True, correction=less)


def _normal(x: Tensor) -> Tensor:
    return _centered(x) / (_variance(x) + EPSILON).sqrt()


LAYER_NORM = Exercise(
    arguments=("states", "scale", "shift"),
    truth=truth,
    cases=_cases(),
    mistakes=(
        Mistake(
            "The variance is divided by n − 1: here it is the plain mean square, as "
            "x.var(-1, correction=0) gives it.",
            lambda x, g, b: g * _centered(x) / (_variance(x, less=1) + EPSILON).sqrt()
            + b,
        ),
        Mistake(
            "The deviation is divided by n − 1, and ε is added to it: ε stands inside "
            "the root, with the mean square.",
            lambda x, g, b: g * _centered(x) / (_variance(x, less=1).sqrt() + EPSILON)
            + b,
        ),
        Mistake(
            "ε is added after the root: it stands inside, beside the variance.",
            lambda x, g, b: g * _centered(x) / (_variance(x).sqrt() + EPSILON) + b,
        ),
        Mistake(
            "ε is missing: a token whose features are all equal has variance 0.",
            lambda x, g, b: g * _centered(x) / _variance(x).sqrt() + b,
        ),
        Mistake(
            "It is divided by the variance: take its root.",
            lambda x, g, b: g * _centered(x) / (_variance(x) + EPSILON) + b,
        ),
        Mistake(
            "Mean and variance run over the tokens: each token has its own, over its "
            "features, the last axis.",
            lambda x, g, b: g
            * _centered(x, -2)
            / (_variance(x, -2) + EPSILON).sqrt()
            + b,
        ),
        Mistake(
            "There is one mean and one variance for all numbers: each token has its "
            "own.",
            lambda x, g, b: g
            * (x - x.mean())
            / (x.var(correction=0) + EPSILON).sqrt()
            + b,
        ),
        Mistake(
            "The mean is not subtracted where it is divided by the deviation.",
            lambda x, g, b: g * x / (_variance(x) + EPSILON).sqrt() + b,
        ),
        Mistake(
            "The mean is not subtracted at all: that is root mean square norm.",
            lambda x, g, b: g * x / (x.square().mean(-1, True) + EPSILON).sqrt() + b,
        ),
        Mistake(
            "Scale and shift are missing.", lambda x, g, b: _normal(x)
        ),
        Mistake("The shift is missing.", lambda x, g, b: g * _normal(x)),
        Mistake("The scale is missing.", lambda x, g, b: _normal(x) + b),
        Mistake(
            "Scale and shift are swapped: the scale multiplies.",
            lambda x, g, b: b * _normal(x) + g,
        ),
        Mistake(
            "The shift is scaled too: add it last.",
            lambda x, g, b: g * (_normal(x) + b),
        ),
        Mistake(
            "The input is multiplied by what is normalized: it is no factor, it is the "
            "answer but for scale and shift.",
            lambda x, g, b: g * x * _normal(x) + b,
        ),
        Mistake(
            "The input is added: the residual sum is no part of the norm.",
            lambda x, g, b: x + truth(x, g, b),
        ),
    ),
)  # fmt: skip


def layer_norm(function: object) -> Answer:
    """Check (states, scale, shift) ↦ (*batch, dim), each row normalized by itself."""
    return LAYER_NORM.examine(function)
