"""The deck's slide on back-propagation: slopes, updates, and where the error is."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.deck_layers import CHAPTER, INPUT, WEIGHTS
from attractor.models import sigmoid, sigmoid_slope

OUT = torch.tensor([0.3, -0.4], dtype=torch.float64)
WHERE = "The deck, slide “Backprop”"
Slope = Callable[[Tensor], Tensor]
Rule = Callable[[Tensor, Tensor, Tensor], Tensor]


class Pass:
    """The slide's layer, one output neuron behind it, both of sigmoids, target 1."""

    def __init__(self, out: Tensor = OUT) -> None:
        self.weights, self.out = WEIGHTS.clone(), out.clone()
        for each in (self.weights, self.out):
            each.requires_grad_()
        hidden_sums = INPUT @ self.weights
        hidden = sigmoid(hidden_sums)
        self.sum = hidden @ self.out
        torch.autograd.backward((sigmoid(self.sum) - 1).square())
        self.hidden_sums, self.hidden = hidden_sums.detach(), hidden.detach()
        self.sum = self.sum.detach()
        self.error = 2 * (sigmoid(self.sum) - 1)

    @property
    def hidden_delta(self) -> Tensor:
        """What the chain rule sends to the hidden layer's sums."""
        back = self.error * sigmoid_slope(self.sum) * self.out.detach()
        return back * sigmoid_slope(self.hidden_sums)


def farthest(values: Tensor, grown: Tensor | None) -> float:
    """The largest difference from autograd's gradient."""
    assert grown is not None
    return (values - grown).abs().max().item()


def error_times_slope(slope: Slope = sigmoid_slope) -> Evidence:
    """The output's gradient with the slope at the prediction, and at the sum."""
    net = Pass()
    at_output = net.hidden * net.error * slope(sigmoid(net.sum))
    at_sum = net.hidden * net.error * sigmoid_slope(net.sum)
    return Evidence(
        printed=(
            Comparison("recipe less autograd", farthest(at_output, net.out.grad),
                       "=", 0.0, 1e-9),
        ),
        core=(
            Comparison("slope at the sum less autograd",
                       farthest(at_sum, net.out.grad), "=", 0.0, 1e-9),
        ),
    )  # fmt: skip


def by_weights(x: Tensor, weights: Tensor, delta: Tensor) -> Tensor:
    """The slide's product: the derivative with the weights."""
    return weights * delta


def by_inputs(x: Tensor, weights: Tensor, delta: Tensor) -> Tensor:
    """xᵀδ."""
    return torch.outer(x, delta)


def weights_are_updated(rule: Rule = by_weights) -> Evidence:
    """The hidden weights' gradient by a rule, beside autograd's."""
    net = Pass()
    arguments = (INPUT, WEIGHTS, net.hidden_delta)
    found, right = (
        farthest(each(*arguments), net.weights.grad) for each in (rule, by_inputs)
    )
    return Evidence(
        printed=(Comparison("product less autograd", found, "=", 0.0, 1e-9),),
        core=(Comparison("xᵀδ less autograd", right, "=", 0.0, 1e-9),),
    )


def every_layer_has_an_error(out: Tensor = OUT) -> Evidence:
    """Where hidden neurons go by an error of their own, and by the output's."""
    net = Pass(out)
    own = 2 * (net.hidden - 1) * sigmoid_slope(net.hidden_sums)
    agreement = (own * net.hidden_delta).sign().min().item()
    chained = farthest(torch.outer(INPUT, net.hidden_delta), net.weights.grad)
    return Evidence(
        printed=(Comparison("least agreement in sign", agreement, ">", 0),),
        core=(Comparison("chain rule less autograd", chained, "=", 0.0, 1e-9),),
    )


CLAIMS = (
    Claim(
        "deck-backprop-slope",
        WHERE,
        "The error is multiplied by sigmoid_derivative(predicted_output).",
        "sigmoid_derivative is the derivative of the sigmoid, s(1 − s).",
        "holds with a correction",
        "The derivative belongs at the sum that the sigmoid was given; a function of"
        " the output y would have to be y(1 − y).",
        CHAPTER,
        error_times_slope,
        Variant(
            "sigmoid_derivative(y) = y(1 − y)",
            partial(error_times_slope, lambda y: y * (1 - y)),
        ),
    ),
    Claim(
        "deck-weight-update",
        WHERE,
        "The derivative is multiplied with the weights, which updates them.",
        "The derivative is the error times the slope, δ.",
        "holds with a correction",
        "With the inputs, xᵀδ, for the gradient that is subtracted; with the weights,"
        " δWᵀ, for what goes on to the layer before.",
        CHAPTER,
        weights_are_updated,
        Variant(
            "the inputs in the place of the weights",
            partial(weights_are_updated, by_inputs),
        ),
    ),
    Claim(
        "deck-error-of-each-layer",
        WHERE,
        "There is a mean squared error for each layer.",
        "A hidden neuron's error is taken to the network's own target.",
        "holds with a correction",
        "There is one error, at the output; the chain rule gives each layer its share.",
        CHAPTER,
        every_layer_has_an_error,
        Variant(
            "both output weights positive",
            partial(every_layer_has_an_error, OUT.abs()),
        ),
    ),
)
