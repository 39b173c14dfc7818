"""Rotary positions: queries and keys turn by angles that grow with the place.

Su et al. 2021 (RoFormer), section 3.2.
"""

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attractor.memory.arguments import check_tensor

Vectors = Float[Tensor, "*batch n dim"]
Places = Int[Tensor, " n"]


def rotate(vectors: Vectors, places: Places, base: int | float = 10_000) -> Vectors:
    r"""Each vector, turned in dim/2 planes by its place times the plane's rate.

    $$(x_{2k}, x_{2k+1}) \mapsto (x_{2k}\cos t\theta_k - x_{2k+1}\sin t\theta_k,\;
    x_{2k}\sin t\theta_k + x_{2k+1}\cos t\theta_k), \quad \theta_k = b^{-2k/d}$$

    with t the place, of either sign, and b = `base`. Lengths stay, and the product of
    a turned query with a turned key depends on their places by the difference only.
    `ValueError` unless dim is even and there is one place for each vector.
    """
    check_tensor("vectors", vectors)
    if vectors.ndim < 2 or vectors.shape[-1] % 2 or vectors.shape[-1] == 0:
        raise ValueError(
            f"vectors must be (*batch, n, dim) with an even dim, got shape "
            f"{tuple(vectors.shape)}"
        )
    if places.shape != vectors.shape[-2:-1]:
        raise ValueError(
            f"places must be ({vectors.shape[-2]},), one for each vector, got shape "
            f"{tuple(places.shape)}"
        )
    if not base > 0:
        raise ValueError(f"base must be positive, got {base}")
    n_planes = vectors.shape[-1] // 2
    planes = torch.arange(n_planes, dtype=torch.float64, device=vectors.device)
    angles = places[:, None] * float(base) ** (-planes / n_planes)
    cos, sin = angles.cos().to(vectors.dtype), angles.sin().to(vectors.dtype)
    x, y = vectors.unflatten(-1, (n_planes, 2)).unbind(-1)
    return torch.stack([x * cos - y * sin, x * sin + y * cos], dim=-1).flatten(-2)
