"""Check on what a sparse autoencoder pays: the squared error, and λ Σ |f|."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case


def _parts(states: Tensor, rebuilt: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
    return (states - rebuilt).square().sum(-1), features.abs().sum(-1)


def _truth(states: Tensor, rebuilt: Tensor, features: Tensor, penalty: float) -> Tensor:
    error, activity = _parts(states, rebuilt, features)
    return error + penalty * activity


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).round(
        decimals=1
    )


def _case(seed: int, n: int, dim: int, n_features: int, penalty: float) -> Case:
    return (
        _draw(seed, n, dim),
        _draw(seed + 1, n, dim),
        _draw(seed + 2, n, n_features).relu(),
        penalty,
    )


def _cases() -> tuple[Case, ...]:
    one = torch.tensor([[1.0, 2.0]]).double(), torch.tensor([[0.5, 1.0]]).double()
    return (
        (*one, torch.tensor([[0.0, 3.0, 2.0]]).double(), 0.1),
        _case(1, 4, 3, 5, 0.7),
        _case(4, 3, 3, 3, 2.0),
        _case(7, 5, 2, 6, 0.0),
        _case(10, 2, 4, 4, 0.3),
    )


SPARSE_COST = Exercise(
    arguments=("states", "rebuilt", "features", "λ"),
    truth=_truth,
    cases=_cases(),
    mistakes=(
        Mistake(
            "The penalty is missing: with the error alone nothing becomes sparse.",
            lambda x, y, f, p: _parts(x, y, f)[0],
        ),
        Mistake(
            "The penalty is subtracted: many features would pay.",
            lambda x, y, f, p: _truth(x, y, f, -p),
        ),
        Mistake(
            "The features are squared: that penalty shrinks them all and makes none 0.",
            lambda x, y, f, p: _parts(x, y, f)[0] + p * f.square().sum(-1),
        ),
        Mistake(
            "The penalty is on the length of the features, the root of their squares: "
            "that is no sum of absolute values.",
            lambda x, y, f, p: _parts(x, y, f)[0] + p * f.norm(dim=-1),
        ),
        Mistake(
            "The features are counted: a count has no slope, so nothing could be "
            "learned from it.",
            lambda x, y, f, p: _parts(x, y, f)[0] + p * (f > 0).sum(-1),
        ),
        Mistake(
            "The penalty is a mean over the features: they add up.",
            lambda x, y, f, p: _truth(x, y, f, p / f.shape[-1]),
        ),
        Mistake(
            "The error is a mean over the entries of a state: they add up.",
            lambda x, y, f, p: (x - y).square().mean(-1) + p * f.abs().sum(-1),
        ),
        Mistake(
            "The error is not squared: that is the distance.",
            lambda x, y, f, p: (x - y).norm(dim=-1) + p * f.abs().sum(-1),
        ),
        Mistake(
            "The error is a sum of absolute differences: they are squared.",
            lambda x, y, f, p: (x - y).abs().sum(-1) + p * f.abs().sum(-1),
        ),
        Mistake(
            "The error is halved.",
            lambda x, y, f, p: _parts(x, y, f)[0] / 2 + p * f.abs().sum(-1),
        ),
        Mistake(
            "λ weighs the error too: it stands before the features alone.",
            lambda x, y, f, p: p * _truth(x, y, f, 1.0),
        ),
        Mistake(
            "The states themselves are in the penalty: it is the features that are to "
            "be few.",
            lambda x, y, f, p: _parts(x, y, f)[0] + p * x.abs().sum(-1),
        ),
        Mistake(
            "The penalty is on the rebuilt states: it is the features that are to be "
            "few.",
            lambda x, y, f, p: _parts(x, y, f)[0] + p * y.abs().sum(-1),
        ),
        Mistake(
            "It is averaged over the rows: one number for each state.",
            lambda x, y, f, p: _truth(x, y, f, p).mean(),
        ),
        Mistake(
            "It is summed over the rows: one number for each state.",
            lambda x, y, f, p: _truth(x, y, f, p).sum(),
        ),
    ),
)


def sparse_cost(function: object) -> Answer:
    """Check (states, rebuilt, features, λ) ↦ ‖x − x̂‖² + λ Σ |f|, (n)."""
    return SPARSE_COST.examine(function)
