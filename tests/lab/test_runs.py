"""A run is kept whole, comes back as it was, and a damaged one is named."""

import json
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from attractor.lab import Provenance, Run, load_run, save_run

PAPERS = Provenance(
    seed=3,
    device="cpu (x86_64, 1 thread)",
    seconds=1.5,
    date="2026-01-02T03:04:05+00:00",
    versions={"python": "3.12.0", "torch": "2.9.0"},
    commit="abc+changes",
)


@pytest.fixture
def run():
    arrays = {
        "overlaps": np.linspace(-1, 1, 12).reshape(3, 4),
        "counts": np.array([5, 2**40]),
    }
    return Run("pairs", "toy", {"seed": 3, "sizes": [8, 16]}, PAPERS, arrays)


def test_a_saved_run_comes_back_as_it_was(run, tmp_path):
    path = save_run(run, tmp_path / "new folder")
    back = load_run("pairs", tmp_path / "new folder")
    assert path.name == "pairs.json"
    assert (back.name, back.scale, back.config) == (run.name, run.scale, run.config)
    assert back.provenance == PAPERS
    assert list(back.arrays) == list(run.arrays)
    for name, array in run.arrays.items():
        assert back.arrays[name].dtype == array.dtype
        np.testing.assert_array_equal(back.arrays[name], array)


def test_the_description_is_readable_and_complete(run, tmp_path):
    record = json.loads(save_run(run, tmp_path).read_text())
    assert record["config"] == {"seed": 3, "sizes": [8, 16]}
    assert record["arrays"]["shapes"] == {"overlaps": [3, 4], "counts": [2]}
    assert len(record["arrays"]["sha256"]) == 64
    assert set(record["provenance"]) == {
        *("seed", "device", "seconds", "date", "versions", "commit", "data_sha256")
    }


def test_the_same_arrays_make_the_same_bytes(run, tmp_path):
    save_run(run, tmp_path / "one")
    save_run(run, tmp_path / "two")
    for name in ("pairs.json", "pairs.npz"):
        one, two = (tmp_path / folder / name for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_saving_again_replaces_and_leaves_nothing_else_behind(run, tmp_path):
    save_run(run, tmp_path)
    save_run(replace(run, arrays={"overlaps": np.zeros(2)}), tmp_path)
    assert load_run("pairs", tmp_path).arrays["overlaps"].shape == (2,)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pairs.json", "pairs.npz"]


def test_a_save_that_fails_leaves_the_old_run_whole(run, tmp_path, monkeypatch):
    save_run(run, tmp_path)

    def refuse(*_):
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        save_run(replace(run, arrays={"overlaps": np.zeros(2)}), tmp_path)
    assert load_run("pairs", tmp_path).arrays["overlaps"].shape == (3, 4)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pairs.json", "pairs.npz"]


def test_a_run_cannot_be_reassigned(run):
    with pytest.raises(FrozenInstanceError):
        run.scale = "paper"


def test_a_missing_run_is_named_with_those_that_are_there(run, tmp_path):
    save_run(run, tmp_path)
    with pytest.raises(FileNotFoundError, match=r"other\.json .* runs there: pairs"):
        load_run("other", tmp_path)
    (tmp_path / "pairs.npz").unlink()
    with pytest.raises(FileNotFoundError, match=r"pairs\.npz is not in"):
        load_run("pairs", tmp_path)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("pairs.json", b"{", "is not the description of a run"),
        ("pairs.json", b"{}", "is not the description of a run"),
        ("pairs.json", b"[1]", "is not the description of a run"),
        ("pairs.json", b"\xff\xfe", "is not the description of a run"),
        ("pairs.npz", b"", "its sha256 differs"),
        ("pairs.npz", b"PK nonsense", "its sha256 differs"),
    ],
)
def test_a_broken_file_is_named_and_left_in_place(
    run, tmp_path, file, content, message
):
    save_run(run, tmp_path)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ValueError, match=message) as refusal:
        load_run("pairs", tmp_path)
    assert file in str(refusal.value)
    assert (tmp_path / file).read_bytes() == content


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "with space"])
def test_a_name_that_is_no_file_name_is_refused(run, tmp_path, name):
    with pytest.raises(ValueError, match="name must be letters"):
        save_run(replace(run, name=name), tmp_path)
    with pytest.raises(ValueError, match="name must be letters"):
        load_run(name, tmp_path)


def test_the_papers_fit_in_a_line():
    expected = "seed 3, cpu (x86_64, 1 thread), 2 s, 2026-01-02, torch 2.9.0"
    assert PAPERS.line() == expected
