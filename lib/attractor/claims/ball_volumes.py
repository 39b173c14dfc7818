"""Section 5, Theorem C.1 and Equation (13): volumes of balls in many dimensions."""

import cmath
import math
from collections.abc import Callable, Sequence
from functools import partial

from scipy.special import loggamma

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.theory import (
    log_ball_integral,
    log_ball_volume,
    unit_volume_radius,
)

CHAPTER = "loss/cross-entropy-bound"
MANY = (1024, 10_000, 100_000, 1_000_000)
DIMS = range(5, 200)
PAPERS = (768, 1024, 768 * 1024, 1024 * 1024)
Radius = Callable[[int], float]


def stirling(z: int | complex) -> complex:
    """√(2π/z) (z/e)^z, as a logarithm."""
    return cmath.log(2 * math.pi / z) / 2 + z * (cmath.log(z) - 1)


def gamma_is_close(turns: Sequence[float] = (0.0, 0.25, 0.5)) -> Evidence:
    """The relative error of Stirling's formula times |z|, along rays from 0.

    `turns`: the directions, as parts of a full turn; a half turn is the negative axis.
    """

    def error(directions: Sequence[float]) -> float:
        return max(
            abs(cmath.exp(stirling(z) - complex(loggamma(z))) - 1) * abs(z)
            for turn in directions
            for z in (cmath.rect(size, 2 * math.pi * turn) for size in (20.5, 40.5))
        )

    large = math.exp(loggamma(1025.0) - stirling(1024).real) / 1024
    right = Comparison("error times |z|, right half", error((0.0, 0.25)), "≤", 0.1)
    return Evidence(
        printed=(Comparison("error times |z|", error(turns), "≤", 0.1),),
        core=(right,),
        corrected=(right, Comparison("z! at 1024", large, "=", 1.0, 1e-3)),
    )


def log_unit_volume(dim: int) -> float:
    """log of (2πe/n)^(n/2)/√(nπ)."""
    return log_without_root(dim) - math.log(dim * math.pi) / 2


def log_without_root(dim: int) -> float:
    """log of (2πe/n)^(n/2)."""
    return dim / 2 * math.log(2 * math.pi * math.e / dim)


def unit_ball_is(formula: Callable[[int], float] = log_unit_volume) -> Evidence:
    """log V_n(1) less a formula's, times n: it stays bounded if the error is O(1/n)."""
    errors = [formula(n) - float(log_ball_volume(n, 1.0)) for n in MANY]
    scaled = max(abs(error) * n for error, n in zip(errors, MANY, strict=True))
    return Evidence(
        printed=(
            Comparison("formula over V at n = 1024", math.exp(errors[0]), "=", 1, 1e-3),
            Comparison("error of log V times n, to n = 10⁶", scaled, "≤", 0.2),
        )
    )


def radius_one(dim: int) -> float:
    """The unit ball's radius, whatever the dimension."""
    return 1.0


def ball_shrinks(radius: Radius = radius_one) -> Evidence:
    """V in n + 1 dimensions over V in n, from 5 dimensions on and far out."""

    def ratio(n: int) -> float:
        after = log_ball_volume(n + 1, radius(n + 1))
        return math.exp(float(after - log_ball_volume(n, radius(n))))

    return Evidence(
        printed=(
            Comparison("largest ratio, n ≥ 5", max(map(ratio, DIMS)), "<", 1.0),
            Comparison("ratio at n = 1024", ratio(1024), "<", 0.1),
        ),
    )


def printed_radius(dim: int) -> float:
    """√(n/2πe)."""
    return math.sqrt(dim / (2 * math.pi * math.e))


def volume_is_of_order_one(radius: Radius = printed_radius) -> Evidence:
    """A radius beside that of volume 1, and the volume as n grows a thousandfold."""

    def volume(dim: int, of: Radius) -> float:
        return math.exp(float(log_ball_volume(dim, of(dim))))

    def share(dim: int) -> float:
        return volume(dim, printed_radius) * math.sqrt(dim * math.pi)

    ratio = radius(MANY[-1]) / unit_volume_radius(MANY[-1])
    change = volume(MANY[-1], radius) / volume(MANY[0], radius)
    near = Comparison("radius over that of volume 1, n = 10⁶", ratio, "=", 1.0, 1e-4)
    return Evidence(
        printed=(
            near,
            Comparison("volume, n = 10⁶ against 1024", change, "≥", 0.5),
        ),
        core=(near,),
        corrected=(
            near,
            Comparison(
                "√(nπ) times the volume, n = 10⁶", share(MANY[-1]), "=", 1, 1e-3
            ),
        ),
    )


