"""The deck's slides on layers: forward pass, approximation, activations, weights."""

import math
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor
from torch.nn.functional import linear

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.models import (
    Layer,
    gradient_by_depth,
    he_normal,
    hinge_interpolant,
    layer_forward,
    lecun_normal,
    mlp_forward,
    relu_slope,
    signal_by_depth,
)
from attractor.models.initializations import Initialization

CHAPTER = "transformer/learning"
INPUT = torch.tensor([1.0, 0.1], dtype=torch.float64)
WEIGHTS = torch.tensor([[0.1, 0.2], [0.5, 0.8]], dtype=torch.float64)
ONE_ROW = torch.tensor([[0.3, 0.11], [0.0, 0.0]], dtype=torch.float64)
DEPTH, WIDTH = 20, 64


def slide_layer(weights: Tensor = WEIGHTS) -> Evidence:
    """The sums of the slide's layer, beside the slide's numbers and torch's."""
    sums = layer_forward(Layer(weights, torch.zeros_like(INPUT)), INPUT).sums
    apart = (sums - linear(INPUT, weights.mT)).abs().max().item()
    first, second = sums.tolist()
    return Evidence(
        printed=(
            Comparison("sum of neuron 1", first, "=", 0.3, 1e-9),
            Comparison("sum of neuron 2", second, "=", 0.11, 1e-9),
        ),
        core=(Comparison("sums less torch's", apart, "=", 0.0, 1e-12),),
        corrected=(
            Comparison("sum of neuron 1", first, "=", 0.15, 1e-9),
            Comparison("sum of neuron 2", second, "=", 0.28, 1e-9),
        ),
    )


def hinges_come_near(function: Callable[[Tensor], Tensor] = torch.sin) -> Evidence:
    """Errors of 64 hinges on one turn of the circle, and on the next turn."""
    bound = (2 * math.pi / 64) ** 2 / 8

    def error(n_hinges: int, turns: tuple[float, float]) -> float:
        knots = torch.linspace(0, 2 * math.pi, n_hinges + 1, dtype=torch.float64)
        low, high = turns
        x = torch.linspace(low, high, 5001, dtype=torch.float64)[:, None] * math.pi
        drawn = mlp_forward(hinge_interpolant(function, knots), x)[-1].outputs
        return (drawn - function(x)).abs().max().item()

    inside, outside = error(64, (0.0, 2.0)), error(64, (2.0, 4.0))
    gain = error(256, (0.0, 2.0)) / max(inside, 1e-300)
    near = Comparison("error where it was fitted", inside, "≤", bound, 1e-9)
    return Evidence(
        printed=(near, Comparison("error beyond", outside, "≤", bound, 1e-9)),
        core=(near,),
        corrected=(Comparison("error with four times as many", gain, "<", 0.07),),
    )


def deep(activation: str, initialization: Initialization) -> list[Layer]:
    """Twenty layers of 64 from a fixed seed."""
    generator = torch.Generator().manual_seed(0)
    bias = torch.zeros(WIDTH, dtype=torch.float64)
    return [
        Layer(initialization(WIDTH, WIDTH, generator=generator), bias, activation)
        for _ in range(DEPTH)
    ]


def inputs() -> Tensor:
    """Thirty-two standard normal inputs."""
    generator = torch.Generator().manual_seed(1)
    return torch.randn(32, WIDTH, generator=generator, dtype=torch.float64)


def start_suits_the_activation(other: str = "identity") -> Evidence:
    """Sizes after twenty layers with one and the same weights, made for ReLU."""
    sizes = [
        signal_by_depth(deep(name, he_normal), inputs()).rms[-1].item()
        for name in ("relu", other)
    ]
    return Evidence(
        printed=(
            Comparison("size over ReLU's, power of 2", math.log2(sizes[1] / sizes[0]),
                       "≠", 0.0, 1.0),
        ),
    )  # fmt: skip


def relu_keeps_gradients(initialization: Initialization = lecun_normal) -> Evidence:
    """The gradient before twenty ReLU layers over the one behind them."""

    def kept(start: Initialization) -> float:
        upstream = torch.ones(32, WIDTH, dtype=torch.float64)
        sent = gradient_by_depth(deep("relu", start), inputs(), upstream)
        return (sent[0] / sent[-1]).item()

    slope = relu_slope(torch.ones(1, dtype=torch.float64)).item()
    return Evidence(
        printed=(Comparison("gradient kept", kept(initialization), "≥", 0.1),),
        core=(Comparison("slope of an active unit", slope, "=", 1.0),),
        corrected=(Comparison("kept with He's variance", kept(he_normal), "≥", 0.1),),
    )


CLAIMS = (
    Claim(
        "deck-forward-pass",
        "The deck, slide “Forward prop”",
        "Input [1, .1] through weights [[.1, .2], [.5, .8]] gives .3 and .11.",
        "The weights have the shape (inputs, neurons), as the slide says.",
        "holds with a correction",
        "A neuron is a column: the sums are 0.15 and 0.28.",
        CHAPTER,
        slide_layer,
        Variant(
            "weights 0.3 and 0.11 from the first input alone",
            partial(slide_layer, ONE_ROW),
        ),
    ),
    Claim(
        "deck-universal",
        "The deck, slide “Some fun ML facts”",
        "Feedforward networks with traditional activation functions are universal"
        " function approximators.",
        "The function is continuous.",
        "holds with a correction",
        "Continuous functions on a bounded, closed set, with enough neurons; beyond the"
        " set nothing is promised, nor that training finds the weights.",
        CHAPTER,
        hinges_come_near,
        Variant(
            "a straight line to approximate",
            partial(hinges_come_near, lambda x: 0.3 * x),
        ),
    ),
    Claim(
        "deck-initialization",
        "The deck, slide “Activation functions”",
        "The distribution of the initial weights depends on the activation function.",
        "Many layers.",
        "holds",
        "",
        CHAPTER,
        start_suits_the_activation,
        Variant("ReLU in both networks", partial(start_suits_the_activation, "relu")),
    ),
    Claim(
        "deck-relu-gradients",
        "The deck, slide “Activation functions”",
        "ReLU has no vanishing gradients.",
        "Twenty layers, weights of variance one over the number of inputs.",
        "holds with a correction",
        "An active unit passes its gradient whole, but half of them are silent: the"
        " weights must make up for it, with variance 2/n.",
        CHAPTER,
        relu_keeps_gradients,
        Variant("He's variance", partial(relu_keeps_gradients, he_normal)),
    ),
)
