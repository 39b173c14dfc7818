"""Section 3: attention as the paper writes it, and what its softmax is."""

import math
from collections.abc import Callable
from functools import partial
from itertools import product

import torch
from torch import Tensor
from torch.autograd.functional import jacobian
from torch.nn.functional import linear, scaled_dot_product_attention

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED
from attractor.memory import key_value_memory

Attention = Callable[[Tensor, Tensor, Tensor], Tensor]


def values_first(queries: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """V · softmax(QKᵀ/√d_k), as printed; the softmax is over each row."""
    scores = queries @ keys.mT / math.sqrt(keys.shape[-1])
    return values @ scores.softmax(-1)


def weights_first(queries: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """softmax(QKᵀ/√d_k) · V."""
    scores = queries @ keys.mT / math.sqrt(keys.shape[-1])
    return scores.softmax(-1) @ values


def normal(*shape: int) -> Tensor:
    """Normal numbers, the same each time."""
    generator = torch.Generator().manual_seed(SEED)
    return torch.randn(*shape, generator=generator, dtype=torch.float64)


def is_defined(attention: Attention, tokens: int, width: int) -> bool:
    """Whether the product exists for so many tokens and values so wide."""
    try:
        rows = normal(tokens, 3)
        attended = attention(rows, rows, normal(tokens, width))
    except RuntimeError:
        return False
    return attended.shape == (tokens, width)


def formula_averages_the_values(formula: Attention = values_first) -> Evidence:
    """Four tokens whose values are 1, torch's attention, and all small shapes."""

    def places(attention: Attention) -> tuple[Comparison, ...]:
        queries, keys, values = normal(3, 4, 4)
        ones = attention(queries, keys, torch.ones_like(values))
        off = (ones - 1).abs().max().item()
        usual = scaled_dot_product_attention(queries, keys, values)
        apart = (attention(queries, keys, values) - usual).abs().max().item()
        shapes = list(product(range(1, 6), repeat=2))
        defined = sum(is_defined(attention, *shape) for shape in shapes) / len(shapes)
        return (
            Comparison("output less 1, where all values are 1", off, "=", 0.0, 1e-12),
            Comparison("less torch's attention", apart, "=", 0.0, 1e-12),
            Comparison("share of shapes that fit", defined, "=", 1.0),
        )

    return Evidence(printed=places(formula), corrected=places(weights_first))


def log_sum_exp(x: Tensor) -> Tensor:
    """log Σ exp(xᵢ)."""
    return x.logsumexp(-1)


def sum_exp(x: Tensor) -> Tensor:
    """Σ exp(xᵢ), without the logarithm."""
    return x.exp().sum(-1)


def gradient_is_softmax(function: Callable[[Tensor], Tensor] = log_sum_exp) -> Evidence:
    """The gradient by automatic differentiation, at random points."""
    worst = 0.0
    for x in normal(20, 6):
        slope = jacobian(function, x)
        worst = max(worst, (slope - x.softmax(-1)).abs().max().item())
    off = Comparison("gradient less softmax", worst, "=", 0.0, 1e-12)
    return Evidence(printed=(off,))


def layer_is_a_memory(bias: float = 0.0) -> Evidence:
    """Torch's linear maps with a ReLU between, beside f(xKᵀ)V; all biases alike."""
    x, keys, values = normal(20, 5), normal(7, 5), normal(7, 3)
    hidden = linear(x, keys, torch.full((7,), bias, dtype=torch.float64)).relu()
    layer = linear(hidden, values.T, torch.full((3,), bias, dtype=torch.float64))
    memory = key_value_memory(keys, values, x, torch.relu)
    off = (layer - memory).abs().max().item()
    return Evidence(printed=(Comparison("layer less memory", off, "=", 0.0, 1e-12),))


CLAIMS = (
    Claim(
        "attention-formula",
        "Section 3.2",
        "Attention(Q, K, V) = V · softmax(QKᵀ/√d_k).",
        "Rows of Q, K and V belong to tokens, and each row of the softmax sums to one.",
        "fails",
        "softmax(QKᵀ/√d_k) · V, with Q of T × d_k, K of S × d_k and V of S × d_v for T"
        " queries and S keys: each output is an average of values.",
        "transformer/self-attention",
        formula_averages_the_values,
        Variant(
            "the softmax on the left",
            partial(formula_averages_the_values, weights_first),
        ),
    ),
    Claim(
        "feed-forward-memory",
        "Section 3.2",
        "A feed-forward layer is a key-value memory, FF(x) = f(x Kᵀ) V.",
        "The layer has no biases.",
        "holds",
        "",
        "attention/layers",
        layer_is_a_memory,
        Variant("biases of 0.1", partial(layer_is_a_memory, 0.1)),
    ),
    Claim(
        "softmax-is-gradient",
        "Section 4 and Appendix B",
        "The softmax function is the gradient of LogSumExp.",
        "",
        "holds",
        "",
        "attention/modern-hopfield",
        gradient_is_softmax,
        Variant("the sum without its logarithm", partial(gradient_is_softmax, sum_exp)),
    ),
)
