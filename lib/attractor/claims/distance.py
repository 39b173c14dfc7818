"""Section 4: the paper's own energy, and what it is compared with."""

import math
from functools import partial

import torch
from torch import Tensor
from torch.autograd.functional import hessian
from torch.nn.functional import normalize

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import (
    FIGURE_1,
    NUMBERS,
    Measure,
    memories,
    points,
    sum_to_dim,
)
from attractor.memory import (
    distance_energy,
    find_minima,
    modern_energy,
    nearest_squared_distance,
    retrieve,
)
from attractor.shapes import Energies, Patterns, Queries
from attractor.theory import guaranteed_basin_radius

CHAPTER = "attention/distance-energy"
EQUALLY_LONG = 2 * normalize(FIGURE_1, dim=-1)


def least_dot_product(patterns: Patterns, queries: Queries) -> Energies:
    """−max ρᵢ·x, a search that is not one for the nearest."""
    return -(queries @ patterns.T).max(-1).values


def finds_the_nearest(search: Measure = nearest_squared_distance) -> Evidence:
    """The least value of g on random queries, and on the patterns themselves."""
    away = min(search(*each).min().item() for each in memories())
    home = max(
        search(patterns, patterns).abs().max().item() for patterns, _ in memories()
    )
    return Evidence(
        printed=(
            Comparison("least g off the patterns", away, ">", 0.0),
            Comparison("largest |g| on a pattern", home, "=", 0.0, 1e-12),
        )
    )


def stays_below_the_nearest(energy: Measure = sum_to_dim) -> Evidence:
    """How far an energy lies above g, over random memories; Prop. 1 forbids it."""

    def above(measure: Measure) -> float:
        return max(
            (measure(*each) - nearest_squared_distance(*each)).max().item()
            for each in memories()
        )

    return Evidence(
        printed=(Comparison("E − g, at most", above(energy), "≤", 0.0, 1e-12),),
        core=(
            Comparison("E − g, summed to d", above(distance_energy), "≤", 0.0, 1e-12),
        ),
    )


def minus_log_sum_exp(patterns: Patterns, queries: Queries) -> Energies:
    """−LSE of the similarities, which has no bowl."""
    return -(2 * queries @ patterns.T).logsumexp(-1)


def biased_bowl(patterns: Patterns, queries: Queries) -> Energies:
    """‖x‖² − LSE(2ρᵢ·x − ‖ρᵢ‖²)."""
    scores = 2 * queries @ patterns.T - patterns.square().sum(-1)
    return queries.square().sum(-1) - scores.logsumexp(-1)


def has_no_bowl(energy: Measure = distance_energy) -> Evidence:
    """The curvature far from all patterns, 0 where no quadratic term is inside.

    Core: the goal, an energy with a least value, which is at least −log d.
    """
    far = torch.tensor([40.0, 30.0], dtype=torch.float64)

    def value(x: Tensor) -> Tensor:
        return energy(FIGURE_1, x)

    curvature = torch.linalg.eigvalsh(hessian(value, far)).max().item()
    lowest = min(energy(*each).min().item() for each in memories())
    goal = Comparison("lowest energy found", lowest, "≥", -math.log(8))
    bias = max(
        (distance_energy(*each) - biased_bowl(*each)).abs().max().item()
        for each in memories()
    )
    return Evidence(
        printed=(Comparison("curvature far away", curvature, "=", 0.0, 1e-9), goal),
        core=(goal,),
        corrected=(
            Comparison("E less the bowl with biased keys", bias, "=", 0.0, 1e-12),
        ),
    )


def landscapes_have_as_many_minima(patterns: Patterns = FIGURE_1) -> Evidence:
    """Minima of the distance energy at β = 1 and of the modern one at β = 2."""
    own = len(find_minima(patterns, 1.0, energy="distance"))
    modern = len(find_minima(patterns, 2.0, energy="modern"))
    queries = torch.cat([points([0.0, 0.0], [3.0, -2.0]), patterns])
    doubled = 2 * modern_energy(EQUALLY_LONG, queries, 2.0) - math.log(3)
    apart = (doubled - distance_energy(EQUALLY_LONG, queries)).abs().max().item()
    return Evidence(
        printed=(Comparison("minima, beside modern", own, "=", modern),),
        corrected=(
            Comparison("2E_M − log d − E, equal lengths", apart, "=", 0.0, 1e-12),
        ),
    )


