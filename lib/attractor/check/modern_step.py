"""Check on the modern update: x ↦ Σ pᵢ ρᵢ with p = softmax(β ρᵢ·x)."""

from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import MEMORY, OVERFLOW, far_cases, memory_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.check.shared import softmax_axis_mistakes
from attractor.memory import distance_update
from attractor.memory import modern_update as update


def _weights(m: Tensor, x: Tensor, b: float, dim: int = -1) -> Tensor:
    return (b * x @ m.mT).softmax(dim)


MODERN_UPDATE = Exercise(
    arguments=MEMORY,
    truth=update,
    cases=memory_cases(),
    far=far_cases(),
    overflow=OVERFLOW,
    mistakes=(
        Mistake(
            "β is not used: the answer is the one for β = 1.",
            lambda m, x, b: update(m, x, 1.0),
        ),
        Mistake(
            "The scores are divided by β: β is an inverse temperature, it multiplies.",
            lambda m, x, b: update(m, x, 1 / b),
        ),
        Mistake(
            "A factor 2 too much before β: 2β belongs to the distance energy.",
            lambda m, x, b: update(m, x, 2 * b),
        ),
        Mistake(
            "The scores are divided by √dim as well: here β is the whole scale.",
            lambda m, x, b: update(m, x, b / m.shape[1] ** 0.5),
        ),
        Mistake(
            "β multiplies the average, not the scores inside the softmax.",
            lambda m, x, b: b * update(m, x, 1.0),
        ),
        Mistake(
            "The sign of the scores is flipped: the closest pattern weighs most.",
            lambda m, x, b: _weights(m, x, -b) @ m,
        ),
        Mistake(
            "The sign is flipped: that is minus the new state.",
            lambda m, x, b: -update(m, x, b),
        ),
        Mistake(
            "Those are the weights: average the patterns with them (weights @ "
            "patterns).",
            _weights,
        ),
        Mistake(
            "The softmax is missing: that averages with the bare scores.",
            lambda m, x, b: b * x @ m.mT @ m,
        ),
        Mistake(
            "The softmax is missing, and so is β: that averages with the bare scores.",
            lambda m, x, b: x @ m.mT @ m,
        ),
        Mistake(
            "The weights do not sum to 1: divide the exponentials by their sum.",
            lambda m, x, b: (b * x @ m.mT).exp() @ m,
        ),
        *softmax_axis_mistakes(_weights),
        Mistake(
            "The weights are normalized over the whole batch: each query's sum to 1.",
            lambda m, x, b: (
                (b * x @ m.mT).flatten().softmax(0).reshape(x.shape[:-1] + m.shape[:1])
                @ m
            ),
        ),
        Mistake(
            "The softmax runs over dimensions instead of patterns: the scores are "
            "queries @ patterns.T.",
            lambda m, x, b: (b * x @ m).softmax(-1) @ m,
        ),
        Mistake(
            "The weights meet the patterns transposed: it is weights @ patterns.",
            lambda m, x, b: _weights(m, x, b) @ m.mT,
        ),
        Mistake(
            "That is the gradient, x minus the new state.",
            lambda m, x, b: x - update(m, x, b),
        ),
        Mistake(
            "The query is added to the average: the update replaces it.",
            lambda m, x, b: x + update(m, x, b),
        ),
        Mistake(
            "Half a step: the query is averaged with its update.",
            lambda m, x, b: (x + update(m, x, b)) / 2,
        ),
        Mistake(
            "Two steps: the update is applied once.",
            lambda m, x, b: update(m, update(m, x, b), b),
        ),
        Mistake(
            "That is the pattern with the largest score: the softmax averages them "
            "all.",
            lambda m, x, b: m[(x @ m.mT).argmax(-1)],
        ),
        Mistake(
            "That is the plain mean of the patterns: the query is not used.",
            lambda m, x, b: m.mean(0).expand(x.shape),
        ),
        Mistake("That is the query itself: it is not updated.", lambda m, x, b: x),
        Mistake(
            "That is the distance energy's update: here the scores are β ρ·x alone.",
            distance_update,
        ),
    ),
)


def modern_update(function: object) -> Answer:
    """Check (patterns, queries, β) ↦ new states, one step of attention."""
    return MODERN_UPDATE.examine(function)
