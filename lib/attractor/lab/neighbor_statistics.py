"""What nearest neighbors tell of a cloud of vectors, and what noise of its size has.

Distances have the unit of the vectors; the dimension, and whom a vector is nearest to,
have none.
"""

import hashlib
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from attractor.lab.nearest_neighbors import nearest_neighbor_distances
from attractor.lab.two_neighbors import TwoNearest, two_nearest
from attractor.shapes import Patterns
from attractor.theory import mean_gaussian_nearest_neighbor, two_nn_dimension

PAIRS = 1 << 16  # of which the mean distance is taken
ROWS = 4096
FEWEST = 10  # different vectors from which a dimension is told


class NeighborStatistics(NamedTuple):
    """Of a cloud of vectors; by share of it where it says (shares,).

    `mean` and `median` distance to the nearest other vector (shares,), and how many of
    them lie between the `edges` (bins + 1,) as `histogram` (shares, bins). `noise`
    (shares,) is the mean that as many i.i.d. normal vectors have, with the cloud's
    variance per coordinate, `sigma` squared. `pairwise` is the mean distance of any
    two, `dimension` the intrinsic one by TwoNN (NaN with fewer than ten different
    vectors), `nearest` (n,) the number of each vector's nearest other.
    """

    mean: np.ndarray
    median: np.ndarray
    histogram: np.ndarray
    edges: np.ndarray
    noise: np.ndarray
    sigma: float
    pairwise: float
    dimension: float
    nearest: np.ndarray


def neighbor_statistics(
    vectors: Patterns,
    shares: Sequence[int | float] = (0.25, 0.5, 0.75, 1.0),
    bins: int = 60,
    *,
    generator: torch.Generator,
) -> NeighborStatistics:
    """Statistics of `vectors` (n, dim), and of their first ones, as many as each share.

    Distances are exact; `generator`, on the CPU, draws the 65,536 pairs of which
    `pairwise` is the mean. Raises `ValueError` where a share is not between 0 and 1 or
    leaves fewer than two vectors, and on vectors that `two_nearest` refuses.
    """
    parts = [vectors[: part_of(len(vectors), share)] for share in shares]
    found = two_nearest(vectors)
    distances = [
        nearest_neighbor_distances(part).double().cpu().numpy() for part in parts
    ]
    edges = np.histogram_bin_edges(np.concatenate(distances), bins)
    dim, sigma = vectors.shape[1], deviation(vectors)
    noise = [
        mean_gaussian_nearest_neighbor(len(part), dim, sigma) if sigma else 0.0
        for part in parts
    ]
    return NeighborStatistics(
        mean=np.array([each.mean() for each in distances]),
        median=np.array([np.median(each) for each in distances]),
        histogram=np.stack([np.histogram(each, edges)[0] for each in distances]),
        edges=edges,
        noise=np.array(noise),
        sigma=sigma,
        pairwise=mean_pairwise(vectors, generator=generator),
        dimension=dimension(vectors, found),
        nearest=found.indices[:, 0].cpu().numpy(),
    )


def part_of(n_vectors: int, share: int | float) -> int:
    """How many vectors a share is."""
    count = round(share * n_vectors)
    if not 0 < share <= 1 or count < 2:
        raise ValueError(
            f"shares must be above 0 and at most 1, of two vectors at least, got "
            f"{share} of {n_vectors}"
        )
    return count


def deviation(vectors: Tensor) -> float:
    """Root of the mean variance of a coordinate."""
    total = sum(part.sum(0, dtype=torch.float64) for part in vectors.split(ROWS))
    middle = torch.as_tensor(total) / len(vectors)
    squares = sum(
        (part.double() - middle).square().sum().item() for part in vectors.split(ROWS)
    )
    return math.sqrt(squares / vectors.numel())


def mean_pairwise(vectors: Tensor, *, generator: torch.Generator) -> float:
    """Mean distance of two different vectors, over 65,536 pairs at random."""
    n_vectors = len(vectors)
    one = torch.randint(n_vectors, (PAIRS,), generator=generator)
    after = torch.randint(1, n_vectors, (PAIRS,), generator=generator)
    other = (one + after) % n_vectors
    total = 0.0
    for here, there in zip(one.split(ROWS), other.split(ROWS), strict=True):
        away = vectors[here.to(vectors.device)].double() - vectors[there]
        total += torch.linalg.vector_norm(away, dim=1).sum().item()
    return total / PAIRS


def dimension(vectors: Tensor, found: TwoNearest) -> float:
    """Intrinsic dimension of the different ones among the vectors."""
    if (found.distances[:, 0] == 0).any():
        rows = first_of_each(vectors)
        if len(rows) < FEWEST:
            return math.nan
        found = two_nearest(vectors[rows.to(vectors.device)])
    elif len(vectors) < FEWEST:
        return math.nan
    nearest, second = found.distances.double().cpu().numpy().T
    return two_nn_dimension(nearest, second)


def first_of_each(vectors: Tensor) -> Tensor:
    """The rows at which a vector stands for the first time."""
    first: dict[bytes, int] = {}
    for start in range(0, len(vectors), ROWS):
        part = vectors[start : start + ROWS].cpu().numpy() + 0.0  # no negative zeros
        for k, row in enumerate(part):
            first.setdefault(hashlib.blake2b(row.tobytes()).digest(), start + k)
    return torch.tensor(list(first.values()))
