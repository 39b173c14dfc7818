"""Rosenblatt's perceptron: one threshold neuron, corrected whenever it errs."""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor

Inputs = Float[Tensor, "n_inputs dim"]
Labels = Float[Tensor, " n_inputs"]
Direction = Float[Tensor, " dim"]


class Perceptron(NamedTuple):
    """What Rosenblatt's rule found, and how it got there.

    `path` (corrections + 1, dim) holds the weights from 0 on, after each correction.
    """

    weights: Direction
    corrections: int
    epochs: int  # passes over the inputs, the last one faultless if converged
    converged: bool
    path: Float[Tensor, "n_weights dim"]


def train_perceptron(
    inputs: Inputs, labels: Labels, *, max_epochs: int = 1000
) -> Perceptron:
    """Go through the inputs, and wherever y (w·x) ≤ 0, set w ← w + y x.

    Starts from w = 0, where a learning rate would only scale w. `labels` y are ±1; a
    bias is the weight of an input that is always 1 (`with_ones`). Stops after a pass
    without a mistake. Rosenblatt 1958. Raises `ValueError` on other shapes and labels.
    """
    _check_labeled(inputs, labels)
    signed = labels[:, None] * inputs
    path = [torch.zeros_like(inputs[0])]
    epochs, converged = 0, False
    while epochs < max_epochs and not converged:
        before, place = len(path), 0
        while (wrong := _next_mistake(signed, path[-1], place)) is not None:
            path.append(path[-1] + signed[wrong])
            place = wrong + 1
        epochs, converged = epochs + 1, len(path) == before
    return Perceptron(path[-1], len(path) - 1, epochs, converged, torch.stack(path))


def with_ones(inputs: Inputs) -> Float[Tensor, "n_inputs dim+1"]:
    """The inputs with a last coordinate that is always 1: its weight is the bias."""
    return torch.cat([inputs, torch.ones_like(inputs[:, :1])], dim=-1)


def margin(inputs: Inputs, labels: Labels, direction: Direction) -> float:
    """γ = min y (w·x)/‖w‖: how far the closest input is on its right side.

    Negative if `direction` w puts an input on the wrong side.
    """
    _check_labeled(inputs, labels)
    return (labels * (inputs @ direction) / direction.norm()).amin().item()


def novikoff_bound(inputs: Inputs, labels: Labels, direction: Direction) -> float:
    """(R/γ)²: no order of the inputs needs more corrections.

    R is the longest input's norm, γ the margin of `direction`, which must separate
    the labels, else `ValueError`. The direction of largest margin gives the smallest
    bound. Novikoff 1962.
    """
    gap = margin(inputs, labels, direction)
    if not gap > 0:
        raise ValueError(
            "direction must have every input on its right side, "
            f"got one at a margin of {gap:g}"
        )
    return inputs.square().sum(-1).amax().item() / gap**2


def _next_mistake(signed: Inputs, weights: Direction, first: int) -> int | None:
    """The first input from `first` on that w does not have on its right side."""
    wrong = (signed[first:] @ weights <= 0).nonzero()
    return first + int(wrong[0]) if len(wrong) else None


def _check_labeled(inputs: Tensor, labels: Tensor) -> None:
    check_tensor("inputs", inputs)
    check_tensor("labels", labels)
    if inputs.ndim != 2 or 0 in inputs.shape:
        raise ValueError(
            "inputs must be (n_inputs, dim) with at least one input, "
            f"got shape {tuple(inputs.shape)}"
        )
    check_finite("inputs", inputs)
    if labels.shape != inputs.shape[:1] or not (labels.abs() == 1).all():
        raise ValueError("labels must be one +1 or −1 for each input")
