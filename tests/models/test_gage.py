"""Gage's compressor: a known example by hand, its promise to give everything back."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attractor.models import PairCompressed, gage_compress, gage_expand

REPETITIVE = st.binary(max_size=20).map(lambda data: data * 5)


def test_the_well_known_example_by_hand() -> None:
    # aaabdaaabac: aa -> 0, 0a -> 1 (tied with ab, smaller), 1b -> 2; 2d2ac is left.
    compressed = gage_compress(b"aaabdaaabac", min_count=2)
    assert compressed == PairCompressed(
        ((0, b"aa"), (1, b"\x00a"), (2, b"\x01b")), b"\x02d\x02ac"
    )
    assert gage_expand(compressed) == b"aaabdaaabac"


def test_a_pair_of_twins_counts_as_often_as_it_can_be_replaced() -> None:
    # aa lies four times in "aaa aaa" but can be replaced twice.
    assert gage_compress(b"aaa aaa", min_count=3).pairs == ()
    assert gage_compress(b"aaa aaa", min_count=2).pairs[0] == (0, b"aa")


def test_bytes_that_occur_are_not_reused() -> None:
    compressed = gage_compress(b"\x00ab\x01ab\x02ab\x04ab")
    assert compressed.pairs == ((3, b"ab"),)


def test_what_has_all_bytes_stays_as_it_is() -> None:
    data = bytes(range(256)) * 4
    assert gage_compress(data) == PairCompressed((), data)
    assert gage_compress(data).size == len(data) + 1


@settings(max_examples=20)
@given(REPETITIVE)
@example(b"")
@example(b"a")
@example(b"a" * 100)
@example(bytes(range(255)) * 8)
def test_expanding_undoes_compressing(data: bytes) -> None:
    compressed = gage_compress(data)
    assert gage_expand(compressed) == data
    assert compressed.size <= len(data) + 1


@settings(max_examples=20)
@given(REPETITIVE)
def test_no_pair_is_left_that_pays_while_a_byte_is_free(data: bytes) -> None:
    compressed = gage_compress(data)
    if len({*data}) + len(compressed.pairs) < 256:
        left = Counter(pairwise(compressed.data))
        assert all(compressed.data.count(bytes(pair)) < 4 for pair in left)


def test_english_like_text_shrinks_and_noise_does_not() -> None:
    drawn = random.Random(0)
    words = ["".join(drawn.choices("etaoinshr", k=4)) for _ in range(30)]
    text = " ".join(drawn.choices(words, k=2_000)).encode()
    assert gage_compress(text).size < 0.4 * len(text)
    noise = drawn.randbytes(5_000)
    assert gage_compress(noise).size == len(noise) + 1


def test_a_replacement_of_one_occurrence_is_refused() -> None:
    with pytest.raises(ValueError, match="min_count must be 2 or more"):
        gage_compress(b"ab", min_count=1)
