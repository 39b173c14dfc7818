"""Sections 3 and 5: how many tokens, and N = O(D²)."""

import math
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import NamedTuple

from attractor.claims.ball_volumes import printed_radius
from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.theory import (
    log_ball_integral,
    log_partition,
    unit_partition_radius,
)

CHAPTER = "loss/cross-entropy-bound"
WINDOW = 1024


class Texts(NamedTuple):
    """A dataset of the paper: tokens, samples, and the longest that a sample can be."""

    n_tokens: int
    n_samples: int
    longest: int


OPEN_WEB_TEXT = Texts(9_000_000_000, 8_013_769, WINDOW)
QUESTIONS = Texts(2_000_000, 100_000, 5000)


def samples_fill_the_window(
    datasets: tuple[Texts, ...] = (OPEN_WEB_TEXT, QUESTIONS),
) -> Evidence:
    """D over T_max d for the datasets of section 6; core, for the one cut to size."""

    def filled(texts: Texts) -> float:
        return texts.n_tokens / (texts.longest * texts.n_samples)

    full = Comparison("D/(T_max d), OpenWebText", filled(OPEN_WEB_TEXT), "=", 1.0, 0.15)
    least = min(map(filled, datasets))
    return Evidence(
        printed=(full, Comparison("the least D/(T_max d)", least, "=", 1.0, 0.15)),
        core=(full,),
        corrected=(full,),
    )


def width_from_dimension(dim: float) -> float:
    """N of 12 layers whose width is what n = T_max d_emb says."""
    return 12 * 12 * (dim / WINDOW) ** 2


def width_held_fixed(dim: float) -> float:
    """N = (A l d_emb/T_max) n with d_emb = 768 in the factor, while n grows."""
    return 12 * 12 * 768 / WINDOW * dim


def parameters_grow_like_the_square(
    parameters: Callable[[float], float] = width_from_dimension,
) -> Evidence:
    """The power of D in the N for which the upper end of Eq. 13 is 1.

    d/√(nπ) = 1 gives n, then n gives N. Corrected: with the exact integral at the
    paper's radius the power is near 0, and with a free radius n stays as it is.
    """

    def power(n_for: Callable[[float], float], n_of: Callable[[float], float]) -> float:
        few, many = 1e6, 1e12
        growth = n_of(n_for(many)) / n_of(n_for(few))
        return math.log(growth) / math.log(many / few)

    def by_the_upper_end(n_samples: float) -> float:
        return n_samples**2 / math.pi

    def by_the_integral(n_samples: float) -> float:
        n = 1
        while math.log(n_samples) + log_ball_integral(n, printed_radius(n)) > 0:
            n += 1
        return float(n)

    free = max(
        abs(log_partition(d, n, unit_partition_radius(d, n)))
        for n, d in product((1, 1024, WINDOW * 768), (1.0, 1e6, 1e12))
    )
    exact = power(by_the_integral, width_from_dimension)
    return Evidence(
        printed=(
            Comparison(
                "power of D in N", power(by_the_upper_end, parameters), "=", 2.0, 1e-9
            ),
        ),
        corrected=(
            Comparison("power, exact integral at that radius", exact, "<", 0.2),
            Comparison("|log Z| with a free radius", free, "=", 0.0, 1e-6),
        ),
    )


CLAIMS = (
    Claim(
        "dataset-size",
        "Section 3",
        "The dataset has D ≈ T_max d tokens in d samples of at most T_max.",
        "The two datasets of section 6 with the paper's numbers.",
        "holds with a correction",
        "True where samples are cut to the full length. The 100,000 lines of section"
        " 6.3 have 20 tokens each, and T_max is 5000.",
        CHAPTER,
        samples_fill_the_window,
        Variant(
            "OpenWebText alone", partial(samples_fill_the_window, (OPEN_WEB_TEXT,))
        ),
    ),
    Claim(
        "n-over-d-squared",
        "Section 5, after Eq. 13",
        "For Z_t to reach 1 we need N = O(D²).",
        "The upper end of Eq. 13 set to 1, n = T_max d_emb, D = T_max d, fixed T_max.",
        "fails",
        "That n needs N ~ D⁴, since d_emb grows with it. With the exact integral N is"
        " like log² D. If the radius is free, Z_t = 1 has a solution for all N and D.",
        CHAPTER,
        parameters_grow_like_the_square,
        Variant(
            "d_emb held fixed while n grows",
            partial(parameters_grow_like_the_square, width_held_fixed),
        ),
    ),
)
