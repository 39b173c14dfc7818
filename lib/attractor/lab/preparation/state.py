"""How far a preparation is, in a file that says in the end what was made of what."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from attractor.lab.training.checkpoints import sha256
from attractor.lab.whole_files import whole_file

MANIFEST = "preparation.json"
FILES = ("train.bin", "val.bin")


@dataclass(frozen=True)
class Prepared:
    """Token files of a folder, and where they come from.

    By file, `train.bin` and `val.bin`: how many `documents` and `tokens` it has, and,
    once all is there, its `sha256`. `inputs` is the digest of all documents in order;
    `settings` are those of `prepare_tokens`, with the number of different tokens as
    `vocabulary`.
    """

    settings: Mapping[str, Any]
    documents: Mapping[str, int] = field(
        default_factory=lambda: dict.fromkeys(FILES, 0)
    )
    tokens: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(FILES, 0))
    inputs: str = ""
    sha256: Mapping[str, str] = field(default_factory=dict)

    @property
    def n_documents(self) -> int:
        """How many documents were gone through."""
        return sum(self.documents.values())

    @property
    def finished(self) -> bool:
        """Whether the files are whole."""
        return bool(self.sha256)

    def line(self) -> str:
        """What there is, in one line."""
        return ", ".join(
            f"{name}: {self.tokens[name]:,} tokens of {self.documents[name]:,} "
            f"document{'s' * (self.documents[name] != 1)}"
            for name in FILES
        )


def read_state(folder: Path, settings: Mapping[str, Any]) -> Prepared:
    """How far the preparation of a folder is; nothing is done in a new one.

    Raises `ValueError` where the folder has token files of another origin, was begun
    with other settings, or has a state that cannot be read.
    """
    path = folder / MANIFEST
    if not path.is_file():
        there = [name for name in FILES if (folder / name).exists()]
        if there:
            raise ValueError(
                f"{folder} holds {there[0]}, of which no {MANIFEST} tells; prepare "
                "into another folder"
            )
        return Prepared(settings)
    try:
        state = Prepared(**json.loads(path.read_text(encoding="utf-8")))
        changed = [k for k in settings if state.settings.get(k) != settings[k]]
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path} cannot be read ({error}); remove {folder} and begin again"
        ) from error
    if changed:
        name = changed[0]
        raise ValueError(
            f"{folder} was begun with {name} = {state.settings.get(name)}, not "
            f"{settings[name]}; go on with that, or prepare into another folder"
        )
    return state


def write_state(folder: Path, state: Prepared) -> None:
    """Keep the state; the one before stays until this one is whole."""
    with whole_file(folder / MANIFEST) as file:
        file.write((json.dumps(asdict(state), indent=2) + "\n").encode())


def sealed(folder: Path, state: Prepared) -> Prepared:
    """The state with the checksums of its files."""
    return replace(state, sha256={name: sha256(folder / name) for name in FILES})


def check_files(folder: Path, state: Prepared) -> None:
    """Raise `ValueError` unless the files are what was prepared."""
    for name in FILES:
        path = folder / name
        if not path.is_file() or sha256(path) != state.sha256[name]:
            raise ValueError(
                f"{path} is not what was prepared; remove {folder} and begin again"
            )
