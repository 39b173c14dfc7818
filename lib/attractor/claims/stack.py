"""Section 4.1: layers, their energies, and majorization-minimization."""

import math
from collections.abc import Sequence
from functools import partial
from typing import Literal

import torch
from scipy.integrate import quad
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED, points
from attractor.memory import (
    confined_update,
    distance_energy,
    gated_update,
    global_energy,
    nearest_squared_distance,
    printed_global_energy,
    printed_layer_step,
)
from attractor.shapes import Patterns

CHAPTER = "attention/layers"
TWO_LAYERS = (points([0.0]), points([10.0]))


def one_layer_energy(reading: Literal["both", "energy"] = "both") -> Evidence:
    """Where E_t is lowest on [0, 1] for the memory 0, and its value on the memory.

    Eq. 6 needs the lowest point at the memory; step (a) of Prop. 4's proof needs
    E_t(ρ) = 1/Z_t. `reading`: which of the two places are asked.
    """
    grid = torch.linspace(0, 1, 1001, dtype=torch.float64)[:, None]
    g = nearest_squared_distance(points([0.0]), grid)
    z = math.sqrt(math.pi)

    def places(energies: Tensor) -> tuple[Comparison, ...]:
        lowest = grid[energies.argmin()].item()
        step = Comparison("lowest at the memory", lowest, "=", 0.0, 1e-3)
        height = Comparison("E_t on it", energies[0].item(), "=", 1 / z, 1e-12)
        return (step, height) if reading == "both" else (step,)

    return Evidence(readings=(places(torch.exp(-g) / z), places(g)))


def stack_descends(layers: Sequence[Patterns] = TWO_LAYERS) -> Evidence:
    """How much the global energy rises in a pass with δ = 1, from two starts.

    They are the first memory, and a point 0.6 away from it.
    """
    x = layers[0][0] + points([0.0], [0.6])
    start = printed_global_energy(layers, x)
    alone = math.inf
    for patterns in layers:
        moved = printed_layer_step(patterns, x, 1.0)
        before = nearest_squared_distance(patterns, x)
        fall = before - nearest_squared_distance(patterns, moved)
        alone = min(alone, fall.min().item())
        x = moved
    rise = (printed_global_energy(layers, x) - start).max().item()
    own = Comparison("least fall of a layer's own", alone, "≥", 0.0, 1e-12)
    return Evidence(
        printed=(Comparison("rise of the global energy", rise, "≤", 0.0, 1e-9),),
        core=(own,),
        corrected=(own,),
    )


def surrogate_touches(layers: Sequence[Patterns] = TWO_LAYERS) -> Evidence:
    """Descent needs E_t − E_global least where the step begins; here at 10 and at 9.6.

    The steps are those of the first layer. Corrected: the step of Jensen's bowl.
    """
    x = points([10.0], [9.6])
    moved = printed_layer_step(layers[0], x, 1.0)

    def gap(at: Tensor) -> Tensor:
        return nearest_squared_distance(layers[0], at) - printed_global_energy(
            layers, at
        )

    wider = (gap(moved) - gap(x)).min().item()
    rise = printed_global_energy(layers, moved) - printed_global_energy(layers, x)
    everything = torch.cat(list(layers))
    held = confined_update(everything, x, 1.0)
    fall = distance_energy(everything, x) - distance_energy(everything, held)
    spare = (fall - (held - x).square().sum(-1)).min().item()
    return Evidence(
        printed=(
            Comparison("gap at the end less at the start", wider, "≥", 0.0, 1e-9),
            Comparison("rise of the global energy", rise.max().item(), "≤", 0.0, 1e-9),
        ),
        corrected=(
            Comparison("fall by Jensen's bowl less step²", spare, "≥", 0.0, 1e-9),
        ),
    )


def random_stacks(least: int) -> list[list[Patterns]]:
    """Stacks of `least` to 5 layers of three patterns in the plane."""
    generator = torch.Generator().manual_seed(SEED)
    return [
        [
            torch.randn(3, 2, generator=generator, dtype=torch.float64)
            for _ in range(count)
        ]
        for count in range(least, 6)
        for _ in range(8)
    ]


def global_lies_below_the_layers(least: int = 1) -> Evidence:
    """E_global beside the least layer energy, for stacks of `least` layers or more."""
    generator = torch.Generator().manual_seed(SEED)
    x = torch.randn(50, 2, generator=generator, dtype=torch.float64)

    def gaps(fewest: int) -> tuple[float, float]:
        gap, excess = math.inf, -math.inf
        for layers in random_stacks(fewest):
            own = torch.stack([nearest_squared_distance(each, x) for each in layers])
            below = own.min(0).values - printed_global_energy(layers, x)
            gap = min(gap, below.min().item())
            excess = max(excess, below.max().item() - math.log(len(layers)))
        return gap, excess

    gap, excess = gaps(least)
    strict, _ = gaps(2)
    end = Comparison("gap beyond log l", excess, "≤", 0.0, 1e-12)
    return Evidence(
        printed=(Comparison("least gap", gap, ">", 1e-12), end),
        core=(Comparison("least gap from two layers on", strict, ">", 1e-12), end),
    )