def partition_lies_between(power: int = 1) -> Evidence:
    """log of Z_t/d at the radius √(n/2πe) beside both ends of Eq. 13."""

    def room(exponent: int) -> list[tuple[float, float]]:
        radii = [printed_radius(n) for n in PAPERS]
        return [
            (
                float(log_ball_integral(n, r) - log_ball_volume(n, r)) + r**exponent,
                float(log_ball_integral(n, r) - log_ball_volume(n, r)),
            )
            for n, r in zip(PAPERS, radii, strict=True)
        ]

    over, under = zip(*room(power), strict=True)
    true, _ = zip(*room(2), strict=True)
    return Evidence(
        printed=(
            Comparison("log Z_t over the lower end, n = 1024", over[1], "≥", 0.0),
            Comparison("the least, n to 1024²", min(over), "≥", 0.0),
            Comparison("largest log Z_t over the upper", max(under), "≤", 0.0),
        ),
        corrected=(
            Comparison("log Z_t over d V exp(−r²), least", min(true), "≥", 0.0),
            Comparison("as a factor", math.exp(max(true)), "=", 1.13, 0.005),
        ),
    )


CLAIMS = (
    Claim(
        "unit-ball-shrinks",
        "Section 5, after Eq. 12",
        "The volume of the unit ball falls fast as the dimension grows.",
        "From 5 dimensions on.",
        "holds",
        "It grows up to 5 dimensions; then it falls faster than any power.",
        CHAPTER,
        ball_shrinks,
        Variant("radius √(n/2)", partial(ball_shrinks, lambda n: math.sqrt(n / 2))),
    ),
    Claim(
        "stirling",
        "Section 5, before Eq. 13",
        "V_n(1) ≈ (2πe/n)^(n/2)/√(nπ) for large n.",
        "",
        "holds",
        "The error of the logarithm is about 1/(6n).",
        CHAPTER,
        unit_ball_is,
        Variant("√(nπ) left out", partial(unit_ball_is, log_without_root)),
    ),
    Claim(
        "unit-volume",
        "Section 5, before Eq. 13",
        "For V_n(r) to be O(1), r must be about √(n/2πe); Eq. 13 is taken there.",
        "O(1) meant as neither growing nor vanishing.",
        "holds with a correction",
        "The ratio to the radius of volume 1 goes to 1. At √(n/2πe) itself the volume"
        " is 1/√(nπ), which goes to 0.",
        CHAPTER,
        volume_is_of_order_one,
        Variant(
            "Γ(n/2+1)^(1/n)/√π for the radius",
            partial(volume_is_of_order_one, unit_volume_radius),
        ),
    ),
    Claim(
        "eq-13",
        "Equation (13)",
        "d V_n(r) exp(−r) ≤ Z_t ≤ d V_n(r) at r = √(n/2πe).",
        "The paper's n: 768 and 1024, and 1024 times as many.",
        "fails",
        "d V_n(r) exp(−r²) ≤ Z_t, which is about 1.13 times that. At n = 1024 the"
        " printed lower end is e⁵² times Z_t.",
        CHAPTER,
        partition_lies_between,
        Variant("exp(−r²) at the lower end", partial(partition_lies_between, 2)),
    ),
    Claim(
        "theorem-c1",
        "Theorem C.1",
        "Γ(z) = √(2π/z) (z/e)^z (1 + O(1/z)) for any complex z.",
        "",
        "holds with a correction",
        "For z away from the negative axis, where Γ has poles; the paper uses z > 0.",
        CHAPTER,
        gamma_is_close,
        Variant(
            "z in the right half of the plane",
            partial(gamma_is_close, (0.0, 0.125, 0.25)),
        ),
    ),
)
