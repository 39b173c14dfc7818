import math

import pytest
import torch

from attractor.claims.activations import (
    nearest,
    rescaled,
    second_over_nearest,
    untrained_network,
)
from attractor.claims.radius import (
    drawn_noise,
    nearest_distances,
    noise_distance,
    yardstick,
)


def test_the_yardsticks_of_one_token_and_of_a_sequence() -> None:
    assert yardstick(1024) == pytest.approx(7.743063)
    assert yardstick(1024 * 1024) == pytest.approx(247.778, abs=1e-3)
    assert yardstick(256 * 1024) == pytest.approx(123.889, abs=1e-3)


def test_the_distance_in_noise_of_the_paper_s_size() -> None:
    assert noise_distance(80_000, 1024) == pytest.approx(41.55, abs=0.005)
    assert noise_distance(20_000, 1024) == pytest.approx(41.825, abs=0.005)


def test_two_vectors_have_each_other() -> None:
    pair = torch.tensor([[0.0, 3.0], [4.0, 0.0]], dtype=torch.float64)
    assert nearest_distances(pair).tolist() == [5.0, 5.0]


def test_the_theory_of_noise_is_what_is_drawn() -> None:
    drawn = nearest_distances(drawn_noise(400, 300)).median().item()
    assert noise_distance(400, 300) == pytest.approx(drawn, rel=0.01)


def test_doubled_vectors_lie_twice_as_far_apart_in_the_same_ratio() -> None:
    vectors = drawn_noise(30, 5)
    assert nearest(2 * vectors) == pytest.approx(2 * nearest(vectors))
    assert second_over_nearest(2 * vectors) == pytest.approx(
        second_over_nearest(vectors)
    )


def test_the_third_point_is_second_nearest() -> None:
    row = torch.tensor([[0.0], [1.0], [3.0]], dtype=torch.float64)
    # The nearest are 1, 1, 2 away, the second nearest 3, 2, 3.
    assert nearest(row) == 1.0
    assert second_over_nearest(row) == 2.0


def test_rescaling_leaves_the_network_that_is_kept_as_it_was() -> None:
    before = untrained_network().lm_head.weight.clone()
    vectors, logits = rescaled(7.0)
    assert torch.equal(untrained_network().lm_head.weight, before)
    assert vectors.shape == (200, 48) and logits.shape == (200, 97)
    assert math.isfinite(logits.abs().max().item())
