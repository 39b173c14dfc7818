"""Byte-pair merges and Huffman's lengths, right and wrong, as readers write them."""

from collections import Counter
from itertools import pairwise, product

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check, models
from attractor.check.code_lengths import COUNTS
from attractor.check.merges import CASES


def pairs_of(word):
    return list(pairwise(word))


def merged(word, pair):
    out = []
    for token in word:
        if out and not isinstance(out[-1], list) and (out[-1], token) == pair:
            out[-1] = [out[-1] + token]  # in a list, so that it merges no further
        else:
            out.append(token)
    return ["".join(token) for token in out]


def learning(count=None, choose=None, show=lambda pair, total: pair, anew=True):
    """A learner as a reader writes it, with one thing done otherwise."""

    def count_all(words):
        totals = Counter()
        for word, times in words:
            for pair in pairs_of(word):
                totals[pair] += times
        return totals

    def learn(word_counts, n_merges):
        words = [(list(word), times) for word, times in word_counts.items()]
        tokens = sorted(set("".join(word_counts)))
        merges, totals = [], (count or count_all)(words)
        while len(merges) < n_merges and totals:
            best = (choose or oldest)(totals, tokens)
            merges.append(show(best, totals[best]))
            tokens.append("".join(best))
            words = [(merged(word, best), times) for word, times in words]
            if anew:
                totals = (count or count_all)(words)
            else:
                del totals[best]
        return merges

    return learn


def oldest(totals, tokens):
    most = max(totals.values())
    tied = [pair for pair in totals if totals[pair] == most]
    return min(tied, key=lambda pair: [tokens.index(token) for token in pair])


def unweighted(words):
    return Counter(pair for word, _ in words for pair in pairs_of(word))


def once_a_word(words):
    totals = Counter()
    for word, times in words:
        for pair in set(pairs_of(word)):
            totals[pair] += times
    return totals


def unguarded(word_counts, n_merges):
    learn, merges = learning(), []
    for number in range(1, n_merges + 1):
        merges.append(max(learn(word_counts, number)[number - 1 :]))
    return merges


def in_one_string(word_counts, n_merges):
    text = " ".join(" ".join([word] * times) for word, times in word_counts.items())
    return learning()({text: 1}, n_merges)


@pytest.mark.parametrize(
    "right",
    [
        learning(),
        learning(show=lambda pair, total: list(pair)),
        models.byte_pair_merges,
        lambda words, n: tuple(models.byte_pair_merges(words, n)),
        lambda words, n: [s.pair for s in list(models.byte_pair_steps(words))[:n]],
    ],
)
def test_every_right_learner_passes(right):
    answer = check.byte_pair_merges(right)
    assert answer.passed, answer


WRONG_MERGES = {
    "counted only once": learning(anew=False),
    "Every word counts once": learning(count=unweighted),
    "in a word that has it twice": learning(count=once_a_word),
    "rarest pair goes first": learning(
        choose=lambda totals, tokens: oldest(
            {pair: -total for pair, total in totals.items()}, tokens
        )
    ),
    "cross the ends of words": in_one_string,
    "left one comes first": learning(show=lambda pair, total: pair[::-1]),
    "the pair seen first": learning(
        choose=lambda totals, tokens: max(totals, key=totals.get)
    ),
    "Ties go to the alphabet": learning(
        choose=lambda totals, tokens: min(totals, key=lambda p: (-totals[p], p))
    ),
    "last in the alphabet": learning(
        choose=lambda totals, tokens: max(totals, key=lambda p: (totals[p], p))
    ),
    "stop after n_merges": lambda words, n: learning()(words, 99),
    "where two tokens are due": learning(show=lambda pair, total: "".join(pair)),
    "returns the counts too": learning(show=lambda pair, total: (pair, total)),
    "stop when no pair is left": unguarded,
    "returns 3 merges, where 4 are due": lambda words, n: learning()(words, n - 1),
    "merges h+u at step 3, where h+ug is due": lambda words, n: [
        ("h", "u") if pair == ("h", "ug") else pair for pair in learning()(words, n)
    ],
    "without any merge": lambda words, n: [],
    "changes its own input": lambda words, n: [words.popitem()] and [],
    "not of pairs": lambda words, n: [3],
}


def test_every_wrong_learner_gets_its_own_sentence():
    assert_each_has_its_own_message(check.byte_pair_merges, WRONG_MERGES)


