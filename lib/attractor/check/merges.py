"""Check on byte-pair encoding: which pair merges first, second and so on."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NamedTuple

from attractor.check.answer import Answer
from attractor.check.pair_reply import Merges, Pairs, ask_for_pairs
from attractor.models import byte_pair_merges as truth
from attractor.models import merge_pair

Corpus = list[tuple[list[str], int]]
Totals = Counter[tuple[str, str]]
Choice = Callable[[Totals, dict[str, int]], tuple[str, str]]
Learner = Callable[[Mapping[str, int], int], Merges]

DECK = {"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5}
REPEATS = {"banana": 4, "bat": 2, "ban": 1}
TIES = {"ac": 2, "ba": 2, "ab": 2}

CASES = ((DECK, 4), (REPEATS, 2), (DECK, 7), (TIES, 3), (DECK, 20))


class Wrong(NamedTuple):
    """A sentence for the reader, and merges learned with that mistake."""

    message: str
    learn: Learner


def _count(corpus: Corpus) -> Totals:
    totals: Totals = Counter()
    for word, times in corpus:
        for pair in pairwise(word):
            totals[pair] += times
    return totals


def _count_words(corpus: Corpus) -> Totals:
    totals: Totals = Counter()
    for word, _ in corpus:
        totals.update(pairwise(word))
    return totals


def _count_once(corpus: Corpus) -> Totals:
    totals: Totals = Counter()
    for word, times in corpus:
        for pair in dict.fromkeys(pairwise(word)):
            totals[pair] += times
    return totals


def _oldest(totals: Totals, ages: dict[str, int]) -> tuple[str, str]:
    return min(totals, key=lambda p: (-totals[p], ages[p[0]], ages[p[1]]))


def _rarest(totals: Totals, ages: dict[str, int]) -> tuple[str, str]:
    return min(totals, key=lambda p: (totals[p], ages[p[0]], ages[p[1]]))


def _first_seen(totals: Totals, ages: dict[str, int]) -> tuple[str, str]:
    return max(totals, key=totals.__getitem__)


def _smallest(totals: Totals, ages: dict[str, int]) -> tuple[str, str]:
    return min(totals, key=lambda p: (-totals[p], p))


def _largest(totals: Totals, ages: dict[str, int]) -> tuple[str, str]:
    return max(totals, key=lambda p: (totals[p], p))


def _learner(
    count: Callable[[Corpus], Totals] = _count, choose: Choice = _oldest
) -> Learner:
    """Byte-pair encoding with another way to count or to choose."""

    def learn(word_counts: Mapping[str, int], n_merges: int) -> Merges:
        corpus = [(list(word), times) for word, times in word_counts.items()]
        ages = {each: age for age, each in enumerate(sorted({*"".join(word_counts)}))}
        merges: Merges = []
        while len(merges) < n_merges and (totals := count(corpus)):
            pair = choose(totals, ages)
            merges.append(pair)
            ages.setdefault("".join(pair), len(ages))
            corpus = [
                (merge_pair(word, *pair, "".join(pair)), times)
                for word, times in corpus
            ]
        return merges

    return learn


def _across(space: str) -> Learner:
    """Byte-pair encoding of all words in one string."""

    def learn(word_counts: Mapping[str, int], n_merges: int) -> Merges:
        words = (word for word, times in word_counts.items() for _ in range(times))
        return _learner()({space.join(words): 1}, n_merges)

    return learn


def _reversed(word_counts: Mapping[str, int], n_merges: int) -> Merges:
    return [(right, left) for left, right in truth(word_counts, n_merges)]


FROZEN = (
    "The pairs are counted only once: count again after each merge, for u+g takes five "
    "of p+u's 17 away and leaves u+n, 16, in front."
)

ENDS = "Pairs cross the ends of words: count within each word alone."

WRONG = (
    Wrong(
        "Every word counts once: a pair counts as often as its words occur.",
        _learner(count=_count_words),
    ),
    Wrong(
        "A pair counts once in a word that has it twice: count each place, as in "
        "banana.",
        _learner(count=_count_once),
    ),
    Wrong(
        "The rarest pair goes first: the most frequent is to.", _learner(choose=_rarest)
    ),
    Wrong(ENDS, _across("")),
    Wrong(ENDS, _across(" ")),
    Wrong("The two tokens are swapped: the left one comes first.", _reversed),
    Wrong(
        "Ties go to the pair seen first: they are to go to the older tokens, letters "
        "by the alphabet, then merged tokens as they were made.",
        _learner(choose=_first_seen),
    ),
    Wrong(
        "Ties go to the alphabet: hug was made after the letter p, so p+ug comes "
        "before hug+s.",
        _learner(choose=_smallest),
    ),
    Wrong(
        "Ties go to the pair last in the alphabet: they are to go to the older tokens, "
        "letters by the alphabet, then merged tokens as they were made.",
        _learner(choose=_largest),
    ),
    Wrong(
        "It goes on to the last merge there is: stop after n_merges.",
        lambda word_counts, n_merges: truth(word_counts, 1_000),
    ),
)


def byte_pair_merges(function: object) -> Answer:
    """Check (word_counts, n_merges) ↦ [(left, right), ...] of byte-pair encoding."""
    if not callable(function):
        kind = type(function).__name__
        return Answer(
            False, f"Give the function itself, without calling it: this is {kind}."
        )
    replies = [ask_for_pairs(function, *case) for case in CASES]
    due = [truth(*case) for case in CASES]
    if [reply.merges for reply in replies] == due:
        return Answer(True, f"Right on all {len(CASES)} cases.")
    return Answer(False, _diagnosis(replies, due))


def _diagnosis(replies: list[Pairs], due: list[Merges]) -> str:
    answered = {
        number: reply.merges for number, reply in enumerate(replies) if reply.merges
    }
    if answered.get(0, [])[:2] == [("u", "g"), ("p", "u")]:
        return FROZEN
    for wrong in WRONG:
        learned = {number: wrong.learn(*CASES[number]) for number in answered}
        if learned == answered != {number: due[number] for number in answered}:
            return wrong.message
    for (word_counts, n_merges), reply, merges in zip(CASES, replies, due, strict=True):
        if reply.merges != merges:
            said = _difference(reply, merges, n_merges)
            return f"For {word_counts} and n_merges = {n_merges} it {said}."
    raise AssertionError("asked for a diagnosis of what is right")


def _difference(reply: Pairs, due: Merges, n_merges: int) -> str:
    if reply.merges is None:
        stop = "; stop when no pair is left" if len(due) < n_merges else ""
        return reply.complaint + stop
    if not reply.merges:
        return f"returns a list without any merge, where {len(due)} are due"
    for number, (got, right) in enumerate(
        zip(reply.merges, due, strict=False), start=1
    ):
        if got != right:
            return (
                f"merges {'+'.join(got)} at step {number}, where {'+'.join(right)} "
                "is due"
            )
    return f"returns {len(reply.merges)} merges, where {len(due)} are due"
