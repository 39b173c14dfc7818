"""Table 1, the rows of the classical and the modern network."""

import math
from functools import partial
from typing import Literal

import numpy as np
import torch
from torch.nn.functional import normalize

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.dense import signs
from attractor.claims.memories import SEED
from attractor.memory import (
    error_free_patterns,
    fixed_points,
    hebbian_couplings,
    modern_update,
    recall,
    unstable_units,
)
from attractor.theory import exponential_capacity

LOAD = 0.1


def share_remembered(n_patterns: int, dim: int, wrong: float, networks: int) -> float:
    """Share of stored patterns that one step leaves with at most so many wrong bits."""
    generator = torch.Generator().manual_seed(SEED)
    drawn = [signs(n_patterns, dim, generator) for _ in range(networks)]
    patterns = torch.stack(drawn)
    kept = unstable_units(patterns, patterns) <= wrong * dim
    return kept.double().mean().item()


def overlap_after_recall(n_patterns: int, dim: int) -> float:
    """Mean overlap with a stored pattern where recall from that pattern ends."""
    generator = torch.Generator().manual_seed(SEED)
    patterns = signs(n_patterns, dim, generator)[None]
    cues = patterns[:, :20]
    ends = recall(patterns, cues, generator=generator, max_sweeps=50).states
    return ((ends * cues).mean(-1)).mean().item()


def capacity_is_linear(wrong: float = 0.0) -> Evidence:
    """Patterns at a tenth of the units, remembered up to a share of wrong bits."""

    def growth(allowed: float) -> float:
        small = share_remembered(20, 200, allowed, networks=20)
        large = share_remembered(100, 1000, allowed, networks=4)
        return large / small

    free = int(error_free_patterns(1000).all)
    whole = share_remembered(free, 1000, 0.0, networks=4)
    beyond = overlap_after_recall(100, 500)
    what = "share remembered at 5 n, over that at n"
    return Evidence(
        printed=(Comparison(what, growth(wrong), "=", 1.0, 0.02),),
        core=(
            Comparison(f"{what}, 1 % wrong", growth(0.01), "=", 1.0, 0.02),
            Comparison("overlap at rest, d = 0.2 n", beyond, "<", 0.7),
        ),
        corrected=(Comparison("share exact, d = n/(4 log n)", whole, "=", 1.0),),
    )


def fixed_points_are_memories(n_patterns: int = 3) -> Evidence:
    """All states of 16 units: those at rest that are no pattern and no negative."""
    bits = torch.arange(16) >> torch.arange(n_patterns)[:, None] & 1
    patterns = (2 * bits - 1).double()
    resting = fixed_points(hebbian_couplings(patterns))
    overlaps = (resting @ patterns.mT).abs() / 16
    nobodys = int((overlaps.max(-1).values < 1).sum())
    kept = int((overlaps == 1).any(0).sum())
    return Evidence(
        printed=(Comparison("states at rest that nobody stored", nobodys, "=", 0),),
        core=(Comparison("patterns among those at rest", kept, "=", n_patterns),),
    )


def share_kept(n_patterns: int, dim: int, radius_factor: float) -> float:
    """Share of random patterns on a sphere that a step moves by less than a tenth."""
    generator = torch.Generator().manual_seed(SEED)
    kept = []
    for _ in range(1 + 300 // n_patterns):
        drawn = torch.randn(n_patterns, dim, generator=generator, dtype=torch.float64)
        patterns = radius_factor * math.sqrt(dim - 1) * normalize(drawn, dim=-1)
        probes = patterns[:200]
        error = (modern_update(patterns, probes, 1.0) - probes).norm(dim=-1)
        kept.append(error < 0.1 * probes.norm(dim=-1))
    return torch.cat(kept).double().mean().item()


def half_kept(dim: int) -> float:
    """The number of patterns of which half are kept, K = 1 and β = 1."""
    counts = np.logspace(1, 4.25, 12).round().astype(int).tolist()
    shares = [share_kept(count, dim, 1.0) for count in counts]
    falling = [-share for share in shares]
    return math.exp(float(np.interp(-0.5, falling, np.log(counts))))


def capacity_grows_as_promised(relation: Literal["=", "≥"] = "=") -> Evidence:
    """Measured growth per dimension beside the theorem's; Θ says equal, Ω at least."""
    first, middle, last = (half_kept(dim) for dim in (8, 11, 14))
    early, late = math.log(middle / first) / 3, math.log(last / middle) / 3
    measured = (last / first) ** (1 / 6)
    promised = exponential_capacity(1000, 1.0, 1.0, 0.001).base ** 0.25
    sure = exponential_capacity(20, 1.0, 3.0, 0.001).n_patterns
    found = 2000 * share_kept(2000, 20, 3.0)
    what = "growth of d per dimension"
    return Evidence(
        printed=(Comparison(what, measured, relation, promised, 0.05),),
        core=(
            Comparison(what, measured, ">", 1.0),
            Comparison("its logarithm, n = 11 to 14", late, "=", early, early / 4),
            Comparison("patterns kept, n = 20, K = 3", found, "≥", sure),
        ),
    )


CLAIMS = (
    Claim(
        "fixed-points-are-memories",
        "Section 2",
        "The update dynamics of the classical network define an energy, whose fixed"
        " points correspond to the stored memories.",
        "Three patterns at right angles; a memory and its negative count as one.",
        "holds with a correction",
        "The memories are fixed points, while they are few; other fixed points are"
        " mixtures that nobody stored.",
        "memory/capacity",
        fixed_points_are_memories,
        Variant("a single pattern", partial(fixed_points_are_memories, 1)),
    ),
    Claim(
        "table-1-hopfield",
        "Table 1, row 1",
        "The classical network, with W the outer product of the patterns, stores O(n)"
        " of them.",
        "Random patterns of ±1; to store means to remember exactly.",
        "holds with a correction",
        "O(n) if a share of wrong bits is allowed, up to 0.138 n; without any,"
        " n/(4 log n). W is the sum of the outer products, with a zero diagonal.",
        "memory/capacity",
        capacity_is_linear,
        Variant("one bit in a hundred may be wrong", partial(capacity_is_linear, 0.01)),
    ),
    Claim(
        "table-1-modern",
        "Table 1, row 4",
        "The modern network stores Θ(c^((n−1)/4)) patterns.",
        "c is the constant of the theorem of Ramsauer et al., for random patterns on a"
        " sphere.",
        "holds with a correction",
        "The theorem is a lower bound, Ω; the number does grow exponentially, and"
        " faster than that.",
        "attention/modern-hopfield",
        capacity_grows_as_promised,
        Variant("Ω instead of Θ", partial(capacity_grows_as_promised, "≥")),
    ),
)
