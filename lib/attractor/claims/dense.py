"""Table 1, the rows of the polynomial and the exponential memory."""

from functools import partial

import torch

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED
from attractor.memory import (
    exponential_energy,
    exponential_field,
    exponential_update,
    polynomial_field,
)
from attractor.shapes import Patterns

CHAPTER = "memory/dense-memory"
SMALL, LARGE, AT_SMALL = 20, 60, 40


def signs(n_patterns: int, dim: int, generator: torch.Generator) -> Patterns:
    """Random patterns of ±1."""
    bits = torch.randint(0, 2, (n_patterns, dim), generator=generator)
    return (2 * bits - 1).double()


def bit_error(n_patterns: int, dim: int, degree: int, draws: int) -> float:
    """Share of the units of stored patterns that would turn."""
    generator = torch.Generator().manual_seed(SEED)
    turned = torch.tensor(0.0, dtype=torch.float64)
    for _ in range(draws):
        patterns = signs(n_patterns, dim, generator)
        field = patterns * polynomial_field(patterns, patterns, degree)
        turned += (field < 0).double().mean()
    return turned.item() / draws


def capacity_grows_like_a_power(power: int = 3, degree: int = 3) -> Evidence:
    """Three times the units and 3^power times the patterns: does the error stay?"""
    before = bit_error(AT_SMALL, SMALL, degree, draws=100)

    def growth(exponent: int) -> float:
        count = AT_SMALL * (LARGE // SMALL) ** exponent
        return bit_error(count, LARGE, degree, draws=5) / before

    what = "error at three times the units, over the error before, d ∝ n"
    kept = growth(degree - 1)
    return Evidence(
        printed=(Comparison(f"{what}^{power}", growth(power), "=", 1.0, 0.25),),
        core=(Comparison(f"{what}^{degree - 1}", kept, "=", 1.0, 0.25),),
        corrected=(Comparison(f"{what}^{degree - 1}", kept, "=", 1.0, 0.25),),
    )


def all_are_stable(rate: float = 0.5) -> Evidence:
    """Share of 60 sets of 2^(rate · 16) patterns in which every pattern is stable."""
    generator = torch.Generator().manual_seed(SEED)
    dim, draws = 16, 60

    def share(exponent: float) -> tuple[float, int]:
        whole = in_spite_of_neighbors = 0
        for _ in range(draws):
            patterns = signs(round(2 ** (exponent * dim)), dim, generator)
            field = patterns * exponential_field(patterns, patterns)
            stable = bool((field >= 0).all())
            near = bool((patterns @ patterns.mT == dim - 2).any())
            whole += stable
            in_spite_of_neighbors += stable and near
        return whole / draws, in_spite_of_neighbors

    at_rate, below = share(rate), share(0.3)
    spared = at_rate[1] + below[1]
    what = "share of sets whose patterns are all stable, d = 2^"
    return Evidence(
        printed=(Comparison(f"{what}({rate:g} n)", at_rate[0], "≥", 0.5),),
        core=(
            Comparison(f"{what}(0.3 n)", below[0], "≥", 0.5),
            Comparison("sweeps by −Σ exp that −log Σ exp undoes", undone(), "=", 0),
        ),
        corrected=(Comparison("sets with neighbors, all stable", spared, "=", 0),),
    )


def undone() -> int:
    """States that a sweep with the logarithm leads elsewhere than one without."""
    generator = torch.Generator().manual_seed(SEED)
    patterns, states = signs(12, 9, generator), signs(200, 9, generator)
    swept = states.clone()
    for i in range(9):
        up, down = swept.clone(), swept.clone()
        up[:, i], down[:, i] = 1.0, -1.0
        gain = exponential_energy(patterns, down) - exponential_energy(patterns, up)
        swept[:, i] = torch.where(gain >= -1e-12, 1.0, -1.0).double()
    return int((swept != exponential_update(patterns, states)).any(-1).sum())


CLAIMS = (
    Claim(
        "table-1-krotov",
        "Table 1, row 2",
        "With F of order r, E = −Σ F(ρᵢ·x) over i ≤ n stores Θ(n^r) patterns.",
        "Random patterns of ±1, a fixed share of wrong units.",
        "holds with a correction",
        "The sum runs over the d patterns, and the capacity is Θ(n^(r−1)).",
        CHAPTER,
        capacity_grows_like_a_power,
        Variant("one power less", partial(capacity_grows_like_a_power, 2)),
    ),
    Claim(
        "table-1-demircigil",
        "Table 1, row 3",
        "E = −LogSumExp(Mx) on ±1 states stores Θ(2^(n/2)) patterns.",
        "Random patterns of ±1, all of them stable.",
        "holds with a correction",
        "All of 2^(αn) patterns are stable, with probability → 1, for every α < ½ and "
        "for none from ½ on: of two patterns that differ in one unit, one is lost. "
        "The original energy has no logarithm; minima and sign updates are the same.",
        CHAPTER,
        all_are_stable,
        Variant("exponent 0.3", partial(all_are_stable, 0.3)),
    ),
)
