"""What is said of attention over long texts, and of windows on them."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED
from attractor.models import (
    FamSize,
    FamTransformer,
    block_sliding_mask,
    causal_mask,
    gradient_by_place,
    sliding_mask,
)

CHAPTER = "transformer/long-context"
SUMMARY = "TransformerFAM, in its summary"
BLOCK, SEGMENTS = 4, 1
Masked = Callable[[int], Tensor]


def draws() -> torch.Generator:
    """The same numbers each time."""
    return torch.Generator().manual_seed(SEED)


def small_reader(
    n_layers: int, segments: int = SEGMENTS, slots: int = 0
) -> FamTransformer:
    """A fresh model in double precision, with weights large enough to matter."""
    size = FamSize(n_layers, 8, 2, 7, BLOCK, segments, slots)
    model = FamTransformer(size, generator=draws()).double()
    with torch.no_grad():
        for weight in model.parameters():
            if weight.ndim == 2:
                weight.copy_(0.4 * normal(*weight.shape))
    return model


def normal(*shape: int) -> Tensor:
    """Normal numbers in double precision, the same for a shape each time."""
    return torch.randn(*shape, generator=draws(), dtype=torch.float64)


def reached(model: FamTransformer, n: int) -> Tensor:
    """Which of n tokens reach the last, by the gradient."""

    def states(vectors: Tensor) -> Tensor:
        return model.through(vectors[None]).states[0]

    norms = gradient_by_place(states, normal(n, 8), n - 1, generator=draws())
    return norms > 0


def cost_is_quadratic(mask: Masked = causal_mask) -> Evidence:
    """By which power of the length the pairs that attention compares grow."""
    fewer, more = (int(mask(n).sum()) for n in (512, 1024))
    power = torch.tensor(more / fewer, dtype=torch.float64).log2().item()
    return Evidence(
        printed=(Comparison("power of the length", power, "=", 2, 0.01),),
        corrected=(
            Comparison("pairs among 1,024", int(causal_mask(1024).sum()), "=", 524_800),
        ),
    )


def nothing_beyond_the_window(n_layers: int = 3) -> Evidence:
    """How many tokens reach one from beyond the window of a layer, and of all."""
    n = 10 * BLOCK
    seen = reached(small_reader(n_layers), n)
    window = int(block_sliding_mask(n, BLOCK, SEGMENTS)[-1].sum())
    field = (n_layers * SEGMENTS + 1) * BLOCK
    beyond = Comparison("beyond all layers' reach", int(seen[:-field].sum()), "=", 0)
    return Evidence(
        printed=(
            Comparison("tokens beyond the window", int(seen[:-window].sum()), "=", 0),
        ),
        core=(beyond,),
        corrected=(beyond, Comparison("within it", int(seen.sum()), "=", field)),
    )


def blocks(n: int) -> Tensor:
    """Block windows."""
    return block_sliding_mask(n, BLOCK, 2)


def last_ones(n: int) -> Tensor:
    """A window of the same number of keys for every token."""
    return sliding_mask(n, 2 * BLOCK + 1)


def past_is_not_masked(mask: Masked = blocks) -> Evidence:
    """How many of the keys that are kept of past blocks some query may not see."""
    block = mask(8 * BLOCK)[-BLOCK:]
    kept = block.any(0).nonzero().min()
    hidden = int((~block[:, kept:-BLOCK]).sum())
    ahead = int((~block[:, -BLOCK:]).sum())
    return Evidence(
        printed=(Comparison("past keys masked", hidden, "=", 0),),
        corrected=(
            Comparison("masked in the block itself", ahead, "=",
                       BLOCK * (BLOCK - 1) // 2),
        ),
    )  # fmt: skip


CLAIMS = (
    Claim(
        "quadratic-cost",
        SUMMARY,
        "Attention has quadratic complexity with context length.",
        "Every token looks at all before it.",
        "holds",
        "",
        CHAPTER,
        cost_is_quadratic,
        Variant(
            "block windows",
            partial(
                cost_is_quadratic, partial(block_sliding_mask, block=16, segments=1)
            ),
        ),
    ),
    Claim(
        "window-limit",
        SUMMARY,
        "Sliding window attention captures no information beyond a certain window.",
        "The model has several layers.",
        "holds with a correction",
        "Beyond the windows of all layers together: L·m·B + r + 1 tokens.",
        CHAPTER,
        nothing_beyond_the_window,
        Variant("one layer", partial(nothing_beyond_the_window, 1)),
    ),
    Claim(
        "past-unmasked",
        SUMMARY,
        "Block sliding window attention caches block by block, without masking past"
        " keys and values.",
        "Past are the keys of blocks before the own.",
        "holds",
        "",
        CHAPTER,
        past_is_not_masked,
        Variant("a window of fixed width", partial(past_is_not_masked, last_ones)),
    ),
)
