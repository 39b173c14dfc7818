"""Going down: a rule applied to a function, to many tensors, and in batches."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor
from attractor.models.optimizers import Optimizer

Point = Float[Tensor, "*shape"]


class Descent(NamedTuple):
    """Where a rule went: `points` (n_steps + 1, *shape) and the `values` there,
    (n_steps + 1).
    """

    points: Tensor
    values: Tensor


def descend(
    optimizer: Optimizer,
    function: Callable[[Tensor], Tensor],
    start: Point,
    n_steps: int,
) -> Descent:
    """Follow `optimizer` down `function` from `start` for `n_steps` steps.

    `function` maps a tensor of the start's shape to one number; torch's autograd finds
    its gradient. A path that runs away ends in infinities. Raises `ValueError` on a
    start that is not finite and a negative `n_steps`.
    """
    check_tensor("start", start)
    check_finite("start", start)
    if n_steps < 0:
        raise ValueError(f"n_steps must be 0 or more, got {n_steps}")
    point, memory = start.detach(), optimizer.start(start.detach())
    value, slope = _value_and_slope(function, point)
    points, values = [point], [value]
    for _ in range(n_steps):
        point, memory = optimizer.step(point, slope, memory)
        value, slope = _value_and_slope(function, point)
        points.append(point)
        values.append(value)
    return Descent(torch.stack(points), torch.stack(values))


def step_all(
    optimizer: Optimizer,
    weights: Sequence[Tensor],
    gradients: Sequence[Tensor],
    memories: Sequence[Any],
) -> tuple[list[Tensor], list[Any]]:
    """One step of every tensor of a model, each with a memory of its own."""
    steps = [
        optimizer.step(*three)
        for three in zip(weights, gradients, memories, strict=True)
    ]
    return [moved for moved, _ in steps], [memory for _, memory in steps]


def minibatches(
    n_samples: int, batch_size: int, *, generator: torch.Generator
) -> Iterator[Tensor]:
    """The samples' numbers in random order, `batch_size` at a time: one epoch.

    Every sample comes once; the last batch may be smaller. One batch of all is
    gradient descent, batches of one are stochastic gradient descent in the strict
    sense. Raises `ValueError` on a `batch_size` below 1.
    """
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, got {batch_size}")
    order = torch.randperm(n_samples, generator=generator, device=generator.device)
    return iter(order.split(batch_size))


def _value_and_slope(
    function: Callable[[Tensor], Tensor], point: Tensor
) -> tuple[Tensor, Tensor]:
    here = point.detach().requires_grad_()
    with torch.enable_grad():
        value = function(here)
        (slope,) = torch.autograd.grad(value, here)
    return value.detach(), slope
