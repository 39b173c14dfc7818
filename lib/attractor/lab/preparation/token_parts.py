"""Token files while they grow, under another name."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from attractor.lab.preparation.state import FILES, Prepared
from attractor.lab.token_files import KIND, as_16_bits


def partial(folder: Path, name: str) -> Path:
    """The name of a file until it is whole."""
    return folder / f".{name}.partial"


def reopen(folder: Path, state: Prepared) -> None:
    """Find what the state tells of, or raise `ValueError`."""
    for name in FILES:
        path = partial(folder, name)
        if not path.exists() and (folder / name).exists():
            os.replace(folder / name, path)  # killed after it was given its name
        path.touch()
        if path.stat().st_size < state.tokens[name] * KIND.itemsize:
            raise ValueError(
                f"{path} lacks some of the {state.tokens[name]:,} tokens that were "
                f"written there; remove {folder} and begin again"
            )


def append(folder: Path, name: str, after: int, pieces: Sequence[np.ndarray]) -> int:
    """Write pieces behind the first `after` tokens, and nothing behind them.

    Returns how many tokens there are then.
    """
    with partial(folder, name).open("r+b") as file:
        file.truncate(after * KIND.itemsize)
        file.seek(0, os.SEEK_END)
        for piece in pieces:
            file.write(as_16_bits(piece).tobytes())
        file.flush()
        os.fsync(file.fileno())
        return file.tell() // KIND.itemsize


def finish(folder: Path, state: Prepared) -> None:
    """Give the files their names."""
    for name in FILES:
        append(folder, name, state.tokens[name], [])
        os.replace(partial(folder, name), folder / name)
