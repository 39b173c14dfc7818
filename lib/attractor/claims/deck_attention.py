"""The deck's slides on self-attention and its heads."""

import math
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.memory import modern_energy
from attractor.models import (
    MultiHeadAttention,
    scaled_dot_product,
)

CHAPTER = "transformer/self-attention"
ATTENTION_SLIDE = "The deck, slide “Self attention”"
HEADS_SLIDE = "The deck, slide “Multiple heads”"
N, DIM, HEADS = 5, 8, 2


def drawn(*shape: int, seed: int = 0) -> Tensor:
    """Normal numbers, the same each time."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=generator, dtype=torch.float64)


def apart(one: Tensor, other: Tensor) -> float:
    """The largest difference."""
    return (one - other).abs().max().item()


def zero(what: str, value: float) -> Comparison:
    """A number that should be 0."""
    return Comparison(what, value, "=", 0.0, 1e-12)


def spread_of_scores(power: float = 0.5) -> Evidence:
    """Products of standard normal vectors, divided by a power of their length."""

    def deviation(dim: int) -> float:
        queries, keys = drawn(400, dim), drawn(400, dim, seed=1)
        return (queries @ keys.mT / dim**power).std().item()

    return Evidence(
        printed=tuple(
            Comparison(f"spread at d = {dim}", deviation(dim), "=", 1.0, 0.05)
            for dim in (16, 64, 256)
        )
    )


def scored_against(own: bool = False) -> Evidence:
    """Attention to the others' keys, or to all, beside torch's."""
    queries, keys, values = drawn(3, N, DIM)
    usual = scaled_dot_product_attention(queries, keys, values)
    seen = ~torch.eye(N, dtype=torch.bool) | own
    others = scaled_dot_product(queries, keys, values, seen)
    every = scaled_dot_product(queries, keys, values)
    return Evidence(
        printed=(zero("output less torch's", apart(others, usual)),),
        core=(zero("its own key too, less torch's", apart(every, usual)),),
    )


def forward_only(layer: nn.Module, states: Tensor) -> None:
    """The slide's recipe, through to the weighted values."""
    layer(states)


def training_step(layer: nn.Module, states: Tensor) -> None:
    """The same, then a backward pass and a step against the gradient."""
    parameters = [*layer.parameters()]
    slopes = torch.autograd.grad(layer(states).square().sum(), parameters)
    with torch.no_grad():
        for parameter, slope in zip(parameters, slopes, strict=True):
            parameter.sub_(slope, alpha=0.1)


def weights_descend(
    step: Callable[[nn.Module, Tensor], None] = forward_only,
) -> Evidence:
    """How far the layer's weights move; and the query, on the energy of its keys."""
    generator = torch.Generator().manual_seed(0)
    layer = MultiHeadAttention(DIM, HEADS, generator=generator).double()
    before = layer.to_values.weight.detach().clone()
    step(layer, drawn(N, DIM))
    moved = apart(layer.to_values.weight.detach(), before)
    keys, query = drawn(N, DIM), drawn(1, DIM, seed=1).requires_grad_()
    energy = modern_energy(keys, query, DIM**-0.5).sum()
    (slope,) = torch.autograd.grad(energy, query)
    found = scaled_dot_product(query, keys, keys)
    off = apart(found, query - slope)
    return Evidence(
        printed=(Comparison("how far the weights move", moved, ">", 0.0),),
        core=(zero("output less a step down the energy", off),),
    )


def some_values() -> Tensor:
    """Values as any."""
    return drawn(N, N, seed=2)


def one_hot_values() -> Tensor:
    """Each token's value names the token: what comes out are the weights."""
    return torch.eye(N, dtype=torch.float64)


def sum_is_scores(values: Callable[[], Tensor] = some_values) -> Evidence:
    """The weighted values added up, beside softmaxed scores and torch's output."""
    queries, keys = drawn(2, N, DIM)
    scores = (queries @ keys.mT / math.sqrt(DIM)).softmax(-1)
    total = (scores[..., None] * values()).sum(-2)
    usual = scaled_dot_product_attention(queries, keys, values())
    return Evidence(
        printed=(zero("sum less the scores", apart(total, scores)),),
        core=(zero("sum less torch's output", apart(total, usual)),),
    )


def mixed(weight: Tensor) -> Tensor:
    """W_O as it is."""
    return weight


def unmixed(weight: Tensor) -> Tensor:
    """The identity for W_O."""
    return torch.eye(len(weight), dtype=weight.dtype)


def heads_end_to_end(output: Callable[[Tensor], Tensor] = mixed) -> Evidence:
    """Heads concatenated, and then mixed, beside nn.MultiheadAttention."""
    with torch.random.fork_rng(devices=[]):
        torch_layer = nn.MultiheadAttention(
            DIM, HEADS, batch_first=True, dtype=torch.double
        )
    states = drawn(1, N, DIM)
    with torch.no_grad():
        torch_layer.in_proj_weight.copy_(drawn(3 * DIM, DIM, seed=3))
        torch_layer.out_proj.weight.copy_(output(drawn(DIM, DIM, seed=4)))
        usual = torch_layer(states, states, states, need_weights=False)[0]
        parts = (states @ torch_layer.in_proj_weight.mT).chunk(3, dim=-1)
        heads = [
            scaled_dot_product(*(p[..., place : place + DIM // HEADS] for p in parts))
            for place in range(0, DIM, DIM // HEADS)
        ]
        joined = torch.cat(heads, -1)
        through = joined @ torch_layer.out_proj.weight.mT
    return Evidence(
        printed=(zero("concatenated less torch's", apart(joined, usual)),),
        core=(zero("times W_O less torch's", apart(through, usual)),),
    )


CLAIMS = (
    Claim(
        "deck-scaling",
        ATTENTION_SLIDE,
        "Scores are divided by the square root of the key dimension.",
        "Entries of queries and keys have mean 0 and variance 1.",
        "holds",
        "",
        CHAPTER,
        spread_of_scores,
        Variant("divided by the dimension itself", partial(spread_of_scores, 1.0)),
    ),
    Claim(
        "deck-other-keys",
        ATTENTION_SLIDE,
        "Input 1's query is multiplied with all other inputs' keys.",
        "Self-attention without a mask.",
        "holds with a correction",
        "With the keys of all inputs, its own among them.",
        CHAPTER,
        scored_against,
        Variant("all inputs' keys", partial(scored_against, True)),
    ),
    Claim(
        "deck-descent-in-attention",
        ATTENTION_SLIDE,
        "Where values are weighted, gradient descent is done.",
        "What descends are the weights of the layer.",
        "holds with a correction",
        "No weight moves before a backward pass. What moves is the query: where values"
        " are keys, the output is one gradient step on the modern Hopfield energy.",
        CHAPTER,
        weights_descend,
        Variant("a step of training", partial(weights_descend, training_step)),
    ),
    Claim(
        "deck-sum-of-values",
        ATTENTION_SLIDE,
        "The sum of the weighted values is input 1's attention scores.",
        "",
        "holds with a correction",
        "It is the output; the scores are what the values were weighted by.",
        CHAPTER,
        sum_is_scores,
        Variant("one-hot values", partial(sum_is_scores, one_hot_values)),
    ),
    Claim(
        "deck-heads",
        HEADS_SLIDE,
        "The attention vectors of eight heads are concatenated.",
        "Nothing more is done to them before the residual sum.",
        "holds with a correction",
        "Concatenated, and then mixed by W_O.",
        CHAPTER,
        heads_end_to_end,
        Variant("the identity for W_O", partial(heads_end_to_end, unmixed)),
    ),
)
