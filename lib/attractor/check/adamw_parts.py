"""What a step of AdamW is made of, and how each piece goes wrong."""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor

from attractor.check.reply import Case
from attractor.models import AdamW, Moments

RULE = AdamW(rate=0.1, betas=(0.9, 0.999), epsilon=1e-8, weight_decay=0.1)
RATE, DECAY, EPSILON = RULE.rate, RULE.weight_decay, RULE.epsilon
B1, B2 = RULE.betas


class Parts(NamedTuple):
    """All that a step is made of, so that a mistake can change one piece."""

    w: Tensor
    g: Tensor
    m: Tensor  # after this gradient
    v: Tensor
    t: int
    before: tuple[Tensor, Tensor]  # m and v as they came


Step = Callable[[Tensor, Tensor, Tensor, Tensor, int], Tensor]


def truth(w: Tensor, g: Tensor, m: Tensor, v: Tensor, t: int) -> Tensor:
    """w, m and v after step t, stacked."""
    stepped, memory = RULE.step(w, g, Moments(m, v, t - 1))
    return torch.stack([stepped, memory.mean, memory.square])


def toward(
    p: Parts,
    t_mean: int | float | None = None,
    t_square: int | float | None = None,
) -> Tensor:
    """m̂/(√v̂ + ε), with other powers in the corrections if given."""
    mean = p.m / (1 - B1 ** (p.t if t_mean is None else t_mean))
    square = p.v / (1 - B2 ** (p.t if t_square is None else t_square))
    return mean / (square.sqrt() + EPSILON)


def moved(new: Callable[[Parts], Tensor]) -> Step:
    """A wrong move of the weights, with right means."""

    def step(w: Tensor, g: Tensor, m: Tensor, v: Tensor, t: int) -> Tensor:
        parts = Parts(w, g, B1 * m + (1 - B1) * g, B2 * v + (1 - B2) * g**2, t, (m, v))
        return torch.stack([new(parts), parts.m, parts.v])

    return step


def averaged(mean: Callable[..., Tensor], square: Callable[..., Tensor]) -> Step:
    """Wrong means `mean(m, g)` and `square(v, g)`, and a right move with them."""

    def step(w: Tensor, g: Tensor, m: Tensor, v: Tensor, t: int) -> Tensor:
        parts = Parts(w, g, mean(m, g), square(v, g), t, (m, v))
        return torch.stack([decayed(parts) - RATE * toward(parts), parts.m, parts.v])

    return step


def decayed(p: Parts) -> Tensor:
    """(1 − ηλ) w."""
    return (1 - RATE * DECAY) * p.w


def mean_of(m: Tensor, g: Tensor) -> Tensor:
    """The mean of the gradients, as it should be."""
    return B1 * m + (1 - B1) * g


def square_of(v: Tensor, g: Tensor) -> Tensor:
    """The mean of their squares, as it should be."""
    return B2 * v + (1 - B2) * g**2


def with_penalty(w: Tensor, g: Tensor, m: Tensor, v: Tensor, t: int) -> Tensor:
    """Adam with λw in the gradient."""
    return truth(w, g + DECAY * w, m, v, t) + torch.stack(
        [RATE * DECAY * w, 0 * w, 0 * w]
    )


def after_the_move(p: Parts) -> Tensor:
    """The decay comes last."""
    return (1 - RATE * DECAY) * (p.w - RATE * toward(p))


def with_old_means(p: Parts) -> Tensor:
    """The step before the means are updated."""
    m, v = p.before
    return decayed(p) - RATE * toward(p._replace(m=m, v=v))


def in_the_root(p: Parts) -> Tensor:
    """m̂/√(v̂ + ε)."""
    mean, square = p.m / (1 - B1**p.t), p.v / (1 - B2**p.t)
    return decayed(p) - RATE * mean / (square + EPSILON).sqrt()


def before_correcting(p: Parts) -> Tensor:
    """ε beside √v, which is corrected afterwards."""
    scale = (1 - B2**p.t) ** 0.5 / (1 - B1**p.t)
    return decayed(p) - RATE * scale * p.m / (p.v.sqrt() + EPSILON)


def cases() -> tuple[Case, ...]:
    """The first step, later ones, and gradients of the size of ε."""
    w = torch.tensor([1.0, -2.0], dtype=torch.float64)
    g = torch.tensor([0.5, -1.0], dtype=torch.float64)
    late = torch.tensor([0.1, 2.0], dtype=torch.float64)
    generator = torch.Generator().manual_seed(4)
    table = torch.randn(4, 2, 3, generator=generator, dtype=torch.float64).round(
        decimals=1
    )
    zero = torch.zeros_like(w)
    tiny = torch.tensor([1e-8, -3e-8], dtype=torch.float64)
    return (
        (w, g, zero, zero, 1),
        (w, late, (1 - B1) * g, (1 - B2) * g**2, 2),
        (table[0], table[1], table[2], table[3].square() + 0.1, 10),
        (w, tiny, zero, zero, 1),
        (w, tiny, tiny, tiny**2, 5),
    )
