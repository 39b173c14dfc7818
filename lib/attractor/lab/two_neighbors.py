"""The two nearest neighbors of every vector: how far, and which."""

from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attractor.lab.nearest_neighbors import (
    block_size,
    half_squared_distances,
    squared_distances,
    standardized,
    unit_scale,
)
from attractor.memory.arguments import check_vectors
from attractor.shapes import Patterns

CANDIDATES = 8


class TwoNearest(NamedTuple):
    """For each of n vectors the two nearest others, the nearest first."""

    distances: Float[Tensor, "n 2"]
    indices: Int[Tensor, "n 2"]


def two_nearest(vectors: Patterns) -> TwoNearest:
    """Euclidean distances to the two nearest others, and their numbers, (n, 2) both.

    Scalar products in the dtype of `vectors` choose eight candidates of each,
    differences in double precision decide among them; so duplicates are 0 apart. (Who
    needs the nearest distance alone has it proved, and sooner, from
    `nearest_neighbor_distances`.) `vectors` are (n, dim), floating point, at least
    three; the distances have their dtype and device. Memory beyond the input is linear
    in n. Raises `ValueError` on other shapes and on values that are not finite.
    """
    check_vectors(vectors, "three vectors", 3)
    vectors = vectors.detach()
    scale = unit_scale(vectors)
    finer = torch.promote_types(vectors.dtype, torch.float32)
    points = standardized(vectors, scale, finer)
    half_norms = torch.linalg.vector_norm(points, dim=1).square() / 2
    step = block_size(points)
    distances, indices = [], []
    for start in range(0, len(points), step):
        rows = slice(start, start + step)
        found = candidates(points, half_norms, rows)
        exact = torch.stack(
            [squared_distances(vectors[rows], vectors[of], scale) for of in found.mT], 1
        )
        order = exact.argsort(dim=1, stable=True)[:, :2]
        distances.append(exact.gather(1, order).sqrt() / scale)
        indices.append(found.gather(1, order))
    return TwoNearest(torch.cat(distances).to(vectors.dtype), torch.cat(indices))


def candidates(points: Tensor, half_norms: Tensor, rows: slice) -> Tensor:
    """Numbers of the vectors that seem nearest to those of some rows, (rows, 8)."""
    some, step = points[rows], block_size(points)
    values = points.new_empty(len(some), 0)
    numbers = torch.empty_like(values, dtype=torch.int64)
    for column in range(0, len(points), step):
        columns = slice(column, column + step)
        block = half_squared_distances(points, half_norms, rows, columns)
        if column == rows.start:
            block.fill_diagonal_(torch.inf)
        few = min(CANDIDATES, block.shape[1])
        least, at = block.topk(few, largest=False, sorted=False)
        values = torch.cat([values, least], 1)
        numbers = torch.cat([numbers, at + column], 1)
        few = min(CANDIDATES, values.shape[1], len(points) - 1)
        values, order = values.topk(few, largest=False, sorted=False)
        numbers = numbers.gather(1, order)
    return numbers
