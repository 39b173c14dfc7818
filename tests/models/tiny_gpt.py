"""A small GPT-2 of transformers to hold ours against."""

import torch

from attractor.lab import new_gpt2
from attractor.models import Gpt2Size


def tiny_gpt2(size: Gpt2Size, spread: float) -> torch.nn.Module:
    """In float64, with no parameter left at 0 or 1."""
    generator = torch.Generator().manual_seed(1)
    model = new_gpt2(size, generator=generator).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(spread * torch.randn(parameter.shape, generator=generator))
    return model
