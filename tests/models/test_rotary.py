"""Rotary positions: by hand, against complex numbers, and by what they keep."""

import math

import pytest
import torch

from attractor.models import rotate


def some(*shape: int, seed: int = 1) -> torch.Tensor:
    draws = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, dtype=torch.float64, generator=draws)


def test_a_quarter_turn_by_hand() -> None:
    vectors = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 2.0]])
    found = rotate(vectors, torch.tensor([0, 1, 2]))
    due = [[1, 0], [math.cos(1), math.sin(1)], [-2 * math.sin(2), 2 * math.cos(2)]]
    torch.testing.assert_close(found, torch.tensor(due))


def test_pairs_turn_as_complex_numbers_do() -> None:
    vectors, places = some(2, 3, 5, 8), torch.arange(-2, 3)
    rates = 100.0 ** (-torch.arange(4, dtype=torch.float64) / 4)
    phases = torch.exp(1j * places[:, None] * rates)
    pairs = torch.view_as_complex(vectors.view(2, 3, 5, 4, 2))
    due = torch.view_as_real(pairs * phases).flatten(-2)
    torch.testing.assert_close(rotate(vectors, places, 100), due)


def test_products_depend_on_the_distance_alone_and_lengths_stay() -> None:
    q, k, places = some(6, 16), some(6, 16, seed=2), torch.arange(6)
    near = rotate(q, places) @ rotate(k, places).mT
    far = rotate(q, places + 12_345) @ rotate(k, places + 12_345).mT
    torch.testing.assert_close(near, far, rtol=0, atol=1e-10)
    assert not torch.allclose(near, q @ k.mT)
    torch.testing.assert_close(rotate(q, places).norm(dim=-1), q.norm(dim=-1))


@pytest.mark.parametrize(
    ("shape", "n_places", "base", "name"),
    [((2, 3), 2, 10, "vectors"), ((4,), 1, 10, "vectors"), ((2, 0), 2, 10, "vectors"),
     ((2, 4), 3, 10, "places"), ((2, 4), 2, 0, "base")],
)  # fmt: skip
def test_bad_arguments_are_named(
    as_readers_call: None, shape, n_places, base, name
) -> None:
    with pytest.raises(ValueError, match=name):
        rotate(torch.zeros(shape), torch.arange(n_places), base)


def test_shapes_are_known_without_values(device: torch.device) -> None:
    vectors = torch.ones(2, 3, 4, device=device)
    assert rotate(vectors, torch.arange(3, device=device)).shape == (2, 3, 4)
