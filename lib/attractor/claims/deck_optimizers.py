"""The deck's slides on softmax, on errors, and on optimizers."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.deck_layers import CHAPTER
from attractor.models import (
    Adam,
    AdamW,
    RMSProp,
    cross_entropy_gradient,
    probability_error_gradient,
)

WHERE = "The deck, slide “SGD, Adam”"
FIRST = torch.tensor([1.0, -2.0], dtype=torch.float64)
SLOPES = torch.tensor([[0.5, -1.0], [0.1, 2.0], [-0.3, 0.5]], dtype=torch.float64)
WRONG = torch.tensor([-10.0, 10.0, 0.0], dtype=torch.float64)
UNSURE = torch.tensor([0.0, 1.0, 0.0], dtype=torch.float64)


def squared_error_teaches(logits: Tensor = WRONG) -> Evidence:
    """The largest gradient at the logits when the first class is right."""
    first = torch.tensor(0)
    squared = probability_error_gradient(logits, first).abs().max().item()
    unsure = probability_error_gradient(torch.zeros_like(logits), first)[0].item()
    right = cross_entropy_gradient(logits, first)[0].item()
    return Evidence(
        printed=(Comparison("gradient of the squared error", squared, "≥", 0.01),),
        core=(Comparison("its gradient when unsure", unsure, "<", 0.0),),
        corrected=(Comparison("cross-entropy's", right, "=", -1.0, 1e-3),),
    )


def softmax(values: Tensor) -> Tensor:
    """Shares of the exponentials."""
    return values.softmax(-1)


def shares(values: Tensor) -> Tensor:
    """Each number's share of the sum."""
    return values / values.sum(-1, keepdim=True)


def softmax_is_a_distribution(
    normalize: Callable[[Tensor], Tensor] = softmax,
) -> Evidence:
    """Sums and extremes over a thousand vectors of both signs."""
    generator = torch.Generator().manual_seed(0)
    drawn = 3 * torch.randn(1000, 5, generator=generator, dtype=torch.float64)
    made = normalize(drawn)
    off = (made.sum(-1) - 1).abs().max().item()
    return Evidence(
        printed=(
            Comparison("sums less 1", off, "=", 0.0, 1e-9),
            Comparison("smallest", made.min().item(), ">", 0.0),
            Comparison("largest", made.max().item(), "<", 1.0),
        ),
    )


def one_rate_for_all(slopes: Tensor = SLOPES) -> Evidence:
    """The numbers by which RMSProp multiplies two weights' third gradients."""
    rule = RMSProp(0.01)
    weights, memory = FIRST, rule.start(FIRST)
    for slope in slopes:
        before = weights
        weights, memory = rule.step(weights, slope, memory)
    rates = (before - weights) / slopes[-1]
    ages = torch.arange(len(slopes) - 1, -1, -1, dtype=torch.float64)
    means = ((1 - rule.decay) * rule.decay**ages) @ slopes.square()
    apart = (rates * (means.sqrt() + rule.epsilon) - rule.rate).abs().max().item()
    return Evidence(
        printed=(
            Comparison("one rate over the other", (rates[1] / rates[0]).item(),
                       "=", 1.0, 1e-9),
        ),
        core=(
            Comparison("rate times root of the mean square, less η", apart,
                       "=", 0.0, 1e-9),
        ),
    )  # fmt: skip


def two_averages_are_adamw(weight_decay: float = 0.1) -> Evidence:
    """Adam's steps, which use both means, beside AdamW's."""
    adam, adamw = Adam(0.1), AdamW(0.1, weight_decay=weight_decay)
    a, m = FIRST, adam.start(FIRST)
    w, n = FIRST, adamw.start(FIRST)
    undone = []
    for slope in SLOPES:
        kept = (1 - adamw.rate * weight_decay) * w
        before = a
        a, m = adam.step(a, slope, m)
        w, n = adamw.step(w, slope, n)
        undone.append((w - kept - (a - before)).abs().max().item())
    off = (w - a).abs().max().item()
    return Evidence(
        printed=(Comparison("three steps less AdamW's", off, "=", 0.0, 1e-9),),
        core=(Comparison("moves less AdamW's, decay aside", max(undone), "=",
                         0.0, 1e-9),),
    )  # fmt: skip


CLAIMS = (
    Claim(
        "deck-squared-error",
        "The deck, slides “Backprop” and “Error?”",
        "The error to send back is a mean squared error.",
        "The network chooses between classes through a softmax.",
        "holds with a correction",
        "It teaches an unsure network; where the network is sure and wrong its gradient"
        " dies, and cross-entropy's is 1.",
        CHAPTER,
        squared_error_teaches,
        Variant("a network that is unsure", partial(squared_error_teaches, UNSURE)),
    ),
    Claim(
        "deck-softmax",
        "The deck, slide “Softmax”",
        "Softmax turns a real vector into a probability distribution.",
        "",
        "holds",
        "",
        CHAPTER,
        softmax_is_a_distribution,
        Variant(
            "shares without the exponential",
            partial(softmax_is_a_distribution, shares),
        ),
    ),
    Claim(
        "deck-rmsprop",
        WHERE,
        "RMSProp updates the learning rate by a decaying sum of squared gradients.",
        "The learning rate is the number that gradients are multiplied by.",
        "holds with a correction",
        "There is one such number for every weight: the rate over the root of that"
        " weight's running mean of g².",
        CHAPTER,
        one_rate_for_all,
        Variant(
            "the same gradient for every weight",
            partial(one_rate_for_all, SLOPES[:, :1].expand(3, 2)),
        ),
    ),
    Claim(
        "deck-adamw",
        WHERE,
        "AdamW keeps running means of the gradient and of its square, and uses those.",
        "",
        "holds with a correction",
        "That is Adam. The W is for weight decay, which AdamW takes off the weights"
        " beside the step, not through the means.",
        CHAPTER,
        two_averages_are_adamw,
        Variant("no weight decay", partial(two_averages_are_adamw, 0.0)),
    ),
)
