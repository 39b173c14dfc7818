"""Position vectors: by their formula, and by what they are good for."""

import math

import pytest
import torch

from attractor.models import sinusoidal_positions


def test_the_first_positions_of_width_four_by_hand() -> None:
    expected = [
        [math.sin(t), math.cos(t), math.sin(t / 100), math.cos(t / 100)]
        for t in range(3)
    ]
    assert torch.allclose(sinusoidal_positions(3, 4), torch.tensor(expected))


def test_the_inner_product_of_two_positions_depends_on_their_distance() -> None:
    places = sinusoidal_positions(50, 64).double()
    products = places @ places.T
    for offset in (0, 1, 7):
        along = products.diagonal(offset)
        assert torch.allclose(along, along[:1].expand_as(along), atol=1e-5)


def test_a_smaller_base_turns_faster() -> None:
    slow, fast = (sinusoidal_positions(2, 8, base)[1, -2] for base in (10_000, 10))
    assert fast > slow > 0


@pytest.mark.parametrize(
    ("arguments", "name"),
    [((-1, 4), "n_positions"), ((3, 5), "dim"), ((3, 0), "dim"), ((3, 4, 0), "base")],
)
def test_bad_arguments_are_named(
    as_readers_call: None, arguments: tuple[int, ...], name: str
) -> None:
    with pytest.raises(ValueError, match=name):
        sinusoidal_positions(*arguments)
