"""Exact nearest neighbors: brute force, trees, duplicates, offsets, crowds."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import KDTree

from attractor.lab import nearest_candidates, nearest_neighbor_distances
from attractor.lab import nearest_neighbors as module

CLOSE = {"rtol": 1e-6, "atol": 0.0}


def by_force(vectors: torch.Tensor) -> torch.Tensor:
    """All differences in float64, one vector at a time."""
    vectors = vectors.double()
    nearest = []
    for index, vector in enumerate(vectors):
        distances = (vectors - vector).square().sum(1)
        distances[index] = torch.inf
        nearest.append(distances.min().sqrt())
    return torch.stack(nearest)


def agrees(vectors: torch.Tensor, **tolerance: float) -> None:
    found = nearest_neighbor_distances(vectors)
    assert found.dtype == vectors.dtype and found.shape == vectors.shape[:1]
    torch.testing.assert_close(
        found.double(), by_force(vectors), **(tolerance or CLOSE)
    )


def activations(generator: torch.Generator) -> torch.Tensor:
    """Clusters with four coordinates near 300, duplicates and near duplicates."""
    centers = 3 * torch.randn(60, 48, generator=generator)
    members = torch.randint(60, (1200,), generator=generator)
    vectors = centers[members] + torch.randn(1200, 48, generator=generator)
    vectors[:, :4] += 300
    for at, apart in enumerate((0.0, 1e-4, 1e-3, 1e-2)):
        copies = vectors[50 * at : 50 * at + 50].clone()
        push = torch.randn(50, 48, generator=generator)
        copies += apart * push / push.norm(dim=1, keepdim=True)
        vectors[600 + 50 * at : 650 + 50 * at] = copies
    return vectors


def test_three_points_on_a_line_by_hand():
    vectors = torch.tensor([[0.0], [1.0], [10.0]])
    assert nearest_neighbor_distances(vectors).tolist() == [1, 1, 9]


@pytest.mark.parametrize("dim", [1, 2, 50])
@pytest.mark.parametrize("n", [2, 3, 7, 1025])
def test_random_vectors_agree_with_brute_force(n, dim, generator):
    agrees(torch.randn(n, dim, generator=generator))


@pytest.mark.parametrize("dim", [1, 2, 5])
def test_points_agree_with_a_tree(dim, generator):
    points = torch.randn(3000, dim, generator=generator, dtype=torch.float64)
    distances, _ = KDTree(points.numpy()).query(points.numpy(), k=2)
    found = nearest_neighbor_distances(points).numpy()
    np.testing.assert_allclose(found, distances[:, 1], rtol=1e-12)


def test_duplicates_are_at_zero_and_near_duplicates_where_they_are(generator):
    vectors = activations(generator)
    found = nearest_neighbor_distances(vectors)
    assert (found[:50] == 0).all() and (found[600:650] == 0).all()
    agrees(vectors)


@pytest.mark.parametrize("offset", [300, -1e4])
def test_the_origin_does_not_matter(offset, generator):
    vectors = torch.randn(1100, 32, generator=generator)
    vectors[900:950] = vectors[:50]
    moved = vectors + offset
    agrees(moved)
    # Moving rounds the coordinates; duplicates stay duplicates.
    assert (nearest_neighbor_distances(moved)[:50] == 0).all()


def test_a_crowd_that_single_precision_cannot_tell_apart_is_told_apart(generator):
    # Thirty times forty points, 1e-4 apart, at distances of about 50.
    centers = 50 * torch.randn(30, 1, 8, generator=generator, dtype=torch.float64)
    members = 1e-4 * torch.randn(30, 40, 8, generator=generator, dtype=torch.float64)
    agrees((centers + members).flatten(0, 1), rtol=1e-9, atol=0.0)


def test_what_double_precision_cannot_tell_apart_is_compared_one_by_one(generator):
    # Forty points 1e-12 apart, around the origin, and one at distance 1.
    vectors = 1e-12 * torch.randn(41, 3, generator=generator, dtype=torch.float64)
    vectors[-1] = 1.0
    agrees(vectors, rtol=1e-9, atol=0.0)


def test_a_thousand_copies_of_one_vector_are_at_zero(generator):
    vectors = torch.randn(1500, 16, generator=generator)
    vectors[::2] = vectors[0]
    found = nearest_neighbor_distances(vectors)
    assert (found[::2] == 0).all() and (found[1::2] > 0).all()
    agrees(vectors)


@pytest.mark.parametrize("scale", [1e-30, 1e-20, 1e18, 1e30])
def test_the_unit_does_not_matter(scale, generator):
    vectors = torch.randn(300, 10, generator=generator)
    expected = nearest_neighbor_distances(vectors).double() * scale
    found = nearest_neighbor_distances((vectors.double() * scale).float())
    torch.testing.assert_close(found.double(), expected, rtol=1e-5, atol=0.0)


@pytest.mark.parametrize("value", [0.0, 5e-324, 1.7e308])
def test_the_ends_of_the_floating_point_numbers_are_no_exception(value):
    vectors = torch.full((5, 2), value, dtype=torch.float64)
    assert nearest_neighbor_distances(vectors).tolist() == [0.0] * 5


@pytest.mark.parametrize(
    "dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64]
)
def test_device_and_dtype_follow_the_input(dtype, device, generator):
    if device.type == "meta":
        pytest.skip("nearest neighbors look at values, and meta has none")
    vectors = torch.randn(1100, 20, generator=generator).to(dtype)
    found = nearest_neighbor_distances(vectors.to(device))
    assert found.dtype == dtype and found.device.type == device.type
    expected = by_force(vectors).to(dtype)
    torch.testing.assert_close(found.cpu(), expected)


def test_coarser_products_do_not_make_it_less_exact(generator):
    vectors = activations(generator)
    before = torch.get_float32_matmul_precision()
    try:
        torch.set_float32_matmul_precision("medium")
        agrees(vectors)
    finally:
        torch.set_float32_matmul_precision(before)


def test_blocks_of_any_size_give_the_same(monkeypatch, generator):
    vectors = activations(generator)
    whole = nearest_neighbor_distances(vectors)
    for block in (97, 1199, 5000):
        monkeypatch.setattr(module, "BLOCK", block)
        assert torch.equal(nearest_neighbor_distances(vectors), whole)


def test_one_candidate_is_enough_since_the_open_rows_are_looked_at_again(
    monkeypatch, generator
):
    monkeypatch.setattr(nearest_candidates, "FEW", 1)
    agrees(activations(generator))


def test_no_block_is_larger_than_it_may_be(monkeypatch, generator):
    # Memory is linear in n: nothing with n columns is ever made.
    sizes = []
    plain = module.half_squared_distances

    def noting(*arguments):
        block = plain(*arguments)
        sizes.append(block.numel())
        return block

    monkeypatch.setattr(module, "half_squared_distances", noting)
    nearest_neighbor_distances(torch.randn(3500, 4, generator=generator))
    assert max(sizes) == module.BLOCK**2


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_no_gradient_and_no_change_of_the_input(dtype, generator):
    vectors = torch.randn(30, 4, generator=generator, dtype=dtype, requires_grad=True)
    before = vectors.detach().clone()
    assert not nearest_neighbor_distances(vectors).requires_grad
    assert torch.equal(vectors.detach(), before)


@given(
    st.integers(2, 40), st.integers(1, 6), st.integers(0, 2**32), st.floats(-1e3, 1e3)
)
def test_any_few_points_on_a_grid_agree_with_brute_force(n, dim, seed, offset):
    # Points with whole coordinates have many ties and duplicates.
    generator = torch.Generator().manual_seed(seed)
    points = torch.randint(-2, 3, (n, dim), generator=generator).double() + offset
    found = nearest_neighbor_distances(points)
    torch.testing.assert_close(found, by_force(points), rtol=1e-12, atol=0.0)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("vectors", "message"),
    [
        ([[1.0], [2.0]], "vectors must be a torch tensor, got list"),
        (torch.zeros(1, 3), r"at least two vectors, got shape \(1, 3\)"),
        (torch.zeros(3), r"vectors must be \(n, dim\)"),
        (torch.zeros(3, 0), r"got shape \(3, 0\)"),
        (torch.zeros(3, 2, dtype=torch.int64), "vectors must be floating point"),
        (torch.tensor([[1.0], [torch.nan]]), "vectors must be finite"),
    ],
)
def test_what_has_no_neighbors_is_refused(vectors, message):
    with pytest.raises(ValueError, match=message):
        nearest_neighbor_distances(vectors)
