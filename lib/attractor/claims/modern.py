"""Sections 2 and 4, about the energies the paper starts from."""

import math
from collections.abc import Callable
from functools import partial

import torch
from scipy.integrate import quad
from torch import Tensor
from torch.autograd.functional import hessian, jacobian
from torch.nn.functional import scaled_dot_product_attention

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import memories, points
from attractor.memory import (
    context_share,
    distance_energy,
    key_value_memory,
    modern_energy,
    modern_update,
    retrieve,
)
from attractor.shapes import Patterns

CHAPTER = "attention/modern-hopfield"


def density_integrates_to_one(normalizer: float = 3 * math.sqrt(math.pi)) -> Evidence:
    """The mass of exp(−E)/Z for the three numbers of the paper's Fig. 1."""
    patterns = points([-2.0], [0.0], [1.0])

    def density(x: float) -> float:
        return math.exp(-distance_energy(patterns, points([x])).item()) / normalizer

    mass = sum(
        quad(density, low, low + 4, epsabs=1e-13)[0] for low in range(-12, 12, 4)
    )
    return Evidence(printed=(Comparison("∫ p(x) dx", mass, "=", 1.0, 1e-9),))


def largest_coordinate(patterns: Patterns, x: Tensor) -> Tensor:
    """½ max xᵢ², the constant of the energy read letter by letter."""
    return x.square().max(-1).values / 2


def largest_norm(patterns: Patterns, x: Tensor) -> Tensor:
    """½ max‖ρᵢ‖², the constant that Ramsauer et al. have."""
    return patterns.square().sum(-1).max().expand(x.shape[:-1]) / 2


def update_ends_where_the_energy_is_flat(
    constant: Callable[[Patterns, Tensor], Tensor] = largest_coordinate,
) -> Evidence:
    """The slope, where the update rests, of an energy with this last term."""
    patterns = points([1.0, 0.0], [0.0, 2.0], [-1.0, -1.0])
    rest = retrieve(patterns, points([0.3, -0.4])[0], 2.0, tol=1e-14, max_steps=5000)

    def slope(last: Callable[[Patterns, Tensor], Tensor]) -> float:
        def energy(x: Tensor) -> Tensor:
            whole = modern_energy(patterns, x, 2.0)
            return whole - largest_norm(patterns, x) + last(patterns, x)

        return jacobian(energy, rest.states).norm().item()

    lowest = min(modern_energy(*each, 2.0).min().item() for each in memories())
    what = "slope where the update rests"
    return Evidence(
        printed=(Comparison(what, slope(constant), "=", 0.0, 1e-9),),
        core=(Comparison(f"{what}, with max‖ρ‖", slope(largest_norm), "=", 0.0, 1e-9),),
        corrected=(Comparison("lowest energy found", lowest, "≥", 0.0, 1e-12),),
    )


def curvature_is_never_negative(half_distance: float = 2.0) -> Evidence:
    """The least curvature of the modern energy of two patterns at ±a, β = 1."""
    line = torch.linspace(-4, 4, 41, dtype=torch.float64)

    def least(half: float) -> float:
        def energy(x: Tensor) -> Tensor:
            return modern_energy(points([-half], [half]), x, 1.0)

        return min(hessian(energy, x[None])[0, 0].item() for x in line)

    halves = (0.3, 0.99, 1.01, 2.0)
    wrong = sum((least(half) < 0) != ((2 * half) ** 2 > 4) for half in halves)
    what = "distances where convex is not βD² ≤ 4"
    return Evidence(
        printed=(Comparison("least curvature", least(half_distance), "≥", 0.0, 1e-12),),
        corrected=(Comparison(what, wrong, "=", 0),),
    )


def midpoint_is_above_the_chord(n_patterns: int = 2) -> Evidence:
    """How far −log Σ exp(ρᵢ·x) rises above its chord; 0 for a straight line."""
    patterns = points([2.0], [-2.0])[:n_patterns]
    ends = -(points([1.0], [-1.0]) @ patterns.T).logsumexp(-1)
    middle = -(points([0.0]) @ patterns.T).logsumexp(-1)
    above = (middle - ends.mean()).item()
    deepest = (points([100.0]) @ points([2.0], [-2.0]).T).logsumexp(-1).item()
    return Evidence(
        printed=(Comparison("rise above the chord", above, ">", 1e-9),),
        corrected=(Comparison("its value at 100", -deepest, "≤", -200.0, 1e-9),),
    )


