"""One hidden layer of hinges draws any broken line, and so comes near any curve."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor
from attractor.models.multilayer import Layer

Knots = Float[Tensor, " n_knots"]


def hinge_interpolant(
    function: Callable[[Tensor], Tensor], knots: Knots
) -> list[Layer]:
    """The network that is the broken line through (kᵢ, f(kᵢ)) from k₀ on.

    One hidden ReLU at every knot but the last, max(0, x − kᵢ), and one output whose
    weights are the changes of slope there: n_knots − 1 hidden units. With knots h
    apart it errs by at most h²/8 max |f″| between them, so by 1/n². Before k₀ it
    stays at f(k₀), after the last knot it goes straight on. `knots` must increase and
    be two or more, else `ValueError`.
    """
    _check_knots(knots)
    heights = function(knots)
    slopes = heights.diff() / knots.diff()
    bends = torch.cat([slopes[:1], slopes.diff()])
    hinges = Layer(torch.ones_like(knots[None, :-1]), -knots[:-1], "relu")
    return [hinges, Layer(bends[:, None], heights[:1])]


def _check_knots(knots: Tensor) -> None:
    check_tensor("knots", knots)
    check_finite("knots", knots)
    if knots.ndim != 1 or len(knots) < 2 or not (knots.diff() > 0).all():
        raise ValueError("knots must be two or more numbers that increase")
