"""What every energy and update asks of its arguments, in one sentence each.

Values are not looked at on the `meta` device, where there are none.
"""

import math

from torch import Tensor


def check_tensor(name: str, values: object) -> None:
    """Raise `ValueError` unless `values` is a tensor."""
    if not isinstance(values, Tensor):
        raise ValueError(
            f"{name} must be a torch tensor, got {type(values).__name__}; "
            "torch.as_tensor makes one"
        )


def check_finite(name: str, values: Tensor) -> None:
    """Raise `ValueError` unless `values` are floating point and finite."""
    if not values.dtype.is_floating_point:
        raise ValueError(f"{name} must be floating point, got {values.dtype}")
    if values.is_meta or values.numel() == 0:
        return
    # The two extremes are NaN if any value is, and need no memory.
    if not all(math.isfinite(extreme) for extreme in values.detach().aminmax()):
        raise ValueError(f"{name} must be finite, got NaN or infinity in it")


def check_vectors(vectors: Tensor, least: str, n_least: int) -> None:
    """Raise `ValueError` unless `vectors` is a usable (n, dim) with n large enough.

    `least` says in words how many there must be, such as "two vectors".
    """
    check_tensor("vectors", vectors)
    if vectors.ndim != 2 or len(vectors) < n_least or vectors.shape[1] == 0:
        raise ValueError(
            f"vectors must be (n, dim) with at least {least}, "
            f"got shape {tuple(vectors.shape)}"
        )
    check_finite("vectors", vectors)


def check_patterns(patterns: Tensor) -> None:
    """Raise `ValueError` unless `patterns` is a usable `(n_patterns, dim)`."""
    check_tensor("patterns", patterns)
    if patterns.ndim != 2 or 0 in patterns.shape:
        raise ValueError(
            "patterns must be (n_patterns, dim) with at least one pattern, "
            f"got shape {tuple(patterns.shape)}"
        )
    check_finite("patterns", patterns)


def check_queries(
    patterns: Tensor,
    queries: Tensor,
    name: str = "queries",
    memory: str = "patterns",
) -> None:
    """Raise `ValueError` unless `queries` is `(*batch, dim)`, matching `patterns`."""
    check_tensor(name, queries)
    dim = patterns.shape[-1]
    if queries.ndim == 0 or queries.shape[-1] != dim:
        raise ValueError(
            f"{name} must be (*batch, {dim}), as wide as the {memory}, "
            f"got shape {tuple(queries.shape)}"
        )
    check_finite(name, queries)
    if queries.dtype != patterns.dtype or queries.device != patterns.device:
        raise ValueError(
            f"{name} must have the {memory}' dtype and device "
            f"({patterns.dtype} on {patterns.device}), "
            f"got {queries.dtype} on {queries.device}"
        )


def check_beta(beta: float) -> None:
    """Raise `ValueError` unless `beta` is a positive, finite number."""
    if not (math.isfinite(beta) and beta > 0):
        raise ValueError(f"beta must be a positive, finite number, got {beta}")
