"""A small TransformerFAM in float64 with weights large enough to matter."""

import torch
from torch import Tensor

from attractor.models import FamLayer, FamSize, FamTransformer


def small_fam(
    n_layers: int = 3,
    segments: int = 1,
    slots: int = 2,
    layer: type[FamLayer] = FamLayer,
) -> FamTransformer:
    """Blocks of 4 tokens of 7 kinds, 8 numbers each."""
    size = FamSize(n_layers, 8, 2, 7, 4, segments, slots)
    draws = torch.Generator().manual_seed(3)
    model = FamTransformer(size, layer, generator=draws).double()
    with torch.no_grad():
        for parameter in model.parameters():
            noise = torch.randn(parameter.shape, generator=draws)
            parameter.add_(0.4 * noise)
    return model


def some_tokens(n: int, n_lines: int = 2, seed: int = 4) -> Tensor:
    draws = torch.Generator().manual_seed(seed)
    return torch.randint(7, (n_lines, n), generator=draws)


def near(found: Tensor, due: Tensor, digits: float = 1e-12) -> None:
    torch.testing.assert_close(found, due, rtol=0, atol=digits)


def apart(found: Tensor, other: Tensor, least: float = 1e-3) -> None:
    assert (found - other).abs().max() > least
