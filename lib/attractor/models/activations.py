"""Activation functions and their slopes, both at the weighted sum z of a neuron."""

import math
from collections.abc import Callable
from types import MappingProxyType
from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

Sums = Float[Tensor, "*shape"]


def sigmoid(sums: Sums) -> Sums:
    """1/(1 + e^(−z)), between 0 and 1."""
    return torch.sigmoid(sums)


def sigmoid_slope(sums: Sums) -> Sums:
    """s(1 − s) with s the sigmoid: at most ¼, at z = 0."""
    activated = torch.sigmoid(sums)
    return activated * (1 - activated)


def tanh(sums: Sums) -> Sums:
    """(e^z − e^(−z))/(e^z + e^(−z)), between −1 and 1."""
    return torch.tanh(sums)


def tanh_slope(sums: Sums) -> Sums:
    """1 − tanh² z: at most 1, at z = 0."""
    return 1 - torch.tanh(sums).square()


def relu(sums: Sums) -> Sums:
    """max(0, z)."""
    return sums.clamp(min=0)


def relu_slope(sums: Sums) -> Sums:
    """1 where z > 0, else 0; at the kink itself 0, as torch has it."""
    return (sums > 0).to(sums.dtype)


def gelu(sums: Sums) -> Sums:
    """z Φ(z), with Φ the normal distribution function. Hendrycks and Gimpel 2016."""
    return sums * torch.special.ndtr(sums)


def gelu_slope(sums: Sums) -> Sums:
    """Φ(z) + z φ(z), with φ the normal density."""
    density = (-sums.square() / 2).exp() / math.sqrt(2 * math.pi)
    return torch.special.ndtr(sums) + sums * density


def identity(sums: Sums) -> Sums:
    """z as it is: a layer without activation."""
    return sums


def identity_slope(sums: Sums) -> Sums:
    """1 everywhere."""
    return torch.ones_like(sums)


class Activation(NamedTuple):
    """A function of the weighted sum, and its derivative there."""

    function: Callable[[Tensor], Tensor]
    slope: Callable[[Tensor], Tensor]


ACTIVATIONS = MappingProxyType(
    {
        "identity": Activation(identity, identity_slope),
        "sigmoid": Activation(sigmoid, sigmoid_slope),
        "tanh": Activation(tanh, tanh_slope),
        "relu": Activation(relu, relu_slope),
        "gelu": Activation(gelu, gelu_slope),
    }
)
"""The activations that a `Layer` can name."""
