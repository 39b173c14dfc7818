"""Clouds of vectors that share something with a given one, and nothing else.

What holds for such a cloud too does not tell what the given one is made of.
"""

import torch
from torch import Tensor

from attractor.memory.arguments import check_vectors
from attractor.shapes import Patterns

ROWS = 4096  # drawn at a time


def matched_gaussian(vectors: Patterns, *, generator: torch.Generator) -> Patterns:
    """As many normal vectors with the same mean and the same covariance.

    `vectors` are (n, dim), floating point; so is the result, in their dtype and on
    their device, where `generator` draws. Raises `ValueError` on other shapes and on
    values that are not finite.
    """
    check_vectors(vectors, "one vector", 1)
    middle = vectors.double().mean(0)
    covariance = torch.zeros(len(middle), len(middle)).to(middle)
    for part in vectors.split(ROWS):
        away = part.double() - middle
        covariance.addmm_(away.mT, away, alpha=1 / len(vectors))
    variances, axes = torch.linalg.eigh(covariance)
    root = (axes * variances.clamp_min(0).sqrt()).to(vectors.dtype)
    cloud = torch.empty_like(vectors)
    for into in cloud.split(ROWS):
        into.normal_(generator=generator)
        into.copy_(into @ root.mT + middle.to(vectors.dtype))
    return cloud


def shuffled_coordinates(vectors: Patterns, *, generator: torch.Generator) -> Patterns:
    """The same numbers in every coordinate, dealt out to the vectors anew.

    Each coordinate keeps all its values; which ones stand together is left to chance.
    Arguments and errors are those of `matched_gaussian`.
    """
    check_vectors(vectors, "one vector", 1)
    cloud = torch.empty_like(vectors)
    for column in range(vectors.shape[1]):
        order = torch.randperm(len(vectors), generator=generator, device=vectors.device)
        cloud[:, column] = vectors[order, column]
    return cloud


def matched_sphere(vectors: Patterns, *, generator: torch.Generator) -> Patterns:
    """Vectors of the same lengths in directions left to chance.

    Arguments and errors are those of `matched_gaussian`.
    """
    check_vectors(vectors, "one vector", 1)
    cloud = torch.empty_like(vectors)
    for into, part in zip(cloud.split(ROWS), vectors.split(ROWS), strict=True):
        into.normal_(generator=generator)
        into.mul_(lengths(part) / lengths(into))
    return cloud


def lengths(vectors: Tensor) -> Tensor:
    """Euclidean lengths, (n, 1)."""
    return torch.linalg.vector_norm(vectors, dim=1, keepdim=True)
