"""Appendix B: the lemmas about the log-sum-exp."""

import math
from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED

CHAPTER = "attention/distance-energy"


def numbers(count: int, size: int) -> Tensor:
    """Rows of normal numbers, three times wider than standard."""
    generator = torch.Generator().manual_seed(SEED)
    return 3 * torch.randn(count, size, generator=generator, dtype=torch.float64)


def lies_below_its_chords(sign: int = 1) -> Evidence:
    """The largest rise of ±log-sum-exp above its chords, over random pairs."""
    x, y = numbers(400, 5).split(200)
    share = torch.linspace(0, 1, 200, dtype=torch.float64)[:, None]
    between = (share * x + (1 - share) * y).logsumexp(-1)
    chord = share[:, 0] * x.logsumexp(-1) + (1 - share[:, 0]) * y.logsumexp(-1)
    rise = (sign * (between - chord)).max().item()
    return Evidence(printed=(Comparison("rise above a chord", rise, "≤", 0.0, 1e-12),))


def exceeds_the_maximum(least_size: int = 1, side: int = 1) -> Evidence:
    """How far log-sum-exp lies above the maximum (side 1), or below the minimum.

    `least_size`: the shortest vectors it is asked of.
    """

    def gaps(least: int) -> tuple[float, float]:
        low, excess = math.inf, -math.inf
        for size in range(least, 7):
            x = side * numbers(200, size)
            gap = x.logsumexp(-1) - x.max(-1).values
            low = min(low, gap.min().item())
            excess = max(excess, gap.max().item() - math.log(size))
        return low, excess

    least, beyond = gaps(least_size)
    strict, _ = gaps(2)
    upper = Comparison("beyond log n", beyond, "≤", 0.0, 1e-12)
    return Evidence(
        printed=(Comparison("least gap to the extreme", least, ">", 0.0), upper),
        core=(
            Comparison("least gap, not strictly", least, "≥", 0.0, 1e-12),
            Comparison("least gap from two numbers on", strict, ">", 0.0),
            upper,
        ),
    )


def moves_no_more_than_its_argument(share: float = 1.0) -> Evidence:
    """The change of log-sum-exp less this share of the largest change of a number."""
    x, y = numbers(400, 5).split(200)
    y = torch.where(torch.arange(200)[:, None] % 2 == 0, x + 0.7, y)
    change, moves = x.logsumexp(-1) - y.logsumexp(-1), x - y
    beyond = (change.abs() - share * moves.abs().max(-1).values).max().item()
    over = (change - moves.max(-1).values).max().item()
    under = (moves.min(-1).values - change).max().item()
    return Evidence(
        printed=(Comparison("change beyond ‖x−y‖∞", beyond, "≤", 0.0, 1e-12),),
        corrected=(
            Comparison("change over the largest", over, "≤", 0.0, 1e-12),
            Comparison("change under the least", under, "≤", 0.0, 1e-12),
        ),
    )


CLAIMS = (
    Claim(
        "lemma-1",
        "Lemma 1",
        "The log-sum-exp is convex.",
        "",
        "holds",
        "",
        CHAPTER,
        lies_below_its_chords,
        Variant("its negative", partial(lies_below_its_chords, -1)),
    ),
    Claim(
        "lemma-2",
        "Lemma 2",
        "The log-sum-exp is above the maximum, by at most log n.",
        "",
        "holds with a correction",
        "Strictly above from n = 2 on; equal for a single number.",
        CHAPTER,
        exceeds_the_maximum,
        Variant("two numbers or more", partial(exceeds_the_maximum, 2)),
    ),
    Claim(
        "lemma-3",
        "Lemma 3",
        "The negative log-sum-exp of −x is below the minimum, by at most log n.",
        "",
        "holds with a correction",
        "Strictly below from n = 2 on; equal for a single number.",
        CHAPTER,
        partial(exceeds_the_maximum, 1, -1),
        Variant("two numbers or more", partial(exceeds_the_maximum, 2, -1)),
    ),
    Claim(
        "lemma-4",
        "Lemma 4",
        "The log-sum-exp changes by no more than the largest change of a number.",
        "",
        "holds",
        "It lies between the least and the largest change, signs included.",
        CHAPTER,
        moves_no_more_than_its_argument,
        Variant("half of that change", partial(moves_no_more_than_its_argument, 0.5)),
    ),
)
