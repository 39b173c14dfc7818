"""What every preparation in these tests is like."""

import os

import pytest

from attractor.lab.preparation import prepare


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some documents at a time, to be interrupted, and no waiting for the disk."""
    monkeypatch.setattr(prepare, "BLOCK", 300)
    monkeypatch.setattr(os, "fsync", lambda _: None)
