"""Appendix C.1: from Eq. 10 to the formula of Proposition 4."""

import math
from collections.abc import Callable
from functools import partial

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.line_model import (
    READINGS,
    Reading,
    layer_energy,
    layer_partition,
    log_mass,
    nearest,
    stack_loss,
)
from attractor.theory import printed_loss

CHAPTER = "loss/cross-entropy-bound"
LAYER, RADIUS = (0.0,), 1.0
Formula = Callable[[Reading, int], float]


def last_line(reading: Reading, n_layers: int) -> float:
    """log Z_t + 1/Z_t + log l, where the printed proof ends; c is 0 here."""
    return printed_loss(layer_partition(LAYER, RADIUS), n_layers)


def one_meaning(reading: Reading, n_layers: int) -> float:
    """log ∫exp(−E_t) + E_t(ρ), with one and the same E_t in both terms."""
    own = layer_energy(LAYER, RADIUS, reading)
    return log_mass(own, LAYER, RADIUS) + own(LAYER[0])


def chain_ends_in_the_formula(formula: Formula = last_line) -> Evidence:
    """The loss of one layer, for which Eq. 10 is exact with c = 0, by quadrature.

    Corrected: one layer and three equal ones, which have c = 0 as well.
    """

    def compared(to: Formula, *counts: int) -> tuple[Comparison, ...]:
        return tuple(
            Comparison(
                f"loss at l = {n_layers}, E_t {name}",
                stack_loss((LAYER,) * n_layers, RADIUS, reading),
                "=",
                to(reading, n_layers),
                1e-9,
            )
            for n_layers in counts
            for reading, name in zip(READINGS, ("= g_t", "a density"), strict=True)
        )

    return Evidence(printed=compared(formula, 1), corrected=compared(one_meaning, 1, 3))


def in_the_mean_too(c: float) -> float:
    """The constant that the mean energy of the patterns has: c as well."""
    return c


def constant_remains(in_mean: Callable[[float], float] = in_the_mean_too) -> Evidence:
    """The loss for energies E_t − log 3 + c, with c at either end of [0, log 3]."""
    end = math.log(3)

    def loss(c: float, mean: Callable[[float], float]) -> float:
        def energy(x: float) -> float:
            return nearest(LAYER, x) - end + c

        on_pattern = nearest(LAYER, LAYER[0]) - end + mean(c)
        return log_mass(energy, LAYER, RADIUS) + on_pattern

    def fall(mean: Callable[[float], float]) -> float:
        return loss(0.0, mean) - loss(end, mean)

    what = "loss at c = 0 less loss at c = log l"
    return Evidence(
        printed=(Comparison(what, fall(in_mean), "=", end, 1e-9),),
        corrected=(Comparison(what, fall(in_the_mean_too), "=", 0.0, 1e-12),),
    )


CLAIMS = (
    Claim(
        "eq-14",
        "Equation (14), appendix C.1",
        "The cross-entropy of the model is L = log Z_t + 1/Z_t + log l − c.",
        "One layer, for which Eq. 10 is exact and c = 0; both senses of E_t.",
        "fails",
        "L = log ∫exp(−E_t) + E_t(ρ) with one E_t in both terms. For E_t = g_t that is"
        " log Z_t; 1/Z_t belongs to the other sense, and l and c cancel.",
        CHAPTER,
        chain_ends_in_the_formula,
        Variant(
            "one E_t in both terms", partial(chain_ends_in_the_formula, one_meaning)
        ),
    ),
    Claim(
        "appendix-c1",
        "Appendix C.1, steps (a) and (b)",
        "The constant of Eq. 10 stays in the loss: it is lower by c.",
        "Three layers, E_t = g_t.",
        "fails",
        "A constant added to the energy is divided out by Z: log l and c cancel.",
        CHAPTER,
        constant_remains,
        Variant(
            "c left out of the mean energy", partial(constant_remains, lambda c: 0.0)
        ),
    ),
)
