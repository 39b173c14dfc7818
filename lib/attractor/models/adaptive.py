"""Optimizers that scale each weight's step by the gradients it has seen."""

from dataclasses import dataclass
from typing import NamedTuple

from jaxtyping import Float
from torch import Tensor

from attractor.models.rule_settings import check_settings

Weights = Float[Tensor, "*shape"]


class Squares(NamedTuple):
    """What Adagrad and RMSProp remember: squared gradients, summed or averaged."""

    squares: Tensor


class Moments(NamedTuple):
    """What Adam remembers: m and v, running means of g and g², and the steps made."""

    mean: Tensor
    square: Tensor
    steps: int


def no_moments(weights: Weights) -> Moments:
    """What is remembered before the first step."""
    zeros = weights.new_zeros(weights.shape)
    return Moments(zeros, zeros, 0)


@dataclass(frozen=True)
class Adagrad:
    """s ← s + g², w ← w − η g/(√s + ε). Duchi, Hazan and Singer 2011."""

    rate: float = 0.01
    epsilon: float = 1e-10
    l2: float = 0.0

    def __post_init__(self) -> None:
        check_settings(self)

    def start(self, weights: Weights) -> Squares:
        """Nothing summed yet: s = 0."""
        return Squares(weights.new_zeros(weights.shape))

    def step(
        self, weights: Weights, gradient: Weights, memory: Squares
    ) -> tuple[Weights, Squares]:
        """s ← s + g², w ← w − η g/(√s + ε)."""
        g = gradient + self.l2 * weights
        s = memory.squares + g**2
        return weights - self.rate * g / (s.sqrt() + self.epsilon), Squares(s)


@dataclass(frozen=True)
class RMSProp:
    """s ← α s + (1 − α) g², w ← w − η g/(√s + ε). Tieleman and Hinton 2012.

    As in torch, s starts from 0 without correction, so the first step is
    η/√(1 − α) long in every coordinate, whatever the gradient.
    """

    rate: float = 0.01
    decay: float = 0.99  # α
    epsilon: float = 1e-8
    l2: float = 0.0

    def __post_init__(self) -> None:
        check_settings(self)

    def start(self, weights: Weights) -> Squares:
        """Nothing averaged yet: s = 0."""
        return Squares(weights.new_zeros(weights.shape))

    def step(
        self, weights: Weights, gradient: Weights, memory: Squares
    ) -> tuple[Weights, Squares]:
        """s ← α s + (1 − α) g², w ← w − η g/(√s + ε)."""
        g = gradient + self.l2 * weights
        s = self.decay * memory.squares + (1 - self.decay) * g**2
        return weights - self.rate * g / (s.sqrt() + self.epsilon), Squares(s)


@dataclass(frozen=True)
class Adam:
    """Means of g and of g², both corrected for their start at 0. Kingma and Ba 2014.

    `l2` joins the gradient before the means are taken, so a weight with large
    gradients is pulled to 0 less than one with small ones; `AdamW` decays all alike.
    """

    rate: float = 1e-3
    betas: tuple[float, float] = (0.9, 0.999)
    epsilon: float = 1e-8
    l2: float = 0.0

    def __post_init__(self) -> None:
        check_settings(self)

    def start(self, weights: Weights) -> Moments:
        """m = 0, v = 0, no step made."""
        return no_moments(weights)

    def step(
        self, weights: Weights, gradient: Weights, memory: Moments
    ) -> tuple[Weights, Moments]:
        """w ← w − η m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ)."""
        g = gradient + self.l2 * weights
        toward, memory = adam_direction(g, memory, self.betas, self.epsilon)
        return weights - self.rate * toward, memory


@dataclass(frozen=True)
class AdamW:
    """Adam whose weight decay stays out of the means. Loshchilov and Hutter 2019.

    Each step takes the share η·`weight_decay` off every weight, then Adam's step.
    """

    rate: float = 1e-3
    betas: tuple[float, float] = (0.9, 0.999)
    epsilon: float = 1e-8
    weight_decay: float = 0.01

    def __post_init__(self) -> None:
        check_settings(self)

    def start(self, weights: Weights) -> Moments:
        """m = 0, v = 0, no step made."""
        return no_moments(weights)

    def step(
        self, weights: Weights, gradient: Weights, memory: Moments
    ) -> tuple[Weights, Moments]:
        """w ← (1 − η λ) w − η m̂/(√v̂ + ε), with λ = `weight_decay`."""
        toward, memory = adam_direction(gradient, memory, self.betas, self.epsilon)
        decayed = (1 - self.rate * self.weight_decay) * weights
        return decayed - self.rate * toward, memory


def adam_direction(
    gradient: Weights, memory: Moments, betas: tuple[float, float], epsilon: float
) -> tuple[Weights, Moments]:
    """m̂/(√v̂ + ε), and the moments it came from.

    m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², and after t steps the corrections
    m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ). ε stands outside the root, as in torch.
    """
    b1, b2 = betas
    t = memory.steps + 1
    m = b1 * memory.mean + (1 - b1) * gradient
    v = b2 * memory.square + (1 - b2) * gradient**2
    m_hat = m / (1 - b1**t)
    v_hat = v / (1 - b2**t)
    return m_hat / (v_hat.sqrt() + epsilon), Moments(m, v, t)
