"""Two landscapes in the plane on which optimizers show their character.

Both have their lowest value, 0, at one known point, and one number that makes them
harder: how much steeper they are across than along.
"""

import math

from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor

Points = Float[Tensor, "*batch 2"]
Values = Float[Tensor, "*batch"]


def bowl(points: Points, conditioning: int | float, angle: int | float = 0.0) -> Values:
    """½ (u² + κ v²): a bowl κ = `conditioning` times as steep along v as along u.

    u and v are the coordinates turned by `angle` degrees, so that at 0 they are x and
    y. Its Hessian has the eigenvalues 1 and κ. Raises `ValueError` on κ < 1.
    """
    _check(points, "conditioning", conditioning, 1)
    turn = math.radians(angle)
    x, y = points.unbind(-1)
    u = math.cos(turn) * x + math.sin(turn) * y
    v = math.cos(turn) * y - math.sin(turn) * x
    return (u**2 + conditioning * v**2) / 2


def curved_valley(points: Points, steepness: int | float) -> Values:
    """½ ((1 − x)² + b (y − x²)²): along a parabola to (1, 1), with b = `steepness`.

    Half of Rosenbrock's function (1960), which has b = 100. Raises `ValueError` on
    b < 1.
    """
    _check(points, "steepness", steepness, 1)
    x, y = points.unbind(-1)
    return ((1 - x) ** 2 + steepness * (y - x**2) ** 2) / 2


def largest_stable_rate(curvature: int | float, momentum: int | float = 0.0) -> float:
    """2 (1 + μ)/λ: at any larger rate momentum μ runs away along curvature λ.

    Without momentum 2/λ, gradient descent's limit. On a bowl λ is κ, its steepest.
    Raises `ValueError` on a curvature that is not positive and μ outside [0, 1).
    """
    if not (math.isfinite(curvature) and curvature > 0):
        raise ValueError(f"curvature must be positive and finite, got {curvature}")
    if not 0 <= momentum < 1:
        raise ValueError(f"momentum must be from 0 to below 1, got {momentum}")
    return 2 * (1 + momentum) / curvature


def _check(points: Tensor, name: str, value: int | float, least: int) -> None:
    check_tensor("points", points)
    if points.ndim == 0 or points.shape[-1] != 2:
        raise ValueError(f"points must be (*batch, 2), got shape {tuple(points.shape)}")
    if not points.dtype.is_floating_point:
        check_finite("points", points)
    if not (math.isfinite(value) and value >= least):
        raise ValueError(f"{name} must be {least} or more, got {value}")
