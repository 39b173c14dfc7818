"""A result with its papers, and how it is kept: a readable .json and an .npz."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from attractor.lab.provenance import Provenance
from attractor.lab.whole_files import whole_file

RECORDED = Path(__file__).parent / "recorded"


@dataclass(frozen=True, eq=False)
class Run:
    """What an experiment gave: arrays, and all that is needed to make them again.

    `scale` is toy, colab or paper; `config` is the experiment's full configuration,
    readable as JSON; `arrays` maps names to NumPy arrays.
    """

    name: str
    scale: str
    config: Mapping[str, Any]
    provenance: Provenance
    arrays: Mapping[str, np.ndarray]


def save_run(run: Run, folder: str | Path) -> Path:
    """Write `folder/NAME.json` and `folder/NAME.npz`; returns the .json's path.

    Each file is written under another name and renamed when whole. The .json comes
    last and holds the .npz's sha256, so that half a save is noticed by `load_run`.
    Raises `ValueError` on a name that is no file name.
    """
    _check_name(run.name)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    arrays: dict[str, Any] = {k: np.asarray(v) for k, v in run.arrays.items()}
    np.savez_compressed(buffer, **arrays)
    packed = buffer.getvalue()
    record = {
        "name": run.name,
        "scale": run.scale,
        "config": dict(run.config),
        "provenance": asdict(run.provenance),
        "arrays": {
            "sha256": hashlib.sha256(packed).hexdigest(),
            "shapes": {name: list(array.shape) for name, array in arrays.items()},
        },
    }
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    path = folder / f"{run.name}.json"
    for target, content in ((path.with_suffix(".npz"), packed), (path, text.encode())):
        with whole_file(target) as file:
            file.write(content)
    return path


def load_run(name: str, folder: str | Path = RECORDED) -> Run:
    """The run `name` that ships with the package, or one saved in `folder`.

    Raises `FileNotFoundError` where there is none, and `ValueError` where its files
    cannot be read or do not belong together; they are left as they are.
    """
    _check_name(name)
    folder = Path(folder)
    described, packed = folder / f"{name}.json", folder / f"{name}.npz"
    for path in (described, packed):
        if not path.is_file():
            there = ", ".join(run_names(folder)) or "none"
            raise FileNotFoundError(
                f"{path.name} is not in {folder}; runs there: {there}"
            )
    try:
        record = json.loads(described.read_text(encoding="utf-8"))
        expected = record["arrays"]["sha256"]
        provenance = Provenance(**record["provenance"])
        name, scale, config = record["name"], record["scale"], record["config"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{described} is not the description of a run ({error!r}); "
            "restore it, or run the experiment again"
        ) from error
    content = packed.read_bytes()
    if hashlib.sha256(content).hexdigest() != expected:
        raise ValueError(
            f"{packed} is not the file that {described.name} describes: its sha256 "
            "differs; restore it, or run the experiment again"
        )
    return Run(name, scale, config, provenance, _unpack(packed, content))


def run_names(folder: str | Path = RECORDED) -> tuple[str, ...]:
    """Names of the runs that ship with the package, or of those saved in `folder`."""
    return tuple(sorted(path.stem for path in Path(folder).glob("*.json")))


def _unpack(path: Path, content: bytes) -> dict[str, np.ndarray]:
    try:
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(
            f"{path} holds no arrays ({error}); run the experiment again"
        ) from error


def _check_name(name: str) -> None:
    if not name or not all(c.isalnum() or c in "-_." for c in name) or name[0] == ".":
        raise ValueError(
            f"name must be letters, digits, hyphens and dots, as in a file name, "
            f"got {name!r}"
        )
