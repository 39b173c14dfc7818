"""How many dimensions a cloud of points fills, from two distances of every point."""

import numpy as np

Distances = np.ndarray


def two_nn_dimension(
    nearest: Distances, second: Distances, kept: int | float = 0.9
) -> float:
    r"""Intrinsic dimension by the ratio of the second distance to the first (TwoNN).

    Where points lie evenly within a neighborhood of d dimensions, the ratio
    $\mu = r_2/r_1$ is above x with probability $x^{-d}$, whatever the unit of length
    and however dense the points. So $-\log(1 - F(\mu))$ over $\log\mu$ is a line of
    slope d through the origin, fitted by least squares to the share `kept` of the
    points with the smallest ratios. Facco, d'Errico, Rodriguez, Laio 2017, eqs. 2 to 5.

    `nearest` and `second` are the distances (n,) of every point to its two nearest
    others. Raises `ValueError` on other shapes, on a nearest distance that is 0 (a
    point that stands there twice, which says nothing: leave one out), and where the
    points kept are fewer than two or all equally far from both.
    """
    first, other = checked(nearest), checked(second)
    if first.shape != other.shape or not 0 < kept <= 1:
        raise ValueError(
            f"nearest and second must be (n,) both and kept a share, got shapes "
            f"{first.shape} and {other.shape} and {kept}"
        )
    if (first <= 0).any():
        raise ValueError(
            f"nearest must be positive, and {(first <= 0).sum()} of {len(first)} are "
            "not: leave out points that stand there twice"
        )
    if (other < first).any():
        raise ValueError("second must be at least nearest, point by point")
    logs = np.sort(np.log(other / first))
    n_points = len(logs)
    n_kept = min(int(kept * n_points), n_points - 1)  # the last one's share is 1
    logs, rank = logs[:n_kept], np.arange(1, n_kept + 1)
    if n_kept < 2 or not logs.any():
        raise ValueError(
            f"two points at least must be kept, with different distances, of {n_points}"
        )
    exceeded = -np.log1p(-rank / n_points)
    return float(logs @ exceeded / (logs @ logs))


def checked(distances: Distances) -> np.ndarray:
    """The distances in double precision, or a `ValueError`."""
    values = np.asarray(distances, dtype=np.float64)
    if values.ndim != 1 or not np.isfinite(values).all():
        raise ValueError(
            f"distances must be finite and (n,), got shape {values.shape}"
            + ("" if np.isfinite(values).all() else " with NaN or infinity in it")
        )
    return values
