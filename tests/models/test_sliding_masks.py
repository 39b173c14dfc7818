"""Windows by hand, by their definition, and at their ends."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from attractor.models import block_sliding_mask, causal_mask, sliding_mask


def drawn(mask: torch.Tensor) -> list[str]:
    return ["".join("#" if seen else "." for seen in row) for row in mask.tolist()]


def test_a_window_of_two_by_hand() -> None:
    assert drawn(sliding_mask(4, 2)) == ["#...", "##..", ".##.", "..##"]


def test_blocks_of_two_with_one_segment_by_hand() -> None:
    assert drawn(block_sliding_mask(6, 2, 1)) == [
        "#.....",
        "##....",
        "###...",
        "####..",
        "..###.",
        "..####",
    ]


@settings(max_examples=20)
@given(st.integers(0, 12), st.integers(1, 5), st.integers(0, 3))
def test_every_entry_is_its_definition(n: int, block: int, segments: int) -> None:
    due = [
        [k <= q and k // block >= q // block - segments for k in range(n)]
        for q in range(n)
    ]
    assert block_sliding_mask(n, block, segments).tolist() == due
    due = [[q - block < k <= q for k in range(n)] for q in range(n)]
    assert sliding_mask(n, block).tolist() == due


def test_windows_grow_along_the_block_to_all_of_m_plus_one_blocks() -> None:
    sizes = block_sliding_mask(40, 4, 2).sum(-1)[8:]
    assert sizes.view(-1, 4).tolist() == [[9, 10, 11, 12]] * 8


def test_a_window_that_reaches_the_start_is_the_causal_mask() -> None:
    assert torch.equal(sliding_mask(7, 7), causal_mask(7))
    assert torch.equal(block_sliding_mask(7, 2, 3), causal_mask(7))
    assert not torch.equal(block_sliding_mask(7, 2, 2), causal_mask(7))
    assert torch.equal(block_sliding_mask(7, 1, 2), sliding_mask(7, 3))


@pytest.mark.parametrize(
    ("function", "arguments", "name"),
    [
        (sliding_mask, (-1, 2), "n_tokens"),
        (sliding_mask, (3, 0), "window"),
        (block_sliding_mask, (-1, 2, 1), "n_tokens"),
        (block_sliding_mask, (3, 0, 1), "block"),
        (block_sliding_mask, (3, 2, -1), "segments"),
    ],
)
def test_impossible_windows_are_refused(function, arguments, name) -> None:
    with pytest.raises(ValueError, match=name):
        function(*arguments)
