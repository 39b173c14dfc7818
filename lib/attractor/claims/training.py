"""Section 6.2: what is said about data of three sizes."""

import math
from functools import partial

import numpy as np
from scipy.spatial import KDTree

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.gpt2 import counts
from attractor.claims.memories import SEED

CHAPTER = "experiments/training-gpt2"
SAMPLES = 10_000


def size_is_of_order_squared(tokens: int | float = 90e6) -> Evidence:
    """Orders of magnitude between N of GPT-2 small and D²; and the D that fits."""
    n_params = counts("gpt2")["total"]
    orders = math.log10(n_params / tokens**2)
    fits = math.isqrt(n_params)
    return Evidence(
        printed=(Comparison("log₁₀ N/D²", orders, "=", 0.0, 1.0),),
        corrected=(
            Comparison("tokens whose square is N", fits, "=", 11_155),
            Comparison("D over that", 90e6 / fits, ">", 8000),
        ),
    )


def least_distance(count: int) -> float:
    """The least distance between any two of the first so many normal samples."""
    rng = np.random.default_rng(SEED)
    samples = rng.standard_normal((10 * SAMPLES, 4))[:count]
    return float(KDTree(samples).query(samples, k=2)[0][:, 1].min())


def part_is_worse_separated(part: float = 0.001) -> Evidence:
    """The least distance in the first 0.1 % of samples, beside that in all of them."""
    shares = (0.001, 0.01, 0.1, 1.0)
    falling = np.diff([least_distance(round(share * SAMPLES)) for share in shares])
    ratio = least_distance(round(part * SAMPLES)) / least_distance(SAMPLES)
    return Evidence(
        printed=(Comparison("least distance, part over all", ratio, "<", 1.0),),
        corrected=(
            Comparison("its largest rise with data", float(falling.max()), "≤", 0.0),
        ),
    )


CLAIMS = (
    Claim(
        "fig-3",
        "Figure 3",
        "Trained on 9M tokens GPT-2 small overfits and its training loss vanishes; on"
        " 90M and 9B both losses stay above 2.",
        "A typical training time.",
        None,
        "",
        CHAPTER,
        None,
        None,
    ),
    Claim(
        "not-well-separated",
        "Section 6.2",
        "With 0.1 % of the data the samples are not well separated; therefore the"
        " training loss vanishes.",
        "Well separated as in Assumption 3, in comparison with all of the data.",
        "fails",
        "A part of the data is at least as well separated as the whole: leaving out"
        " samples removes distances and adds none.",
        CHAPTER,
        part_is_worse_separated,
        Variant("ten times the data", partial(part_is_worse_separated, 10.0)),
    ),
    Claim(
        "model-size-order",
        "Section 6.2",
        "The model size is about of the order O(D²) when trained on 90M tokens.",
        "N is that of GPT-2 small; the same order is a factor of ten.",
        "fails",
        "N is 1.5e−8 of D². It is the square of 11,155 tokens.",
        CHAPTER,
        size_is_of_order_squared,
        Variant("11,155 tokens", partial(size_is_of_order_squared, 11_155)),
    ),
    Claim(
        "similar-loss",
        "Section 6.2",
        "With 90M tokens the model reaches training and validation losses similar to"
        " those with 9B.",
        "A typical training time.",
        None,
        "",
        CHAPTER,
        None,
        None,
    ),
)