def update_is_attention(values_factor: float = 1.0) -> Evidence:
    """The modern update beside torch's attention with keys as values."""
    worst = 0.0
    for patterns, queries in memories():
        beta = 1 / math.sqrt(patterns.shape[-1])
        step = modern_update(patterns, queries, beta)
        attended = scaled_dot_product_attention(
            queries, patterns, values_factor * patterns
        )
        worst = max(worst, (step - attended).abs().max().item())
    return Evidence(
        printed=(Comparison("update less attention", worst, "=", 0.0, 1e-12),)
    )


def feed_forward_is_attention(
    activation: Callable[[Tensor], Tensor] = torch.relu,
) -> Evidence:
    """One softmax over two memories beside the gate between them."""
    generator = torch.Generator().manual_seed(1)
    keys, values, more_keys, more_values, queries = torch.randn(
        5, 6, 8, generator=generator, dtype=torch.float64
    )
    softmax = partial(torch.softmax, dim=-1)
    both = key_value_memory(
        torch.cat([keys, more_keys]), torch.cat([values, more_values]), queries, softmax
    )
    share = context_share(keys, more_keys, queries)[:, None]
    context = share * key_value_memory(keys, values, queries, softmax)

    def left_over(f: Callable[[Tensor], Tensor]) -> float:
        kept = (1 - share) * key_value_memory(more_keys, more_values, queries, f)
        return (both - context - kept).abs().max().item()

    what = "merged layer less the gate"
    return Evidence(
        printed=(Comparison(what, left_over(activation), "=", 0.0, 1e-12),),
        core=(Comparison(f"{what}, softmax", left_over(softmax), "=", 0.0, 1e-12),),
    )


CLAIMS = (
    Claim(
        "energy-based-model",
        "Section 2",
        "An energy E defines a probability density exp(−E)/Z.",
        "Z, the integral of exp(−E), is finite.",
        "holds",
        "",
        "attention/distance-energy",
        density_integrates_to_one,
        Variant("Z left out", partial(density_integrates_to_one, 1.0)),
    ),
    Claim(
        "modern-energy",
        "Section 4, the MCHN energy",
        "The modern energy ends in ½ max‖xᵢ‖².",
        "x is the state, as everywhere else in the formula; exp(βρᵢ), the exponential"
        " of a vector, is read as exp(βρᵢ·x).",
        "holds with a correction",
        "The last constant is half the largest ‖ρᵢ‖²; the energy is never negative.",
        CHAPTER,
        update_ends_where_the_energy_is_flat,
        Variant(
            "the largest norm of a pattern",
            partial(update_ends_where_the_energy_is_flat, largest_norm),
        ),
    ),
    Claim(
        "modern-convex",
        "Section 4",
        "The regularization terms of the modern energy make it convex.",
        "Any patterns, any β.",
        "fails",
        "Two patterns at distance D give a convex energy exactly when βD² ≤ 4; a convex"
        " energy cannot store two separate patterns.",
        CHAPTER,
        curvature_is_never_negative,
        Variant("patterns at ±0.9", partial(curvature_is_never_negative, 0.9)),
    ),
    Claim(
        "log-sum-exp-not-convex",
        "Section 4",
        "On the reals the negative log-sum-exp of the similarities is not convex.",
        "At least two different patterns.",
        "holds",
        "It is concave, and falls without end.",
        CHAPTER,
        midpoint_is_above_the_chord,
        Variant("a single pattern", partial(midpoint_is_above_the_chord, 1)),
    ),
    Claim(
        "attention-is-update",
        "Sections 1 and 3",
        "The update of the modern Hopfield network is attention.",
        "Keys and values are the patterns, β = 1/√d_k.",
        "holds",
        "",
        CHAPTER,
        update_is_attention,
        Variant("values twice the keys", partial(update_is_attention, 2.0)),
    ),
    Claim(
        "persistent-vectors",
        "Section 3, Observation 2",
        "Attention and feed-forward layers can be integrated into one attention layer.",
        "The feed-forward layer is the usual one, with ReLU.",
        "holds with a correction",
        "Exact if the feed-forward layer has a softmax: the union is a gate between the"
        " two, set by their energies.",
        "attention/layers",
        feed_forward_is_attention,
        Variant(
            "softmax in the feed-forward layer",
            partial(feed_forward_is_attention, partial(torch.softmax, dim=-1)),
        ),
    ),
)
