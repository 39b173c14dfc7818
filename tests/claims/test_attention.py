import math

import pytest
import torch

from attractor.claims.attention import is_defined, values_first, weights_first
from attractor.claims.layer_density import share_within
from attractor.claims.training import least_distance

QUERIES = torch.eye(2, dtype=torch.float64)
KEYS = torch.tensor([[1.0, 0.0], [1.0, 1.0]], dtype=torch.float64)
VALUES = torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.float64)


def test_the_two_orders_of_a_product_by_hand() -> None:
    attended = weights_first(QUERIES, KEYS, VALUES).tolist()
    mixed = values_first(QUERIES, KEYS, VALUES).tolist()
    assert attended[0] == pytest.approx([2.0, 3.0])
    assert attended[1] == pytest.approx([2.3395231, 3.3395231])
    assert mixed[0] == pytest.approx([1.1604769, 1.8395231])
    assert mixed[1] == pytest.approx([2.8209538, 4.1790462])


def test_values_in_front_fit_only_where_they_are_as_wide_as_there_are_tokens() -> None:
    assert is_defined(values_first, 3, 3)
    assert not is_defined(values_first, 3, 2)
    assert is_defined(weights_first, 3, 2)


def test_in_two_dimensions_the_mass_in_a_ring_is_elementary() -> None:
    inner, outer = -math.expm1(-9 * 0.01), -math.expm1(-9 * 0.25)
    assert share_within(2, 0.1, 9.0) == pytest.approx(inner / outer)


def test_more_samples_never_lie_farther_apart() -> None:
    distances = [least_distance(count) for count in (10, 100, 1000)]
    assert distances == sorted(distances, reverse=True)
