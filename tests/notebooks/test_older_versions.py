"""Every chapter once more, as Colab would run it, against what is stored.

The wheel is installed beside packages as old as Colab's, the folder is empty, the
repository out of reach. What is stored was printed with the pinned versions, the
newest, so that one run compares old with new.
"""

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from environments import (
    ROOT,
    ask_python,
    installed,
    link_with_requirements,
    make_environment,
    pip,
    site_packages,
)

from booktools.chapters import Chapter
from booktools.rerun import rerun

pytestmark = pytest.mark.slow
OLDER = [
    "numpy==2.0.*",
    "scipy==1.14.*",
    "scikit-learn==1.6.*",
    "plotly==5.24.*",
    "ipywidgets==7.7.*",
    "transformers==4.57.*",
    "ipykernel==6.17.*",
    "ipython==7.34.*",
]
STATED = {
    "numpy": "2.0.",
    "plotly": "5.24.",
    "ipywidgets": "7.7.",
    "transformers": "4.",
}


@pytest.fixture(scope="module")
def older_packages() -> list[Path]:
    """Two folders: packages as old as Colab's, and torch as pinned.

    The first is kept under `_build`, as downloading it takes a minute.
    """
    wanted = "\n".join([*OLDER, f"torch=={version('torch')}"])
    digest = hashlib.sha256(wanted.encode()).hexdigest()[:12]
    place = ROOT / "_build" / f"older-{digest}"
    packages, torch = place / "packages", place / "torch"
    if not (place / "complete").exists():
        torch.mkdir(parents=True, exist_ok=True)
        link_with_requirements("torch", torch)
        pip(
            sys.executable,
            "install",
            "--quiet",
            "--target",
            packages,
            "--upgrade",
            *OLDER,
        )
        (place / "complete").touch()
    return [packages, torch]


@pytest.fixture(scope="module")
def older_python(older_packages: list[Path], tmp_path_factory: pytest.TempPathFactory):
    """A fresh environment that already has those packages."""
    folder = tmp_path_factory.mktemp("older") / "venv"
    return make_environment(folder, *older_packages)


@pytest.fixture(scope="module")
def install(
    older_python: str, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Install the wheel with what it needs: versions before, after, and the news."""
    before = installed(older_python)
    report = tmp_path_factory.mktemp("report") / "report.json"
    pip(older_python, "install", "--quiet", "--report", report, wheel)
    items = json.loads(report.read_text())["install"]
    news = {item["metadata"]["name"] for item in items}
    return before, installed(older_python), news


def test_the_environment_is_as_old_as_stated(older_python: str) -> None:
    versions = installed(older_python)
    assert {
        name: versions[name]
        for name in STATED
        if not versions[name].startswith(STATED[name])
    } == {}
    assert versions["torch"] == version("torch")
    where = "import numpy; print(numpy.__version__)"
    assert ask_python(older_python, where).startswith("2.0.")


def test_the_install_replaces_nothing_that_is_there(
    install: tuple[dict[str, str], dict[str, str], set[str]],
) -> None:
    before, after, news = install
    assert {name: after.get(name) for name in before} == before
    assert "attractors-to-attention" in news
    assert news & before.keys() == set()


def test_the_repository_is_out_of_reach(older_python: str, install: tuple) -> None:
    where = ask_python(older_python, "import attractor; print(attractor.__file__)")
    assert Path(where).is_relative_to(site_packages(older_python))
    path = json.loads(
        ask_python(older_python, "import json, sys; print(json.dumps(sys.path))")
    )
    assert not [place for place in path if Path(place) in (ROOT, ROOT / "lib")]
    found = "import importlib.util; print(importlib.util.find_spec('booktools'))"
    assert ask_python(older_python, found) == "None"


def test_every_chapter_prints_what_is_stored(
    chapter: Chapter, older_python: str, install: tuple, tmp_path: Path
) -> None:
    result = rerun([chapter], tmp_path, older_python)
    assert result.returncode == 0, result.stdout + result.stderr
