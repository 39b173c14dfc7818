"""Token files that were begun: gone on with to the same bytes, or refused."""

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
from texts import TOLD, contents, made_up

from attractor.lab import prepare_tokens
from attractor.lab.preparation import prepare as preparing
from attractor.lab.preparation import state as states
from attractor.lab.preparation import token_parts

DOCUMENTS = made_up(60)


class StopError(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def undisturbed(tmp_path: Path) -> dict[str, bytes]:
    """The files of a preparation that nobody stops."""
    prepare_tokens(DOCUMENTS, tmp_path / "undisturbed", **TOLD)
    return contents(tmp_path / "undisturbed")


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
