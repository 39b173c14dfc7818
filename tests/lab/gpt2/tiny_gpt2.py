"""A tiny GPT-2 and chunks of tokens for it."""

from pathlib import Path

import numpy as np
import torch

from attractor.lab.gpt2 import Gpt2, new_gpt2
from attractor.models import Gpt2Size

SIZE = Gpt2Size(n_layers=3, dim=16, n_heads=2, context=12, vocabulary=31)


def tiny_gpt2(seed: int = 0, dropout: float = 0.0) -> Gpt2:
    """An untrained GPT-2 whose gains and biases are not all one and zero."""
    generator = torch.Generator().manual_seed(seed)
    model = new_gpt2(SIZE, dropout, generator=generator)
    with torch.no_grad():
        for parameter in model.parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            parameter.add_(noise, alpha=0.2)
    return model


def chunks_of(count: int, length: int = 10, seed: int = 0) -> np.ndarray:
    """Chunks of random tokens, (count, length), in 16 bits as in a token file."""
    drawn = np.random.default_rng(seed).integers(0, SIZE.vocabulary, (count, length))
    return drawn.astype(np.uint16)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
