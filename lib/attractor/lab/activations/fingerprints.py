"""What tells one model, and one set of chunks, from all others."""

import hashlib

import numpy as np
import torch
from torch import nn


def model_sha256(model: nn.Module) -> str:
    """Digest of every weight, tied ones once, with its name."""
    digest = hashlib.sha256()
    for name, parameter in model.named_parameters():
        digest.update(f"{name} {tuple(parameter.shape)} {parameter.dtype}".encode())
        values = parameter.detach().cpu().contiguous().view(-1)
        digest.update(values.view(torch.uint8).numpy().data)
    return digest.hexdigest()


def chunks_sha256(chunks: np.ndarray, batch: int) -> str:
    """Digest of whole numbers (n_chunks, length), in whatever type, read in batches."""
    digest = hashlib.sha256(str(chunks.shape).encode())
    for start in range(0, len(chunks), batch):
        part = np.ascontiguousarray(chunks[start : start + batch], dtype="<i8")
        digest.update(part.data)
    return digest.hexdigest()
