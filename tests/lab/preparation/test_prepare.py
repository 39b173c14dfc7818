"""Token files from documents: by hand, split, and refused."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from texts import TOLD, contents, made_up, written

from attractor.lab import open_tokens, prepare_tokens, text_folder
from attractor.lab.preparation import prepare as preparing
from attractor.lab.preparation.split import is_held_out

DOCUMENTS = made_up(60)


def by_hand(held_out: bool) -> list[int]:
    """The bytes of the documents of one file, each with its end."""
    tokens = []
    for k, document in enumerate(DOCUMENTS):
        if is_held_out(k, 0.2, 3) == held_out:
            tokens += [*document.encode(), 256]
    return tokens


def test_documents_follow_one_another_each_with_its_end(tmp_path: Path) -> None:
    prepared = prepare_tokens(iter(DOCUMENTS), tmp_path, **TOLD)
    for held_out, name in enumerate(("train.bin", "val.bin")):
        tokens = open_tokens(tmp_path / name)
        assert tokens.tolist() == by_hand(bool(held_out))
        assert prepared.tokens[name] == len(tokens)
        assert prepared.documents[name] == (tokens == 256).sum()
        digest = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        assert prepared.sha256[name] == digest
    assert set(contents(tmp_path)) == {"train.bin", "val.bin", "preparation.json"}
    assert prepared.n_documents == 60


def test_the_manifest_tells_what_was_made_of_what(tmp_path: Path) -> None:
    prepared = prepare_tokens(DOCUMENTS, tmp_path, **TOLD)
    kept = json.loads((tmp_path / "preparation.json").read_text())
    assert kept["settings"] == {**TOLD, "vocabulary": 257}
    assert kept["tokens"] == dict(prepared.tokens)
    assert kept["sha256"] == dict(prepared.sha256)
    texts = [document.encode() for document in DOCUMENTS]
    framed = b"".join(len(text).to_bytes(8, "little") + text for text in texts)
    assert kept["inputs"] == hashlib.sha256(framed).hexdigest()


def test_it_is_said_in_a_line(tmp_path: Path) -> None:
    prepared = prepare_tokens(["ab", "c"], tmp_path, "bytes", share=0.5, seed=1)
    assert [is_held_out(k, 0.5, 1) for k in range(2)] == [False, True]
    expected = "train.bin: 3 tokens of 1 document, val.bin: 2 tokens of 1 document"
    assert prepared.line() == expected


def test_the_share_is_held_out_whatever_the_blocks_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = np.mean([is_held_out(k, 0.01, 2357) for k in range(20_000)])
    assert share == pytest.approx(0.01, abs=4 * (0.01 / 20_000) ** 0.5)
    folders = []
    for block in (1, 300, 1 << 22):
        monkeypatch.setattr(preparing, "BLOCK", block)
        prepare_tokens(DOCUMENTS, tmp_path / str(block), **TOLD)
        folders.append(contents(tmp_path / str(block)))
    assert folders[0] == folders[1] == folders[2]


def test_the_seed_decides_the_split(tmp_path: Path) -> None:
    one = prepare_tokens(DOCUMENTS, tmp_path / "one", **TOLD)
    other = prepare_tokens(DOCUMENTS, tmp_path / "other", **{**TOLD, "seed": 4})
    assert one.inputs == other.inputs and one.sha256 != other.sha256
    assert sum(one.tokens.values()) == sum(other.tokens.values())


def test_what_is_finished_is_checked_and_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = prepare_tokens(DOCUMENTS, tmp_path, **TOLD)

    def never(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(preparing, "add", never)
    assert prepare_tokens(DOCUMENTS, tmp_path, **TOLD) == first
    path = tmp_path / "val.bin"
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(ValueError, match=r"val\.bin is not what was prepared"):
        prepare_tokens(DOCUMENTS, tmp_path, **TOLD)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="could not be written to"):
        prepare_tokens(DOCUMENTS, tmp_path / "file" / "folder", **TOLD)


def test_token_files_of_another_origin_are_left(tmp_path: Path) -> None:
    (tmp_path / "train.bin").write_bytes(b"ab")
    with pytest.raises(ValueError, match=r"holds train\.bin, of which no preparation"):
        prepare_tokens(DOCUMENTS, tmp_path, **TOLD)
    assert contents(tmp_path) == {"train.bin": b"ab"}


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("documents", "changes", "message"),
    [
        (DOCUMENTS, {"share": 0}, "share must be between 0 and 1, got 0"),
        (DOCUMENTS, {"share": 1.0}, "share must be between 0 and 1, got 1.0"),
        (
            DOCUMENTS,
            {"tokens": "words"},
            r"tokens must be one of \['bytes', 'gpt2', 'gpt2-8192'\]",
        ),
        (DOCUMENTS, {"share": 1e-9}, r"of 60 documents with seed 3 leaves train\.bin"),
        ([], {}, "a text must have two documents at least.*got 0"),
        (["one"], {}, "a text must have two documents at least.*got 1"),
        (iter([]), {}, "a text must have two documents at least.*got 0"),
        (["a", 3, "b"] * 9, {}, "documents must be texts, got one of type int"),
        (["a", "b\ud800"] * 9, {}, r"begins 'b\\ud800' is no text \(surrogates"),
    ],
)
def test_what_makes_no_token_files_is_refused(
    documents: Any, changes: dict[str, Any], message: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=message):
        prepare_tokens(documents, tmp_path / "new", **{**TOLD, **changes})
    assert not (tmp_path / "new" / "train.bin").exists()


def test_a_folder_of_texts_becomes_the_same_files_again(tmp_path: Path) -> None:
    folder = written(tmp_path / "texts", DOCUMENTS)
    one = prepare_tokens(text_folder(folder), tmp_path / "one", **TOLD)
    other = prepare_tokens(iter(text_folder(folder)), tmp_path / "other", **TOLD)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
    assert one == other and one.n_documents == 60
    (folder / "007.txt").write_text("another one")
    with pytest.raises(ValueError, match="are no longer the same"):
        prepare_tokens(text_folder(folder), tmp_path / "one", **TOLD)
