"""Section 5: Proposition 4, and what is read into it."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.line_model import layer_partition, stack_loss
from attractor.claims.memories import SEED, memories
from attractor.memory import distance_energy
from attractor.theory import (
    ball_model_cross_entropy,
    chinchilla_loss,
    kaplan_loss,
    log_partition,
    printed_loss,
    unit_partition_radius,
)

CHAPTER = "loss/cross-entropy-bound"
TWO_LAYERS = ((0.0,), (10.0,))
PRINTED_FLOOR = 1.61
PARTITIONS = np.geomspace(1e-3, 1e3, 6001)
Formula = Callable[[float], float]


def loss_stays_above_one(radius: float = 0.3) -> Evidence:
    """The loss of two layers of one pattern, with both senses of E_t; by quadrature.

    Corrected: for one pattern, log Z, in an interval and on the line; and the loss of
    Eq. 4 on the whole space, where exp(−E) has the mass d π^(n/2).
    """
    partition = layer_partition(TWO_LAYERS[0], radius)
    energy = stack_loss(TWO_LAYERS, radius, "energy")
    density = stack_loss(TWO_LAYERS, radius, "density")
    small, wide = (stack_loss(((0.0,),), each) for each in (0.1, 12.0))
    closed = ball_model_cross_entropy(1, 1, 0.1)
    spared = min(
        math.log(len(patterns)) + distance_energy(patterns, patterns).mean().item()
        for patterns, _ in memories()
    )
    return Evidence(
        printed=(
            Comparison("loss, E_t = g_t", energy, ">", 1.0),
            Comparison("loss, E_t = exp(−g_t)/Z_t", density, ">", 1.0),
            Comparison("the first, at most", energy, "≤", printed_loss(partition, 2)),
        ),
        corrected=(
            Comparison("one pattern, radius 0.1", small, "=", closed, 1e-9),
            Comparison("one pattern, the line", wide, "=", math.log(math.pi) / 2, 1e-9),
            Comparison("loss on all of ℝⁿ less (n/2) log π", spared, "≥", 0.0, 1e-12),
        ),
    )


def formula_stays_above_one(largest_share: float = 1.0) -> Evidence:
    """The least value of the printed formula over Z, l and c up to a share of log l."""

    def least(share: float) -> float:
        return min(
            printed_loss(float(z), n_layers, share * math.log(n_layers))
            for z in (1.0, *PARTITIONS[::20])
            for n_layers in (2, 12, 24)
        )

    lowest = least(largest_share)
    return Evidence(
        printed=(Comparison("least value of the formula", lowest, ">", 1.0, 0.0),),
        core=(Comparison("the same, not strictly", lowest, "≥", 1.0, 1e-12),),
        corrected=(Comparison("at Z = 1, c = log l", least(1.0), "=", 1.0, 1e-12),),
    )


def least_value_is_one_at_one(
    logarithm: Callable[[float], float] = math.log,
) -> Evidence:
    """Where log Z + 1/Z is least for Z from 0.001 to 1,000, and how low."""
    values = [logarithm(float(z)) + 1 / float(z) for z in PARTITIONS]
    where = float(PARTITIONS[int(np.argmin(values))])
    return Evidence(
        printed=(
            Comparison("least value", min(values), "≥", 1.0, 1e-12),
            Comparison("where it is", where, "=", 1.0, 1e-3),
            Comparison("value at Z = 1", logarithm(1.0) + 1, "=", 1.0, 1e-12),
        )
    )


def model_loss(log_radius: float) -> float:
    """The loss of ten patterns on a line, by the model's own definitions."""
    return ball_model_cross_entropy(10, 1, math.exp(log_radius))


def formula_loss(log_radius: float) -> float:
    """log Z + 1/Z for the same ten patterns."""
    return printed_loss(math.exp(log_partition(10, 1, math.exp(log_radius))))


