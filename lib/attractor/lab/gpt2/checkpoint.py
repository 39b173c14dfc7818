"""GPT-2 from a folder, or by its name on the Hugging Face hub."""

import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from attractor.lab.gpt2.model import Gpt2, seeded
from attractor.lab.gpt2.tensors import HEAD, folder_tensors
from attractor.memory.arguments import check_finite

HUB_FILES = ("config.json", "model*.safetensors")


def load_gpt2(name_or_folder: str | Path) -> Gpt2:
    """The `GPT2LMHeadModel` of a checkpoint, in float32 and in evaluation mode.

    A folder with `config.json` and `model.safetensors` (or `pytorch_model.bin`), or a
    name on the hub such as "gpt2-medium", downloaded once. Names of weights may begin
    with `transformer.` or not, and the masks in old files are left out; the head is
    tied to the token embeddings unless the configuration says otherwise. Raises
    `OSError` where neither the folder nor the hub is there, `FileNotFoundError` where
    a file is missing, and `ValueError` where one is broken or of another model.
    """
    folder = Path(name_or_folder)
    if not folder.is_dir():
        folder = download(str(name_or_folder))
    model = empty_model(folder)
    fill(model, folder)
    return model


def download(name: str) -> Path:
    """The folder in the hub's cache where the checkpoint lies, downloaded if needed."""
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=list(HUB_FILES)))
    except (OSError, ValueError, RuntimeError) as error:
        raise OSError(
            f"{name!r} is no folder here, and the hub did not give a model of that "
            f"name ({type(error).__name__}); where there is no network, download its "
            "config.json and model.safetensors elsewhere and name their folder"
        ) from error


def empty_model(folder: Path) -> Gpt2:
    """The model that `config.json` describes, before its weights are there."""
    config = read_config(folder / "config.json")
    kind = config.get("model_type")
    if kind != "gpt2":
        raise ValueError(
            f"{folder / 'config.json'} must describe a gpt2, got model_type {kind!r}"
        )
    # Here, not above: this import takes seconds.
    from transformers import GPT2Config, GPT2LMHeadModel

    try:
        anything = torch.Generator().manual_seed(0)
        return seeded(GPT2LMHeadModel, GPT2Config(**config), anything)
    except Exception as error:
        reason = str(error).partition("\n")[0]
        raise ValueError(
            f"{folder / 'config.json'} describes no GPT-2 that can be built ({reason})"
        ) from error


def read_config(path: Path) -> dict[str, Any]:
    """What `config.json` says, without the dtype that the weights were saved in."""
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} does not exist; a checkpoint is a folder with config.json and "
            "model.safetensors"
        )
    try:
        config = dict(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise ValueError(
            f"{path} is no configuration ({error}); copy or download it again"
        ) from error
    return {k: v for k, v in config.items() if k not in ("dtype", "torch_dtype")}


@torch.no_grad()
def fill(model: Gpt2, folder: Path) -> None:
    """Copy every weight of the folder to its place, or raise `ValueError`."""
    wanted: dict[str, Tensor] = dict(model.transformer.named_parameters())
    tied = model.lm_head.weight is model.transformer.wte.weight
    if not tied:
        wanted[HEAD] = model.lm_head.weight
    missing, head = set(wanted), None
    for name, tensor in folder_tensors(folder):
        if tied and name == HEAD:
            head = tensor
            continue
        if name not in wanted:
            raise ValueError(
                f"{folder} holds {name}, which this GPT-2 has no place for"
            )
        if tensor.shape != wanted[name].shape:
            raise ValueError(
                f"{name} in {folder} must be {tuple(wanted[name].shape)}, as "
                f"config.json has it, got {tuple(tensor.shape)}"
            )
        check_finite(f"{name} in {folder}", tensor)
        wanted[name].copy_(tensor)
        missing.discard(name)
    if missing:
        first = min(missing)
        raise ValueError(
            f"{folder} lacks {len(missing)} of {len(wanted)} weights, such as {first}"
        )
    if head is not None and not torch.equal(head, model.lm_head.weight):
        raise ValueError(
            f"{HEAD} in {folder} is not the token embeddings, to which config.json "
            "ties it; set tie_word_embeddings to false there"
        )
