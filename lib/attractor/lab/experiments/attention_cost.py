"""What attention costs over longer and longer texts: full, masked, in windows."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from attractor.models import (
    block_sliding_attention,
    block_sliding_mask,
    sliding_attention,
)

WAYS = ("full", "masked", "sliding", "blocks")
Attention = Callable[[Tensor, Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class AttentionCost:
    """One line of each of `lengths` tokens, `n_heads` heads of `dim` numbers.

    Blocks have `block` tokens and see `segments` before; the sliding window is as wide
    as the widest of theirs. Every way is timed `repeats` times, after one for nothing.
    """

    lengths: tuple[int, ...] = (512, 1024, 2048, 4096, 8192)
    dim: int = 64
    n_heads: int = 1
    block: int = 64
    segments: int = 1
    repeats: int = 7
    seed: int = 0
    device: str = "cpu"


SCALES = {
    "toy": AttentionCost(),
    "colab": AttentionCost(
        (1024, 2048, 4096, 8192, 16_384), n_heads=8, block=256, device="cuda"
    ),
}


def measure(config: AttentionCost) -> dict[str, np.ndarray]:
    """For each of the `lengths` (lengths,), in each of the `ways` (ways,):

    `pairs` of a query and a key that are compared, a head (ways, lengths), and the
    `seconds` of each repeat (ways, lengths, repeats): of processor time, which other
    programs do not add to, and on a GPU of the clock.
    """
    draws = torch.Generator().manual_seed(config.seed)
    seconds = np.zeros((len(WAYS), len(config.lengths), config.repeats))
    for at, n in enumerate(config.lengths):
        shape = (3, 1, config.n_heads, n, config.dim)
        vectors = torch.randn(shape, generator=draws).to(config.device)
        for row, way in enumerate(ways(config, n).values()):
            seconds[row, at] = timed(partial(way, *vectors), config)
    pairs = np.array([list(compared(config, n).values()) for n in config.lengths])
    return {
        "ways": np.array(WAYS),
        "lengths": np.array(config.lengths),
        "pairs": pairs.T,
        "seconds": seconds,
    }


def ways(config: AttentionCost, n: int) -> dict[str, Attention]:
    """Attention among n tokens, by name; the mask is made before the clock runs."""
    block, segments = config.block, config.segments
    mask = block_sliding_mask(n, block, segments).to(config.device)
    attention = functional.scaled_dot_product_attention
    return {
        "full": partial(attention, is_causal=True),
        "masked": partial(attention, attn_mask=mask),
        "sliding": partial(sliding_attention, window=(segments + 1) * block),
        "blocks": partial(block_sliding_attention, block=block, segments=segments),
    }


def compared(config: AttentionCost, n: int) -> dict[str, int]:
    """How many pairs each way compares, those that it masks afterwards included."""
    block, before = config.block, config.segments * config.block
    window = before + block
    pieces = [(first, min(first + window, n)) for first in range(0, n, window)]
    blocks = [(first, min(first + block, n)) for first in range(0, n, block)]
    return {
        "full": n * (n + 1) // 2,
        "masked": n * n,
        "sliding": sum((e - b) * (e - max(0, b - window + 1)) for b, e in pieces),
        "blocks": sum((e - b) * (e - max(0, b - before)) for b, e in blocks),
    }


def timed(call: Callable[[], Tensor], config: AttentionCost) -> list[float]:
    """Seconds of each repeat."""
    on_gpu = config.device.startswith("cuda")
    clock = time.perf_counter if on_gpu else time.process_time
    taken = []
    for _ in range(config.repeats + 1):
        start = clock()
        call()
        if on_gpu:
            torch.cuda.synchronize()
        taken.append(clock() - start)
    return taken[1:]
