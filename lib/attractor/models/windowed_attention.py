"""Attention through windows, piece by piece: what no window shows is never computed.

The same as attention under `sliding_mask` and `block_sliding_mask`, in time and memory
that grow with the number of tokens and not with its square.
"""

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

from attractor.models.sliding_masks import check_at_least

Vectors = Float[Tensor, "*batch n dim"]


def sliding_attention(
    queries: Vectors, keys: Vectors, values: Vectors, window: int
) -> Vectors:
    """Each token sees itself and the `window` − 1 before it, scores over √dim.

    As many queries as a window holds are taken at once: the first of them sees window −
    1 keys before, the last window − 1 behind the first. `ValueError` on a window below
    1.
    """
    check_at_least(1, window=window)
    answers = [queries[..., :0, :]]
    for first in range(0, queries.shape[-2], window):
        start, end = max(0, first - window + 1), first + window
        asking = queries[..., first:end, :]
        near, shown = keys[..., start:end, :], values[..., start:end, :]
        rows = torch.arange(first, first + asking.shape[-2], device=queries.device)
        columns = torch.arange(start, start + near.shape[-2], device=queries.device)
        behind = rows[:, None] - columns
        seen = (behind >= 0) & (behind < window)
        answers.append(attended(asking, near, shown, seen))
    return torch.cat(answers, dim=-2)


def block_sliding_attention(
    queries: Vectors, keys: Vectors, values: Vectors, block: int, segments: int
) -> Vectors:
    """Each token sees its block up to itself, and `segments` whole blocks before.

    Block after block, with the keys of the last blocks at hand: Hwang et al. 2024,
    Algorithm 1, for one layer. `ValueError` on a block below 1 and on fewer than 0
    segments.
    """
    check_at_least(1, block=block)
    check_at_least(0, segments=segments)
    answers = [queries[..., :0, :]]
    for first in range(0, queries.shape[-2], block):
        start, end = max(0, first - segments * block), first + block
        asking = queries[..., first:end, :]
        near, shown = keys[..., start:end, :], values[..., start:end, :]
        whole = near.new_ones(asking.shape[-2], near.shape[-2], dtype=torch.bool)
        answers.append(attended(asking, near, shown, whole.tril(first - start)))
    return torch.cat(answers, dim=-2)


def attended(queries: Vectors, keys: Tensor, values: Tensor, seen: Tensor) -> Vectors:
    """Attention of a few queries on a few keys."""
    found: Tensor = functional.scaled_dot_product_attention(
        queries, keys, values, attn_mask=seen
    )
    return found
