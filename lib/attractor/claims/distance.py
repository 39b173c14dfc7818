"""Section 4: the paper's own energy, and what it is compared with."""

import math
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor
from torch.autograd.functional import hessian

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.draws import memories, points
from attractor.memory import (
    distance_energy,
    find_minima,
    modern_energy,
    nearest_squared_distance,
    retrieve,
)
from attractor.shapes import Energies, Patterns, Queries
from attractor.theory import (
    Interval,
    corrected_gap_interval,
    distance_energy_slack,
    guaranteed_basin_radius,
    modern_gap,
    printed_gap_interval,
    squared_norm_spread,
)

CHAPTER = "attention/distance-energy"
FIGURE_1 = points([-2.0, -0.5], [0.2, -0.3], [1.5, 1.5])
NUMBERS = points([-2.0], [0.0], [1.0])
Measure = Callable[[Patterns, Queries], Energies]


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


def sum_to_dim(patterns: Patterns, queries: Queries) -> Energies:
    """Eq. 4 as printed: the sum ends at n, the dimension."""
    return distance_energy(patterns[: patterns.shape[-1]], queries)


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


def energy_lies_in_its_band(energy: Measure = distance_energy) -> Evidence:
    """How far E leaves [g − log d, g] on either side."""
    above, below = -math.inf, -math.inf
    for patterns, queries in memories():
        g = nearest_squared_distance(patterns, queries)
        e = energy(patterns, queries)
        above = max(above, (e - g).max().item())
        slack = distance_energy_slack(len(patterns))
        below = max(below, (g - slack - e).max().item())
    return Evidence(
        printed=(
            Comparison("above g", above, "≤", 0.0, 1e-12),
            Comparison("below g − log d", below, "≤", 0.0, 1e-12),
        )
    )


def printed_last_line(patterns: Patterns) -> float:
    """max‖ρᵢ‖² − ξ², where the printed proof ends."""
    norms = patterns.square().sum(-1)
    return (norms.max() - norms.max()).item()


def largest_shift(patterns: Patterns) -> float:
    """maxᵢ |‖ρᵢ‖² − ξ²|, what Lemma 4 gives."""
    norms = patterns.square().sum(-1)
    return (norms - norms.max()).abs().max().item()


def energies_differ_by_the_spread(
    last_line: Callable[[Patterns], float] = printed_last_line,
) -> Evidence:
    """The proof's last line beside R, and both sides of the difference itself."""
    most, least = -math.inf, math.inf
    for patterns, queries in memories():
        doubled = 2 * modern_energy(patterns, queries, 2.0) - math.log(len(patterns))
        apart = doubled - distance_energy(patterns, queries)
        most = max(most, apart.max().item() - squared_norm_spread(patterns))
        least = min(least, apart.min().item())
    spread = squared_norm_spread(FIGURE_1)
    inside = Comparison("difference beyond R", most, "≤", 0.0, 1e-10)
    end = Comparison("last line of the proof", last_line(FIGURE_1), "=", spread, 1e-12)
    return Evidence(
        printed=(inside, end),
        core=(inside,),
        corrected=(inside, Comparison("least difference", least, "≥", 0.0, 1e-10)),
    )


def minus_log_sum_exp(patterns: Patterns, queries: Queries) -> Energies:
    """−LSE of the similarities, which has no bowl."""
    return -(2 * queries @ patterns.T).logsumexp(-1)


def has_no_bowl(energy: Measure = distance_energy) -> Evidence:
    """The curvature far from all patterns, 0 where no quadratic term is inside."""
    far = torch.tensor([40.0, 30.0], dtype=torch.float64)

    def value(x: Tensor) -> Tensor:
        return energy(FIGURE_1, x)

    curvature = torch.linalg.eigvalsh(hessian(value, far)).max().item()
    lowest = min(distance_energy(*each).min().item() for each in memories())
    return Evidence(
        printed=(Comparison("curvature far away", curvature, "=", 0.0, 1e-9),),
        core=(Comparison("lowest energy found", lowest, "≥", -math.log(8)),),
    )


def gap_stays_inside(
    interval: Callable[[Patterns], Interval] = printed_gap_interval,
) -> Evidence:
    """g − 2E_M for ±3 at 3, and the share of random draws in the interval."""

    def share_inside(ends: Callable[[Patterns], Interval]) -> float:
        inside = total = 0
        for patterns, queries in memories():
            gap = modern_gap(patterns, queries)
            low, high = ends(patterns)
            inside += int(((gap >= low - 1e-9) & (gap <= high + 1e-9)).sum())
            total += gap.numel()
        return inside / total

    pair = points([3.0], [-3.0])
    gap = modern_gap(pair, points([3.0])).item()
    corrected = share_inside(corrected_gap_interval)
    return Evidence(
        printed=(
            Comparison(
                "g − 2E at 3, memories ±3", gap, "≥", interval(pair).lower, 1e-12
            ),
            Comparison("share of draws inside", share_inside(interval), "=", 1.0),
        ),
        corrected=(Comparison("share in the corrected one", corrected, "=", 1.0),),
    )


def landscapes_have_as_many_minima(patterns: Patterns = FIGURE_1) -> Evidence:
    """Minima of the distance energy at β = 1 and of the modern one at β = 2."""
    own = len(find_minima(patterns, 1.0, energy="distance"))
    modern = len(find_minima(patterns, 2.0, energy="modern"))
    return Evidence(printed=(Comparison("minima, beside modern", own, "=", modern),))


def every_pattern_has_a_minimum(patterns: Patterns = NUMBERS) -> Evidence:
    """Minima against patterns; and, within the theorem's ball, where queries go."""
    count = len(find_minima(patterns, 1.0, energy="distance"))
    apart = 6 * torch.eye(4, dtype=torch.float64)
    radius = guaranteed_basin_radius(apart)[:, None]
    edge = apart + radius * torch.nn.functional.normalize(1.0 - apart, dim=-1)
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
        "prop-1",
        "Proposition 1",
        "g(x) − log d ≤ E(x) ≤ g(x).",
        "The sum of Eq. 4 goes to d.",
        "holds",
        "",
        CHAPTER,
        energy_lies_in_its_band,
        Variant("the sum ends at n", partial(energy_lies_in_its_band, sum_to_dim)),
    ),
    Claim(
        "prop-2",
        "Proposition 2",
        "E differs from 2E_M − log d, at β = 2, by at most R, the spread of ‖ρᵢ‖².",
        "",
        "holds with a correction",
        "The statement holds, and one-sided: 0 ≤ 2E_M − log d − E ≤ R. The proof's last"
        " line is 0, not R.",
        CHAPTER,
        energies_differ_by_the_spread,
        Variant(
            "the last line that Lemma 4 gives",
            partial(energies_differ_by_the_spread, largest_shift),
        ),
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
        "prop-3",
        "Proposition 3",
        "−R ≤ g(x) − 2E_M(x) ≤ R + log d at β = 2.",
        "",
        "fails",
        "−R − log d ≤ g(x) − 2E_M(x) ≤ 0.",
        CHAPTER,
        gap_stays_inside,
        Variant("log d taken off", partial(gap_stays_inside, corrected_gap_interval)),
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
            partial(
                landscapes_have_as_many_minima,
                2 * torch.nn.functional.normalize(FIGURE_1, dim=-1),
            ),
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
