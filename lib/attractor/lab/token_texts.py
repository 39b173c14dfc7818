"""A text of tokens in two parts, one to train on and one held out."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from attractor.lab.corpora import corpus_sources
from attractor.lab.plays import corpus_bytes
from attractor.lab.preparation.state import FILES, Prepared, check_files, read_state
from attractor.lab.token_files import open_tokens

HELD_OUT = 10  # the last tenth of a text that has no split of its own


class TokenText(NamedTuple):
    """Tokens to train on, tokens held out, and how many different ones there are."""

    training: np.ndarray
    held_out: np.ndarray
    vocabulary: int


def token_text(folder: str | Path, name: str = "") -> TokenText:
    """The token files of a prepared `folder`, or the bytes of one file of a corpus.

    A folder is what `prepare_tokens` makes; its files are mapped into memory, once
    they are found to be what was prepared. With `folder` "" the text is the file
    `name` of a corpus, such as "tinyshakespeare/input.txt" (which ships), byte by byte,
    the last tenth held out. Raises `FileNotFoundError` where there is no such folder,
    `ValueError` where it was not prepared to the end or has changed since, and what
    `corpus_file` raises.
    """
    if folder:
        state = prepared(Path(folder))
        check_files(Path(folder), state)
        training, held_out = (open_tokens(Path(folder) / file) for file in FILES)
        return TokenText(training, held_out, int(state.settings["vocabulary"]))
    whole = np.frombuffer(bytearray(corpus_bytes(name)), dtype=np.uint8)
    kept = len(whole) - len(whole) // HELD_OUT
    return TokenText(whole[:kept], whole[kept:], 256)


def text_sha256(folder: str | Path, name: str = "") -> str | None:
    """The checksum of what `token_text` would train on; `None` where there is none.

    Of a folder it is that of its train.bin, as its preparation has it.
    """
    if folder:
        return prepared(Path(folder)).sha256[FILES[0]]
    source = corpus_sources().get(name)
    return source.sha256 if source else None


def prepared(folder: Path) -> Prepared:
    """What a folder says of its preparation, if that came to its end."""
    how = f"python -m attractor prepare TEXTS --out {folder}"
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder of token files; {how} makes it")
    state = read_state(folder, {})
    if not state.finished:
        raise ValueError(f"{folder} holds no finished token files; {how} makes them")
    return state
