"""What every energy and update asks of its arguments, in one sentence each.

Values are not looked at on the `meta` device, where there are none.
"""

import math

from torch import Tensor


def check_finite(name: str, values: Tensor) -> None:
    """Raise `ValueError` unless `values` are floating point and finite."""
    if not values.dtype.is_floating_point:
        raise ValueError(f"{name} must be floating point, got {values.dtype}")
    if not values.is_meta and not bool(values.isfinite().all()):
        raise ValueError(f"{name} must be finite, got NaN or infinity in it")


def check_patterns(patterns: Tensor) -> None:
    """Raise `ValueError` unless `patterns` is a usable `(n_patterns, dim)`."""
    if patterns.ndim != 2 or 0 in patterns.shape:
        raise ValueError(
            "patterns must be (n_patterns, dim) with at least one pattern, "
            f"got shape {tuple(patterns.shape)}"
        )
    check_finite("patterns", patterns)


def check_queries(patterns: Tensor, queries: Tensor, name: str = "queries") -> None:
    """Raise `ValueError` unless `queries` is `(*batch, dim)`, matching `patterns`."""
    dim = patterns.shape[-1]
    if queries.ndim == 0 or queries.shape[-1] != dim:
        raise ValueError(
            f"{name} must be (*batch, {dim}), as wide as the patterns, "
            f"got shape {tuple(queries.shape)}"
        )
    check_finite(name, queries)
    if queries.dtype != patterns.dtype or queries.device != patterns.device:
        raise ValueError(
            f"{name} must have the patterns' dtype and device "
            f"({patterns.dtype} on {patterns.device}), "
            f"got {queries.dtype} on {queries.device}"
        )


def check_beta(beta: float) -> None:
    """Raise `ValueError` unless `beta` is a positive, finite number."""
    if not (math.isfinite(beta) and beta > 0):
        raise ValueError(f"beta must be a positive, finite number, got {beta}")
