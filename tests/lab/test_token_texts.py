"""A text in two parts: from token files, or from the bytes of a corpus."""

from pathlib import Path

import numpy as np
import pytest

from attractor.lab import prepare_tokens, write_tokens
from attractor.lab import token_texts as room
from attractor.lab.corpora import Source
from attractor.lab.token_texts import text_sha256, token_text

DOCUMENTS = [f"the {word} is here and there" for word in ("sea", "sky", "sun", "rain")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Token files, every document of bytes."""
    prepare_tokens(DOCUMENTS, tmp_path / "tokens", "bytes", share=0.5, seed=3)
    return tmp_path / "tokens"


def test_a_prepared_folder_gives_its_two_files(folder: Path) -> None:
    text = token_text(folder)
    n_tokens = sum(len(each) + 1 for each in DOCUMENTS)
    assert len(text.training) + len(text.held_out) == n_tokens
    assert text.vocabulary == 257
    assert isinstance(text.training, np.memmap)
    told = text_sha256(folder)
    assert told is not None and len(told) == 64


def test_of_a_corpus_the_last_tenth_is_held_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "corpus_bytes", lambda name: bytes(range(105)))
    text = token_text("", "text")
    assert text.training.tolist() == list(range(95))
    assert text.held_out.tolist() == list(range(95, 105))
    assert text.vocabulary == 256


def test_the_checksum_of_a_corpus_is_the_pinned_one() -> None:
    told = text_sha256("", "tinyshakespeare/input.txt")
    assert told is not None and told.startswith("86c4e6aa")
    assert text_sha256("", "no such file") is None


def test_no_folder_and_no_network_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from attractor.lab import corpora

    nowhere = Source("http://127.0.0.1:9/input.txt", "0" * 64)
    monkeypatch.setattr(corpora, "corpus_sources", lambda: {"a/b.txt": nowhere})
    monkeypatch.setattr("pooch.os_cache", lambda project: tmp_path)
    monkeypatch.delenv("ATTRACTOR_DATA", raising=False)
    with pytest.raises(OSError, match="where there is no network, put the file at"):
        token_text("", "a/b.txt")


def test_a_folder_that_is_not_there_is_refused_with_what_makes_it() -> None:
    for function in (token_text, text_sha256):
        with pytest.raises(FileNotFoundError, match="attractor prepare TEXTS --out no"):
            function("no-such-folder")


def test_a_folder_without_a_finished_preparation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no finished token files"):
        token_text(tmp_path)
    write_tokens(tmp_path / "train.bin", [np.arange(9)])
    with pytest.raises(ValueError, match=r"of which no preparation\.json tells"):
        token_text(tmp_path)


def test_a_file_that_changed_is_refused(folder: Path) -> None:
    content = bytearray((folder / "train.bin").read_bytes())
    content[0] ^= 1
    (folder / "train.bin").write_bytes(content)
    with pytest.raises(ValueError, match="is not what was prepared"):
        token_text(folder)
