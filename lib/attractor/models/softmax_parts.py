r"""Softmax over keys that come in parts: what to keep of each, and how parts merge.

Of any set of keys it is enough to keep three things a row:

$$m = \max_j s_j, \qquad l = \sum_j e^{s_j - m}, \qquad a = \sum_j e^{s_j - m} v_j$$

Two sets merge into what their union would have given, so the keys may come in any
blocks and in any order. Milakov and Gimelshein 2018; for attention, Rabe and Staats
2021 and Dao et al. 2022.
"""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor

Scores = Float[Tensor, "*batch n_keys"]
Values = Float[Tensor, "*lines n_keys dim_values"]
Means = Float[Tensor, "*batch dim_values"]
PerRow = Float[Tensor, "*batch"]


class SoftmaxPart(NamedTuple):
    """What is kept of the keys seen so far: m, l and a of each row.

    Of no keys at all m is −∞ and l and a are 0, and so of keys that are all forbidden.
    Gradients go through l and a; m is a constant, since nothing read from a part
    depends on it.
    """

    largest: Float[Tensor, "*batch"]
    total: Float[Tensor, "*batch"]
    weighted: Float[Tensor, "*batch dim_values"]


def softmax_part(scores: Scores, values: Values) -> SoftmaxPart:
    """What to keep of one block of keys, from their scores and values.

    `scores` are (*batch, n), `values` (*lines, n, dim_values), multiplied from the left
    as matrices are: scores (2, 5, n) go with values (n, d) or (2, n, d). There may be
    no keys (n = 0), and −∞ forbids one. Raises `ValueError` on shapes that do not fit,
    on NaN or +∞ in the scores and on values that are not finite.
    """
    _check_block(scores, values)
    if scores.shape[-1] == 0:
        largest = scores.new_full(scores.shape[:-1], -torch.inf)
    else:
        largest = scores.detach().amax(-1)
    raised = (scores - _level(largest)[..., None]).exp()
    return SoftmaxPart(largest, raised.sum(-1), raised @ values)


def merge_softmax(one: SoftmaxPart, other: SoftmaxPart) -> SoftmaxPart:
    r"""The part of the keys of both, each brought to the larger of the two maxima.

    $$m = \max(m_1, m_2), \qquad l = e^{m_1 - m} l_1 + e^{m_2 - m} l_2$$

    and a as l. Associative and commutative; a part of no keys changes nothing. Raises
    `ValueError` where the rows or the widths of the values differ.
    """
    if one.weighted.shape != other.weighted.shape:
        raise ValueError(
            "parts to merge must have the same rows and width of values, got shapes "
            f"{tuple(one.weighted.shape)} and {tuple(other.weighted.shape)}"
        )
    largest = torch.maximum(one.largest, other.largest)
    level = _level(largest)
    first, second = (one.largest - level).exp(), (other.largest - level).exp()
    return SoftmaxPart(
        largest,
        first * one.total + second * other.total,
        first[..., None] * one.weighted + second[..., None] * other.weighted,
    )


def softmax_mean(part: SoftmaxPart) -> Means:
    """The values' mean under the softmax, a/l; 0 where no key was seen."""
    blind = part.total == 0
    mean = part.weighted / part.total.masked_fill(blind, 1.0)[..., None]
    return mean.masked_fill(blind[..., None], 0.0)


def softmax_log_total(part: SoftmaxPart) -> PerRow:
    """log Σ exp(s) over the keys seen, m + log l; −∞ where there were none."""
    blind = part.total == 0
    return part.largest + part.total.masked_fill(blind, 1.0).log()


def online_softmax(scores: Scores, values: Values, block: int) -> Means:
    """The values' mean under softmax(scores), `block` keys at a time.

    Equal to `scores.softmax(-1) @ values` without a row of weights ever being there;
    a row that is −∞ throughout gives 0. Shapes and errors as `softmax_part`, and
    `ValueError` on a block below 1.
    """
    if block < 1:
        raise ValueError(f"block must be 1 or more, got {block}")
    _check_block(scores, values)
    part = softmax_part(scores[..., :0], values[..., :0, :])
    for start in range(0, scores.shape[-1], block):
        keys = slice(start, start + block)
        part = merge_softmax(
            part, softmax_part(scores[..., keys], values[..., keys, :])
        )
    return softmax_mean(part)


def _level(largest: Tensor) -> Tensor:
    """What to subtract before exp: the maximum, or 0 where all is forbidden."""
    return largest.masked_fill(largest == -torch.inf, 0.0)


def _check_block(scores: Tensor, values: Tensor) -> None:
    check_tensor("scores", scores)
    check_tensor("values", values)
    if scores.ndim == 0 or values.ndim < 2 or values.shape[-2] != scores.shape[-1]:
        raise ValueError(
            "scores must be (*batch, n) and values (*lines, n, dim_values), got shapes "
            f"{tuple(scores.shape)} and {tuple(values.shape)}"
        )
    check_finite("values", values)
    if not scores.dtype.is_floating_point:
        raise ValueError(f"scores must be floating point, got {scores.dtype}")
    if not scores.is_meta and bool((scores.isnan() | (scores == torch.inf)).any()):
        raise ValueError("scores must not hold NaN or +∞; −∞ forbids a key")
