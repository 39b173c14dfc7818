"""The fixtures of every test, tried in a session of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")

SOURCE = """
import torch

def test_global():
    torch.rand(1)

def test_own(generator):
    torch.rand(1, generator=generator)

def test_unset(request, monkeypatch):
    monkeypatch.delenv("ATTRACTOR_DATA", raising=False)
    request.getfixturevalue("data_folder")

def test_missing(request, monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRACTOR_DATA", str(tmp_path / "nowhere"))
    request.getfixturevalue("data_folder")

def test_there(request, monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRACTOR_DATA", str(tmp_path))
    assert request.getfixturevalue("data_folder") == tmp_path
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("session")
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "test_it.py").write_text(SOURCE)
    (folder / "pytest.ini").write_text("[pytest]\n")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    return result.stdout


def test_a_draw_from_the_global_generator_is_an_error(report):
    assert "ERROR test_it.py::test_global" in report
    assert "something drew from torch's global generator" in report


def test_a_draw_from_an_own_generator_is_none(report):
    assert "PASSED test_it.py::test_own" in report
    assert "ERROR test_it.py::test_own" not in report


def test_without_promised_data_a_test_skips_and_says_why(report):
    assert "ATTRACTOR_DATA is unset" in report
    assert "1 skipped" in report


def test_promised_data_that_is_missing_fails(report):
    assert "FAILED test_it.py::test_missing" in report
    assert "which is no folder" in report


def test_promised_data_that_is_there_is_used(report):
    assert "PASSED test_it.py::test_there" in report
