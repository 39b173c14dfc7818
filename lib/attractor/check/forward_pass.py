"""Check on the forward pass of a layer of sigmoids: y = σ(x W + b)."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.layer_cases import far_layer_cases, layer_cases
from attractor.models import Layer, layer_forward, sigmoid, sigmoid_slope


def _truth(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return layer_forward(Layer(w, b, "sigmoid"), x).outputs


def _sums(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return x @ w + b


def _along_rows(x: Tensor, w: Tensor) -> Tensor:
    """What the slide adds: the products of one input with all its weights."""
    return (x[..., :, None] * w).sum(-1)


FORWARD_PASS = Exercise(
    arguments=("inputs", "weights", "bias"),
    truth=_truth,
    cases=layer_cases(),
    far=far_layer_cases(),
    overflow=(
        "e^z leaves the range of numbers: write 1/(1 + e^(−z)), or use torch.sigmoid"
    ),
    mistakes=(
        Mistake(
            "Rows are taken for neurons: the weights are (n_in, n_out), so a neuron "
            "is a column and the sums are x @ W.",
            lambda x, w, b: sigmoid(x @ w.mT + b),
        ),
        Mistake(
            "The products are added along the rows of W, as on the slide: a neuron "
            "adds down its column, over the inputs.",
            lambda x, w, b: sigmoid(_along_rows(x, w) + b),
        ),
        Mistake(
            "The products are added along the rows of W, and the bias is missing: a "
            "neuron adds down its column.",
            lambda x, w, b: sigmoid(_along_rows(x, w)),
        ),
        Mistake("The bias is missing.", lambda x, w, b: sigmoid(x @ w)),
        Mistake(
            "The bias is subtracted: it is x W + b.", lambda x, w, b: sigmoid(x @ w - b)
        ),
        Mistake(
            "The activation is missing: those are the weighted sums.",
            _sums,
        ),
        Mistake(
            "Activation and bias are both missing: that is x W alone.",
            lambda x, w, b: x @ w,
        ),
        Mistake(
            "The bias is added after the activation: it belongs inside, σ(x W + b).",
            lambda x, w, b: sigmoid(x @ w) + b,
        ),
        Mistake(
            "The activation is applied to the inputs: sum first, then σ.",
            lambda x, w, b: sigmoid(x) @ w + b,
        ),
        Mistake(
            "The exponent has the wrong sign: σ(z) = 1/(1 + e^(−z)).",
            lambda x, w, b: sigmoid(-_sums(x, w, b)),
        ),
        Mistake(
            "That is tanh, between −1 and 1: the sigmoid lies between 0 and 1.",
            lambda x, w, b: _sums(x, w, b).tanh(),
        ),
        Mistake(
            "That is ReLU: this layer has sigmoids.",
            lambda x, w, b: _sums(x, w, b).relu(),
        ),
        Mistake(
            "That is a threshold, 0 or 1: the sigmoid goes smoothly.",
            lambda x, w, b: (_sums(x, w, b) >= 0).to(x),
        ),
        Mistake(
            "That is the sigmoid's slope, s(1 − s): the forward pass wants s.",
            lambda x, w, b: sigmoid_slope(_sums(x, w, b)),
        ),
        Mistake(
            "The sigmoid is applied twice.",
            lambda x, w, b: sigmoid(_truth(x, w, b)),
        ),
        Mistake(
            "That is a softmax, where neurons share a sum of 1: each sigmoid stands "
            "alone.",
            lambda x, w, b: _sums(x, w, b).softmax(-1),
        ),
        Mistake(
            "The weighted inputs are averaged: a neuron adds them.",
            lambda x, w, b: sigmoid(x @ w / w.shape[0] + b),
        ),
        Mistake(
            "The weights alone are added up: multiply each by its input first.",
            lambda x, w, b: sigmoid(w.sum(0) + b),
        ),
        Mistake(
            "The products are not added up: a neuron gives one number.",
            lambda x, w, b: sigmoid(x[..., :, None] * w + b),
        ),
        Mistake(
            "The answer is rounded to 0 or 1: leave it as it is.",
            lambda x, w, b: torch.round(_truth(x, w, b)),
        ),
    ),
)


def forward_pass(function: object) -> Answer:
    """Check (inputs, weights (n_in, n_out), bias) ↦ σ(x W + b), (*batch, n_out)."""
    return FORWARD_PASS.examine(function)
