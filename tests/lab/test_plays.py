"""The text that ships."""

import bz2
from pathlib import Path

import numpy as np
import pytest

from attractor import lab
from attractor.lab import plays


def test_the_text_is_whole_and_begins_as_everybody_knows_it() -> None:
    text = lab.shakespeare()
    assert len(text) == len(text.encode()) == 1_115_394
    assert text.startswith("First Citizen:\nBefore we proceed any further, hear me")
    assert len({*text}) == 65


def test_a_packed_file_with_another_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.npz"
    np.savez(other, bz2=np.frombuffer(bz2.compress(b"To be"), dtype=np.uint8))
    monkeypatch.setattr(plays, "PACKED", other)
    plays.shakespeare.cache_clear()
    with pytest.raises(ValueError, match="holds another text"):
        plays.shakespeare()
    plays.shakespeare.cache_clear()
