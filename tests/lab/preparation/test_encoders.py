"""GPT-2's tokens from its two files, beside what others say."""

from pathlib import Path

import numpy as np
import pytest
from texts import made_up
from transformers import GPT2Tokenizer

from attractor.lab import END_OF_TEXT, gpt2_tokenizer, open_tokens, prepare_tokens
from attractor.lab.preparation.encoders import gpt2_encoder

pytestmark = pytest.mark.usefixtures("data_folder")


def test_a_sentence_has_the_tokens_that_openai_gives_it() -> None:
    [tokens] = gpt2_encoder().encode(["Hello, world! The quick brown fox"])
    assert tokens.tolist() == [15496, 11, 995, 0, 383, 2068, 7586, 21831]


def test_every_text_comes_back_from_its_tokens(data_folder: Path) -> None:
    novel = (data_folder / "english-novels-19c" / "Dickens_Bleak_1853.txt").read_text()
    texts = [*made_up(50), novel[:20_000]]
    for text, tokens in zip(texts, gpt2_encoder().encode(texts), strict=True):
        assert gpt2_tokenizer().decode(tokens.tolist()) == text


def test_an_end_of_text_that_is_written_out_ends_nothing(tmp_path: Path) -> None:
    texts = ["three", "one<|endoftext|>two"]
    assert all(END_OF_TEXT not in tokens for tokens in gpt2_encoder().encode(texts))
    prepared = prepare_tokens(texts, tmp_path, share=0.5, seed=1)
    assert prepared.settings["vocabulary"] == 50_257
    tokens = open_tokens(tmp_path / "train.bin").tolist()
    assert tokens == [15542, END_OF_TEXT]  # "three"


def test_the_python_tokenizer_of_the_library_agrees(data_folder: Path) -> None:
    folder = data_folder / "gpt2-bpe"
    theirs = GPT2Tokenizer(str(folder / "encoder.json"), str(folder / "vocab.bpe"))
    texts = [t.replace("<|endoftext|>", "") for t in made_up(40)]
    for text, tokens in zip(texts, gpt2_encoder().encode(texts), strict=True):
        assert theirs(text)["input_ids"] == tokens.tolist()


def test_the_first_merges_cut_a_text_finer_at_the_same_places(
    data_folder: Path, tmp_path: Path
) -> None:
    novel = (data_folder / "english-novels-19c" / "Dickens_Bleak_1853.txt").read_text()
    texts = [*made_up(50), novel[:20_000]]
    coarse, fine = gpt2_encoder(), gpt2_encoder(7935)
    assert (fine.vocabulary, fine.end) == (8192, 8191)
    whole, part = gpt2_tokenizer().decode, gpt2_tokenizer(7935).decode
    for text, few, many in zip(
        texts, coarse.encode(texts), fine.encode(texts), strict=True
    ):
        assert part(many.tolist()) == text
        assert max(many, default=0) < fine.end
        assert set(few[few < fine.end]) <= set(many)
        ends = [len(whole([token]).encode()) for token in few.tolist()]
        finer = [len(part([token]).encode()) for token in many.tolist()]
        if text.isascii():
            assert set(np.cumsum(ends)) <= set(np.cumsum(finer))
    prepared = prepare_tokens(texts, tmp_path, "gpt2-8192", share=0.5, seed=1)
    assert prepared.settings["vocabulary"] == 8192
