"""The two nearest neighbors, beside brute force."""

import pytest
import torch

from attractor.lab import nearest_neighbor_distances, two_nearest


def brute_force(vectors: torch.Tensor) -> torch.Tensor:
    apart = (vectors[:, None].double() - vectors[None].double()).norm(dim=-1)
    return apart.fill_diagonal_(torch.inf).sort(1).values[:, :2]


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("count", [3, 5, 300])
def test_it_is_what_brute_force_finds(count, dtype, generator) -> None:
    vectors = torch.randn(count, 20, generator=generator, dtype=dtype)
    found = two_nearest(vectors)
    torch.testing.assert_close(
        found.distances, brute_force(vectors).to(dtype), rtol=1e-6, atol=0
    )
    assert torch.equal(found.distances[:, 0], nearest_neighbor_distances(vectors))
    for column in range(2):
        others = vectors[found.indices[:, column]]
        apart = (vectors.double() - others.double()).norm(dim=-1).to(dtype)
        torch.testing.assert_close(found.distances[:, column], apart)


def test_many_blocks_are_one_search(generator, monkeypatch) -> None:
    vectors = torch.randn(200, 12, generator=generator)
    whole = two_nearest(vectors)
    monkeypatch.setattr("attractor.lab.nearest_neighbors.BLOCK", 7)
    parts = two_nearest(vectors)
    torch.testing.assert_close(parts.distances, whole.distances)
    assert torch.equal(parts.indices, whole.indices)


def test_what_stands_there_twice_is_nothing_apart(generator) -> None:
    vectors = 300 + torch.randn(40, 16, generator=generator)
    vectors[7] = vectors[31]
    found = two_nearest(vectors)
    assert found.distances[7, 0] == found.distances[31, 0] == 0
    assert found.indices[7, 0] == 31 and found.indices[31, 0] == 7
    assert (found.distances[:, 1] > 0).all()
    same = two_nearest(torch.ones(12, 4))
    assert (same.distances == 0).all()
    assert (same.indices != torch.arange(12)[:, None]).all()


@pytest.mark.parametrize("scale", [1e-30, 1e30])
def test_neither_very_large_nor_very_small_vectors_are_lost(scale, generator) -> None:
    vectors = torch.randn(50, 8, generator=generator, dtype=torch.float64)
    scaled = two_nearest(vectors * scale).distances / scale
    torch.testing.assert_close(scaled, two_nearest(vectors).distances)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("vectors", "message"),
    [
        (torch.zeros(2, 3), "at least three vectors, got shape"),
        (torch.zeros(5), r"got shape \(5,\)"),
        (torch.zeros(5, 0), r"got shape \(5, 0\)"),
        (torch.full((4, 2), torch.nan), "vectors must be finite"),
        ([[1.0]], "vectors must be a torch tensor"),
    ],
)
def test_what_has_no_two_neighbors_is_refused(vectors, message) -> None:
    with pytest.raises(ValueError, match=message):
        two_nearest(vectors)
