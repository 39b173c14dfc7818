"""Equation (12), appendix C.2 and Lemma 5: integrals of exp(−‖x‖²) over balls."""

import math
from collections.abc import Callable
from functools import partial
from itertools import product

from scipy.integrate import quad

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.line_model import nearest
from attractor.theory import (
    log_ball_integral,
    log_ball_volume,
    printed_log_ball_integral,
)
from attractor.theory.balls import Logarithms

CHAPTER = "loss/cross-entropy-bound"
DIMS, RADII = (1, 2, 3, 4, 10, 100, 1024), (0.1, 1.0, 3.0, 7.743, 10.0)
LogIntegral = Callable[[int, float], Logarithms]


def log_power_integral(dim: int, end: float, power: int) -> float:
    """log ∫₀ᵉⁿᵈ tⁿ⁻¹ exp(−t^power) dt by quadrature on both sides of the peak."""
    peak = min(end, ((dim - 1) / power) ** (1 / power))

    def height(t: float) -> float:
        return (dim - 1) * math.log(t) - t**power if t > 0 else -math.inf

    top = height(peak) if peak > 0 else 0.0

    def piece(low: float, high: float) -> float:
        return quad(
            lambda t: math.exp(height(t) - top), low, high, epsabs=0, epsrel=1e-11
        )[0]

    return top + math.log(piece(0.0, peak) + piece(peak, end))


def log_shells(dim: int, radius: float) -> float:
    """log ∫ over a ball by adding up its shells: C.2 up to the last line but one."""
    surface = math.log(2) + dim / 2 * math.log(math.pi) - math.lgamma(dim / 2)
    return surface + log_power_integral(dim, radius, 2)


def sums_over_balls(radii: tuple[float, float] = (3.0, 0.5)) -> Evidence:
    """The integral of exp(−g) over intervals around 0 and 3.6, and of each one's own.

    Corrected: with one radius for both, and with the centers 6 apart.
    """

    def integrals(sizes: tuple[float, float], apart: float) -> tuple[float, float]:
        centers = (0.0, apart)
        pieces = [(c, c - r, c + r) for c, r in zip(centers, sizes, strict=True)]
        whole = [
            quad(lambda x: math.exp(-nearest(centers, x)), low, high, points=[1.8])[0]
            for _, low, high in pieces
        ]
        own = [
            quad(lambda x, c=c: math.exp(-((x - c) ** 2)), low, high)[0]
            for c, low, high in pieces
        ]
        return sum(whole), sum(own)

    gap = 3.6 - sum(radii)
    whole, own = integrals(radii, 3.6)
    alike, far = integrals((1.7, 1.7), 3.6), integrals((3.0, 0.5), 6.0)
    what = "∫ exp(−g) over both balls"
    equal = Comparison(f"{what}, of one radius", alike[0], "=", alike[1], 1e-9)
    return Evidence(
        printed=(
            Comparison("room between the balls", gap, ">", 0.0),
            Comparison(what, whole, "=", own, 1e-9),
        ),
        core=(equal,),
        corrected=(equal, Comparison(f"{what}, 6 apart", far[0], "=", far[1], 1e-9)),
    )


def integral_is(formula: LogIntegral = printed_log_ball_integral) -> Evidence:
    """A formula beside the sum of shells, in few dimensions and in many."""
    error = max(
        abs(float(log_ball_integral(n, s)) - log_shells(n, s))
        for n, s in product(DIMS, RADII)
    )
    few, many = math.exp(log_shells(3, 1.0)), log_shells(1024, 10.0)
    return Evidence(
        printed=(
            Comparison("∫ at n = 3, r = 1", math.exp(formula(3, 1.0)), "=", few, 1e-9),
            Comparison(
                "log ∫ at n = 1024, r = 10", float(formula(1024, 10.0)), "=", many, 1e-8
            ),
        ),
        corrected=(
            Comparison("error of the logarithm, corrected", error, "=", 0.0, 1e-8),
        ),
    )


