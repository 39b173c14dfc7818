"""Checks on how close two patterns may be, as a function of β."""

import math

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake

BETAS = ((2.0,), (0.5,), (1.0,), (0.25,), (7.0,))

MERGING = Exercise(
    arguments=("β",),
    truth=lambda beta: math.sqrt(2 / beta),
    cases=BETAS,
    mistakes=(
        Mistake("That is D², not D: take the square root.", lambda b: 2 / b),
        Mistake(
            "That is where the modern energy turns convex, βD² = 4; the distance "
            "energy's curvature at the midpoint is 2 − βD².",
            lambda b: 2 / math.sqrt(b),
        ),
        Mistake(
            "That is βD² = 1: the curvature at the midpoint, 2 − βD², is zero at "
            "βD² = 2.",
            lambda b: 1 / math.sqrt(b),
        ),
        Mistake(
            "That is half the distance, from a pattern to the midpoint: double it.",
            lambda b: math.sqrt(2 / b) / 2,
        ),
        Mistake("It does not depend on β: √2 is its value at β = 1.", lambda b: 2**0.5),
        Mistake(
            "β is upside down: a larger β keeps closer patterns apart, so D falls.",
            lambda b: math.sqrt(2 * b),
        ),
        Mistake(
            "Upside down: the root is of 2/β, not of β/2.", lambda b: math.sqrt(b / 2)
        ),
        Mistake(
            "β stands outside the root: it is √(2/β), not √2/β.",
            lambda b: math.sqrt(2) / b,
        ),
        Mistake(
            "The sign is flipped: a distance is positive.", lambda b: -math.sqrt(2 / b)
        ),
    ),
)

CONVEXITY = Exercise(
    arguments=("β",),
    truth=lambda beta: 2 / math.sqrt(beta),
    cases=BETAS,
    mistakes=(
        Mistake("That is D², not D: take the square root.", lambda b: 4 / b),
        Mistake(
            "That is where the distance energy merges two patterns, βD² = 2; the "
            "modern energy's curvature at the midpoint is 1 − βD²/4.",
            lambda b: math.sqrt(2 / b),
        ),
        Mistake(
            "That is half the distance, from a pattern to the midpoint: double it.",
            lambda b: 1 / math.sqrt(b),
        ),
        Mistake(
            "Twice too large: the variance of two equally likely points is D²/4.",
            lambda b: 4 / math.sqrt(b),
        ),
        Mistake("It does not depend on β: 2 is its value at β = 1.", lambda b: 2.0),
        Mistake(
            "β is upside down: a larger β keeps closer patterns apart, so D falls.",
            lambda b: 2 * math.sqrt(b),
        ),
        Mistake("β is to be rooted too: it is 2/√β, not 2/β.", lambda b: 2 / b),
        Mistake(
            "The sign is flipped: a distance is positive.", lambda b: -2 / math.sqrt(b)
        ),
    ),
)


def merging_threshold(function: object) -> Answer:
    """Check β ↦ D, the distance at which the distance energy's two minima merge."""
    return MERGING.examine(function)


def convexity_threshold(function: object) -> Answer:
    """Check β ↦ D, the largest distance with a convex modern energy."""
    return CONVEXITY.examine(function)
