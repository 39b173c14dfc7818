"""Byte-pair encoding, learned: which neighbors become one token, in which order.

The counts of pairs are kept up to date, merge by merge; `byte_pair_steps` counts anew
and shows every step.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from numbers import Integral
from typing import NamedTuple, TypeVar

Token = TypeVar("Token")


def byte_pair_merges(
    word_counts: Mapping[str, int], n_merges: int
) -> list[tuple[str, str]]:
    """The first `n_merges` merges of byte-pair encoding, (left, right) each.

    Words start as their characters. Then, again and again, the most frequent pair of
    neighbors becomes one token wherever it stands, a word counting as often as
    `word_counts` says (Sennrich et al. 2016, algorithm 1). No pair crosses the end of
    a word. Pairs are counted as they lie: (a, a) twice in "aaa", where it merges once.

    Ties go to the pair whose left token is older, then whose right token is; the
    characters come first, by code point, then the merged tokens as they were made.
    That is the rule of Hugging Face's `BpeTrainer`. No two merges spell the same token:
    what becomes one token was merged as if it stood alone.

    Fewer merges come back once every word is one token. Raises `ValueError` on a
    negative `n_merges` and on counts that are not whole numbers of 0 or more.
    """
    check_counts(word_counts)
    if n_merges < 0:
        raise ValueError(f"n_merges must be 0 or more, got {n_merges}")
    spellings = sorted(set("".join(word_counts)))
    numbers = {spelling: number for number, spelling in enumerate(spellings)}
    index = _index(word_counts, numbers)
    # Totals that fell leave their old entry, too high, in the queue.
    queue = [(-total, *pair) for pair, total in index.totals.items() if total]
    heapify(queue)
    merges: list[tuple[str, str]] = []
    while queue and len(merges) < n_merges:
        negated, left, right = heappop(queue)
        total = index.totals.get((left, right), 0)
        if total < -negated:
            if total > 0:
                heappush(queue, (-total, left, right))
            continue
        merges.append((spellings[left], spellings[right]))
        for pair in _merge_everywhere(index, (left, right), len(spellings)):
            heappush(queue, (-index.totals[pair], *pair))
        spellings.append(spellings[left] + spellings[right])
    return merges


def merge_pair(
    tokens: Sequence[Token], left: Token, right: Token, merged: Token
) -> list[Token]:
    """`tokens` with `merged` for every `left` followed by `right`, left to right."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token == left and place + 1 < len(tokens) and tokens[place + 1] == right:
            token = merged
            place += 1
        result.append(token)
        place += 1
    return result


def check_counts(word_counts: Mapping[str, int]) -> None:
    """Raise `ValueError` unless words are strings, counted in whole numbers."""
    for word, count in word_counts.items():
        if not isinstance(word, str):
            raise ValueError(f"word_counts must have strings as keys, got {word!r}")
        if not isinstance(count, Integral) or count < 0:
            raise ValueError(
                f"word_counts must be whole numbers of 0 or more, got {count!r} for "
                f"{word!r}"
            )


class _Index(NamedTuple):
    """The corpus in numbers, and where each pair is."""

    words: list[list[int]]
    times: list[int]
    totals: Counter[tuple[int, int]]
    places: defaultdict[tuple[int, int], set[int]]  # words it is in, or once was


def _index(word_counts: Mapping[str, int], numbers: Mapping[str, int]) -> _Index:
    index = _Index([], [], Counter(), defaultdict(set))
    for word, times in word_counts.items():
        tokens = [numbers[character] for character in word]
        for pair in pairwise(tokens):
            index.totals[pair] += times
            index.places[pair].add(len(index.words))
        index.words.append(tokens)
        index.times.append(times)
    return index


def _merge_everywhere(
    index: _Index, pair: tuple[int, int], merged: int
) -> set[tuple[int, int]]:
    """Merge a pair in all words; gives back the pairs that are new in some word."""
    grown: set[tuple[int, int]] = set()
    totals = index.totals
    for place in index.places.pop(pair):
        before, times = index.words[place], index.times[place]
        after = merge_pair(before, *pair, merged)
        for neighbors in pairwise(before):
            totals[neighbors] -= times
        for neighbors in pairwise(after):
            totals[neighbors] += times
            if merged in neighbors:
                grown.add(neighbors)
                index.places[neighbors].add(place)
        index.words[place] = after
    return {neighbors for neighbors in grown if totals[neighbors] > 0}
