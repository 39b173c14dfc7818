"""Check on one write by the delta rule: S + η k (v − Sᵀk)ᵀ."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import delta_write as write


def _draw(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64).round(
        decimals=1
    )


def _cases() -> tuple[Case, ...]:
    memory = torch.tensor([[1.0, 0.0], [2.0, 1.0]], dtype=torch.float64)
    key = torch.tensor([0.0, 1.0], dtype=torch.float64)
    value = torch.tensor([5.0, 3.0], dtype=torch.float64)
    return (
        (memory, key, value, 1.0),
        (memory, key, value, 0.5),
        (_draw(1, 4, 3), _draw(2, 4), _draw(3, 3), 0.7),
        (_draw(4, 3, 3), _draw(5, 3), _draw(6, 3), 0.3),
        (torch.zeros(2, 3, dtype=torch.float64), _draw(7, 2), _draw(8, 3), 0.4),
    )


def _outer(key: Tensor, row: Tensor) -> Tensor:
    return key[:, None] * row[None, :]


def _error(s: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return v - k @ s


DELTA = Exercise(
    arguments=("S", "k", "v", "η"),
    truth=write,
    cases=_cases(),
    mistakes=(
        Mistake(
            "That is Hebb's rule: take off what the memory answers already, v − Sᵀk.",
            lambda s, k, v, eta: s + eta * _outer(k, v),
        ),
        Mistake(
            "That is Hebb's rule, and without η: what is written is η (v − Sᵀk).",
            lambda s, k, v, eta: s + _outer(k, v),
        ),
        Mistake(
            "The rate η is missing.",
            lambda s, k, v, eta: s + _outer(k, _error(s, k, v)),
        ),
        Mistake(
            "η belongs to the whole change: here it multiplies the value alone.",
            lambda s, k, v, eta: s + _outer(k, eta * v - k @ s),
        ),
        Mistake(
            "η belongs to the whole change: here it multiplies the old answer alone.",
            lambda s, k, v, eta: s + _outer(k, v - eta * (k @ s)),
        ),
        Mistake(
            "The error has the wrong sign: it is v less what the memory answers.",
            lambda s, k, v, eta: s - eta * _outer(k, _error(s, k, v)),
        ),
        Mistake(
            "The old answer is added: it has to be taken away.",
            lambda s, k, v, eta: s + eta * _outer(k, v + k @ s),
        ),
        Mistake(
            "The old answer is taken away, and the new value is not written.",
            lambda s, k, v, eta: s - eta * _outer(k, k @ s),
        ),
        Mistake(
            "That is the change: it still has to be added to the memory.",
            lambda s, k, v, eta: eta * _outer(k, _error(s, k, v)),
        ),
        Mistake(
            "The outer product lies on its side: rows of S are keys, columns values.",
            lambda s, k, v, eta: s + eta * _outer(_error(s, k, v), k),
        ),
        Mistake(
            "The memory is read from the wrong side: the key meets its rows, Sᵀk.",
            lambda s, k, v, eta: s + eta * _outer(k, v - s @ k),
        ),
        Mistake(
            "The key is brought to length 1: it is written as it is.",
            lambda s, k, v, eta: write(s, k / k.norm(), v, eta),
        ),
        Mistake(
            "It is divided by the key's square: that makes every write exact, and is "
            "another rule, Kaczmarz's.",
            lambda s, k, v, eta: write(s, k, v, eta / float(k @ k)),
        ),
        Mistake(
            "A factor of 2 is in there: it is the gradient of ½‖v − Sᵀk‖².",
            lambda s, k, v, eta: write(s, k, v, 2 * eta),
        ),
    ),
)


def delta_write(function: object) -> Answer:
    """Check (S, k, v, η) ↦ S + η k (v − Sᵀk)ᵀ, rows of S for keys."""
    return DELTA.examine(function)
