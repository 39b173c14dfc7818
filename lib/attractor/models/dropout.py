"""Dropout: a random part of a layer is silent in every training step."""

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_tensor

Values = Float[Tensor, "*shape"]


def dropout(
    values: Values, probability: int | float, *, generator: torch.Generator
) -> Values:
    """Each value set to 0 with `probability` p, the others divided by 1 − p.

    So the mean of x stays x, with variance x² p/(1 − p); after training every value
    passes as it is. Srivastava et al. 2014. Raises `ValueError` unless 0 ≤ p < 1.
    """
    check_tensor("values", values)
    if not 0 <= probability < 1:
        raise ValueError(f"probability must be from 0 to below 1, got {probability}")
    chances = torch.rand(
        values.shape, generator=generator, dtype=torch.float64, device=generator.device
    )
    kept = (chances >= probability).to(values)
    return values * kept / (1 - probability)
