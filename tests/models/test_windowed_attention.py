"""Windows piece by piece against the same windows as masks."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from attractor.models import (
    block_sliding_attention,
    block_sliding_mask,
    causal_mask,
    scaled_dot_product,
    sliding_attention,
    sliding_mask,
)


def some(n: int, *batch: int) -> list[torch.Tensor]:
    draws = torch.Generator().manual_seed(n)
    shape = (3, *batch, n, 4)
    return list(torch.randn(shape, dtype=torch.float64, generator=draws))


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 30), st.integers(1, 7), st.integers(0, 3))
def test_pieces_are_the_mask_that_they_stand_for(
    n: int, block: int, segments: int
) -> None:
    q, k, v = some(n)
    due = scaled_dot_product(q, k, v, block_sliding_mask(n, block, segments))
    found = block_sliding_attention(q, k, v, block, segments)
    torch.testing.assert_close(found, due, rtol=0, atol=1e-12)
    due = scaled_dot_product(q, k, v, sliding_mask(n, block))
    found = sliding_attention(q, k, v, block)
    torch.testing.assert_close(found, due, rtol=0, atol=1e-12)


def test_windows_that_reach_the_start_are_causal_attention() -> None:
    q, k, v = some(11, 2, 3)
    due = scaled_dot_product(q, k, v, causal_mask(11))
    for found in (
        sliding_attention(q, k, v, 11),
        block_sliding_attention(q, k, v, 4, 2),
    ):
        torch.testing.assert_close(found, due, rtol=0, atol=1e-12)
    assert not torch.allclose(block_sliding_attention(q, k, v, 4, 1), due)


def test_a_window_of_one_by_hand_gives_the_values_back() -> None:
    q, k, v = some(5)
    torch.testing.assert_close(sliding_attention(q, k, v, 1), v)
    torch.testing.assert_close(block_sliding_attention(q, k, v, 1, 0), v)


@pytest.mark.parametrize(
    ("function", "told", "name"),
    [
        (sliding_attention, (0,), "window"),
        (block_sliding_attention, (0, 1), "block"),
        (block_sliding_attention, (1, -1), "segments"),
    ],
)
def test_impossible_windows_are_refused(function, told, name) -> None:
    with pytest.raises(ValueError, match=name):
        function(*some(3), *told)


def test_shapes_are_known_on_every_device(device: torch.device) -> None:
    q = torch.ones(2, 9, 4, device=device)
    assert sliding_attention(q, q, q, 3).shape == (2, 9, 4)
    assert block_sliding_attention(q, q, q, 2, 1).shape == (2, 9, 4)