def is_least_where_z_is_one(loss: Formula = model_loss) -> Evidence:
    """The slope of a loss in log r at the radius where Z = 1, and its value there."""
    at, step = math.log(unit_partition_radius(10, 1)), 1e-5

    def slope(of: Formula) -> float:
        return (of(at + step) - of(at - step)) / (2 * step)

    lower = model_loss(at - 5) - model_loss(at)
    return Evidence(
        printed=(
            Comparison("slope of the loss at Z = 1", slope(loss), "=", 0.0, 1e-6),
            Comparison("loss at Z = 1", loss(at), "=", 1.0, 1e-6),
        ),
        corrected=(
            Comparison("loss of the model at Z = 1", model_loss(at), "=", 0.0, 1e-9),
            Comparison("its change at e⁻⁵ of that radius", lower, "=", -5.0, 1e-2),
        ),
    )


def learned_loss(sides: int) -> float:
    """Held-out loss of counted frequencies after 200,000 throws of a fair die."""
    throws = np.random.default_rng(SEED).integers(sides, size=200_000)
    seen, held_out = throws[:100_000], throws[100_000:]
    shares = np.bincount(seen, minlength=sides) / len(seen)
    return float(-np.log(shares[held_out]).mean())


def printed_law(n_params: float, n_tokens: float) -> float:
    """Eq. 2 with the E that the paper prints."""
    return chinchilla_loss(n_params, n_tokens, PRINTED_FLOOR)


def floor_substantiates(
    law: Callable[[float, float], float] = printed_law,
) -> Evidence:
    """The floor of a fitted law, and that of a die, which stores no pattern."""
    floor = law(math.inf, math.inf)
    bits = learned_loss(2)
    return Evidence(
        printed=(Comparison("floor of the law", floor, "≥", 1.0),),
        controls=(
            Comparison("floor of a five-sided die", learned_loss(5), "=", floor, 0.01),
        ),
        corrected=(
            Comparison("floor of a coin", bits, "=", math.log(2), 0.01),
            Comparison("floor of Eq. 1", kaplan_loss(math.inf, math.inf), "=", 0.0),
        ),
    )


CLAIMS = (
    Claim(
        "prop-4",
        "Proposition 4",
        "The loss of the layered model lies above 1, and is at most"
        " log Z_t + 1/Z_t + log l.",
        "Balls that do not meet, of any radius; tried with both senses of E_t.",
        "fails",
        "Far apart, equal balls give L = log Z, any number up to log d + (n/2) log π,"
        " below 0 too. Without the balls, on all of ℝⁿ, L ≥ (n/2) log π, which is above"
        " 1 from two dimensions on.",
        CHAPTER,
        loss_stays_above_one,
        Variant("balls of radius 3", partial(loss_stays_above_one, 3.0)),
    ),
    Claim(
        "prop-4-strict",
        "Proposition 4",
        "log Z_t + 1/Z_t + log l − c is more than 1.",
        "c in [0, log l], both ends included.",
        "holds with a correction",
        "It is at least 1, and 1 at Z_t = 1 with c = log l.",
        CHAPTER,
        formula_stays_above_one,
        Variant("c up to 0.99 log l", partial(formula_stays_above_one, 0.99)),
    ),
    Claim(
        "log-plus-inverse",
        "Section 5, after Proposition 4",
        "log Z + 1/Z ≥ 1, and it is least at Z = 1.",
        "Z > 0.",
        "holds",
        "",
        CHAPTER,
        least_value_is_one_at_one,
        Variant(
            "the logarithm to base 2", partial(least_value_is_one_at_one, math.log2)
        ),
    ),
    Claim(
        "minimum-at-one",
        "Section 5, after Proposition 4",
        "The model's loss is least, and equal to 1, where Z_t = 1.",
        "One layer, equal balls; their radius varies.",
        "fails",
        "The loss is log Z: 0 where Z = 1, and falling without end as balls shrink.",
        CHAPTER,
        is_least_where_z_is_one,
        Variant(
            "log Z + 1/Z in place of the model's loss",
            partial(is_least_where_z_is_one, formula_loss),
        ),
    ),
    Claim(
        "floor-substantiates",
        "Section 5, after Proposition 4",
        "Chinchilla's fit goes to 1.61, which substantiates a loss of at least 1.",
        "Eq. 2 with the printed E.",
        "unsupported",
        "A floor is the entropy of what is predicted. A fair die of five sides has the"
        " same one and stores no pattern, a coin has 0.69; Eq. 1 goes to 0.",
        CHAPTER,
        floor_substantiates,
        Variant(
            "the floor of the paper's Eq. 1", partial(floor_substantiates, kaplan_loss)
        ),
    ),
)
