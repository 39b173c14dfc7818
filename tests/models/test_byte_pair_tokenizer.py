"""The tokenizer: without loss on anything, and GPT-2's own with GPT-2's merges."""

import json
import pickle
from functools import cache
from itertools import chain, islice
from pathlib import Path

import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attractor.lab import corpus_file
from attractor.models import (
    BYTE_LETTERS,
    BytePairTokenizer,
    byte_pair_merges,
    byte_pair_split,
    bytes_to_letters,
    letters_to_bytes,
    merge_ranks,
    pretoken_counts,
    pretokens,
)

TEXT = "the cat sat on the mat; the cat's hat isn't the cat's mat. "
DECK = {"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5}
N_LINES, LONGEST = 10_000, 100


GPT2_FILES = ("gpt2-bpe/encoder.json", "gpt2-bpe/vocab.bpe")
LEARNED = BytePairTokenizer.learned(byte_pair_merges(pretoken_counts(TEXT), 12))


@pytest.fixture
def tokenizer() -> BytePairTokenizer:
    """Learned from a dozen words."""
    return LEARNED


@cache
def gpt2_tokenizer() -> BytePairTokenizer:
    """GPT-2's own, from its two files."""
    return BytePairTokenizer.from_files(*map(corpus_file, GPT2_FILES))


@pytest.fixture
def gpt2(data_folder: Path) -> BytePairTokenizer:
    """GPT-2's own, where its files are."""
    return gpt2_tokenizer()


def test_every_byte_has_a_letter_of_its_own() -> None:
    every = bytes(range(256))
    assert len(set(BYTE_LETTERS)) == 256
    assert bytes_to_letters(every) == "".join(BYTE_LETTERS)
    assert letters_to_bytes(bytes_to_letters(every)) == every
    assert bytes_to_letters("a é\n".encode()) == "aĠÃ©Ċ"


def test_words_are_cut_as_gpt2_cuts_them() -> None:
    assert list(pretokens("I'll pay 42  for it!!\n\n ok")) == [
        "I",
        "'ll",
        " pay",
        " 42",
        " ",
        " for",
        " it",
        "!!",
        "\n\n",
        " ok",
    ]
    assert list(pretokens("")) == []


def test_words_are_counted_in_byte_letters() -> None:
    assert pretoken_counts("on and on, é") == {
        "on": 1,
        "Ġand": 1,
        "Ġon": 1,
        ",": 1,
        "ĠÃ©": 1,
    }


def test_words_split_by_the_decks_first_three_merges() -> None:
    ranks = merge_ranks(byte_pair_merges(DECK, 3))
    assert byte_pair_split("bug", ranks) == ("b", "ug")
    assert byte_pair_split("hugs", ranks) == ("hug", "s")
    assert byte_pair_split("unhug", ranks) == ("un", "hug")
    assert byte_pair_split("mug", ranks) == ("m", "ug")  # m was never counted
    assert byte_pair_split("", ranks) == ()


def test_words_of_the_deck_come_back_whole() -> None:
    ranks = merge_ranks(byte_pair_merges(DECK, 7))
    assert all(byte_pair_split(word, ranks) == (word,) for word in DECK)
    assert byte_pair_split("punhug", ranks) == ("pun", "hug")


def test_the_decks_words_with_spaces_merge_otherwise() -> None:
    text = " ".join(word for word, times in DECK.items() for _ in range(times))
    merges = byte_pair_merges(pretoken_counts(text), 100)
    assert [left + "+" + right for left, right in merges] == (
        "u+g Ġ+p u+n h+ug Ġ+hug Ġp+un Ġp+ug Ġhug+s b+un Ġ+bun".split()
    )


def test_the_earliest_merge_goes_first_not_the_leftmost() -> None:
    ranks = merge_ranks([("b", "c"), ("a", "b")])
    assert byte_pair_split("abc", ranks) == ("a", "bc")


def test_bytes_come_first_then_the_merged_tokens(tokenizer: BytePairTokenizer) -> None:
    assert len(tokenizer) == 256 + 12
    assert tokenizer.vocabulary["!"] == 0
    first = "".join(tokenizer.merges[0])
    assert tokenizer.vocabulary[first] == 256
    assert tokenizer.tokens("the cat") == ["the", "Ġcat"]


@settings(max_examples=20)
@given(st.binary(max_size=60))
@example(bytes(range(256)))
@example(b"\xed\xa0\x80 \xff\xc3")
def test_any_bytes_come_back(data: bytes) -> None:
    assert LEARNED.decode_bytes(LEARNED.encode_bytes(data)) == data


@settings(max_examples=20)
@given(st.text(max_size=30))
def test_any_text_comes_back_and_its_words_join_to_it(text: str) -> None:
    assert LEARNED.decode(LEARNED.encode(text)) == text
    assert "".join(pretokens(text)) == text


def test_half_a_character_shows_as_a_replacement(tokenizer: BytePairTokenizer) -> None:
    first, _ = tokenizer.encode("é")
    assert tokenizer.decode([first]) == "\N{REPLACEMENT CHARACTER}"
    assert tokenizer.decode_bytes([first]) == b"\xc3"


def test_numbers_may_come_as_a_tensor(tokenizer: BytePairTokenizer) -> None:
    numbers = torch.tensor(tokenizer.encode(TEXT))
    assert tokenizer.decode(numbers) == TEXT


def test_a_used_tokenizer_can_be_sent_to_another_process() -> None:
    LEARNED.encode(TEXT)
    sent = pickle.loads(pickle.dumps(LEARNED))
    assert sent.encode(TEXT) == LEARNED.encode(TEXT)


def test_files_are_read_as_gpt2s_are_written(
    tokenizer: BytePairTokenizer, tmp_path: Path
) -> None:
    numbers, merges = tmp_path / "encoder.json", tmp_path / "vocab.bpe"
    numbers.write_text(json.dumps(dict(tokenizer.vocabulary)), encoding="utf-8")
    lines = ["#version: 0.2", *(" ".join(pair) for pair in tokenizer.merges), ""]
    merges.write_text("\n".join(lines), encoding="utf-8")
    read = BytePairTokenizer.from_files(numbers, merges)
    assert read.merges == tokenizer.merges
    assert read.encode(TEXT) == tokenizer.encode(TEXT)


def test_a_merge_may_begin_with_the_sign_of_a_comment(tmp_path: Path) -> None:
    (tmp_path / "vocab.bpe").write_text("#version: 0.2\n# #\n")
    numbers = {letter: number for number, letter in enumerate([*BYTE_LETTERS, "##"])}
    (tmp_path / "encoder.json").write_text(json.dumps(numbers))
    read = BytePairTokenizer.from_files(
        tmp_path / "encoder.json", tmp_path / "vocab.bpe"
    )
    assert read.encode("##") == [256]


def test_gpt2_tokens_of_a_sentence(gpt2: BytePairTokenizer) -> None:
    assert len(gpt2) == 50_257
    assert gpt2.encode("Hello, world! The quick brown fox") == [
        15496,
        11,
        995,
        0,
        383,
        2068,
        7586,
        21831,
    ]


def test_a_marker_written_in_a_text_is_text(gpt2: BytePairTokenizer) -> None:
    marker = "<|endoftext|>"
    numbers = gpt2.encode(marker)
    assert gpt2.vocabulary[marker] not in numbers
    assert gpt2.decode(numbers) == gpt2.decode([50_256]) == marker


def test_ten_thousand_lines_of_novels_as_the_real_gpt2_tokenizer_has_them(
    data_folder: Path, gpt2: BytePairTokenizer
) -> None:
    from transformers import GPT2TokenizerFast  # seconds to import

    vocabulary, merges = (str(corpus_file(name)) for name in GPT2_FILES)
    real = GPT2TokenizerFast(vocab=vocabulary, merges=merges)
    novels = sorted((data_folder / "english-novels-19c").glob("*_*.txt"))
    lines: list[str] = []
    for novel in novels:
        with novel.open(encoding="utf-8-sig") as text:
            short = (line for line in text if len(line) < LONGEST)
            lines += islice(short, 1 + N_LINES // len(novels))
    lines = lines[:N_LINES]
    assert len(lines) == N_LINES
    ours = [gpt2.encode(line) for line in lines]
    assert ours == real(lines)["input_ids"]
    assert gpt2.decode(chain.from_iterable(ours)) == "".join(lines)


def test_characters_in_company_as_the_real_gpt2_tokenizer_has_them(
    gpt2: BytePairTokenizer,
) -> None:
    from tokenizers import ByteLevelBPETokenizer

    real = ByteLevelBPETokenizer(*(str(corpus_file(name)) for name in GPT2_FILES))
    places = [*range(0x300), *range(0x300, 0xD800, 41), *range(0xE000, 0x20000, 211)]
    lines = [f"a{chr(place)}1 {chr(place)}{chr(place)} !" for place in places]
    ours = [gpt2.encode(line) for line in lines]
    assert ours == [each.ids for each in real.encode_batch(lines)]


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        ({"a": 0}, "vocabulary must number every byte"),
        (dict.fromkeys(BYTE_LETTERS, 0), "number of its own"),
    ],
)
def test_a_vocabulary_that_does_not_fit_is_refused(
    vocabulary: dict[str, int], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        BytePairTokenizer([], vocabulary)


def test_what_is_no_token_is_refused(
    tokenizer: BytePairTokenizer, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="numbers must be in the vocabulary of 268"):
        tokenizer.decode([268])
    with pytest.raises(ValueError, match="surrogates not allowed"):
        tokenizer.encode("\ud800")
    with pytest.raises(ValueError, match="letters must be among BYTE_LETTERS"):
        letters_to_bytes("a b")
    (tmp_path / "encoder.json").write_text("{}")
    (tmp_path / "vocab.bpe").write_text("a b c\n")
    with pytest.raises(ValueError, match="two tokens a line"):
        BytePairTokenizer.from_files(tmp_path / "encoder.json", tmp_path / "vocab.bpe")
