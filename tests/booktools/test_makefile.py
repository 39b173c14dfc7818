import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "book.yml").read_text())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the Makefile, and one in front of PATH for stand-ins."""
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, tmp_path)
    (tmp_path / "commands").mkdir()
    return tmp_path


def stand_in(path: Path, script: str) -> Path:
    """A command that does what the test needs and nothing else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def run(place: Path, *command: str, **variables: str) -> subprocess.CompletedProcess:
    path = f"{place / 'commands'}:{os.environ['PATH']}"
    outer = {name for name in os.environ if name.startswith("MAKE")} | {
        "PYTHON",
        "VENV",
    }
    kept = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(
        command,
        cwd=place,
        env=kept | {"PATH": path} | variables,
        capture_output=True,
        text=True,
    )


def targets() -> set[str]:
    """What `make` offers by name."""
    (line,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    return set(line.split())


def test_make_alone_lists_every_target(place: Path) -> None:
    listed = re.findall(r"^  ([a-z-]+) +\S", run(place, "make").stdout, re.MULTILINE)
    assert set(listed) == targets()


def test_without_a_python_one_sentence_says_what_is_missing(place: Path) -> None:
    result = run(place, "make", "book", "CANDIDATES=python9.1 python9.2")
    assert result.returncode != 0
    assert result.stdout.startswith("Python 3.11, 3.12 or 3.13 with its venv module is")
    assert len(result.stdout.splitlines()) == 1


def test_a_python_that_is_there_but_does_not_run_is_passed_over(place: Path) -> None:
    stand_in(place / "commands" / "python3.13", "exit 127")
    stand_in(place / "commands" / "python3.12", "exit 0")
    stand_in(place / "commands" / "python3.11", "exit 0")
    assert "with python3.12: about 2 GB" in run(place, "make", "-n", "book").stdout


def test_a_python_may_be_named(place: Path) -> None:
    result = run(place, "make", "-n", "book", "PYTHON=/opt/python3.11")
    assert "with /opt/python3.11: about 2 GB" in result.stdout


def test_pip_hears_what_the_reader_tells_it(place: Path) -> None:
    stand_in(place / ".venv/bin/python", 'echo "$PIP_EXTRA_INDEX_URL $*" >> heard')
    index = "https://example.org/cpu"
    result = run(place, "make", ".venv/.installed", PIP_EXTRA_INDEX_URL=index)
    assert result.returncode == 0, result.stderr
    heard = (place / "heard").read_text().splitlines()
    assert len(heard) == 2
    assert all(line.startswith(f"{index} -m pip install") for line in heard)


def test_the_environment_is_made_once_and_again_when_the_pins_change(
    place: Path,
) -> None:
    stand_in(place / ".venv/bin/python", "echo $* >> heard")
    for _ in range(2):
        run(place, "make", ".venv/.installed")
    assert len((place / "heard").read_text().splitlines()) == 2
    stamp = (place / ".venv/.installed").stat().st_mtime
    os.utime(place / "requirements.txt", (stamp + 5, stamp + 5))
    run(place, "make", ".venv/.installed")
    assert len((place / "heard").read_text().splitlines()) == 4


def test_one_chapter_can_be_named(place: Path) -> None:
    stand_in(place / ".venv/bin/python", "echo $*")
    run(place, "make", ".venv/.installed")
    result = run(place, "make", "notebooks", "CHAPTER=attention/layers", "ALL=1")
    assert result.stdout == "-m booktools.notebooks attention/layers --all\n"


@pytest.mark.parametrize("status", [0, 3])
def test_the_check_command_is_make_test_and_ends_as_it_does(
    place: Path, status: int
) -> None:
    (place / ".ci").mkdir()
    command = shutil.copy2(ROOT / ".ci" / "run", place / ".ci")
    said = 'echo "$* $REQUIRE_BROWSER $ATTRACTOR_DATA"'
    stand_in(place / "commands" / "make", f"{said}; exit {status}")
    stand_in(place / "commands" / "chromium-headless-shell", "exit 0")
    result = run(place, str(command))
    assert result.returncode == status
    data = place.parent / "shared" / "data"
    assert result.stdout == f"test 1 {data}\n"


def test_the_workflow_goes_through_make_alone() -> None:
    jobs = WORKFLOW["jobs"].values()
    commands = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert commands
    for command in commands:
        make, target = command.split()
        assert make == "make"
        assert target in targets()