def is_continuous_not_convex(layers: Sequence[Patterns] = TWO_LAYERS) -> Evidence:
    """The largest jump of E_global on a fine line, and its rise above a chord."""
    line = torch.linspace(-2, 12, 14_001, dtype=torch.float64)[:, None]
    energies = printed_global_energy(layers, line)
    jump = energies.diff().abs().max().item()
    chord = (energies[2:] + energies[:-2]) / 2
    hill = (energies[1:-1] - chord).max().item()
    joined = torch.cat(list(layers))
    smooth = (global_energy(layers, line) - distance_energy(joined, line)).abs().max()
    gate = gated_update(layers, line[::100]) - gated_update([joined], line[::100])
    return Evidence(
        printed=(
            Comparison("largest jump in steps of 0.001", jump, "≤", 0.03),
            Comparison("rise above a chord", hill, ">", 1e-9),
        ),
        corrected=(
            Comparison("smooth layers less Eq. 4", smooth.item(), "=", 0.0, 1e-12),
            Comparison(
                "their step less Eq. 4's", gate.abs().max().item(), "=", 0.0, 1e-12
            ),
        ),
    )


def density_has_mass_one(normalizer: float = 2 * math.sqrt(math.pi)) -> Evidence:
    """The mass of exp(−E_global)/Z for two layers of one pattern, far apart."""

    def density(x: float) -> float:
        return math.exp(-global_energy(TWO_LAYERS, points([x])).item()) / normalizer

    mass = sum(quad(density, low, low + 4, epsabs=1e-12)[0] for low in range(-8, 20, 4))
    return Evidence(printed=(Comparison("∫ p(x) dx", mass, "=", 1.0, 1e-8),))


CLAIMS = (
    Claim(
        "layer-energy",
        "Section 4.1",
        "The energy of a layer is E_t = exp(−g_t)/Z_t.",
        "Eq. 6 minimizes it; the proof of Proposition 4 puts in its value 1/Z_t.",
        "inconsistent",
        "exp(−g_t)/Z_t is a density; the energy that Eq. 6 minimizes is g_t.",
        CHAPTER,
        one_layer_energy,
        Variant("Eq. 6 alone", partial(one_layer_energy, "energy")),
    ),
    Claim(
        "eq-6",
        "Equation (6)",
        "A pass through the layers, each to its own lowest point in reach, minimizes.",
        "E_t = g_t.",
        "holds with a correction",
        "Each step lowers its own layer's energy; the global energy may rise.",
        CHAPTER,
        stack_descends,
        Variant(
            "one memory in both layers",
            partial(stack_descends, (points([0.0]), points([0.0]))),
        ),
    ),
    Claim(
        "eq-7",
        "Equation (7)",
        "The global energy, minus log-sum-exp of −E_t, is continuous but not convex.",
        "E_t = g_t.",
        "holds",
        "With smooth layer energies it is Eq. 4 on all patterns.",
        CHAPTER,
        is_continuous_not_convex,
        Variant(
            "a single memory",
            partial(is_continuous_not_convex, (points([3.0]), points([3.0]))),
        ),
    ),
    Claim(
        "eq-8",
        "Equation (8)",
        "min E_t − log l ≤ E_global < min E_t.",
        "Any number l of layers.",
        "holds with a correction",
        "The second inequality is strict from two layers on.",
        CHAPTER,
        global_lies_below_the_layers,
        Variant("two layers or more", partial(global_lies_below_the_layers, 2)),
    ),
    Claim(
        "eq-9",
        "Equation (9)",
        "exp(−E_global)/Z is the density of the layered network.",
        "Z normalizes it.",
        "holds",
        "",
        CHAPTER,
        density_has_mass_one,
        Variant("Z of one layer", partial(density_has_mass_one, math.sqrt(math.pi))),
    ),
    Claim(
        "majorize-minimize",
        "Section 4.1",
        "The sequence of layers is majorization-minimization of the global energy.",
        "The layer energies are the surrogates.",
        "fails",
        "Jensen's bowl is a surrogate that touches; its minimum is attention over"
        " all patterns, and the energy falls by at least the squared step.",
        CHAPTER,
        surrogate_touches,
        Variant(
            "all memories in every layer",
            partial(surrogate_touches, (points([0.0], [10.0]), points([0.0], [10.0]))),
        ),
    ),
)
