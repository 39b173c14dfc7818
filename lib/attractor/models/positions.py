"""Where a token stands, as a vector of sines and cosines."""

import torch
from torch import Tensor


def sinusoidal_positions(
    n_positions: int, dim: int, base: int | float = 10_000
) -> Tensor:
    r"""Position vectors of Vaswani et al. 2017 (section 3.5), (n_positions, dim).

    $$p_{t,2k} = \sin(t\,b^{-2k/n}), \qquad p_{t,2k+1} = \cos(t\,b^{-2k/n})$$

    with n = `dim`, even, and b = `base` > 0; positions count from 0. float32. Raises
    `ValueError` on other arguments.
    """
    if n_positions < 0:
        raise ValueError(f"n_positions must be 0 or more, got {n_positions}")
    if dim < 2 or dim % 2:
        raise ValueError(f"dim must be even and positive, got {dim}")
    if not base > 0:
        raise ValueError(f"base must be positive, got {base}")
    rates = float(base) ** (-torch.arange(0, dim, 2, dtype=torch.float64) / dim)
    angles = torch.arange(n_positions, dtype=torch.float64)[:, None] * rates
    pairs = torch.stack([angles.sin(), angles.cos()], dim=-1)
    return pairs.flatten(-2).float()