def test_words_joined_without_a_space_are_told_the_same():
    def joined(word_counts, n_merges):
        text = "".join(word * times for word, times in word_counts.items())
        return learning()({text: 1}, n_merges)

    assert "cross the ends" in check.byte_pair_merges(joined).message


def test_only_the_cases_on_ties_have_ties():
    for word_counts, n_merges in CASES[:2]:
        for step, _ in zip(
            models.byte_pair_steps(word_counts), range(n_merges), strict=False
        ):
            first, second, *_ = step.totals.values()
            assert first > second


def joined_lengths(counts, pick=min, weigh=sum):
    lengths = [0] * len(counts)
    groups = [(count, [place]) for place, count in enumerate(counts)]
    while len(groups) > 1:
        one = pick(groups)
        groups.remove(one)
        other = pick(groups)
        groups.remove(other)
        for place in one[1] + other[1]:
            lengths[place] += 1
        groups.append((weigh([one[0], other[0]]), one[1] + other[1]))
    return lengths


def in_a_queue(counts):
    order = sorted(range(len(counts)), key=lambda place: counts[place])
    groups = [[place] for place in order]
    lengths = [0] * len(counts)
    while len(groups) > 1:
        one, other, *groups = groups
        for place in one + other:
            lengths[place] += 1
        groups.append(one + other)
    return lengths


def in_a_chain(counts):
    ranks = np.argsort(np.argsort(-np.array(counts), kind="stable"), kind="stable")
    return np.minimum(ranks + 1, len(counts) - 1)


def from_the_top(counts):
    lengths = [0] * len(counts)

    def halve(places):
        if len(places) == 1:
            return
        gaps = [
            abs(sum(counts[k] for k in places[:n]) - sum(counts[k] for k in places[n:]))
            for n in range(1, len(places))
        ]
        n = 1 + gaps.index(min(gaps))
        for k in places:
            lengths[k] += 1
        halve(places[:n])
        halve(places[n:])

    halve(sorted(range(len(counts)), key=lambda k: -counts[k]))
    return lengths


def shannon(counts):
    return -np.log2(np.array(counts) / sum(counts))


@pytest.mark.parametrize(
    "right",
    [
        joined_lengths,
        lambda counts: tuple(joined_lengths(counts)),
        lambda counts: np.array(joined_lengths(counts)),
        lambda counts: torch.tensor(joined_lengths(counts)),
    ],
)
def test_all_right_lengths_pass(right):
    answer = check.huffman_lengths(right)
    assert answer.passed, answer


def test_no_other_lengths_are_as_short_for_the_counts_asked():
    for counts in COUNTS:
        n = len(counts)
        totals = Counter(
            sum(map(int.__mul__, counts, lengths))
            for lengths in product(range(1, min(n, 6)), repeat=n)
            if sum(2.0**-length for length in lengths) <= 1
        )
        assert totals[min(totals)] == 1


WRONG_LENGTHS = {
    "ideal lengths": shannon,
    "Shannon's code": lambda counts: np.ceil(shannon(counts)),
    "need not leave a code": lambda counts: np.maximum(1, np.round(shannon(counts))),
    "equally long": lambda counts: [int(np.ceil(np.log2(len(counts))))] * len(counts),
    "most frequent groups join": lambda counts: joined_lengths(counts, max),
    "sorted only once": in_a_queue,
    "the group made last": in_a_chain,
    "cuts from the top": from_the_top,
    "one too many": lambda counts: [n + 1 for n in joined_lengths(counts)],
    "one too few": lambda counts: [n - 1 for n in joined_lengths(counts)],
    "come sorted:": lambda counts: sorted(joined_lengths(counts)),
    "longest first": lambda counts: sorted(joined_lengths(counts))[::-1],
    "number of all bits": lambda counts: int(np.dot(counts, joined_lengths(counts))),
    "expected length": lambda counts: np.average(
        joined_lengths(counts), weights=counts
    ),
    "should be 3, not 2": lambda counts: [2 for _ in counts],
    "returns a dict": lambda counts: dict(enumerate(joined_lengths(counts))),
}


def test_a_joined_group_that_counts_too_little_makes_a_chain_as_well():
    answer = check.huffman_lengths(lambda counts: joined_lengths(counts, weigh=max))
    assert "counts as both its halves" in answer.message


def test_all_wrong_lengths_get_their_own_sentence():
    assert_each_has_its_own_message(check.huffman_lengths, WRONG_LENGTHS)
