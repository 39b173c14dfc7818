"""Check on the receptive field: how many tokens reach one, through all layers."""

from collections.abc import Callable

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.models import receptive_field as truth

Count = Callable[[int, int, int, int], int]

CASES = (
    (143, 2, 16, 1),
    (144, 2, 16, 1),
    (3, 2, 16, 1),
    (104, 3, 8, 2),
    (50, 4, 8, 0),
    (223, 1, 4, 3),
    (1006, 4, 10, 3),
)


def _mistakes(message: str, count: Count) -> tuple[Mistake, Mistake]:
    """The same slip by one who minds the text's beginning, and by one who does not."""

    def within(place: int, n_layers: int, block: int, segments: int) -> int:
        return min(place + 1, count(place, n_layers, block, segments))

    return Mistake(message, within), Mistake(message, count)


REACH = Exercise(
    arguments=("place", "n_layers", "block", "segments"),
    truth=truth,
    cases=CASES,
    mistakes=(
        Mistake(
            "Before the text's first token there is nothing: no more than place + 1 "
            "can reach.",
            lambda t, n, b, m: n * m * b + t % b + 1,
        ),
        *_mistakes(
            "The token itself is missing: it reaches itself.",
            lambda t, n, b, m: n * m * b + t % b,
        ),
        *_mistakes(
            "The token's own block is missing: what stands in it up to the token "
            "reaches it too.",
            lambda t, n, b, m: n * m * b,
        ),
        *_mistakes(
            "That is right for the first token of a block: the others are reached "
            "from their place in the block too.",
            lambda t, n, b, m: n * m * b + 1,
        ),
        *_mistakes(
            "That is right for the last token of a block: nothing later than the "
            "token reaches it.",
            lambda t, n, b, m: (n * m + 1) * b,
        ),
        *_mistakes(
            "That is the window of one layer: each layer reaches further by m blocks.",
            lambda t, n, b, m: m * b + t % b + 1,
        ),
        *_mistakes(
            "The segments are missing: a layer reaches m blocks back, not one.",
            lambda t, n, b, m: n * b + t % b + 1,
        ),
        *_mistakes(
            "The block is missing: a segment is a whole block of tokens.",
            lambda t, n, b, m: n * m + t % b + 1,
        ),
        *_mistakes(
            "That is layers times the widest window: a token's own block counts once, "
            "for further up nothing is gained by it.",
            lambda t, n, b, m: n * (m + 1) * b,
        ),
        *_mistakes(
            "The own block counts in every layer there: a layer reaches m blocks "
            "further, not m + 1.",
            lambda t, n, b, m: n * (m + 1) * b + t % b + 1,
        ),
        *_mistakes(
            "That is for a window that slides token by token: here all tokens of a "
            "block begin to see at the same place.",
            lambda t, n, b, m: n * ((m + 1) * b - 1) + 1,
        ),
        *_mistakes(
            "A layer is missing: the first one reaches m blocks back already.",
            lambda t, n, b, m: (n - 1) * m * b + t % b + 1,
        ),
        *_mistakes(
            "There is a layer too many: tokens themselves have seen nothing yet.",
            lambda t, n, b, m: (n + 1) * m * b + t % b + 1,
        ),
        *_mistakes(
            "Places count from 0: the first of a block stands at a multiple of B.",
            lambda t, n, b, m: n * m * b + (t - 1) % b + 1,
        ),
        *_mistakes(
            "Layers are added to segments: every layer reaches m blocks further.",
            lambda t, n, b, m: (n + m) * b + t % b + 1,
        ),
        *_mistakes(
            "Layers add up and do not multiply: each reaches m blocks further.",
            lambda t, n, b, m: (m * b) ** n + t % b + 1,
        ),
        Mistake(
            "That is where the first token that reaches it stands: count from there "
            "up to the token.",
            lambda t, n, b, m: t + 1 - truth(t, n, b, m),
        ),
        Mistake(
            "Everything before reaches it there: a window ends.",
            lambda t, n, b, m: t + 1,
        ),
        Mistake(
            "That is how many blocks reach it: count tokens.",
            lambda t, n, b, m: min(t // b, n * m) + 1,
        ),
    ),
)


def receptive_field(function: object) -> Answer:
    """Check (place, n_layers, block, segments) ↦ how many tokens reach that place."""
    return REACH.examine(function)
