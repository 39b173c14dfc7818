"""Linear probes: what can be read off a model's states, and what the probe adds itself.

A probe is a linear classifier trained on states that stay as they are. Alain and Bengio
2016. Whether it reads or learns by heart, a control tells. Hewitt and Liang 2019.
"""

from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional

from attractor.memory.arguments import check_finite, check_tensor

Probed = Float[Tensor, "n dim"]
Classes = Int[Tensor, " n"]
SMALLEST_STEP = 2.0**-30


class Probe(NamedTuple):
    """Scores x W + b for each class; the largest is the answer."""

    weights: Float[Tensor, "dim n_classes"]
    bias: Float[Tensor, " n_classes"]


def train_probe(
    states: Probed,
    classes: Classes,
    n_classes: int,
    penalty: float = 1e-3,
    n_steps: int = 50,
) -> Probe:
    r"""The multinomial logistic regression of `classes` (n) on `states` (n, dim).

    $$\min_{W, b}\ \tfrac1n \sum_i -\log \operatorname{softmax}(x_i W + b)_{c_i}
      + \tfrac{\lambda}{2} \|W\|^2$$

    By Newton's steps, halved until the loss falls, at most `n_steps`; it has one
    minimum, so no generator is asked for. `penalty` λ is on the weights alone, the
    biases sum to 0. Raises `ValueError` on shapes that do not fit, on NaN, on classes
    outside 0 to n_classes − 1, and on a penalty that is not positive.
    """
    _check(states, classes, n_classes)
    if not penalty > 0:
        raise ValueError(f"penalty must be positive, got {penalty}")
    rows = torch.cat([states.detach(), torch.ones_like(states[:, :1])], 1)
    costs = torch.full_like(rows[0], penalty)
    costs[-1] = 0.0
    table = rows.new_zeros(rows.shape[1], n_classes)
    loss = _loss(rows, classes, table, costs)
    for _ in range(n_steps):
        step = _newton_step(rows, classes, table, costs)
        size, found = 1.0, _loss(rows, classes, table - step, costs)
        while not found < loss and size > SMALLEST_STEP:
            size /= 2
            found = _loss(rows, classes, table - size * step, costs)
        if not found < loss:
            break
        table, loss = table - size * step, found
    return Probe(table[:-1], table[-1])


def probe_accuracy(probe: Probe, states: Probed, classes: Classes) -> float:
    """Share of `states` whose largest score is their class; `ValueError` on none."""
    _check(states, classes, len(probe.bias))
    answers = (states @ probe.weights + probe.bias).argmax(-1)
    return float((answers == classes).double().mean())


def control_classes(
    items: Classes, n_classes: int, *, generator: torch.Generator
) -> Classes:
    """A class drawn once for each distinct item, the same wherever the item occurs.

    What a probe gets on these it has learned by heart: they are nowhere in the states
    but through the item's identity. `items` (n) are numbers such as token ids; with
    every item different these are plain random labels. Hewitt and Liang 2019.
    """
    check_tensor("items", items)
    if n_classes < 2:
        raise ValueError(f"n_classes must be 2 or more, got {n_classes}")
    distinct, places = items.unique(return_inverse=True)
    drawn = torch.randint(
        n_classes, distinct.shape, generator=generator, device=generator.device
    )
    return drawn.to(items.device)[places]


def _newton_step(rows: Tensor, classes: Tensor, table: Tensor, costs: Tensor) -> Tensor:
    """H⁻¹ g; H gets the direction that shifts all biases alike, which g never has."""
    n, width = rows.shape
    n_classes = table.shape[1]
    shares = (rows @ table).softmax(-1)
    error = shares - functional.one_hot(classes, n_classes).to(rows)
    slope = rows.mT @ error / n + costs[:, None] * table
    bend = torch.diag_embed(shares) - shares[:, :, None] * shares[:, None, :]
    curvature = torch.einsum("ni,ncd,nj->icjd", rows, bend, rows) / n
    eye = torch.eye(n_classes, dtype=rows.dtype, device=rows.device)
    curvature += torch.einsum("ij,cd->icjd", costs.diag(), eye)
    curvature[-1, :, -1, :] += 1 / n_classes
    flat = curvature.reshape(width * n_classes, width * n_classes)
    return torch.linalg.solve(flat, slope.flatten()).view_as(table)


def _loss(rows: Tensor, classes: Tensor, table: Tensor, costs: Tensor) -> float:
    misfit = functional.cross_entropy(rows @ table, classes)
    return float(misfit + (costs[:, None] * table.square()).sum() / 2)


def _check(states: Tensor, classes: Tensor, n_classes: int) -> None:
    check_tensor("states", states)
    check_tensor("classes", classes)
    if states.ndim != 2 or 0 in states.shape or classes.shape != states.shape[:1]:
        raise ValueError(
            "states must be (n, dim) with at least one row and classes (n), got shapes "
            f"{tuple(states.shape)} and {tuple(classes.shape)}"
        )
    check_finite("states", states)
    if n_classes < 2 or not 0 <= int(classes.min()) <= int(classes.max()) < n_classes:
        raise ValueError(
            f"classes must be from 0 to n_classes − 1 with n_classes 2 or more, got "
            f"{int(classes.min())} to {int(classes.max())} and {n_classes}"
        )
