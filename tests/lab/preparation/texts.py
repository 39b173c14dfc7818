"""Documents of made-up words, and folders of them."""

from pathlib import Path
from typing import Any

import numpy as np

TOLD: dict[str, Any] = {"tokens": "bytes", "share": 0.2, "seed": 3}
WORDS = ("sea", "naïve", "über", "line\r\n", "7", "—", "🜁", "\n\n", "<|endoftext|>")


def made_up(count: int, seed: int = 0) -> list[str]:
    """Documents of 0 to 29 words each, the first one empty."""
    draws = np.random.default_rng(seed)
    lengths = draws.integers(1, 30, count) * (np.arange(count) > 0)
    return [" ".join(draws.choice(WORDS, n)) for n in lengths]


def written(folder: Path, documents: list[str]) -> Path:
    """The same as files in a folder."""
    folder.mkdir(parents=True)
    for k, document in enumerate(documents):
        (folder / f"{k:03d}.txt").write_bytes(document.encode())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
