"""What the evidence on the deck's attention, masks and layer norm is made of."""

import torch

from attractor.claims.deck_attention import drawn, one_hot_values, unmixed
from attractor.claims.deck_encoder import (
    attended_alone,
    attended_and_added,
    spread,
    stacked,
)
from attractor.claims.deck_masks import blind_rows, look_ahead, no_padding

INF = float("inf")


def test_the_masks_are_those_that_the_slide_prints() -> None:
    added = torch.zeros(4, 4).masked_fill(~look_ahead(), -INF)
    assert added.tolist() == [
        [0, -INF, -INF, -INF], [0, 0, -INF, -INF], [0, 0, 0, -INF], [0, 0, 0, 0],
    ]  # fmt: skip
    assert no_padding().tolist() == [[True, True, True, False]] * 4


def test_left_padding_leaves_one_row_blind() -> None:
    assert blind_rows().any(-1).tolist() == [False, True, True, True]


def test_one_hot_values_and_an_unmixed_output_change_nothing() -> None:
    assert one_hot_values().equal(torch.eye(5, dtype=torch.float64))
    assert unmixed(drawn(3, 3)).equal(torch.eye(3, dtype=torch.float64))


def test_equal_tokens_have_no_spread_and_opposite_ones_have_all() -> None:
    assert spread(torch.ones(4, 3)) == 0
    assert spread(torch.tensor([[1.0, 2.0], [-1.0, -2.0]])) == 1


def test_attention_alone_makes_tokens_alike_and_residuals_keep_them_apart() -> None:
    alone, _ = stacked(attended_alone, 1.0)
    added, _ = stacked(attended_and_added, 1.0)
    assert alone < 1e-12 < 0.5 < added
