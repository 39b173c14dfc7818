"""Exact distances to nearest neighbors, duplicates and near duplicates included.

Squared distances by way of scalar products lose the small ones: with coordinates near
300, two equal vectors come out 1 apart. So scalar products only choose a few
candidates of each vector, and differences in double precision decide among them.
"""

import math

import torch
from torch import Tensor

from attractor.lab.nearest_candidates import Candidates, no_candidates
from attractor.memory.arguments import check_vectors
from attractor.shapes import Patterns, PerPattern

BLOCK = 1024  # a block of distances stays in the processor's cache
GPU_BLOCK = 8192
EXACT_ELEMENTS = 1 << 18  # so do the differences


def nearest_neighbor_distances(vectors: Patterns) -> PerPattern:
    """Euclidean distance from each vector to the nearest other one, (n,).

    Exact to the digits of the dtype: 0 for a vector that stands there twice, and the
    same wherever the origin is. `vectors` are (n, dim), floating point, at least two;
    the result has their dtype and device. Memory beyond the input is linear in n.
    Raises `ValueError` on other shapes and on values that are not finite.
    """
    check_vectors(vectors, "two vectors", 2)
    vectors = vectors.detach()
    scale = unit_scale(vectors)
    return (nearest_squared(vectors, scale).sqrt() / scale).to(vectors.dtype)


def nearest_squared(vectors: Tensor, scale: float) -> Tensor:
    """Squared distances of the scaled vectors, in float64.

    Single precision looks at all pairs; what it leaves open is looked at in double
    precision, and what even that leaves open vector by vector.
    """
    everything = torch.arange(len(vectors), device=vectors.device)
    found = search_pairs(standardized(vectors, scale, torch.float32))
    squared = decide(vectors, scale, everything, found)
    rows = (found.undecided() & (squared > 0)).nonzero()[:, 0]
    if len(rows):
        found = search_rows(standardized(vectors, scale, torch.float64), rows)
        squared[rows] = decide(vectors, scale, rows, found)
        rows = rows[found.undecided() & (squared[rows] > 0)]
    for row in rows.tolist():
        squared[row] = nearest_of_all(vectors, scale, row)
    return squared


def unit_scale(vectors: Tensor) -> float:
    """The power of two that brings the largest coordinate to between 1/2 and 1."""
    largest = max(abs(float(extreme)) for extreme in vectors.aminmax())
    return math.ldexp(1.0, -max(-1000, math.frexp(largest)[1]))


def standardized(vectors: Tensor, scale: float, dtype: torch.dtype) -> Tensor:
    """The scaled vectors around their mean, off by no more than rounding to `dtype`."""
    finer = torch.promote_types(vectors.dtype, dtype)
    parts = vectors.split(BLOCK)
    double = torch.float64
    total = sum((part.to(finer) * scale).sum(0, dtype=double) for part in parts)
    middle = (total / len(vectors)).to(finer)
    around = torch.empty_like(vectors, dtype=dtype)
    for into, part in zip(around.split(BLOCK), parts, strict=True):
        into.copy_(part.to(finer) * scale - middle)
    return around


def search_pairs(points: Tensor) -> Candidates:
    """Candidates of all points; each pair of blocks is multiplied once."""
    found = no_candidates(
        torch.linalg.vector_norm(points, dim=1).square() / 2, rounding(points)
    )
    step = block_size(points)
    for row in range(0, len(points), step):
        for column in range(row, len(points), step):
            rows, columns = slice(row, row + step), slice(column, column + step)
            block = half_squared_distances(points, found.half_norms, rows, columns)
            if row == column:
                block.fill_diagonal_(torch.inf)
            else:
                found.offer(column, row, block, 1)
            found.offer(row, column, block, 0)
    return found


def search_rows(points: Tensor, rows: Tensor) -> Candidates:
    """Candidates of the points at `rows` only."""
    half_norms = torch.linalg.vector_norm(points, dim=1).square() / 2
    found = no_candidates(half_norms[rows], rounding(points))
    step = block_size(points)
    for start, some in enumerate(rows.split(step)):
        for column in range(0, len(points), step):
            columns = slice(column, column + step)
            block = half_squared_distances(points, half_norms, some, columns)
            own = (some >= column) & (some < column + step)
            block[own, some[own] - column] = torch.inf
            found.offer(start * step, column, block, 0)
    return found


def half_squared_distances(
    points: Tensor, half_norms: Tensor, rows: slice | Tensor, columns: slice
) -> Tensor:
    """‖x − y‖²/2 = ‖x‖²/2 + ‖y‖²/2 − x·y, for a block of rows and columns."""
    block = torch.addmm(
        half_norms[columns], points[rows], points[columns].mT, alpha=-1.0
    )
    return block.add_(half_norms[rows, None])


def rounding(points: Tensor) -> float:
    """How far scalar products may be off, as a share of the half norms, and then some.

    Errors of single steps mostly cancel: they grow with the root of the dimension.
    """
    step = torch.finfo(points.dtype).eps
    if points.dtype == torch.float32:
        # A user may have asked for faster and coarser products.
        coarser = {"high": 2.0**-10, "medium": 2.0**-7}
        step = coarser.get(torch.get_float32_matmul_precision(), step)
    return step * (math.sqrt(points.shape[1]) + 4)


def block_size(points: Tensor) -> int:
    """How many rows and columns a block has."""
    return GPU_BLOCK if points.is_cuda else BLOCK


def decide(vectors: Tensor, scale: float, rows: Tensor, found: Candidates) -> Tensor:
    """The least squared distance of each row to its candidates, by differences."""
    squared = torch.full((len(rows),), torch.inf, dtype=torch.float64)
    squared = squared.to(vectors.device)
    at, candidates = found.chosen()
    some = max(1, EXACT_ELEMENTS // vectors.shape[1])
    for place, candidate in zip(at.split(some), candidates.split(some), strict=True):
        exact = squared_distances(vectors[rows[place]], vectors[candidate], scale)
        squared.scatter_reduce_(0, place, exact, "amin")
    return squared


def nearest_of_all(vectors: Tensor, scale: float, row: int) -> Tensor:
    """The least squared distance of one row to all the others, by differences."""
    step = max(1, EXACT_ELEMENTS // vectors.shape[1])
    least = vectors.new_full((), torch.inf, dtype=torch.float64)
    for others in (vectors[:row], vectors[row + 1 :]):
        for part in others.split(step) if len(others) else ():
            exact = squared_distances(vectors[row], part, scale)
            least = torch.minimum(least, exact.min())
    return least


def squared_distances(one: Tensor, other: Tensor, scale: float) -> Tensor:
    """‖s(x − y)‖² in float64."""
    return (one.double() - other.double()).mul_(scale).square_().sum(-1)
