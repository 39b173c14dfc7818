"""Token files as nanoGPT keeps them: train.bin, val.bin, 16-bit numbers and no more.

They are read by memory map: a file may be larger than memory, and opens at once.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch

from attractor.lab.generators import generator_at
from attractor.lab.training.batch import Batch, Batches
from attractor.lab.whole_files import whole_file

KIND = np.dtype("<u2")


def write_tokens(path: str | Path, pieces: Iterable[np.ndarray]) -> int:
    """Write pieces one after another as 16-bit numbers; returns how many tokens.

    The file appears under its name when it is whole. Raises `ValueError` on numbers
    below 0 or above 65,535 and on arrays that are not whole numbers.
    """
    path, n_tokens = Path(path), 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        for piece in pieces:
            n_tokens += file.write(as_16_bits(piece).tobytes()) // KIND.itemsize
    return n_tokens


def as_16_bits(piece: np.ndarray) -> np.ndarray:
    """The same numbers in 16 bits, or a `ValueError` where they do not fit."""
    piece = np.asarray(piece)
    if piece.size and not np.issubdtype(piece.dtype, np.integer):
        raise ValueError(f"tokens must be whole numbers, got {piece.dtype}")
    if piece.size and not (piece.min() >= 0 and piece.max() < 1 << 16):
        raise ValueError(
            "tokens must be from 0 to 65535 to fit into 16 bits, "
            f"got {piece.min()} to {piece.max()}"
        )
    return piece.astype(KIND)


def open_tokens(path: str | Path) -> np.ndarray:
    """The tokens of a file, mapped into memory and read-only.

    Raises `FileNotFoundError` where there is none, and `ValueError` where its size is
    that of no token file.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist; write_tokens makes such files")
    size = path.stat().st_size
    if size == 0 or size % KIND.itemsize:
        raise ValueError(
            f"{path} holds {size} bytes, which is not a whole number of 16-bit tokens, "
            "one at least; write it again"
        )
    return np.memmap(path, dtype=KIND, mode="r")


def first_fraction(tokens: np.ndarray, share: int | float) -> np.ndarray:
    """The first tokens of a text, a share of them, such as 0.01; nothing is copied.

    As many as `share` comes to, rounded, and one at least: of OpenWebText's
    9,035,582,198 the first 1 % are 90,355,822. So Niu et al. 2024 take their subsets
    (section 6.2). Raises `ValueError` on a share that is not between 0 and 1, and on
    no tokens.
    """
    if not 0 < share <= 1 or len(tokens) == 0:
        raise ValueError(
            f"share must be above 0 and at most 1 of one token at least, got {share} "
            f"of {len(tokens)}"
        )
    return tokens[: max(1, round(len(tokens) * share))]


def random_windows(
    tokens: np.ndarray, batch: int, length: int, *, generator: torch.Generator
) -> Batch:
    """Windows of `length` tokens from random places, as nanoGPT takes them.

    Raises `ValueError` where the text is too short for one window and what follows.
    """
    n_starts = len(tokens) - length
    if n_starts < 1 or length < 1 or batch < 1:
        raise ValueError(
            f"length must be from 1 to {len(tokens) - 1} and batch at least 1, "
            f"got {length} and {batch}"
        )
    starts = torch.randint(n_starts, (batch,), generator=generator).tolist()
    pieces = np.stack([tokens[s : s + length + 1] for s in starts]).astype(np.int64)
    both = torch.from_numpy(pieces)
    return Batch(both[:, :-1], both[:, 1:])


def window_batches(
    tokens: np.ndarray, batch: int, length: int, *, seed: int
) -> Batches:
    """The batch of every step of training on random windows of a text.

    It follows from `seed` and the step's number alone, so that a run that was stopped
    goes on with the batches it would have had.
    """

    def batch_of(step: int) -> Batch:
        return random_windows(tokens, batch, length, generator=generator_at(seed, step))

    return batch_of
