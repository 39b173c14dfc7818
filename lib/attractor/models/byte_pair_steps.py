"""Byte-pair encoding step by step: counted anew each time, every count in view."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from attractor.models.byte_pairs import check_counts, merge_pair

Pair = tuple[str, str]
Corpus = dict[tuple[str, ...], int]


class MergeStep(NamedTuple):
    """One merge: what was counted, what won, what the corpus then looks like.

    `totals` says how often every pair occurred before the merge, each pair before all
    that it beats, so that the winner is first. `corpus` maps words, as tokens, to how
    often they occur.
    """

    pair: Pair
    total: int
    totals: dict[Pair, int]
    corpus: Corpus


def byte_pair_steps(word_counts: Mapping[str, int]) -> Iterator[MergeStep]:
    """The merges of `byte_pair_merges`, each with the counts that decide it.

    Ends when no pair is left. Counting the whole corpus anew for every merge, it is
    meant for small ones. Raises `ValueError` as `byte_pair_merges` does.
    """
    check_counts(word_counts)
    ages = {token: age for age, token in enumerate(sorted(set("".join(word_counts))))}
    corpus: Corpus = {tuple(word): times for word, times in word_counts.items()}
    while totals := pair_counts(corpus):
        order = sorted(
            totals, key=lambda pair: (-totals[pair], ages[pair[0]], ages[pair[1]])
        )
        pair = order[0]
        merged = "".join(pair)
        ages[merged] = len(ages)
        corpus = {
            tuple(merge_pair(word, *pair, merged)): times
            for word, times in corpus.items()
        }
        ordered = {each: totals[each] for each in order}
        yield MergeStep(pair, totals[pair], ordered, corpus)


def pair_counts(corpus: Mapping[tuple[str, ...], int]) -> Counter[Pair]:
    """How often each two tokens are neighbors; pairs that never are have no entry."""
    totals: Counter[Pair] = Counter()
    for word, times in corpus.items():
        for pair in pairwise(word):
            totals[pair] += times
    return +totals
