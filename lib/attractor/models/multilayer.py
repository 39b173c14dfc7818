"""A multi-layer perceptron with its backward pass written by hand.

Row x enters a layer with weights W (n_in, n_out) and bias b: z = x W + b, y = a(z).
Column j of W is neuron j. Backward, δ = ∂L/∂y ⊙ a′(z), and from it everything else.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_tensor
from attractor.models.activations import ACTIVATIONS
from attractor.models.initializations import Initialization

Rows = Float[Tensor, "*batch dim"]


class Layer(NamedTuple):
    """Weights (n_in, n_out), bias (n_out), and the name of an activation."""

    weights: Float[Tensor, "n_in n_out"]
    bias: Float[Tensor, " n_out"]
    activation: str = "identity"


class Passed(NamedTuple):
    """What a layer keeps of its forward pass, because backward needs it."""

    inputs: Tensor  # x (*batch, n_in)
    sums: Tensor  # z (*batch, n_out)
    outputs: Tensor  # y (*batch, n_out)


class Gradients(NamedTuple):
    """∂L/∂W and ∂L/∂b of a layer, and ∂L/∂x, which goes on to the layer before."""

    weights: Tensor
    bias: Tensor
    inputs: Tensor


def layer_forward(layer: Layer, inputs: Rows) -> Passed:
    """z = x W + b and y = a(z). Raises `ValueError` on shapes that do not fit."""
    weights, bias, activation = layer
    _check_layer(layer, inputs)
    sums = inputs @ weights + bias
    return Passed(inputs, sums, ACTIVATIONS[activation].function(sums))


def layer_backward(layer: Layer, passed: Passed, upstream: Rows) -> Gradients:
    """Back through one layer: δ = ∂L/∂y ⊙ a′(z), xᵀδ, Σ δ, δ Wᵀ.

    `upstream` is ∂L/∂y (*batch, n_out); weights and bias collect over the batch.
    """
    weights, _, activation = layer
    delta = upstream * ACTIVATIONS[activation].slope(passed.sums)
    rows = passed.inputs.reshape(-1, weights.shape[0])
    deltas = delta.reshape(-1, weights.shape[1])
    return Gradients(rows.mT @ deltas, deltas.sum(0), delta @ weights.mT)


def mlp_forward(layers: Sequence[Layer], inputs: Rows) -> list[Passed]:
    """Through all layers, first to last; the last one's outputs are the network's."""
    passed: list[Passed] = []
    for layer in layers:
        inputs = passed[-1].outputs if passed else inputs
        passed.append(layer_forward(layer, inputs))
    return passed


def mlp_backward(
    layers: Sequence[Layer], passed: Sequence[Passed], upstream: Rows
) -> list[Gradients]:
    """Back through all layers, last to first; one `Gradients` a layer, in order.

    `upstream` is ∂L/∂y at the network's output. What a layer sends back is the
    upstream of the layer before it. Rumelhart, Hinton and Williams 1986.
    """
    gradients: list[Gradients] = []
    for layer, kept in zip(reversed(layers), reversed(passed), strict=True):
        gradients.append(layer_backward(layer, kept, upstream))
        upstream = gradients[-1].inputs
    return gradients[::-1]


def new_mlp(
    widths: Sequence[int],
    activation: str,
    initialization: Initialization,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> list[Layer]:
    """Layers of the given `widths` from input to output, biases 0.

    All but the last have the `activation`, a name in `ACTIVATIONS`; `initialization`
    is a function of this room such as `he_normal`. Raises `ValueError` on fewer than
    two widths and on an unknown activation.
    """
    if len(widths) < 2:
        raise ValueError(f"widths must name input and output, got {list(widths)}")
    _check_activation(activation)
    last = len(widths) - 2
    return [
        Layer(
            initialization(n_in, n_out, generator=generator, dtype=dtype),
            torch.zeros(n_out, dtype=dtype, device=generator.device),
            activation if place < last else "identity",
        )
        for place, (n_in, n_out) in enumerate(pairwise(widths))
    ]


def _check_activation(name: str) -> None:
    if name not in ACTIVATIONS:
        known = ", ".join(ACTIVATIONS)
        raise ValueError(f"activation must be one of {known}, got {name!r}")


def _check_layer(layer: Layer, inputs: Tensor) -> None:
    weights, bias, activation = layer
    _check_activation(activation)
    for name, values in (("inputs", inputs), ("weights", weights), ("bias", bias)):
        check_tensor(name, values)
    if weights.ndim != 2 or bias.shape != weights.shape[1:]:
        raise ValueError(
            "a layer must have weights (n_in, n_out) and a bias (n_out), got "
            f"{tuple(weights.shape)} and {tuple(bias.shape)}"
        )
    if inputs.ndim == 0 or inputs.shape[-1] != weights.shape[0]:
        raise ValueError(
            f"inputs must be (*batch, {weights.shape[0]}), one number for each row of "
            f"the weights, got shape {tuple(inputs.shape)}"
        )
