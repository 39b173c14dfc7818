"""How far back a token is reached by others: counted, and measured by gradient."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.models.sliding_masks import check_at_least

Vectors = Float[Tensor, "n dim"]


def receptive_field(place: int, n_layers: int, block: int, segments: int) -> int:
    """How many tokens reach the one at `place`, counted from 0, itself included.

    min(t + 1, L·m·B + r + 1) in block sliding window attention, with L = `n_layers`,
    m = `segments`, B = `block` and r = t mod B the place in its block. Every layer
    reaches m blocks further back, always to the start of a block. `ValueError` on
    fewer than 0 segments, a `place` below 0, and no layer or block.
    """
    check_at_least(0, place=place, segments=segments)
    check_at_least(1, n_layers=n_layers, block=block)
    return min(place + 1, n_layers * segments * block + place % block + 1)


def gradient_by_place(
    function: Callable[[Vectors], Vectors],
    vectors: Vectors,
    place: int,
    *,
    generator: torch.Generator,
) -> Float[Tensor, " n"]:
    """How strongly each input vector moves one output: norms of gradients, (n,).

    What is differentiated is the output of `function` at `place`, along a direction
    drawn from `generator`. Where there is no path from an input, the norm is 0 exactly.
    """
    told = vectors.detach().requires_grad_()
    given = function(told)[place]
    direction = torch.randn(given.shape, dtype=torch.float64, generator=generator)
    (slope,) = torch.autograd.grad(given @ direction.to(given), told)
    return slope.norm(dim=-1)
