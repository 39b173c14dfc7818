"""What becomes of a signal, and of a gradient, on the way through many layers."""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.models.multilayer import Layer, mlp_backward, mlp_forward

ByLayer = Float[Tensor, " n_places"]


class Signal(NamedTuple):
    """How large a network's states are, at its input and after each layer.

    `rms`: the root mean square over all units and inputs. `spread`: the standard
    deviation over the inputs, root mean square over units; what is the same for every
    input carries no signal, however large it is. Both (n_layers + 1).
    """

    rms: ByLayer
    spread: ByLayer


def signal_by_depth(
    layers: Sequence[Layer], inputs: Float[Tensor, "n_inputs dim"]
) -> Signal:
    """Size and spread of the activations of `layers` at the given inputs."""
    states = [inputs, *(passed.outputs for passed in mlp_forward(layers, inputs))]
    rms = [state.square().mean().sqrt() for state in states]
    spread = [state.var(0, correction=0).mean().sqrt() for state in states]
    return Signal(torch.stack(rms), torch.stack(spread))


def gradient_by_depth(
    layers: Sequence[Layer],
    inputs: Float[Tensor, "n_inputs dim"],
    upstream: Float[Tensor, "n_inputs n_out"],
) -> ByLayer:
    """Root mean square of ∂L/∂x before each layer, and of `upstream` at the end.

    (n_layers + 1), in the order of the layers.
    """
    gradients = mlp_backward(layers, mlp_forward(layers, inputs), upstream)
    sent = [*(gradient.inputs for gradient in gradients), upstream]
    return torch.stack([values.square().mean().sqrt() for values in sent])
