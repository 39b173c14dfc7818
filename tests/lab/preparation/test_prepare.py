"""Token files from documents: by hand, split, resumed, and refused."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from texts import made_up, written

from attractor.lab import open_tokens, prepare_tokens, text_folder
from attractor.lab.preparation import prepare as preparing
from attractor.lab.preparation import state as states
from attractor.lab.preparation import token_parts
from attractor.lab.preparation.split import is_held_out

DOCUMENTS = made_up(60)
TOLD: dict[str, Any] = {"tokens": "bytes", "share": 0.2, "seed": 3}


class StopError(Exception):
    """Somebody pulled the plug."""


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some documents at a time, to be interrupted, and no waiting for the disk."""
    monkeypatch.setattr(preparing, "BLOCK", 300)
    monkeypatch.setattr(os, "fsync", lambda _: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def undisturbed(tmp_path: Path) -> dict[str, bytes]:
    """The files of a preparation that nobody stops."""
    prepare_tokens(DOCUMENTS, tmp_path / "undisturbed", **TOLD)
    return contents(tmp_path / "undisturbed")


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


@pytest.mark.parametrize("seed", range(12))
def test_a_preparation_stopped_anywhere_ends_in_the_same_files(
    seed: int,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, left = tmp_path / "resumed", [0]
    stops = np.random.default_rng(seed).integers(0, 40, 4).tolist()

    def breaking(step: Any, half: bool) -> Any:
        def broken(*arguments: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                if half:
                    *most, pieces = arguments
                    step(*most, pieces[: len(pieces) // 2])
                raise StopError
            return step(*arguments)

        return broken

    with monkeypatch.context() as patch:
        patch.setattr(preparing, "append", breaking(token_parts.append, True))
        patch.setattr(preparing, "write_state", breaking(states.write_state, False))
        patch.setattr(token_parts.os, "replace", breaking(os.replace, False))
        for stop in stops:
            left[0] = stop
            with suppress(StopError):
                prepare_tokens(iter(DOCUMENTS), folder, **TOLD)
    prepare_tokens(DOCUMENTS, folder, **TOLD)
    assert contents(folder) == undisturbed


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    sys.path.insert(0, sys.argv[2])
    from texts import made_up
    from attractor.lab import prepare_tokens
    from attractor.lab.preparation import prepare

    prepare.BLOCK = 300

    def documents():
        for k, document in enumerate(made_up(60)):
            if k == 37:
                os.kill(os.getpid(), signal.SIGKILL)
            yield document

    prepare_tokens(documents(), sys.argv[1], "bytes", share=0.2, seed=3)
    """
)


def test_a_killed_process_goes_on_to_the_same_files(
    undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    folder, here = tmp_path / "killed", str(Path(__file__).parent)
    command = [sys.executable, "-c", KILLED, str(folder), here]
    killed = subprocess.run(command, capture_output=True, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    begun = json.loads((folder / "preparation.json").read_text())
    assert 0 < sum(begun["documents"].values()) <= 37
    assert not (folder / "train.bin").exists()
    prepare_tokens(DOCUMENTS, folder, **TOLD)
    assert contents(folder) == undisturbed


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


def half_done(folder: Path) -> dict[str, bytes]:
    """A preparation stopped in the middle."""

    def documents() -> Iterator[str]:
        yield from DOCUMENTS[:40]
        raise StopError

    with pytest.raises(StopError):
        prepare_tokens(documents(), folder, **TOLD)
    return contents(folder)


@pytest.mark.parametrize("finished", [False, True])
def test_other_documents_are_refused_and_nothing_is_changed(
    finished: bool, tmp_path: Path
) -> None:
    if finished:
        prepare_tokens(DOCUMENTS, tmp_path, **TOLD)
    else:
        half_done(tmp_path)
    before = contents(tmp_path)
    changed = [DOCUMENTS[0], DOCUMENTS[1] + " ", *DOCUMENTS[2:]]
    moved = [DOCUMENTS[1][:-1], DOCUMENTS[1][-1] + DOCUMENTS[2], *DOCUMENTS[3:]]
    for others in (changed, moved, DOCUMENTS[:20], DOCUMENTS[::-1]):
        with pytest.raises(ValueError, match=r"are no longer the same; prepare into"):
            prepare_tokens(others, tmp_path, **TOLD)
    if finished:
        with pytest.raises(ValueError, match="the 60 documents that"):
            prepare_tokens([*DOCUMENTS, "one more"], tmp_path, **TOLD)
    assert contents(tmp_path) == before
    prepare_tokens(DOCUMENTS, tmp_path, **TOLD)


@pytest.mark.parametrize(("name", "value"), [("share", 0.3), ("seed", 4)])
def test_other_settings_are_refused_by_name(
    name: str, value: int | float, tmp_path: Path
) -> None:
    before = half_done(tmp_path)
    message = rf"was begun with {name} = {TOLD[name]}, not {value}; go on with that"
    with pytest.raises(ValueError, match=message):
        prepare_tokens(DOCUMENTS, tmp_path, **{**TOLD, name: value})
    assert contents(tmp_path) == before


def test_a_full_disk_is_one_sentence_and_what_is_done_is_kept(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, calls = tmp_path / "full", []

    def full(*arguments: Any) -> int:
        calls.append(1)
        if len(calls) > 5:
            raise OSError(28, "No space left on device")
        return token_parts.append(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(preparing, "append", full)
        with pytest.raises(OSError, match=r"No space left.*documents are done, and"):
            prepare_tokens(DOCUMENTS, folder, **TOLD)
    prepare_tokens(DOCUMENTS, folder, **TOLD)
    assert contents(folder) == undisturbed


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="could not be written to"):
        prepare_tokens(DOCUMENTS, tmp_path / "file" / "folder", **TOLD)


def test_token_files_of_another_origin_are_left(tmp_path: Path) -> None:
    (tmp_path / "train.bin").write_bytes(b"ab")
    with pytest.raises(ValueError, match=r"holds train\.bin, of which no preparation"):
        prepare_tokens(DOCUMENTS, tmp_path, **TOLD)
    assert contents(tmp_path) == {"train.bin": b"ab"}


@pytest.mark.parametrize("text", ["{", "[]", '{"settings": 3}', '{"sitting": {}}'])
def test_a_broken_state_is_named(text: str, tmp_path: Path) -> None:
    half_done(tmp_path)
    (tmp_path / "preparation.json").write_text(text)
    with pytest.raises(ValueError, match=r"preparation\.json cannot be read"):
        prepare_tokens(DOCUMENTS, tmp_path, **TOLD)


def test_tokens_that_were_lost_are_missed(tmp_path: Path) -> None:
    half_done(tmp_path)
    (tmp_path / ".train.bin.partial").write_bytes(b"ab")
    with pytest.raises(ValueError, match=r"train\.bin\.partial lacks some of the"):
        prepare_tokens(DOCUMENTS, tmp_path, **TOLD)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("documents", "changes", "message"),
    [
        (DOCUMENTS, {"share": 0}, "share must be between 0 and 1, got 0"),
        (DOCUMENTS, {"share": 1.0}, "share must be between 0 and 1, got 1.0"),
        (DOCUMENTS, {"tokens": "words"}, r"tokens must be one of \['bytes', 'gpt2'\]"),
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
