"""Ways to step down a gradient, each a pure rule: weights and memory in, both out.

Every `step` gives what torch.optim gives. The rules work on each number by itself, so
one rule serves tensors of any shape, and several tensors one after the other.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, runtime_checkable

from jaxtyping import Float
from torch import Tensor

from attractor.models.rule_settings import check_settings

Weights = Float[Tensor, "*shape"]


class Velocity(NamedTuple):
    """What momentum remembers: v, of the weights' shape."""

    velocity: Tensor


@runtime_checkable
class Optimizer(Protocol):
    """A rule: what it remembers at the start, and one step."""

    def start(self, weights: Tensor) -> Any:
        """The memory before the first step."""

    def step(
        self, weights: Tensor, gradient: Tensor, memory: Any
    ) -> tuple[Tensor, Any]:
        """The weights and the memory after one step."""


@dataclass(frozen=True)
class SGD:
    """w ← w − η g, with η = `rate`.

    `l2` adds l2·w to the gradient, as the penalty ½ l2 ‖w‖² does; here that is the
    same as weight decay by η·l2.
    """

    rate: float = 0.01
    l2: float = 0.0

    def __post_init__(self) -> None:
        check_settings(self)

    def start(self, weights: Weights) -> None:
        """Nothing to remember."""

    def step(
        self, weights: Weights, gradient: Weights, memory: None
    ) -> tuple[Weights, None]:
        """w ← w − η g."""
        g = gradient + self.l2 * weights
        return weights - self.rate * g, None


@dataclass(frozen=True)
class Momentum:
    """v ← μ v + g, w ← w − η v: torch's momentum. Polyak 1964.

    A change of the `rate` η acts at once on all that v has gathered; in
    `ClassicalMomentum` it acts on new gradients alone. While η stays, both are one.
    """

    rate: float = 0.01
    momentum: float = 0.9
    l2: float = 0.0

    def __post_init__(self) -> None:
        check_settings(self)

    def start(self, weights: Weights) -> Velocity:
        """At rest: v = 0."""
        return Velocity(weights.new_zeros(weights.shape))

    def step(
        self, weights: Weights, gradient: Weights, memory: Velocity
    ) -> tuple[Weights, Velocity]:
        """v ← μ v + g, w ← w − η v."""
        g = gradient + self.l2 * weights
        v = self.momentum * memory.velocity + g
        return weights - self.rate * v, Velocity(v)


@dataclass(frozen=True)
class ClassicalMomentum(Momentum):
    """v ← μ v − η g, w ← w + v: as Sutskever et al. 2013 write it.

    v is the last move itself, and remembers the rate each gradient came with.
    """

    def step(
        self, weights: Weights, gradient: Weights, memory: Velocity
    ) -> tuple[Weights, Velocity]:
        """v ← μ v − η g, w ← w + v."""
        g = gradient + self.l2 * weights
        v = self.momentum * memory.velocity - self.rate * g
        return weights + v, Velocity(v)


@dataclass(frozen=True)
class Nesterov(Momentum):
    """v ← μ v + g, w ← w − η (g + μ v): momentum that looks one step ahead.

    torch's form, where g is taken at the weights themselves. Nesterov 1983.
    """

    def step(
        self, weights: Weights, gradient: Weights, memory: Velocity
    ) -> tuple[Weights, Velocity]:
        """v ← μ v + g, w ← w − η (g + μ v)."""
        g = gradient + self.l2 * weights
        v = self.momentum * memory.velocity + g
        return weights - self.rate * (g + self.momentum * v), Velocity(v)
