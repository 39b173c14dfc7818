"""Check on Chinchilla's law of the loss."""

import math

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.theory import HOFFMANN, kaplan_loss
from attractor.theory import chinchilla_loss as truth

E, A, B, ALPHA, BETA = HOFFMANN

SIZES = (
    (70e9, 1.4e12),
    (1.5e9, 22e9),
    (5e3, 4e4),
    (1e9, 1e9),
    (2.4e9, 140e9),
)

CHINCHILLA_LOSS = Exercise(
    arguments=("N", "D"),
    truth=truth,
    cases=SIZES,
    mistakes=(
        Mistake(
            "That is the floor as the paper prints it, 1.61: Hoffmann et al. have "
            "E = 1.69.",
            lambda n, d: truth(n, d, 1.61),
        ),
        Mistake(
            "The floor E is missing: with endless parameters and tokens 1.69 remains.",
            lambda n, d: truth(n, d, 0.0),
        ),
        Mistake(
            "The exponents are swapped: α = 0.34 belongs to the parameters.",
            lambda n, d: E + A / n**BETA + B / d**ALPHA,
        ),
        Mistake(
            "A and B are swapped: A = 406.4 goes with the parameters.",
            lambda n, d: E + B / n**ALPHA + A / d**BETA,
        ),
        Mistake(
            "N and D are swapped: the parameters come first.",
            lambda n, d: truth(d, n),
        ),
        Mistake(
            "A and B stand outside the powers: that is (A/N)^α + (B/D)^β.",
            lambda n, d: E + (A / n) ** ALPHA + (B / d) ** BETA,
        ),
        Mistake(
            "A and B are divided by the exponents: N and D are to be raised to them.",
            lambda n, d: E + A / (n * ALPHA) + B / (d * BETA),
        ),
        Mistake(
            "The powers are missing: A/N and B/D fall far too fast.",
            lambda n, d: E + A / n + B / d,
        ),
        Mistake(
            "The powers grow: N and D belong below the line.",
            lambda n, d: E + A * n**ALPHA + B * d**BETA,
        ),
        Mistake(
            "The term of the data is missing.",
            lambda n, d: E + A / n**ALPHA,
        ),
        Mistake(
            "The term of the size is missing.",
            lambda n, d: E + B / d**BETA,
        ),
        Mistake("That is Kaplan's law, which has no floor.", kaplan_loss),
        Mistake(
            "That is in bits: the law gives nats per token.",
            lambda n, d: truth(n, d) / math.log(2),
        ),
        Mistake(
            "That is the perplexity: the loss is its logarithm.",
            lambda n, d: math.exp(truth(n, d)),
        ),
        Mistake(
            "N and D seem to be in billions: the constants want plain counts.",
            lambda n, d: truth(n / 1e9, d / 1e9),
        ),
    ),
)


def chinchilla_loss(function: object) -> Answer:
    """Check (N, D) ↦ the loss in nats per token, with E = 1.69."""
    return CHINCHILLA_LOSS.examine(function)