def every_pattern_has_a_minimum(patterns: Patterns = NUMBERS) -> Evidence:
    """Minima against patterns; and, within the theorem's ball, where queries go."""
    count = len(find_minima(patterns, 1.0, energy="distance"))
    apart = 6 * torch.eye(4, dtype=torch.float64)
    radius = guaranteed_basin_radius(apart)[:, None]
    edge = apart + radius * normalize(1.0 - apart, dim=-1)
    ends = retrieve(apart, edge, 1.0, energy="distance", tol=1e-13).states
    own = retrieve(apart, apart, 1.0, energy="distance", tol=1e-13).states
    stray = (ends - own).norm(dim=-1).max().item()
    return Evidence(
        printed=(Comparison("minima", count, "=", len(patterns)),),
        core=(
            Comparison("least ball of the theorem", radius.min().item(), ">", 1.0),
            Comparison("its edge ends with its center", stray, "=", 0.0, 1e-9),
        ),
    )


def nearest_replaces_the_energy(radius: float = 2.0) -> Evidence:
    """g − E at the edge of balls around 0 and 4 that may touch."""
    pair = points([0.0], [4.0])

    def error(at: float) -> float:
        x = points([at])
        return (nearest_squared_distance(pair, x) - distance_energy(pair, x)).item()

    bound = math.log1p(math.exp(-4 * (4 - 2 * 1.0)))
    return Evidence(
        printed=(Comparison("g − E at the edge", error(radius), "=", 0.0, 1e-3),),
        core=(Comparison("g − E at radius 1", error(1.0), "≤", bound, 1e-12),),
    )


CLAIMS = (
    Claim(
        "eq-3",
        "Equation (3)",
        "g(x), the least squared distance to a pattern, is zero on patterns only.",
        "",
        "holds",
        "",
        CHAPTER,
        finds_the_nearest,
        Variant(
            "the largest dot product", partial(finds_the_nearest, least_dot_product)
        ),
    ),
    Claim(
        "eq-4",
        "Equation (4)",
        "E(x) is minus the log-sum-exp of n negative squared distances.",
        "d patterns in n dimensions.",
        "holds with a correction",
        "The sum goes over all d patterns.",
        CHAPTER,
        stays_below_the_nearest,
        Variant("summed to d", partial(stays_below_the_nearest, distance_energy)),
    ),
    Claim(
        "no-regularization",
        "Section 4",
        "The energy reaches the goal without additional regularization.",
        "The modern energy's ½‖x‖² is called regularization.",
        "holds with a correction",
        "The bowl ‖x‖² is inside the squared distance; what differs is a bias on keys.",
        CHAPTER,
        has_no_bowl,
        Variant("the bare log-sum-exp", partial(has_no_bowl, minus_log_sum_exp)),
    ),
    Claim(
        "fig-1",
        "Figure 1",
        "The landscape of E resembles that of the modern energy.",
        "The three patterns of the figure.",
        "fails",
        "Three minima against two; for patterns of equal length the two agree.",
        CHAPTER,
        landscapes_have_as_many_minima,
        Variant(
            "the same patterns at equal length",
            partial(landscapes_have_as_many_minima, EQUALLY_LONG),
        ),
    ),
    Claim(
        "definition-1",
        "Definition 1",
        "Patterns are stored: each ball has one fixed point that attracts all of it.",
        "Assumption 1, on the three numbers of Fig. 1.",
        "holds with a correction",
        "True under a condition on distances that can be checked: the storage theorem.",
        CHAPTER,
        every_pattern_has_a_minimum,
        Variant(
            "the numbers one and a half times apart",
            partial(every_pattern_has_a_minimum, 1.5 * NUMBERS),
        ),
    ),
    Claim(
        "claim-1",
        "Claim 1, equation (5)",
        "For well-separated patterns the density is exp(−g)/Z.",
        "Balls that do not meet.",
        "holds with a correction",
        "An approximation, good to log(1 + (d−1) exp(−Δ(Δ−2s))) on balls of radius s.",
        CHAPTER,
        nearest_replaces_the_energy,
        Variant("balls of half that radius", partial(nearest_replaces_the_energy, 1.0)),
    ),
)
