"""Where a layer is added to what it read, and where the sum is normalized."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Literal

from jaxtyping import Float
from torch import Tensor

States = Float[Tensor, "*batch dim"]
Function = Callable[[Tensor], Tensor]
Residual = Callable[[Tensor, Function, Function], Tensor]
NormPlace = Literal["post", "pre"]


def post_norm(states: States, layer: Function, norm: Function) -> States:
    """norm(x + layer(x)), the transformer of 2017: what is normalized is the sum.

    Vaswani et al. 2017, section 3.1. However many layers, the states leave the last
    one normalized; the way back to the input passes through every norm.
    """
    return norm(states + layer(states))


def pre_norm(states: States, layer: Function, norm: Function) -> States:
    """x + layer(norm(x)), GPT-2 and after: the sum itself is never normalized.

    Radford et al. 2019, section 2.3; Xiong et al. 2020. The input reaches the last
    layer untouched, as one term of a sum that grows, and one norm more follows there.
    """
    return states + layer(norm(states))


RESIDUALS = MappingProxyType[str, Residual]({"post": post_norm, "pre": pre_norm})
"""Both by name."""


def residual_of(norm: str) -> Residual:
    """`post_norm` for "post", `pre_norm` for "pre"; else `ValueError`."""
    if norm not in RESIDUALS:
        raise ValueError(f'norm must be "post" or "pre", got {norm!r}')
    return RESIDUALS[norm]
