"""Masks for texts without end: each token sees a window of what came before.

True where a query, a row, may see a key, a column, as in masks.py.
"""

import torch
from jaxtyping import Bool
from torch import Tensor


def sliding_mask(n_tokens: int, window: int) -> Bool[Tensor, "n_tokens n_tokens"]:
    """Each token sees itself and the `window` − 1 before it: q − w < k ≤ q.

    Beltagy, Peters and Cohan 2020 (Longformer), looking back only. `ValueError` on a
    window below 1.
    """
    check_at_least(0, n_tokens=n_tokens)
    check_at_least(1, window=window)
    return torch.ones(n_tokens, n_tokens, dtype=torch.bool).tril().triu(1 - window)


def block_sliding_mask(
    n_tokens: int, block: int, segments: int
) -> Bool[Tensor, "n_tokens n_tokens"]:
    """Each token sees the part of its block up to it, and whole blocks before.

    Key k is seen by query q where k ≤ q and ⌊k/B⌋ ≥ ⌊q/B⌋ − m, with B = `block` and
    m = `segments`: from mB + 1 tokens, for the first of a block, to (m + 1)B for its
    last. Block sliding window attention, Hwang et al. 2024 (TransformerFAM), section 2
    and Algorithm 1. `ValueError` on a block below 1 and on fewer than 0 segments.
    """
    check_at_least(0, n_tokens=n_tokens, segments=segments)
    check_at_least(1, block=block)
    number = torch.arange(n_tokens) // block
    near = number >= number[:, None] - segments
    return near.tril()


def check_at_least(least: int, **numbers: int) -> None:
    """Raise `ValueError` on the first of the named numbers that is below `least`."""
    for name, number in numbers.items():
        if number < least:
            raise ValueError(f"{name} must be at least {least}, got {number}")
