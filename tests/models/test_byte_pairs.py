"""Merges of byte-pair encoding: by hand, beside plain counting, beside HF's trainer."""

import json
import os
import random
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from attractor.models import (
    byte_pair_merges,
    byte_pair_steps,
    merge_pair,
    pair_counts,
    pretoken_counts,
)

DECK = {"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5}
DECK_MERGES = [
    ("u", "g"),
    ("u", "n"),
    ("h", "ug"),
    ("p", "un"),
    ("p", "ug"),
    ("hug", "s"),
    ("b", "un"),
]

COUNTED_WORDS = st.dictionaries(
    st.text("abc", min_size=1, max_size=12), st.integers(0, 4), max_size=8
)


def trained_elsewhere(
    word_counts: Mapping[str, int], n_merges: int
) -> list[tuple[str, str]]:
    """The merges of Hugging Face's trainer, the same words as its pre-tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Split("\n", "removed")
    letters = set("".join(word_counts))
    trainer = trainers.BpeTrainer(
        vocab_size=len(letters) + n_merges, min_frequency=0, show_progress=False
    )
    lines = ("\n".join([word] * times) for word, times in word_counts.items())
    tokenizer.train_from_iterator(lines, trainer)
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return [tuple(pair) for pair in merges]


def corpus(name: str) -> str:
    """A piece of a real text, or of a made one where there are no real texts."""
    folder = os.environ.get("ATTRACTOR_DATA")
    if folder:
        return (Path(folder) / name).read_text(encoding="utf-8")[100_000:180_000]
    made = random.Random(name)
    syllables = ["".join(made.choices("aeiourstlnm'", k=3)) for _ in range(60)]
    words = ["".join(made.choices(syllables, k=made.randint(1, 3))) for _ in range(900)]
    chosen = made.choices(words, weights=[1 / n for n in range(1, 901)], k=8_000)
    return " ".join(chosen)


def test_the_decks_words_by_hand() -> None:
    assert byte_pair_merges(DECK, 7) == DECK_MERGES
    assert byte_pair_merges(DECK, 2) == DECK_MERGES[:2]
    assert byte_pair_merges(DECK, 0) == []


def test_merging_ends_when_every_word_is_one_token() -> None:
    assert byte_pair_merges(DECK, 1_000) == DECK_MERGES
    assert byte_pair_merges({}, 5) == []
    assert byte_pair_merges({"": 3, "a": 2}, 5) == []


def test_a_word_that_never_occurs_merges_nothing() -> None:
    assert byte_pair_merges({"ab": 0, "cd": 1}, 5) == [("c", "d")]


def test_a_tie_goes_to_the_older_left_token_and_then_to_the_older_right_one() -> None:
    assert byte_pair_merges({"ba": 1, "ac": 1, "ab": 1}, 3) == [
        ("a", "b"),
        ("a", "c"),
        ("b", "a"),
    ]
    # p+ug and hug+s occur five times each: p is older than hug, though "h" < "p".
    assert DECK_MERGES[4:6] == [("p", "ug"), ("hug", "s")]


def test_overlapping_pairs_count_as_they_lie() -> None:
    step = next(byte_pair_steps({"aaa": 1, "bc": 1}))
    assert (step.pair, step.total) == (("a", "a"), 2)
    assert merge_pair("aaaaa", "a", "a", "aa") == ["aa", "aa", "a"]
    assert merge_pair([1, 2, 1, 2, 2], 1, 2, 9) == [9, 9, 2]


def test_the_counts_of_the_decks_first_two_steps_by_hand() -> None:
    first, second = islice(byte_pair_steps(DECK), 2)
    assert first.totals == {
        ("u", "g"): 20,
        ("p", "u"): 17,
        ("u", "n"): 16,
        ("h", "u"): 15,
        ("g", "s"): 5,
        ("b", "u"): 4,
    }
    assert next(iter(first.totals)) == first.pair == ("u", "g")
    assert first.corpus[("h", "ug", "s")] == 5
    # Frozen counts would merge p+u (17) next; five of them went into ug.
    assert second.totals[("p", "u")] == 12
    assert (second.pair, second.total) == (("u", "n"), 16)


def test_the_steps_end_with_every_word_one_token() -> None:
    steps = list(byte_pair_steps(DECK))
    assert [step.pair for step in steps] == DECK_MERGES
    assert [step.total for step in steps] == [20, 16, 15, 12, 5, 5, 4]
    assert steps[-1].corpus == {(word,): times for word, times in DECK.items()}
    assert not pair_counts(steps[-1].corpus)


@settings(max_examples=30)
@given(COUNTED_WORDS)
def test_counts_kept_up_to_date_merge_as_counts_made_anew(
    word_counts: dict[str, int],
) -> None:
    anew = [step.pair for step in byte_pair_steps(word_counts)]
    assert byte_pair_merges(word_counts, 1_000) == anew


@settings(max_examples=20)
@given(COUNTED_WORDS)
def test_no_count_of_any_step_exceeds_the_one_before(
    word_counts: dict[str, int],
) -> None:
    totals = [step.total for step in byte_pair_steps(word_counts)]
    assert totals == sorted(totals, reverse=True)


@settings(max_examples=20)
@given(COUNTED_WORDS)
def test_no_two_merges_spell_the_same_token(word_counts: dict[str, int]) -> None:
    tokens = ["".join(pair) for pair in byte_pair_merges(word_counts, 1_000)]
    assert len({*tokens}) == len(tokens)


def test_merges_are_those_of_the_hugging_face_trainer_on_the_deck() -> None:
    assert trained_elsewhere(DECK, 7) == DECK_MERGES


def test_merges_are_those_of_the_hugging_face_trainer_where_ties_abound() -> None:
    drawn = random.Random(0)
    for _ in range(100):
        words = ["".join(drawn.choices("abcd", k=drawn.randint(1, 9))) for _ in "words"]
        word_counts = {word: drawn.randint(1, 3) for word in words}
        assert byte_pair_merges(word_counts, 99) == trained_elsewhere(word_counts, 99)


@pytest.mark.parametrize("name", ["tinyshakespeare/input.txt", "wikitext-2/test.txt"])
def test_merges_are_those_of_the_hugging_face_trainer_on_a_text(name: str) -> None:
    word_counts = pretoken_counts(corpus(name))
    ours = byte_pair_merges(word_counts, 400)
    assert ours == trained_elsewhere(word_counts, 400)
    assert len(ours) == 400


@pytest.mark.parametrize(
    ("word_counts", "n_merges", "name"),
    [
        (DECK, -1, "n_merges"),
        ({"hug": -1}, 1, "word_counts"),
        ({"hug": 1.5}, 1, "word_counts"),
        ({("h", "u"): 1}, 1, "word_counts"),
    ],
)
def test_bad_arguments_are_named(
    as_readers_call: None, word_counts: dict[str, int], n_merges: int, name: str
) -> None:
    with pytest.raises(ValueError, match=name):
        byte_pair_merges(word_counts, n_merges)
