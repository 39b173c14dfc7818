"""Check on how far the nearest of normal vectors is, in closed form."""

import math

from scipy.special import chdtri, chndtrix

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.theory import gaussian_nearest_neighbor as right
from attractor.theory import mean_gaussian_nearest_neighbor as mean

CASES = ((3, 5, 1.0), (10, 4, 2.0), (300, 16, 0.5), (80_000, 1024, 1.0), (50, 7, 3.0))


def _share(n_others: int | float) -> float:
    """The chance that one of so many others is nearer than their median least."""
    return -math.expm1(-math.log(2) / n_others)


def _central(share: float, dim: int) -> float:
    """The quantile of χ²."""
    return float(chdtri(dim, 1 - share))


def _quantile(share: float, dim: int, off_center: int | float) -> float:
    """The root of the quantile of noncentral χ²."""
    return math.sqrt(chndtrix(share, dim, off_center))


NOISE_NEIGHBOR = Exercise(
    arguments=("n_vectors", "dim", "sigma"),
    truth=right,
    cases=CASES,
    mistakes=(
        Mistake(
            "σ is forgotten: distances grow with it.",
            lambda n, d, s: right(n, d),
        ),
        Mistake(
            "That is multiplied by σ²: distances go with σ, squared distances with σ².",
            lambda n, d, s: s * right(n, d, s),
        ),
        Mistake(
            "That is divided by σ: wider clouds are farther apart.",
            lambda n, d, s: right(n, d) / s,
        ),
        Mistake(
            "That is the squared distance: take the square root.",
            lambda n, d, s: right(n, d, s) ** 2,
        ),
        Mistake(
            "That is half of it: the distance itself is asked for, not a radius.",
            lambda n, d, s: right(n, d, s) / 2,
        ),
        Mistake(
            "σ√n is how far a vector is from the center: two vectors differ by √2 as "
            "much, and the nearest of N by less.",
            lambda n, d, s: s * math.sqrt(d),
        ),
        Mistake(
            "σ√(2n) is how far apart any two vectors are: the nearest of N is closer.",
            lambda n, d, s: s * math.sqrt(2 * d),
        ),
        Mistake(
            "That is the least distance from the center, with central χ²: the vector "
            "one starts from is √n off it, which makes the χ² noncentral.",
            lambda n, d, s: s * math.sqrt(_central(_share(n - 1), d)),
        ),
        Mistake(
            "That is √2 times a central χ² root, as if the N − 1 differences were "
            "independent: they share the vector one starts from.",
            lambda n, d, s: s * math.sqrt(2 * _central(_share(n - 1), d)),
        ),
        Mistake(
            "The noncentrality is √n: it is the squared norm of the vector over σ², n.",
            lambda n, d, s: s * _quantile(_share(n - 1), d, math.sqrt(d)),
        ),
        Mistake(
            "The noncentrality is nσ²: squared distances are divided by σ² first, and "
            "it is n.",
            lambda n, d, s: s * _quantile(_share(n - 1), d, d * s * s),
        ),
        Mistake(
            "That is the expected distance: the median is asked for, from a vector of "
            "squared norm nσ².",
            lambda n, d, s: mean(n, d, s),
        ),
        Mistake(
            "That takes the quantile 1/(N − 1), where one nearer vector is expected: "
            "at the median none is with probability ½, 1 − 2^(−1/(N−1)).",
            lambda n, d, s: s * _quantile(1 / (n - 1), d, d),
        ),
        Mistake(
            "That counts N others: a vector is no neighbor of its own, so there are "
            "N − 1.",
            lambda n, d, s: s * _quantile(_share(n), d, d),
        ),
        Mistake(
            "That is the median distance of any two: of the N − 1 others the nearest "
            "is asked for.",
            lambda n, d, s: s * _quantile(0.5, d, d),
        ),
        Mistake(
            "That is the farthest: the quantile is 1 − 2^(−1/(N−1)), not 2^(−1/(N−1)).",
            lambda n, d, s: s * _quantile(1 - _share(n - 1), d, d),
        ),
        Mistake(
            "The wrong n: the number of vectors stands where the dimension is due, and "
            "the dimension for it.",
            lambda n, d, s: right(d, n, s),
        ),
        Mistake(
            "That is √(n/2πe), where a ball has volume about 1: it knows nothing of "
            "how many vectors there are.",
            lambda n, d, s: math.sqrt(d / (2 * math.pi * math.e)),
        ),
        Mistake(
            "That is 2√(n/2πe), the yardstick of the paper: it knows nothing of how "
            "many vectors there are.",
            lambda n, d, s: 2 * math.sqrt(d / (2 * math.pi * math.e)),
        ),
    ),
)  # fmt: skip


def gaussian_nearest_neighbor(function: object) -> Answer:
    """Check (n_vectors, dim, sigma) ↦ σ √(F⁻¹(1 − 2^(−1/(N−1)); n, n))."""
    return NOISE_NEIGHBOR.examine(function)
