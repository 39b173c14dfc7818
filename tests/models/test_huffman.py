"""Huffman's code: by hand, against all codes there are, and Shannon's bounds."""

from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import entropy

from attractor.models import (
    canonical_codes,
    expected_length,
    huffman_decode,
    huffman_encode,
    huffman_lengths,
    symbol_entropy,
)

# The letters of hug 10, pug 5, pun 12, bun 4, hugs 5.
LETTERS = {"h": 15, "u": 36, "g": 20, "p": 17, "n": 16, "b": 4, "s": 5}

COUNTS = st.dictionaries(
    st.integers(0, 50), st.integers(1, 1_000), min_size=2, max_size=12
)


def fewest_bits(counts: list[int]) -> int:
    """Over all lengths that Kraft's inequality allows."""
    n = len(counts)
    allowed = (
        lengths
        for lengths in product(range(1, n), repeat=n)
        if sum(2.0**-length for length in lengths) <= 1
    )
    return min(sum(map(int.__mul__, counts, lengths)) for lengths in allowed)


def test_the_letters_of_the_decks_words_by_hand() -> None:
    # b 4 + s 5 = 9, 9 + h 15 = 24, n 16 + p 17 = 33, g 20 + 24 = 44, 33 + u 36 = 69.
    lengths = huffman_lengths(LETTERS)
    assert lengths == {"h": 3, "u": 2, "g": 2, "p": 3, "n": 3, "b": 4, "s": 4}
    assert expected_length(LETTERS, lengths) == 292 / 113
    assert symbol_entropy(LETTERS) == pytest.approx(2.5347300, abs=1e-7)
    assert canonical_codes(lengths) == {
        "u": "00",
        "g": "01",
        "h": "100",
        "p": "101",
        "n": "110",
        "b": "1110",
        "s": "1111",
    }


def test_powers_of_two_reach_the_entropy() -> None:
    counts = {"a": 4, "b": 2, "c": 1, "d": 1}
    lengths = huffman_lengths(counts)
    assert lengths == {"a": 1, "b": 2, "c": 3, "d": 3}
    assert expected_length(counts, lengths) == symbol_entropy(counts) == 1.75


def test_a_lone_symbol_takes_one_bit_each_time() -> None:
    lengths = huffman_lengths({"x": 7})
    codes = canonical_codes(lengths)
    assert codes == {"x": "0"}
    assert huffman_decode(huffman_encode("xxx", codes), codes) == ["x"] * 3


def test_among_equally_short_codes_the_longest_word_is_short() -> None:
    # 1, 1, 2, 2: both (2, 2, 2, 2) and (3, 3, 2, 1) need 12 bits.
    assert set(huffman_lengths({"a": 1, "b": 1, "c": 2, "d": 2}).values()) == {2}


@settings(max_examples=20)
@given(st.lists(st.integers(1, 20), min_size=2, max_size=5))
def test_no_prefix_code_has_fewer_bits(counts: list[int]) -> None:
    lengths = huffman_lengths(dict(enumerate(counts)))
    assert sum(counts[k] * lengths[k] for k in lengths) == fewest_bits(counts)


@settings(max_examples=20)
@given(COUNTS)
def test_the_expected_length_is_within_a_bit_of_the_entropy(
    counts: dict[int, int],
) -> None:
    h = symbol_entropy(counts)
    assert h == pytest.approx(entropy(list(counts.values()), base=2), abs=1e-12)
    length = expected_length(counts, huffman_lengths(counts))
    assert h - 1e-12 <= length < h + 1


@settings(max_examples=20)
@given(COUNTS)
def test_codes_fill_the_tree_and_none_begins_another(counts: dict[int, int]) -> None:
    lengths = huffman_lengths(counts)
    assert sum(2.0**-length for length in lengths.values()) == 1
    codes = canonical_codes(lengths)
    assert all(len(codes[symbol]) == lengths[symbol] for symbol in lengths)
    in_order = sorted(codes.values())
    assert not any(later.startswith(code) for code, later in pairwise(in_order))


@settings(max_examples=20)
@given(st.text("abcdefgh ", min_size=1, max_size=80))
def test_decoding_undoes_encoding(text: str) -> None:
    codes = canonical_codes(huffman_lengths(Counter(text)))
    bits = huffman_encode(text, codes)
    assert "".join(huffman_decode(bits, codes)) == text


def test_the_rarer_a_symbol_the_longer_its_code() -> None:
    counts = {rank: 1_000 // rank for rank in range(1, 60)}
    lengths = list(huffman_lengths(counts).values())
    assert lengths == sorted(lengths)


def test_bad_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="counts must have at least one"):
        huffman_lengths({})
    with pytest.raises(ValueError, match="counts must be positive, got 0 for 'b'"):
        symbol_entropy({"a": 1, "b": 0})
    with pytest.raises(ValueError, match="Kraft"):
        canonical_codes({"a": 1, "b": 1, "c": 2})
    with pytest.raises(ValueError, match="lengths must be 1 or more"):
        canonical_codes({"a": 0})
    with pytest.raises(ValueError, match="the last 1 are none"):
        huffman_decode("01", {"a": "0", "b": "10"})
