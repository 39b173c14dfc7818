"""Checkpoints: whole or not there, and what is broken is named and left."""

import errno
from pathlib import Path

import pytest
import torch
from tiny import tiny_batch, tiny_model
from torch import nn

from attractor.lab.training import History, Settings, train
from attractor.lab.training import checkpoints as module
from attractor.lab.training.checkpoints import HISTORY, MANIFEST, checkpoints

TOLD = {"steps": 8, "learning_rate": 1e-2, "save_every": 2}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the checkpoints of a finished run."""
    train(tiny_model(), tiny_batch, Settings(**TOLD), folder=tmp_path)
    return tmp_path


def resume(folder: Path, **changes: int | float) -> nn.Module:
    """A fresh model, trained on from what is there."""
    model = tiny_model()
    train(model, tiny_batch, Settings(**{**TOLD, **changes}), folder=folder)
    return model


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_last_two_are_kept(folder: Path) -> None:
    names = [path.name for path in checkpoints(folder)]
    assert names == ["step-00000006", "step-00000008"]
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("file", ["model.safetensors", "optimizer.bin", HISTORY])
def test_a_file_cut_short_is_named_and_left(folder: Path, file: str) -> None:
    broken = checkpoints(folder)[-1] / file
    broken.write_bytes(broken.read_bytes()[:-7])
    before = contents(folder)
    with pytest.raises(ValueError, match=f"{file} is not what was written there"):
        resume(folder)
    assert contents(folder) == before


def test_a_changed_byte_is_noticed(folder: Path) -> None:
    changed = checkpoints(folder)[-1] / "model.safetensors"
    data = bytearray(changed.read_bytes())
    data[-1] ^= 1
    changed.write_bytes(bytes(data))
    with pytest.raises(ValueError, match=r"remove the folder .*step-00000008 to go on"):
        resume(folder)


@pytest.mark.parametrize("text", [None, "{", "{}", "[]"])
def test_without_its_manifest_a_checkpoint_is_refused(
    folder: Path, text: str | None
) -> None:
    manifest = checkpoints(folder)[-1] / MANIFEST
    manifest.unlink() if text is None else manifest.write_text(text)
    with pytest.raises(ValueError, match="cannot be read"):
        resume(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (checkpoints(folder)[-1] / "optimizer.bin").unlink()
    with pytest.raises(ValueError, match=r"optimizer\.bin is missing"):
        resume(folder)


def test_after_removing_the_broken_one_training_goes_on_from_the_one_before(
    folder: Path,
) -> None:
    whole = tiny_model()
    train(whole, tiny_batch, Settings(**TOLD))
    for path in checkpoints(folder)[-1].iterdir():
        path.unlink()
    checkpoints(folder)[-1].rmdir()
    resumed = resume(folder)
    for ours, theirs in zip(resumed.parameters(), whole.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_other_settings_are_refused_by_name(folder: Path) -> None:
    with pytest.raises(ValueError, match=r"learning_rate = 0.01, not 0.02"):
        resume(folder, learning_rate=0.02)


def test_a_full_disk_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = History.save

    def refuse(history: History, path: Path) -> None:
        if history.steps > 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        save(history, path)

    with monkeypatch.context() as patched:
        patched.setattr(module.History, "save", refuse)
        with pytest.raises(OSError, match=r"step 6 .*No space.*step-00000004 is kept"):
            resume(tmp_path)
    names = [path.name for path in checkpoints(tmp_path)]
    assert names == ["step-00000002", "step-00000004"]
    assert not list(tmp_path.glob(".*"))
    whole = tiny_model()
    train(whole, tiny_batch, Settings(**TOLD))
    for ours, theirs in zip(
        resume(tmp_path).parameters(), whole.parameters(), strict=True
    ):
        assert torch.equal(ours, theirs)


def test_what_a_killed_save_left_behind_is_cleared_away(tmp_path: Path) -> None:
    leftover = tmp_path / ".step-00000002.partial"
    leftover.mkdir()
    (leftover / "model.safetensors").write_bytes(b"half")
    resume(tmp_path)
    assert not leftover.exists()
