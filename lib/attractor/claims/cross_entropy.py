"""Section 5: what the loss is of, and a layer that stands for the whole stack."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, pairwise

import torch
from torch.nn.functional import scaled_dot_product_attention

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.line_model import (
    Height,
    Points,
    layer_energy,
    layer_partition,
    log_mass,
    mean_energy,
    stack_energy,
)
from attractor.claims.memories import SEED, points
from attractor.claims.stack import random_stacks
from attractor.memory import nearest_squared_distance, printed_global_energy
from attractor.shapes import Energies, LayerValues

CHAPTER = "loss/cross-entropy-bound"
APART = ((0.0, 4.0), (10.0, 14.0))
N_TOKENS, DIM, N_WORDS = 6, 8, 11
Softmax = Callable[[torch.Tensor], torch.Tensor]


def attention_weights(sequence: torch.Tensor) -> torch.Tensor:
    """The softmax of an attention layer, (n_tokens, n_tokens)."""
    positions = torch.eye(len(sequence), dtype=sequence.dtype)
    return scaled_dot_product_attention(sequence, sequence, positions)


def next_word(sequence: torch.Tensor) -> torch.Tensor:
    """The softmax of a language model's head, (n_tokens, n_words)."""
    generator = torch.Generator().manual_seed(SEED + 1)
    head = torch.randn(N_WORDS, DIM, generator=generator, dtype=sequence.dtype)
    return (sequence @ head.mT).softmax(-1)


def last_softmax_meets_the_target(output: Softmax = attention_weights) -> Evidence:
    """How many outcomes a row of the softmax has, beside the next token's."""
    generator = torch.Generator().manual_seed(SEED)
    sequence = torch.randn(N_TOKENS, DIM, generator=generator, dtype=torch.float64)
    rows = output(sequence)
    total = (rows.sum(-1) - 1).abs().max().item()
    words = next_word(sequence).shape[-1]
    return Evidence(
        printed=(
            Comparison("row sums less 1", total, "=", 0.0, 1e-12),
            Comparison("outcomes of the softmax", rows.shape[-1], "=", N_WORDS),
        ),
        corrected=(Comparison("outcomes of the head", words, "=", N_WORDS),),
    )


def partition_and_energy(energy: Height, patterns: Points, radius: float) -> float:
    """log Z plus the mean energy of the patterns."""
    return log_mass(energy, patterns, radius) + mean_energy(energy, patterns)


