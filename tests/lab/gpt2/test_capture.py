"""Activations in files: their values, their memory, and what is refused."""

import json
import tracemalloc
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tiny_gpt2 import SIZE, chunks_of, contents, tiny_gpt2

from attractor.lab import nearest_neighbor_distances
from attractor.lab.activations import (
    FINAL_NORM,
    capture_activations,
    layer_activations,
    random_chunks,
)
from attractor.lab.activations import capture as capturing
from attractor.lab.gpt2 import new_gpt2
from attractor.models import Gpt2Size

EVERY = (*range(SIZE.n_layers + 1), FINAL_NORM)
CHUNKS = chunks_of(50)


def test_the_files_hold_what_the_model_has_in_its_layers(tmp_path: Path) -> None:
    model = tiny_gpt2()
    found = capture_activations(model, CHUNKS, tmp_path, EVERY, position=5, batch=7)
    tokens = torch.from_numpy(CHUNKS.astype("int64"))
    expected = layer_activations(model, tokens, EVERY, 5)
    names = {"layer-00.npy", "layer-01.npy", "layer-02.npy", "layer-03.npy"}
    assert set(contents(tmp_path)) == names | {"final-norm.npy", "captured.json"}
    for layer in EVERY:
        assert isinstance(found[layer], np.memmap)
        assert found[layer].dtype == np.float32
        torch.testing.assert_close(torch.from_numpy(found[layer]), expected[layer])
    again = np.load(tmp_path / "layer-02.npy")
    np.testing.assert_array_equal(again, found[2])


def test_what_comes_back_can_be_worked_with_and_not_written_to(tmp_path: Path) -> None:
    vectors = capture_activations(tiny_gpt2(), CHUNKS, tmp_path)[FINAL_NORM]
    before = contents(tmp_path)
    distances = nearest_neighbor_distances(torch.from_numpy(vectors))
    assert distances.shape == (50,) and (distances > 0).all()
    vectors[:] = 0
    del vectors
    assert contents(tmp_path) == before


def test_a_token_file_is_read_as_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "train.bin"
    CHUNKS.tofile(path)
    mapped = np.memmap(path, dtype="<u2", mode="r").reshape(50, 10)
    model = tiny_gpt2()
    one = capture_activations(model, mapped, tmp_path / "mapped")
    other = capture_activations(model, CHUNKS.astype(np.int64), tmp_path / "array")
    np.testing.assert_array_equal(one[FINAL_NORM], other[FINAL_NORM])


def peak(n_chunks: int, folder: Path) -> int:
    """Most bytes that NumPy and Python held while so many chunks were captured."""
    size = Gpt2Size(n_layers=1, dim=256, n_heads=2, context=2, vocabulary=31)
    model = new_gpt2(size, generator=torch.Generator().manual_seed(0))
    chunks = chunks_of(n_chunks, 2)
    tracemalloc.start()
    capture_activations(model, chunks, folder, [0, FINAL_NORM], batch=100)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_more_chunks_need_no_more_memory(tmp_path: Path) -> None:
    peak(200, tmp_path / "warm")
    few, many = peak(200, tmp_path / "few"), peak(2500, tmp_path / "many")
    files = [tmp_path / "many" / name for name in ("layer-00.npy", "final-norm.npy")]
    assert sum(file.stat().st_size for file in files) > 5_000_000
    assert many < few + 1_000_000  # what waits for Python's collector of garbage


def test_no_batch_is_held_when_the_next_one_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[weakref.ref[torch.Tensor]] = []
    alive = []

    def watched(*arguments: Any) -> dict[Any, torch.Tensor]:
        found = layer_activations(*arguments)
        alive.append(sum(ref() is not None for ref in seen))
        seen.extend(weakref.ref(vectors) for vectors in found.values())
        return found

    monkeypatch.setattr(capturing, "layer_activations", watched)
    capture_activations(tiny_gpt2(), CHUNKS, tmp_path, [0, FINAL_NORM], batch=5)
    assert len(alive) == 10 and max(alive) <= 2  # those of the batch before


def test_the_manifest_tells_the_position_and_the_shape(tmp_path: Path) -> None:
    capture_activations(tiny_gpt2(), CHUNKS, tmp_path)
    kept = json.loads((tmp_path / "captured.json").read_text())
    assert (kept["shape"], kept["position"], kept["batch"]) == ([50, 10], 9, 16)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"chunks": CHUNKS[0]}, r"chunks must be \(n_chunks, length\)"),
        ({"chunks": chunks_of(3, 13)}, "a length of 1 to 12, got shape"),
        ({"chunks": CHUNKS[:0]}, r"got shape \(0, 10\)"),
        ({"chunks": CHUNKS / 2}, "chunks must be whole numbers, got float64"),
        ({"chunks": CHUNKS + 20}, "chunks must hold tokens from 0 to 30, got 20 to 50"),
        ({"batch": 0}, "batch must be at least 1, got 0"),
        ({"layers": ["last"]}, "a layer must be from 0 to 3"),
        ({"position": 10}, "position must be from -10 to 9"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(
    changes: dict[str, Any], message: str, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    told = {"model": tiny_gpt2(), "chunks": CHUNKS, "folder": folder}
    with pytest.raises(ValueError, match=message):
        capture_activations(**{**told, **changes})
    assert not folder.exists()


def test_random_chunks_are_pieces_of_the_text_without_overlap(generator) -> None:
    tokens = np.arange(1007, dtype=np.uint16)
    chunks = random_chunks(tokens, 60, 10, generator=generator)
    assert chunks.shape == (60, 10) and chunks.dtype == np.uint16
    assert (np.diff(chunks, axis=1) == 1).all()
    assert len(np.unique(chunks)) == 600
    assert (np.diff(chunks[:, 0].astype(int)) < 0).any()
    every = random_chunks(tokens, 100, 10, generator=generator)
    assert set(every[:, 0].tolist()) == set(range(0, 1000, 10))


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("n_chunks", "length"), [(101, 10), (0, 10), (1, 0), (1, 1008)]
)
def test_chunks_that_are_not_there_are_refused(n_chunks, length, generator) -> None:
    tokens = np.arange(1007, dtype=np.uint16)
    with pytest.raises(ValueError, match="n_chunks must be from 1 to the"):
        random_chunks(tokens, n_chunks, length, generator=generator)
