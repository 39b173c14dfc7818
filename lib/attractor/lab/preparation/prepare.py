"""From documents to token files, in steps that can be interrupted anywhere."""

import hashlib
import math
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from tqdm.auto import tqdm

from attractor.lab.preparation.encoders import Encoder, encoder_of
from attractor.lab.preparation.split import check_split, is_held_out
from attractor.lab.preparation.state import (
    FILES,
    Prepared,
    check_files,
    read_state,
    sealed,
    write_state,
)
from attractor.lab.preparation.token_parts import append, finish, reopen

BLOCK = 1 << 22  # characters between two looks at the disk


def prepare_tokens(
    documents: Iterable[str],
    folder: str | Path,
    tokens: str = "gpt2",
    *,
    share: float = 0.0005,
    seed: int = 2357,
) -> Prepared:
    """Write `train.bin` and `val.bin`, as nanoGPT has them, and `preparation.json`.

    Documents follow one another as 16-bit numbers, each closed by the end of text.
    `tokens` is "gpt2" (end 50256), "gpt2-8192" (the same tokenizer after its first
    7,935 merges, end 8191) or "bytes" (end 256). A document is held out, for val.bin,
    with probability `share` by a hash of `seed` and its number; the defaults are
    nanoGPT's, whose split itself is another. Memory is that of a few million
    characters. A preparation that was killed goes on, with the same documents, and
    ends in the same files; one that is finished is checked and not made again. Raises
    `ValueError` on settings or documents other than before, on a document that is no
    text, and where one of the files would be empty; `OSError` where the disk is full.
    """
    if not (math.isfinite(share) and 0 < share < 1):
        raise ValueError(f"share must be between 0 and 1, got {share}")
    encoder, folder = encoder_of(tokens), Path(folder)
    if isinstance(documents, Sized):
        check_split(len(documents), share, seed)
    settings = {
        "tokens": tokens,
        "vocabulary": encoder.vocabulary,
        "share": share,
        "seed": seed,
    }
    state = read_state(folder, settings)
    stream, digest = map(as_text, documents), hashlib.sha256()
    skip(stream, digest, state, folder)
    if state.finished:
        if next(stream, None) is not None:
            raise other_documents(folder, state)
        check_files(folder, state)
        return state
    with disk(folder, state):
        folder.mkdir(parents=True, exist_ok=True)
        reopen(folder, state)
    total = len(documents) if isinstance(documents, Sized) else None
    with tqdm(total=total, unit="document", disable=None) as bar:
        for block in blocks(stream):
            state = add(block, digest, state, folder, encoder)
            bar.update(state.n_documents - bar.n)
    check_split(state.n_documents, share, seed)
    with disk(folder, state):
        finish(folder, state)
        state = sealed(folder, state)
        write_state(folder, state)
    return state


def skip(
    stream: Iterator[str], digest: "hashlib._Hash", state: Prepared, folder: Path
) -> None:
    """Pass over the documents that were gone through, if they are the same."""
    for document in islice(stream, state.n_documents):
        extend(digest, document)
    if state.n_documents and digest.hexdigest() != state.inputs:
        raise other_documents(folder, state)


def add(
    block: list[str],
    digest: "hashlib._Hash",
    state: Prepared,
    folder: Path,
    encoder: Encoder,
) -> Prepared:
    """Write the tokens of a block of documents, and then that they are written."""
    for document in block:
        extend(digest, document)
    share, seed = state.settings["share"], state.settings["seed"]
    pieces: dict[str, list[np.ndarray]] = {name: [] for name in FILES}
    end = np.array([encoder.end])
    for k, piece in enumerate(encoder.encode(block)):
        name = FILES[is_held_out(state.n_documents + k, share, seed)]
        pieces[name] += [piece, end]
    with disk(folder, state):
        before = state.tokens
        state = replace(
            state,
            documents={f: state.documents[f] + len(pieces[f]) // 2 for f in FILES},
            tokens={f: append(folder, f, before[f], pieces[f]) for f in FILES},
            inputs=digest.hexdigest(),
        )
        write_state(folder, state)
    return state


def blocks(stream: Iterator[str]) -> Iterator[list[str]]:
    """Documents of some million characters together."""
    block: list[str] = []
    length = 0
    for document in stream:
        block.append(document)
        length += len(document)
        if length >= BLOCK:
            yield block
            block, length = [], 0
    if block:
        yield block


def as_text(document: Any) -> str:
    """The document, if it is a text."""
    if not isinstance(document, str):
        kind = type(document).__name__
        raise ValueError(f"documents must be texts, got one of type {kind}")
    return document


def extend(digest: "hashlib._Hash", document: str) -> None:
    """Let a document count in the digest, with where it ends."""
    try:
        text = document.encode("utf-8")
    except UnicodeEncodeError as error:
        start = document[:40]
        raise ValueError(
            f"the document that begins {start!r} is no text ({error.reason})"
        ) from error
    digest.update(len(text).to_bytes(8, "little") + text)


def other_documents(folder: Path, state: Prepared) -> ValueError:
    """What to say where documents are not those from before."""
    return ValueError(
        f"the {state.n_documents:,} documents that {folder} was made of are no longer "
        "the same; prepare into another folder"
    )


@contextmanager
def disk(folder: Path, state: Prepared) -> Iterator[None]:
    """Say in one sentence what the disk refused."""
    try:
        yield
    except OSError as error:
        raise OSError(
            f"the tokens could not be written to {folder} ({error}); "
            f"{state.n_documents:,} documents are done, and the same call goes on "
            "from there"
        ) from error