def loss_is_partition_and_energy(
    formula: Callable[[Height, Points, float], float] = partition_and_energy,
) -> Evidence:
    """−log p, with p by adding up cells of Ω, beside a formula by quadrature.

    Two layers of one pattern, 0 and 1, and intervals of radius 0.4.
    """
    layers, patterns, radius, n_cells = ((0.0,), (1.0,)), (0.0, 1.0), 0.4, 2001
    own = radius * torch.linspace(-1, 1, 2 * n_cells + 1, dtype=torch.float64)[1::2]
    cells = torch.cat([p + own for p in patterns])[:, None]
    energies = printed_global_energy([points(list(each)) for each in layers], cells)
    shares = torch.softmax(-energies, 0) / (2 * radius / n_cells)
    loss = -shares.reshape(2, n_cells)[:, n_cells // 2].log().mean().item()
    value = formula(stack_energy(layers, radius), patterns, radius)
    return Evidence(
        printed=(Comparison("mean of −log p, by cells", loss, "=", value, 1e-6),)
    )


def nearest_layer(own: LayerValues) -> Energies:
    """The least of the layers' energies, at each x that of another layer."""
    return own.min(-1).values


def first_layer(own: LayerValues) -> Energies:
    """The energy of one layer for every x."""
    return own[..., 0]


def some_layer_is_close(
    layer: Callable[[LayerValues], Energies] = nearest_layer,
) -> Evidence:
    """How far E_global is from one E_t beyond log l, in random stacks."""
    generator = torch.Generator().manual_seed(SEED)
    x = torch.randn(50, 2, generator=generator, dtype=torch.float64)
    beyond = -math.inf
    for stack in random_stacks(least=1)[::2]:
        own = torch.stack([nearest_squared_distance(each, x) for each in stack], -1)
        apart = (printed_global_energy(stack, x) - layer(own)).abs()
        beyond = max(beyond, apart.max().item() - math.log(len(stack)))
    return Evidence(
        printed=(Comparison("|E_global − E_t| − log l", beyond, "≤", 0.0, 1e-12),)
    )


def constant_of(layers: Sequence[Points], layer: Points) -> Height:
    """c(x) = E_global − E_t + log l, for one layer."""
    whole, own = stack_energy(layers, 1.0), layer_energy(layer, 1.0, "energy")
    return lambda x: whole(x) - own(x) + math.log(len(layers))


def one_constant_fits(layers: Sequence[Points] = APART) -> Evidence:
    """c(x) of the first layer on all patterns and creases; and the c that Z needs.

    Core: appendix C.1 uses Eq. 10 twice, for E_global on the patterns and for Z_θ.
    Corrected: c with the nearest layer, the one of largest c, at points of the line.
    """
    patterns, step = sorted(set(chain(*layers))), 1e-4
    c = constant_of(layers, layers[0])
    values = [c(x) for x in patterns]
    creases = [(a + b) / 2 for layer in layers for a, b in pairwise(layer)]
    jump = max(abs(c(x + step) - 2 * c(x) + c(x - step)) / step for x in creases)
    whole = log_mass(stack_energy(layers, 1.0), patterns, 1.0)
    one = math.log(layer_partition(layers[0], 1.0))
    needed = math.log(len(layers)) + one - whole
    own = sum(map(c, layers[0])) / len(layers[0])
    line = [min(patterns) + (max(patterns) - min(patterns)) * k / 70 for k in range(71)]
    near = [max(constant_of(layers, each)(x) for each in layers) for x in line]
    end = math.log(len(layers))
    return Evidence(
        printed=(
            Comparison("least c on the patterns", min(values), "≥", 0.0, 1e-12),
            Comparison("largest c", max(values), "≤", end, 1e-12),
            Comparison("jump of its slope", jump, "=", 0.0, 1e-3),
            Comparison("its spread", max(values) - min(values), "=", 0.0, 1e-9),
        ),
        core=(
            Comparison("c that Z_θ needs, less its own", needed - own, "=", 0.0, 1e-9),
        ),
        corrected=(
            Comparison("least c, nearest layer", min(near), "≥", 0.0, 1e-12),
            Comparison("largest c, nearest layer", max(near), "≤", end, 1e-12),
            Comparison("c on the layer's patterns", own, "=", end, 1e-9),
            Comparison("c that Z_θ needs", needed, "=", 0.0, 1e-9),
        ),
    )


CLAIMS = (
    Claim(
        "last-softmax",
        "Section 5",
        "The last softmax of the transformer blocks is compared with the target.",
        "The target is a distribution over next tokens, as in appendix D.",
        "fails",
        "The softmax in a block runs over positions. The loss compares the head's"
        " softmax, over the vocabulary.",
        CHAPTER,
        last_softmax_meets_the_target,
        Variant(
            "the softmax of the head", partial(last_softmax_meets_the_target, next_word)
        ),
    ),
    Claim(
        "loss-by-partition",
        "Section 5, appendix C.1",
        "The cross-entropy is log Z_θ plus the mean energy of the test patterns.",
        "The model's density is Eq. 9.",
        "holds",
        "",
        CHAPTER,
        loss_is_partition_and_energy,
        Variant(
            "the log partition function alone",
            partial(loss_is_partition_and_energy, log_mass),
        ),
    ),
    Claim(
        "layer-close-to-global",
        "Section 5, before Eq. 10",
        "By Eq. 8 there is a layer t whose energy E_t is close to E_global.",
        "Close: within log l. The layer may be another one at another x.",
        "holds",
        "",
        CHAPTER,
        some_layer_is_close,
        Variant("one layer for all x", partial(some_layer_is_close, first_layer)),
    ),
    Claim(
        "eq-10",
        "Equation (10)",
        "E_global = E_t − log l + c(x) with c smooth and in [0, log l), and taken to be"
        " constant.",
        "One layer t, two layers of two patterns; c = log l is let pass.",
        "fails",
        "c(x) is in [0, log l] if t is the nearest layer at x. Then it is nearly log l"
        " on the patterns, while Z_θ of l equal layers needs c = 0.",
        CHAPTER,
        one_constant_fits,
        Variant(
            "the same memories in both layers",
            partial(one_constant_fits, (APART[0], APART[0])),
        ),
    ),
)
