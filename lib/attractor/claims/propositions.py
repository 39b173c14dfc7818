"""Section 4: Propositions 1 to 3, which compare the energies with each other."""

import math
from collections.abc import Callable
from functools import partial

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import FIGURE_1, Measure, memories, points, sum_to_dim
from attractor.memory import distance_energy, modern_energy, nearest_squared_distance
from attractor.shapes import Patterns
from attractor.theory import (
    Interval,
    corrected_gap_interval,
    distance_energy_slack,
    modern_gap,
    printed_gap_interval,
    squared_norm_spread,
)

CHAPTER = "attention/distance-energy"


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


CLAIMS = (
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
)
