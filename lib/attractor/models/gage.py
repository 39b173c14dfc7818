"""Gage's compressor of 1994, from which byte-pair encoding has its name."""

from typing import NamedTuple

import numpy as np


class PairCompressed(NamedTuple):
    """Bytes, and what the invented ones among them stand for.

    `pairs` are (byte, the two bytes it replaced) in the order of replacement; a later
    one may stand for earlier ones.
    """

    pairs: tuple[tuple[int, bytes], ...]
    data: bytes

    @property
    def size(self) -> int:
        """Bytes to store it: the number of pairs, three for each, and the data."""
        return 1 + 3 * len(self.pairs) + len(self.data)


def gage_compress(data: bytes, *, min_count: int = 4) -> PairCompressed:
    """Replace the most frequent pair of bytes by one unused byte, again and again.

    P. Gage, A new algorithm for data compression, C Users Journal, February 1994.
    Stops when no pair can be replaced `min_count` times, 4 by default since an entry
    takes three bytes, or when all 256 bytes occur. Of equally frequent pairs the
    smallest goes first, to the smallest byte that is free. Gage cuts a file into
    blocks, so that each has free bytes; here it is one block. `ValueError` on a
    `min_count` below 2.
    """
    if min_count < 2:
        raise ValueError(f"min_count must be 2 or more, got {min_count}")
    pairs = []
    for byte in sorted({*range(256)}.difference(data)):
        pair, times = _most_frequent(data)
        if times < min_count:
            break
        pairs.append((byte, pair))
        data = data.replace(pair, bytes([byte]))
    return PairCompressed(tuple(pairs), data)


def gage_expand(compressed: PairCompressed) -> bytes:
    """The bytes that were compressed, the last replacement undone first."""
    data = compressed.data
    for byte, pair in reversed(compressed.pairs):
        data = data.replace(bytes([byte]), pair)
    return data


def _most_frequent(data: bytes) -> tuple[bytes, int]:
    """The pair of bytes that can be replaced most often, and how often."""
    codes = np.frombuffer(data, dtype=np.uint8).astype(np.uint16)
    counts = np.bincount(256 * codes[:-1] + codes[1:], minlength=65_536)
    while True:
        pair = bytes(divmod(int(counts.argmax()), 256))
        # "aaa" has the pair of twins twice and can replace it once.
        replaceable = data.count(pair) if pair[0] == pair[1] else int(counts.max())
        if replaceable == counts.max():
            return pair, replaceable
        counts[257 * pair[0]] = replaceable
