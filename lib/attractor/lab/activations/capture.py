"""Activations of many chunks, in files that need no more memory than one batch."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tqdm.auto import tqdm

from attractor.lab.activations.fingerprints import chunks_sha256, model_sha256
from attractor.lab.activations.layers import (
    FINAL_NORM,
    Layer,
    check_layers,
    check_position,
    layer_activations,
)
from attractor.lab.activations.vector_files import GrowingVectors
from attractor.lab.gpt2.model import Gpt2, check_gpt2
from attractor.lab.kept_settings import check_settings, write_settings

MANIFEST = "captured.json"


def capture_activations(
    model: Gpt2,
    chunks: np.ndarray,
    folder: str | Path,
    layers: Sequence[Layer] = (FINAL_NORM,),
    *,
    position: int = -1,
    batch: int = 16,
) -> dict[Layer, np.ndarray]:
    """Activations at one position of every chunk, (n_chunks, dim) for each layer.

    `chunks` (n_chunks, length) are tokens, such as `random_chunks` gives or
    `tokens[: n * length].reshape(n, length)` of a token file; for `layers` see
    `layer_activations`. They are computed on the model's device and kept in float32 in
    `folder`, as `layer-03.npy` or `final-norm.npy`, and come back mapped into memory:
    what is held beyond that is one batch. A file has its name when it is whole; a
    capture that was killed goes on from the last batch, and ends in the same file.
    More layers can be added. Raises `ValueError` on arguments that do not fit
    together, and on a folder whose activations are of another model, other chunks, or
    another position or batch; `OSError` where the disk is full.
    """
    check_gpt2(model)
    check_layers(model, layers)
    check_chunks(model, chunks, batch)
    check_position(chunks.shape[1], position)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    agree_on(folder / MANIFEST, told(model, chunks, position, batch))
    dim = model.config.n_embd
    files = {k: GrowingVectors(folder / name(k), len(chunks), dim) for k in layers}
    fill(files, model, chunks, position, batch)
    return {layer: file.finish() for layer, file in files.items()}


def fill(
    files: dict[Layer, GrowingVectors],
    model: Gpt2,
    chunks: np.ndarray,
    position: int,
    batch: int,
) -> None:
    """Compute, batch by batch, what the files do not have yet."""
    at = {layer: file.rows(batch) for layer, file in files.items()}
    device = model.transformer.wte.weight.device
    starts = range(min(at.values()), len(chunks), batch)
    for start in tqdm(starts, unit="batch", disable=None):
        part = np.array(chunks[start : start + batch], dtype=np.int64)
        waiting = [layer for layer in files if at[layer] == start]
        tokens = torch.from_numpy(part).to(device)
        found = layer_activations(model, tokens, waiting, position)
        try:
            for layer in waiting:
                files[layer].write(start, found[layer].cpu().numpy())
                at[layer] = start + len(part)
        except OSError as error:
            raise OSError(
                f"the activations of chunk {start} could not be written ({error}); "
                f"{start} of {len(chunks)} are kept in "
                f"{files[waiting[0]].path.parent}, and the same call goes on from there"
            ) from error


def name(layer: Layer) -> str:
    """The name of a layer's file."""
    return f"{layer}.npy" if layer == FINAL_NORM else f"layer-{layer:02d}.npy"


def told(model: Gpt2, chunks: np.ndarray, position: int, batch: int) -> dict[str, Any]:
    """All that decides the activations."""
    return {
        "model": model_sha256(model.transformer),
        "chunks": chunks_sha256(chunks, batch),
        "shape": list(chunks.shape),
        "position": position % chunks.shape[1],
        "batch": batch,
    }


def agree_on(path: Path, told: dict[str, Any]) -> None:
    """Write down what is captured, or find that it is what was captured before."""
    if not path.is_file():
        write_settings(path, told)
        return
    advice = "capture into another folder"
    check_settings(path, told, made="holds activations", advice=advice)


def check_chunks(model: Gpt2, chunks: np.ndarray, batch: int) -> None:
    """Raise `ValueError` unless the chunks are tokens that the model can read."""
    context, vocabulary = model.config.n_positions, model.config.vocab_size
    if batch < 1:
        raise ValueError(f"batch must be at least 1, got {batch}")
    if chunks.ndim != 2 or 0 in chunks.shape or chunks.shape[1] > context:
        raise ValueError(
            f"chunks must be (n_chunks, length) with a length of 1 to {context}, "
            f"got shape {chunks.shape}"
        )
    if not np.issubdtype(chunks.dtype, np.integer):
        raise ValueError(f"chunks must be whole numbers, got {chunks.dtype}")
    if chunks.min() < 0 or chunks.max() >= vocabulary:
        raise ValueError(
            f"chunks must hold tokens from 0 to {vocabulary - 1}, "
            f"got {chunks.min()} to {chunks.max()}"
        )
