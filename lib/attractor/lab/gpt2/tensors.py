"""The weights in a folder, one at a time, under the names that GPT-2 gives them.

Two styles are about: `save_pretrained` writes `transformer.h.0.ln_1.weight`; the hub's
old files have `h.0.ln_1.weight`, and the causal mask as `h.0.attn.bias`.
"""

import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

MASKS = re.compile(r"h\.\d+\.attn\.(bias|masked_bias)")
HEAD = "lm_head.weight"
BROKEN = (
    SafetensorError,
    OSError,
    RuntimeError,
    EOFError,
    pickle.UnpicklingError,
    TypeError,
    ValueError,
)


def folder_tensors(folder: Path) -> Iterator[tuple[str, Tensor]]:
    """Every weight of a checkpoint by its name without `transformer.`, masks left out.

    Raises `FileNotFoundError` where there is no file of weights and `ValueError` on
    one that is broken or has a weight twice.
    """
    seen: set[str] = set()
    for path in weight_files(folder):
        for key, tensor in read(path):
            name = key.removeprefix("transformer.")
            if MASKS.fullmatch(name):
                continue
            if name in seen:
                raise ValueError(f"{path} holds {name} a second time")
            seen.add(name)
            yield name, tensor


def weight_files(folder: Path) -> list[Path]:
    """The files that hold the weights: of both kinds the one without pickles."""
    for pattern in ("model*.safetensors", "pytorch_model*.bin"):
        if found := sorted(folder.glob(pattern)):
            return found
    raise FileNotFoundError(
        f"{folder} holds no model.safetensors and no pytorch_model.bin; "
        "save_pretrained writes one"
    )


def read(path: Path) -> Iterator[tuple[str, Tensor]]:
    """Name and tensor, as the file has them."""
    try:
        if path.suffix == ".safetensors":
            with safe_open(path, framework="pt") as file:
                for key in file.keys():
                    yield key, file.get_tensor(key)
        else:
            held = torch.load(path, map_location="cpu", weights_only=True)
            if not all(isinstance(value, Tensor) for value in dict(held).values()):
                raise TypeError("more than tensors by name")
            yield from held.items()
    except BROKEN as error:
        reason = str(error).strip().partition("\n")[0].rstrip(".")
        raise ValueError(
            f"{path} is no file of weights, or not all of one ({reason}); "
            "copy or download it again"
        ) from error
