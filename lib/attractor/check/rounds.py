"""Check on epochs: how many times a training run goes through its text."""

import math

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake

CASES = (
    (9_035_582, 12, 1024, 600_000),
    (90_355_822, 12, 1024, 7_000),
    (9_035_582_198, 480, 1024, 600_000),
    (5_019, 12, 64, 500),
    (1_000, 3, 8, 5),
)


def _epochs(n_tokens: int, batch: int, context: int, steps: int) -> float:
    return steps * batch * context / n_tokens


EPOCHS = Exercise(
    arguments=("n_tokens", "batch", "context", "steps"),
    truth=_epochs,
    cases=CASES,
    mistakes=(
        Mistake(
            "The batch is missing: a step reads batch × context tokens.",
            lambda n, b, c, s: s * c / n,
        ),
        Mistake(
            "The context is missing: every window of a batch has that many tokens.",
            lambda n, b, c, s: s * b / n,
        ),
        Mistake(
            "Batch and context are both missing: a step reads batch × context tokens, "
            "not one.",
            lambda n, b, c, s: s / n,
        ),
        Mistake(
            "That is what one step reads of the text: multiply by the steps.",
            lambda n, b, c, s: b * c / n,
        ),
        Mistake(
            "That is upside down: epochs are tokens seen over tokens there are.",
            lambda n, b, c, s: n / (s * b * c),
        ),
        Mistake(
            "That is how many steps one epoch has: divide the steps by it.",
            lambda n, b, c, s: n / (b * c),
        ),
        Mistake(
            "That is how many tokens are seen: divide by how many there are.",
            lambda n, b, c, s: s * b * c,
        ),
        Mistake(
            "Batch and context are added: a batch has batch windows of context tokens.",
            lambda n, b, c, s: s * (b + c) / n,
        ),
        Mistake(
            "The fraction is cut off: part of an epoch counts as that part.",
            lambda n, b, c, s: s * b * c // n,
        ),
        Mistake(
            "It is rounded up: part of an epoch counts as that part.",
            lambda n, b, c, s: math.ceil(s * b * c / n),
        ),
        Mistake(
            "It is rounded: part of an epoch counts as that part.",
            lambda n, b, c, s: round(s * b * c / n),
        ),
        Mistake(
            "A window has context targets, not one fewer: it is cut one token longer.",
            lambda n, b, c, s: _epochs(n, b, c - 1, s),
        ),
        Mistake(
            "A window counts as context tokens: the one beyond, a target only, is "
            "read as an input in another window.",
            lambda n, b, c, s: _epochs(n, b, c + 1, s),
        ),
        Mistake(
            "The first time through the text is left out: it is an epoch too.",
            lambda n, b, c, s: _epochs(n, b, c, s) - 1,
        ),
        Mistake(
            "That is in percent: an epoch is 1.",
            lambda n, b, c, s: 100 * _epochs(n, b, c, s),
        ),
    ),
)


def epochs(function: object) -> Answer:
    """Check (n_tokens, batch, context, steps) ↦ how often the text is gone through."""
    return EPOCHS.examine(function)
