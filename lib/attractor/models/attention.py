"""Scaled dot-product attention, written out. Vaswani et al. 2017, section 3.2.1."""

import math

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_tensor

Queries = Float[Tensor, "*batch n_queries dim"]
Keys = Float[Tensor, "*batch n_keys dim"]
Values = Float[Tensor, "*batch n_keys dim_values"]
Weights = Float[Tensor, "*batch n_queries n_keys"]
Attended = Float[Tensor, "*batch n_queries dim_values"]


def attention_weights(
    queries: Queries, keys: Keys, mask: Tensor | None = None
) -> Weights:
    r"""How much each query takes from each key.

    $$p = \operatorname{softmax}\!\left(\frac{QK^\top}{\sqrt d} + M\right)$$

    A floating `mask` M is added to the scores, −∞ to forbid, other numbers to bias; a
    boolean one forbids where it is false. Either broadcasts to (n_queries, n_keys).
    They differ where nothing is left to see: −∞ everywhere has no softmax, and a large
    negative number in its place would allow what it forbids. Here a row that sees
    nothing is 0, with either mask, and so are its gradients; every other row sums to 1.
    `ValueError` on masks of another type or shape, and on NaN or +∞ in them.
    """
    for name, values in (("queries", queries), ("keys", keys)):
        check_tensor(name, values)
    if queries.ndim < 2 or keys.ndim < 2 or queries.shape[-1] != keys.shape[-1]:
        raise ValueError(
            "queries and keys must be (*batch, n, dim) with one dim, got shapes "
            f"{tuple(queries.shape)} and {tuple(keys.shape)}"
        )
    scores = queries @ keys.mT / math.sqrt(queries.shape[-1])
    if mask is not None:
        scores = _masked(scores, mask)
    blind = (scores == -torch.inf).all(-1, keepdim=True)
    # Softmax of −∞ alone is NaN, and its gradient stays so whatever is done later.
    return scores.masked_fill(blind, 0.0).softmax(-1).masked_fill(blind, 0.0)


def scaled_dot_product(
    queries: Queries, keys: Keys, values: Values, mask: Tensor | None = None
) -> Attended:
    """The mean of the values, weighted for each query by `attention_weights`.

    What `torch.nn.functional.scaled_dot_product_attention` computes without holding
    the weights. A query that sees nothing gets 0.
    """
    check_tensor("values", values)
    if values.ndim < 2 or values.shape[-2] != keys.shape[-2]:
        raise ValueError(
            f"values must be (*batch, {keys.shape[-2]}, dim), one for each key, got "
            f"shape {tuple(values.shape)}"
        )
    return attention_weights(queries, keys, mask) @ values


def _masked(scores: Tensor, mask: Tensor) -> Tensor:
    check_tensor("mask", mask)
    try:
        fits = torch.broadcast_shapes(mask.shape, scores.shape) == scores.shape
    except RuntimeError:
        fits = False
    if not fits:
        raise ValueError(
            f"mask must broadcast to {tuple(scores.shape)}, queries by keys, got shape "
            f"{tuple(mask.shape)}"
        )
    if mask.dtype == torch.bool:
        return scores.masked_fill(~mask, -torch.inf)
    if not mask.dtype.is_floating_point:
        raise ValueError(f"mask must be boolean or floating point, got {mask.dtype}")
    if not mask.is_meta and bool((mask.isnan() | (mask == torch.inf)).any()):
        raise ValueError("mask must not hold NaN or +∞: added to −∞ it makes NaN")
    return scores + mask.to(scores.dtype)
