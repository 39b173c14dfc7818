"""Sections 4 and 7: what is called a density, and what an energy."""

import math
from collections.abc import Callable
from functools import partial

import torch
from torch.nn.functional import normalize

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED, points
from attractor.memory import distance_energy, modern_update, nearest_squared_distance
from attractor.shapes import Energies, Patterns, Queries
from attractor.theory import log_ball_integral, retrieval_error_bound

CHAPTER = "attention/distance-energy"
BALL = 0.5


def share_within(dim: int, radius: float, sharpness: float) -> float:
    """Mass of exp(−τ‖x − ρ‖²) in a ball, as a share of that in the pattern's own."""
    root = math.sqrt(sharpness)
    inner = log_ball_integral(dim, root * radius)
    return math.exp(inner - log_ball_integral(dim, root * BALL))


def theorem_gives_the_density(sharpness: float = 1.0) -> Evidence:
    """One step from the edge of each ball: its error, the bound, and the density there.

    Eight patterns, three long, at right angles; β = 2. The density is exp(−τE) on the
    balls, with τ = 1 in the paper.
    """
    patterns = 3 * torch.eye(8, dtype=torch.float64)
    generator = torch.Generator().manual_seed(SEED)
    away = torch.randn(50, 8, generator=generator, dtype=torch.float64)
    within, bounds = [], []
    for target, pattern in enumerate(patterns):
        queries = pattern + BALL * normalize(away, dim=-1)
        bound = retrieval_error_bound(patterns, queries, target, 2.0)
        error = (modern_update(patterns, queries, 2.0) - pattern).norm(dim=-1)
        within.append(error <= bound)
        bounds.append(bound.max().item())
    kept = torch.cat(within).double().mean().item()
    mass = share_within(8, max(bounds), sharpness)
    what = "mass of the density within the bound"
    return Evidence(
        printed=(Comparison(what, mass, "≥", 0.5),),
        controls=(
            Comparison("steps that keep to the bound", kept, "=", 1.0),
            Comparison(what, mass, "<", 0.01),
        ),
    )


PAIR = points([-2.0], [2.0])


def eq_5(patterns: Patterns, x: Queries) -> Energies:
    """exp(−g), up to the constant Z."""
    return torch.exp(-nearest_squared_distance(patterns, x))


def lowest_on_a_pattern(
    energy: Callable[[Patterns, Queries], Energies] = eq_5,
) -> Evidence:
    """How far from its pattern an energy is lowest, on balls of 1.5 around ±2."""
    offsets = torch.linspace(-1.5, 1.5, 3001, dtype=torch.float64)

    def away(measure: Callable[[Patterns, Queries], Energies]) -> float:
        lowest = [measure(PAIR, (x + offsets)[:, None]).argmin() for x in PAIR]
        return max(offsets[place].abs().item() for place in lowest)

    what = "from a pattern to the lowest point"
    return Evidence(
        printed=(Comparison(f"{what}, the energy named", away(energy), "=", 0, 1e-3),),
        core=(Comparison(f"{what}, Eq. 4", away(distance_energy), "=", 0, 1e-3),),
    )


CLAIMS = (
    Claim(
        "density-of-a-layer",
        "Section 4, before Claim 1",
        "According to Theorem 4 of Ramsauer et al. the density of a layer,"
        " corresponding to the retrieval, is exp(−E)/Z on the balls.",
        "The theorem bounds the error of one step, as their theorems on retrieval do.",
        "unsupported",
        "The theorem says where a step ends and speaks of no density; exp(−E)/Z is a"
        " model that one may choose, with almost all of its mass elsewhere.",
        CHAPTER,
        theorem_gives_the_density,
        Variant(
            "a density 10⁸ times as sharp", partial(theorem_gives_the_density, 1e8)
        ),
    ),
    Claim(
        "conclusion-energy",
        "Section 7",
        "The new energy function that the paper proposes is in Eq. 5.",
        "An energy is lowest where a pattern is stored.",
        "holds with a correction",
        "It is in Eq. 4. Eq. 5 is a density, highest on the patterns.",
        CHAPTER,
        lowest_on_a_pattern,
        Variant("Eq. 4", partial(lowest_on_a_pattern, distance_energy)),
    ),
)
