"""Huffman's code: the shortest bits for symbols that stay what they are.

Byte pairs go the other way: they make new symbols and give all of them one length.
"""

import math
from collections.abc import Hashable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TypeVar

Symbol = TypeVar("Symbol", bound=Hashable)


def huffman_lengths(counts: Mapping[Symbol, int]) -> dict[Symbol, int]:
    """Bits for each symbol, such that no prefix code has fewer in all.

    The two rarest groups of symbols join, again and again, and each time every member
    gets one more bit (Huffman 1952). Of equally rare groups the older goes first,
    which keeps the longest code short. A lone symbol gets one bit, since none would
    not say how often it comes. `ValueError` on counts that are not positive.
    """
    _check_counts(counts)
    if len(counts) == 1:
        return dict.fromkeys(counts, 1)
    lengths = dict.fromkeys(counts, 0)
    order = count()
    groups = [(times, next(order), [symbol]) for symbol, times in counts.items()]
    heapify(groups)
    while len(groups) > 1:
        rarest, _, one = heappop(groups)
        second, _, other = heappop(groups)
        for symbol in (*one, *other):
            lengths[symbol] += 1
        heappush(groups, (rarest + second, next(order), one + other))
    return lengths


def canonical_codes(lengths: Mapping[Symbol, int]) -> dict[Symbol, str]:
    """A prefix code with these lengths, as strings of 0 and 1: the next free number.

    Shorter codes come first, equally long ones in the order of `lengths`, so that the
    lengths alone are enough to know the code. `ValueError` where Kraft's sum
    Σ 2^−length exceeds 1, for then no prefix code has such lengths.
    """
    if any(length < 1 for length in lengths.values()):
        raise ValueError("lengths must be 1 or more")
    longest = max(lengths.values(), default=0)
    if sum(2 ** (longest - length) for length in lengths.values()) > 2**longest:
        raise ValueError("lengths must satisfy Kraft's inequality, Σ 2^−length ≤ 1")
    codes = {}
    code = before = 0
    for symbol in sorted(lengths, key=lengths.__getitem__):
        code <<= lengths[symbol] - before
        before = lengths[symbol]
        codes[symbol] = f"{code:0{before}b}"
        code += 1
    return codes


def huffman_encode(symbols: Iterable[Symbol], codes: Mapping[Symbol, str]) -> str:
    """The codes of `symbols` one after another; `KeyError` on one without code."""
    return "".join([codes[symbol] for symbol in symbols])


def huffman_decode(bits: str, codes: Mapping[Symbol, str]) -> list[Symbol]:
    """The symbols whose codes make up `bits`; `ValueError` if none do."""
    symbol_of = {code: symbol for symbol, code in codes.items()}
    symbols: list[Symbol] = []
    start = 0
    for end in range(1, len(bits) + 1):
        code = bits[start:end]
        if code in symbol_of:
            symbols.append(symbol_of[code])
            start = end
    if start < len(bits):
        raise ValueError(
            f"bits must be codes one after another, the last {len(bits) - start} are "
            "none"
        )
    return symbols


def expected_length(
    counts: Mapping[Symbol, int], lengths: Mapping[Symbol, int]
) -> float:
    """L = Σ pᵢ lengthᵢ, bits per symbol, with pᵢ proportional to `counts`."""
    _check_counts(counts)
    bits = sum(times * lengths[symbol] for symbol, times in counts.items())
    return bits / sum(counts.values())


def symbol_entropy(counts: Mapping[Symbol, int]) -> float:
    """H = −Σ pᵢ log₂ pᵢ, bits per symbol: L is never less, and Huffman's < H + 1."""
    _check_counts(counts)
    total = sum(counts.values())
    return math.fsum(
        times / total * math.log2(total / times) for times in counts.values()
    )


def _check_counts(counts: Mapping[Symbol, int]) -> None:
    if not counts:
        raise ValueError("counts must have at least one symbol")
    for symbol, times in counts.items():
        if not times > 0:
            raise ValueError(f"counts must be positive, got {times!r} for {symbol!r}")
