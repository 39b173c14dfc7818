"""The one real text that ships: a book must run where there is no network."""

import bz2
import hashlib
from functools import cache
from pathlib import Path

import numpy as np

from attractor.lab.corpora import corpus_file, corpus_sources

NAME = "tinyshakespeare/input.txt"
PACKED = Path(__file__).with_name("plays.npz")


def corpus_bytes(name: str) -> bytes:
    """A corpus file, out of the package if it ships, else as `corpus_file` finds it."""
    return shakespeare().encode() if name == NAME else corpus_file(name).read_bytes()


@cache
def shakespeare() -> str:
    """Tiny Shakespeare, 1,115,394 characters of plays.

    The same file as `corpus_file("tinyshakespeare/input.txt")`, in the public domain,
    packed beside this module. Raises `ValueError` where the packed file is another.
    """
    with np.load(PACKED) as packed:
        data = bz2.decompress(packed["bz2"].tobytes())
    if hashlib.sha256(data).hexdigest() != corpus_sources()[NAME].sha256:
        raise ValueError(f"{PACKED} must hold {NAME}, and holds another text")
    return data.decode("utf-8")