def gamma_lies_between(power: int = 1) -> Evidence:
    """∫₀ʳ tⁿ⁻¹ exp(−t^power) dt beside rⁿ/n and exp(−r) rⁿ/n; logarithms."""
    above, below = math.inf, -math.inf
    for n, r in product(DIMS, RADII):
        share = log_power_integral(n, r, power) - n * math.log(r) + math.log(n)
        above, below = min(above, share + r), max(below, share)
    return Evidence(
        printed=(
            Comparison("least log of γ over the lower end", above, "≥", 0.0, 1e-9),
            Comparison("largest log of γ over the upper", below, "≤", 0.0, 1e-9),
        )
    )


def ball_lies_between(power: int = 1) -> Evidence:
    """The integral over a ball beside V and exp(−r^power) V; logarithms."""

    def ends(exponent: int) -> tuple[float, float]:
        shares = [
            (log_shells(n, s) - float(log_ball_volume(n, s)), s**exponent)
            for n, s in product(DIMS, RADII)
        ]
        return min(a + b for a, b in shares), max(a for a, _ in shares)

    over, under = ends(power)
    lower = math.exp(float(log_ball_volume(3, 3.0)) - 3.0**power)
    true = ends(2)
    return Evidence(
        printed=(
            Comparison("∫ at n = r = 3", math.exp(log_shells(3, 3.0)), "≥", lower),
            Comparison("least log of ∫ over the lower end", over, "≥", 0.0, 1e-9),
            Comparison("largest log of ∫ over V", under, "≤", 0.0, 1e-9),
        ),
        corrected=(
            Comparison("least log of ∫ over exp(−r²) V", true[0], "≥", 0.0, 1e-9),
            Comparison("largest log of ∫ over V", true[1], "≤", 0.0, 1e-9),
        ),
    )


CLAIMS = (
    Claim(
        "eq-12-balls",
        "Equation (12), second line",
        "∫ exp(−g) over all balls is the sum of ∫ exp(−‖x − ρ‖²), each over its own.",
        "Balls that do not meet, radii 3 and 0.5 around 0 and 3.6.",
        "holds with a correction",
        "True for balls of one radius, or if patterns are twice the largest apart: else"
        " a point of one ball can be nearer to another's center.",
        CHAPTER,
        sums_over_balls,
        Variant("radius 0.5 for both", partial(sums_over_balls, (0.5, 0.5))),
    ),
    Claim(
        "eq-12",
        "Equation (12), step (c); appendix C.2",
        "∫ exp(−‖x‖²) over a ball of radius r is 2 π^(n/2) γ(n, r)/Γ(n/2).",
        "r is the radius, as in C.2.",
        "fails",
        "It is π^(n/2) γ(n/2, r²)/Γ(n/2): in the last line of C.2 exp(−t²) has become"
        " exp(−t). All lines before it are right.",
        CHAPTER,
        integral_is,
        Variant("γ(n/2, r²), without the 2", partial(integral_is, log_ball_integral)),
    ),
    Claim(
        "lemma-5",
        "Lemma 5",
        "exp(−r) rⁿ/n ≤ γ(n, r) ≤ rⁿ/n.",
        "",
        "holds",
        "",
        CHAPTER,
        gamma_lies_between,
        Variant(
            "exp(−t²) under the integral of γ, as in a ball",
            partial(gamma_lies_between, 2),
        ),
    ),
    Claim(
        "ball-lower-bound",
        "Section 5, after Eq. 12",
        "exp(−r) V_n(r) ≤ ∫ exp(−‖x − ρ‖²) over the ball ≤ V_n(r).",
        "r is the radius, as in V_n(r).",
        "fails",
        "The lower end is exp(−r²) V_n(r). The printed one is too high from n = 3 on if"
        " r is large enough; it is right if r is the squared radius of Definition 1.",
        CHAPTER,
        ball_lies_between,
        Variant("exp(−r²) at the lower end", partial(ball_lies_between, 2)),
    ),
)
