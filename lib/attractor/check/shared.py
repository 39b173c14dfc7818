"""Mistakes that more than one exercise invites: in the key bias, in the axis."""

from collections.abc import Callable

from torch import Tensor

from attractor.check.exercise import Mistake

Expanded = Callable[[Tensor, Tensor, float, float, float], Tensor]
Weights = Callable[[Tensor, Tensor, float, int], Tensor]


def gaps(m: Tensor, x: Tensor) -> Tensor:
    """‖x − ρᵢ‖², one per query and pattern."""
    return (x[..., None, :] - m).square().sum(-1)


def key_bias_mistakes(expanded: Expanded) -> tuple[Mistake, ...]:
    """Wrong biases of an answer `expanded(m, x, β, product, bias)`.

    Its scores are product·β ρᵢ·x − bias‖ρᵢ‖²; right are 2 and β.
    """
    return (
        Mistake(
            "The key bias −β‖ρ‖² is missing.",
            lambda m, x, b: expanded(m, x, b, 2.0, 0.0),
        ),
        Mistake(
            "The factor 2 is missing in 2βρ·x.",
            lambda m, x, b: expanded(m, x, b, 1.0, b),
        ),
        Mistake(
            "The key bias has the wrong sign: it is −β‖ρ‖².",
            lambda m, x, b: expanded(m, x, b, 2.0, -b),
        ),
        Mistake(
            "The key bias lacks its β: it is −β‖ρ‖².",
            lambda m, x, b: expanded(m, x, b, 2.0, 1.0),
        ),
        Mistake(
            "The key bias is twice too strong: it is −β‖ρ‖², only the product has "
            "the 2.",
            lambda m, x, b: expanded(m, x, b, 2.0, 2 * b),
        ),
        Mistake(
            "The key bias is half too weak: it is −β‖ρ‖², without a ½.",
            lambda m, x, b: expanded(m, x, b, 2.0, b / 2),
        ),
    )


def softmax_axis_mistakes(weights: Weights) -> tuple[Mistake, ...]:
    """Softmaxes of `weights(m, x, β, dim)` along an axis that is not the patterns'."""
    return (
        Mistake(
            "The softmax runs over the queries: its axis is the patterns', the last "
            "one (dim=-1).",
            lambda m, x, b: weights(m, x, b, 0) @ m,
        ),
        Mistake(
            "The softmax runs over axis 1, which is the patterns' only for a flat "
            "list of queries: use dim=-1.",
            lambda m, x, b: weights(m, x, b, 1) @ m,
        ),
    )
