"""Check on the KL divergence of N(μ, diag σ²) from N(0, I), given μ and log σ²."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import normal_divergence as _truth


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).round(
        decimals=1
    )


def _cases() -> tuple[Case, ...]:
    return (
        (torch.tensor([[1.0, 0.0]]).double(), torch.tensor([[-1.0, 0.5]]).double()),
        (_draw(1, 4, 3), _draw(2, 4, 3)),
        (_draw(3, 5), _draw(4, 5)),
        (_draw(5, 2, 3, 4), _draw(6, 2, 3, 4)),
    )


def _reversed(mean: Tensor, log_variance: Tensor) -> Tensor:
    """KL of N(0, I) from N(μ, diag σ²)."""
    shares = (1 + mean.square()) / log_variance.exp()
    return (shares - 1 + log_variance).sum(-1) / 2


DIVERGENCE = Exercise(
    arguments=("mean", "log_variance"),
    truth=_truth,
    cases=_cases(),
    mistakes=(
        Mistake(
            "Twice too large: the ½ in front is missing.",
            lambda m, v: 2 * _truth(m, v),
        ),
        Mistake("The sign is flipped: a KL is never negative.",
                lambda m, v: -_truth(m, v)),
        Mistake(
            "The log variance is used as if it were log σ: its exponential is σ² "
            "already, and must not be squared.",
            lambda m, v: _truth(m, 2 * v),
        ),
        Mistake(
            "The log variance is used as if it were the variance: take its exponential "
            "where σ² is meant.",
            lambda m, v: (m.square() + v - 1 - v.abs().log()).sum(-1) / 2,
        ),
        Mistake(
            "σ stands where σ² belongs: the exponential of the log variance is not "
            "halved.",
            lambda m, v: (m.square() + (v / 2).exp() - 1 - v).sum(-1) / 2,
        ),
        Mistake(
            "The −1 is missing: it makes the KL of the prior from itself 0.",
            lambda m, v: (m.square() + v.exp() - v).sum(-1) / 2,
        ),
        Mistake(
            "The 1 is subtracted once, and not for every entry of the code.",
            lambda m, v: ((m.square() + v.exp() - v).sum(-1) - 1) / 2,
        ),
        Mistake(
            "The means are not squared.",
            lambda m, v: (m + v.exp() - 1 - v).sum(-1) / 2,
        ),
        Mistake(
            "The means are missing: a code far from 0 has to pay for it.",
            lambda m, v: _truth(torch.zeros_like(m), v),
        ),
        Mistake(
            "The variances are missing: that is the penalty ½ Σ μ² alone.",
            lambda m, v: m.square().sum(-1) / 2,
        ),
        Mistake(
            "The log has the wrong sign: small variances cost, they do not pay.",
            lambda m, v: (m.square() + v.exp() - 1 + v).sum(-1) / 2,
        ),
        Mistake(
            "It is averaged over the entries of the code: they add up.",
            lambda m, v: _truth(m, v) / m.shape[-1],
        ),
        Mistake(
            "It is summed over all rows: one number for each code.",
            lambda m, v: _truth(m, v).sum(),
        ),
        Mistake(
            "It is averaged over all rows: one number for each code.",
            lambda m, v: _truth(m, v).mean(),
        ),
        Mistake(
            "One number for each entry: add them up along the code.",
            lambda m, v: (m.square() + v.exp() - 1 - v) / 2,
        ),
        Mistake(
            "That is the KL of the prior from the code: it is the code's from the "
            "prior that is paid.",
            _reversed,
        ),
    ),
)  # fmt: skip


def normal_divergence(function: object) -> Answer:
    """Check (mean, log_variance) ↦ ½ Σ (μ² + σ² − 1 − log σ²), (*batch)."""
    return DIVERGENCE.examine(function)
