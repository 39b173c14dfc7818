"""The ways of attention that are timed: what they compute and what they count."""

from dataclasses import replace

import pytest
import torch

from attractor.lab import run
from attractor.lab.experiments.attention_cost import (
    AttentionCost,
    compared,
    ways,
)
from attractor.models import (
    block_sliding_mask,
    causal_mask,
    scaled_dot_product,
    sliding_mask,
)

SMALL = AttentionCost((6, 12), dim=4, block=3, segments=1, repeats=2)


def test_each_way_is_attention_under_its_mask() -> None:
    draws = torch.Generator().manual_seed(1)
    q, k, v = torch.randn((3, 12, 4), dtype=torch.float64, generator=draws)
    masks = {
        "full": causal_mask(12),
        "masked": block_sliding_mask(12, 3, 1),
        "sliding": sliding_mask(12, 6),
        "blocks": block_sliding_mask(12, 3, 1),
    }
    for name, way in ways(SMALL, 12).items():
        due = scaled_dot_product(q, k, v, masks[name])
        torch.testing.assert_close(way(q, k, v), due, rtol=0, atol=1e-12)


def test_pairs_are_counted_by_hand() -> None:
    # Pieces of six queries: six keys, then eleven; blocks of three: three, then six.
    assert compared(SMALL, 12) == {
        "full": 78, "masked": 144, "sliding": 6 * 6 + 6 * 11, "blocks": 9 + 3 * 18,
    }  # fmt: skip


def test_windows_double_and_full_attention_quadruples_with_the_length() -> None:
    config = AttentionCost()
    one, two = (compared(config, n) for n in (4096, 8192))
    assert two["masked"] == 4 * one["masked"]
    assert two["full"] / one["full"] == pytest.approx(4, rel=1e-3)
    for name in ("sliding", "blocks"):
        assert two[name] / one[name] == pytest.approx(2, rel=0.02)


def test_a_run_keeps_every_repeat() -> None:
    arrays = run("attention-cost", lengths=(6, 12), block=3, repeats=2).arrays
    assert arrays["ways"].tolist() == ["full", "masked", "sliding", "blocks"]
    assert arrays["seconds"].shape == (4, 2, 2) and (arrays["seconds"] > 0).all()
    small = replace(SMALL, dim=64)
    assert arrays["pairs"][:, 1].tolist() == [*compared(small, 12).values()]
