"""Checkpoints that are whole or not there.

A checkpoint is a folder `step-00000500` with the state that Accelerate saves, the
history, and a manifest with the sha256 of every file. It is written under another
name and renamed when it is whole, so a killed run leaves the one before as it was.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from accelerate import Accelerator

from attractor.lab.training.history import History

MANIFEST = "manifest.json"
HISTORY = "history.npz"
KEPT = 2


def save_checkpoint(
    accelerator: Accelerator,
    folder: Path,
    history: History,
    settings: Mapping[str, Any],
) -> None:
    """Save all that training needs to go on, and drop all but the last two.

    Every process calls it. Raises `OSError` in one sentence where the disk refuses;
    the checkpoints from before stay.
    """
    whole = folder / f"step-{history.steps:08d}"
    partial = folder / f".{whole.name}.partial"
    try:
        if accelerator.is_main_process:
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir(parents=True)
        accelerator.wait_for_everyone()
        accelerator.save_state(str(partial))
        accelerator.wait_for_everyone()
        if accelerator.is_main_process:
            history.save(partial / HISTORY)
            write_manifest(partial, history.steps, settings)
            shutil.rmtree(whole, ignore_errors=True)
            os.replace(partial, whole)
            for old in checkpoints(folder)[:-KEPT]:
                shutil.rmtree(old)
    except (OSError, RuntimeError) as error:
        shutil.rmtree(partial, ignore_errors=True)
        last = checkpoints(folder)
        kept = f"{last[-1].name} is kept" if last else "there is none before it"
        raise OSError(
            f"the checkpoint of step {history.steps} could not be written to {folder} "
            f"({error}); {kept}"
        ) from error
    accelerator.wait_for_everyone()


def checkpoints(folder: Path) -> list[Path]:
    """All whole checkpoints of a folder, the last one last."""
    return sorted(path for path in folder.glob("step-*") if path.is_dir())


def load_checkpoint(
    accelerator: Accelerator, folder: Path, settings: Mapping[str, Any]
) -> History | None:
    """Restore the last checkpoint of `folder`; `None` where there is none.

    Raises `ValueError` where it is broken, or was made with other settings; nothing
    is changed then, neither on disk nor in the model.
    """
    found = checkpoints(folder)
    if not found:
        return None
    path = found[-1]
    kept = checked_manifest(path)["settings"]
    now = json.loads(json.dumps(settings))
    changed = [name for name in now if kept.get(name) != now[name]]
    if changed:
        name = changed[0]
        raise ValueError(
            f"{path} was trained with {name} = {kept.get(name)}, not {now[name]}; "
            "go on with that, or train into another folder"
        )
    history = History.load(path / HISTORY)
    accelerator.load_state(str(path))
    return history


def write_manifest(path: Path, steps: int, settings: Mapping[str, Any]) -> None:
    """The last file of a checkpoint: what is in it, and with which settings."""
    files = {file.name: sha256(file) for file in sorted(path.iterdir())}
    text = json.dumps({"steps": steps, "settings": dict(settings), "sha256": files})
    with (path / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def checked_manifest(path: Path) -> dict[str, Any]:
    """The manifest, once every file has been found as it was written."""
    advice = f"remove the folder {path} to go on from the checkpoint before it"
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        expected = manifest["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{path / MANIFEST} cannot be read ({error}); {advice}"
        ) from error
    for name, digest in expected.items():
        file = path / name
        if not file.is_file():
            raise ValueError(f"{file} is missing; {advice}")
        if sha256(file) != digest:
            raise ValueError(f"{file} is not what was written there; {advice}")
    return manifest


def sha256(path: Path) -> str:
    """Digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
