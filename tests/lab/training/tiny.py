"""A tiny model, its batches, and a run of some steps."""

import torch

from attractor.lab.training import NOT_COUNTED, Batch
from attractor.models import TransformerSize, VanillaTransformer

TOKENS = 7


def tiny_model(dropout: float = 0.1) -> VanillaTransformer:
    draw = torch.Generator().manual_seed(3)
    size = TransformerSize(n_layers=1, dim=8, n_heads=2, dropout=dropout)
    return VanillaTransformer(TOKENS, size, generator=draw)


def tiny_batch(step: int) -> Batch:
    """Four lines that count up from anywhere, padded to unequal lengths."""
    generator = torch.Generator().manual_seed(step)
    first = torch.randint(TOKENS, (4, 1), generator=generator)
    lines = (first + torch.arange(9)) % TOKENS
    inputs, targets = lines[:, :-1].clone(), lines[:, 1:].clone()
    ends = torch.tensor([8, 7, 5, 3])[:, None]
    targets[torch.arange(8)[None] >= ends] = NOT_COUNTED
    return Batch(inputs, targets)
