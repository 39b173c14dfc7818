"""The two halves of a softmax over patterns: its log-sum and its average.

Neither holds all scores at once: the log-sum streams over patterns, the average
is torch's fused attention. Both see scores β q·ρᵢ + biasᵢ.
"""

import torch
from torch.nn.functional import scaled_dot_product_attention

from attractor.shapes import Energies, Patterns, PerPattern, Queries

QUERY_BLOCK = 512
PATTERN_BLOCK = 1024


def squared_norms(patterns: Patterns) -> PerPattern:
    """‖ρᵢ‖² of every pattern, without a copy of the patterns."""
    return torch.einsum("id,id->i", patterns, patterns)


def log_sum_exp(
    patterns: Patterns, queries: Queries, beta: float, bias: PerPattern | None = None
) -> Energies:
    """log Σᵢ exp(β q·ρᵢ + biasᵢ), in memory that does not grow with n_patterns."""
    flat = queries.reshape(-1, queries.shape[-1])
    blocks = [
        _streamed(patterns, block, beta, bias) for block in flat.split(QUERY_BLOCK)
    ]
    return torch.cat(blocks).reshape(queries.shape[:-1])


def softmax_average(
    patterns: Patterns, queries: Queries, beta: float, bias: PerPattern | None = None
) -> Queries:
    """Σᵢ pᵢ ρᵢ with p = softmax(β q·ρᵢ + biasᵢ).

    Four dimensions and equal widths keep torch on its fused kernel, which is
    faster than the explicit softmax and holds no score matrix.
    """
    flat = queries.reshape(1, 1, -1, queries.shape[-1])
    keys = patterns[None, None]
    mask = None if bias is None else bias[None, :]
    attended = scaled_dot_product_attention(
        flat, keys, keys, attn_mask=mask, scale=beta
    )
    return attended.reshape(queries.shape)


def _streamed(
    patterns: Patterns, queries: Queries, beta: float, bias: PerPattern | None
) -> Energies:
    total = None
    scaled = beta * queries
    for start in range(0, patterns.shape[0], PATTERN_BLOCK):
        block = slice(start, start + PATTERN_BLOCK)
        scores = scaled @ patterns[block].mT
        if bias is not None:
            scores = scores + bias[block]
        log_sum = scores.logsumexp(-1)
        total = log_sum if total is None else torch.logaddexp(total, log_sum)
    assert total is not None  # check_patterns refuses an empty set
    return total
