"""Check on the distance update: x ↦ Σ qᵢ ρᵢ with q = softmax(−β‖x − ρᵢ‖²)."""

from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import MEMORY, OVERFLOW, far_cases, memory_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.check.shared import gaps, key_bias_mistakes, softmax_axis_mistakes
from attractor.memory import distance_update as update
from attractor.memory import modern_update


def _weights(m: Tensor, x: Tensor, b: float, dim: int = -1) -> Tensor:
    return (-b * gaps(m, x)).softmax(dim)


def _expanded(m: Tensor, x: Tensor, b: float, product: float, bias: float) -> Tensor:
    """Softmax of product·β ρᵢ·x − bias‖ρᵢ‖², averaging the patterns."""
    scores = product * b * x @ m.mT - bias * m.square().sum(-1)
    return scores.softmax(-1) @ m


DISTANCE_UPDATE = Exercise(
    arguments=MEMORY,
    truth=update,
    cases=memory_cases(),
    far=far_cases(),
    overflow=OVERFLOW,
    mistakes=(
        *key_bias_mistakes(_expanded),
        Mistake(
            "That is the modern update: the factor 2 in 2βρ·x and the key bias "
            "−β‖ρ‖² are both missing.",
            modern_update,
        ),
        Mistake(
            "The minus in the exponent is missing: near patterns must weigh most.",
            lambda m, x, b: _weights(m, x, -b) @ m,
        ),
        Mistake(
            "It uses the distance, not its square.",
            lambda m, x, b: (-b * gaps(m, x).sqrt()).softmax(-1) @ m,
        ),
        Mistake(
            "It uses the sum of absolute differences: the distance is Euclidean, "
            "squared.",
            lambda m, x, b: (-b * (x[..., None, :] - m).abs().sum(-1)).softmax(-1) @ m,
        ),
        Mistake(
            "A ½ too much in the exponent: it is −β‖x − ρ‖², without the ½ of a "
            "standard Gaussian.",
            lambda m, x, b: update(m, x, b / 2),
        ),
        Mistake(
            "β is not used: the answer is the one for β = 1.",
            lambda m, x, b: update(m, x, 1.0),
        ),
        Mistake(
            "β divides in the exponent: it is an inverse temperature, it multiplies.",
            lambda m, x, b: update(m, x, 1 / b),
        ),
        Mistake(
            "β multiplies the average, not the distances inside the softmax.",
            lambda m, x, b: b * update(m, x, 1.0),
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
            "The weights do not sum to 1: divide the exponentials by their sum.",
            lambda m, x, b: (-b * gaps(m, x)).exp() @ m,
        ),
        *softmax_axis_mistakes(_weights),
        Mistake(
            "The weights meet the patterns transposed: it is weights @ patterns.",
            lambda m, x, b: _weights(m, x, b) @ m.mT,
        ),
        Mistake(
            "A full gradient step, x − ∇E, jumps as far again beyond: the step is ½.",
            lambda m, x, b: 2 * update(m, x, b) - x,
        ),
        Mistake(
            "That is the gradient, 2(x − new state).",
            lambda m, x, b: 2 * (x - update(m, x, b)),
        ),
        Mistake(
            "That is x minus the new state, half the gradient.",
            lambda m, x, b: x - update(m, x, b),
        ),
        Mistake(
            "The query is added to the average: the update replaces it.",
            lambda m, x, b: x + update(m, x, b),
        ),
        Mistake(
            "Two steps: the update is applied once.",
            lambda m, x, b: update(m, update(m, x, b), b),
        ),
        Mistake(
            "That is the nearest pattern: the softmax averages them all.",
            lambda m, x, b: m[gaps(m, x).argmin(-1)],
        ),
        Mistake(
            "That is the plain mean of the patterns: the query is not used.",
            lambda m, x, b: m.mean(0).expand(x.shape),
        ),
        Mistake("That is the query itself: it is not updated.", lambda m, x, b: x),
    ),
)


def distance_update(function: object) -> Answer:
    """Check (patterns, queries, β) ↦ new states, one step toward the nearest."""
    return DISTANCE_UPDATE.examine(function)
