"""Captures that were begun: gone on with to the same files, or refused."""

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_gpt2 import SIZE, chunks_of, contents, tiny_gpt2

from attractor.lab.activations import (
    FINAL_NORM,
    capture_activations,
    layer_activations,
)
from attractor.lab.activations import capture as capturing
from attractor.lab.activations.vector_files import GrowingVectors

EVERY = (*range(SIZE.n_layers + 1), FINAL_NORM)
CHUNKS = chunks_of(50)


class StopError(Exception):
    """Somebody pulled the plug."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a capture that nobody stops."""
    folder = tmp_path_factory.mktemp("undisturbed")
    capture_activations(tiny_gpt2(), CHUNKS, folder, EVERY, batch=8)
    return contents(folder)


@pytest.mark.parametrize("seed", range(6))
def test_a_capture_stopped_anywhere_ends_in_the_same_files(
    seed: int,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = np.random.default_rng(seed).integers(0, 7 * len(EVERY), 3).tolist()
    write = GrowingVectors.write

    def stop_in_the_middle(self: GrowingVectors, row: int, vectors: np.ndarray) -> None:
        left[0] -= 1
        if left[0] < 0:
            write(self, row, vectors[: len(vectors) // 2])
            with self.partial.open("ab") as file:
                file.write(b"xyz")
            raise StopError
        write(self, row, vectors)

    with monkeypatch.context() as patch:
        patch.setattr(GrowingVectors, "write", stop_in_the_middle)
        while left:
            with suppress(StopError):
                capture_activations(tiny_gpt2(), CHUNKS, tmp_path, EVERY, batch=8)
            left.pop(0)
    capture_activations(tiny_gpt2(), CHUNKS, tmp_path, EVERY, batch=8)
    assert contents(tmp_path) == undisturbed


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from tiny_gpt2 import chunks_of, tiny_gpt2
    from attractor.lab.activations import capture_activations

    model, calls = tiny_gpt2(), []

    def kill(*_):
        calls.append(1)
        if len(calls) == 4:
            os.kill(os.getpid(), signal.SIGKILL)

    model.transformer.h[1].register_forward_hook(kill)
    capture_activations(model, chunks_of(50), sys.argv[1], batch=8)
    """
)


def test_a_killed_process_loses_no_more_than_a_batch(
    undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", KILLED, str(tmp_path), here]
    killed = subprocess.run(command, capture_output=True, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    file = GrowingVectors(tmp_path / "final-norm.npy", 50, SIZE.dim)
    assert not file.path.exists() and file.rows(8) == 24
    capture_activations(tiny_gpt2(), CHUNKS, tmp_path, batch=8)
    assert contents(tmp_path)["final-norm.npy"] == undisturbed["final-norm.npy"]


def test_what_is_there_is_not_computed_again_and_layers_can_be_added(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture_activations(tiny_gpt2(), CHUNKS, tmp_path, [1], batch=8)
    asked = []

    def watched(model: Any, tokens: Any, layers: Any, position: int) -> Any:
        asked.append(tuple(layers))
        return layer_activations(model, tokens, layers, position)

    monkeypatch.setattr(capturing, "layer_activations", watched)
    capture_activations(tiny_gpt2(), CHUNKS, tmp_path, EVERY, batch=8)
    assert asked == [(0, 2, 3, FINAL_NORM)] * 7
    capture_activations(tiny_gpt2(), CHUNKS, tmp_path, EVERY, batch=8)
    assert len(asked) == 7
    assert contents(tmp_path) == undisturbed


def test_a_full_disk_leaves_what_was_there(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = GrowingVectors.write

    def full(self: GrowingVectors, row: int, vectors: np.ndarray) -> None:
        if row >= 16:
            raise OSError(28, "No space left on device")
        write(self, row, vectors)

    with monkeypatch.context() as patch:
        patch.setattr(GrowingVectors, "write", full)
        with pytest.raises(OSError, match=r"No space left.*16 of 50 are kept in"):
            capture_activations(tiny_gpt2(), CHUNKS, tmp_path, batch=8)
    assert not (tmp_path / "final-norm.npy").exists()
    capture_activations(tiny_gpt2(), CHUNKS, tmp_path, batch=8)
    assert contents(tmp_path)["final-norm.npy"] == undisturbed["final-norm.npy"]


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"model": tiny_gpt2(seed=1)}, "model"),
        ({"chunks": chunks_of(50, seed=1)}, "chunks"),
        ({"chunks": chunks_of(40)}, "chunks"),
        ({"position": 0}, "position"),
        ({"batch": 16}, "batch"),
    ],
)
def test_activations_of_something_else_are_not_mixed(
    changes: dict[str, Any], about: str, tmp_path: Path
) -> None:
    told = {"model": tiny_gpt2(), "chunks": CHUNKS, "folder": tmp_path, "batch": 8}
    capture_activations(**told)
    before = contents(tmp_path)
    with pytest.raises(
        ValueError, match=rf"holds activations with {about} = .*another"
    ):
        capture_activations(**{**told, **changes})
    assert contents(tmp_path) == before
    capture_activations(**told, position=9)  # the last one by another name
    (tmp_path / "captured.json").write_text("{")
    with pytest.raises(ValueError, match=r"captured\.json cannot be read"):
        capture_activations(**told)
