"""The wheel and the environment it is installed in, built once for all tests."""

from pathlib import Path

import pytest
from environments import OWN_PACKAGES, build_wheel, make_environment, pip

from booktools.chapters import Chapter, find_chapters

ROOT = Path(__file__).parents[2]
CHAPTERS = find_chapters(ROOT)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a `chapter` once for each."""
    if "chapter" in metafunc.fixturenames:
        metafunc.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)


@pytest.fixture(scope="session")
def chapters() -> list[Chapter]:
    """All pages with code."""
    return CHAPTERS


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a reader installs it."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def wheel_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python with the wheel and the pinned packages, far from the repository."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    python = make_environment(folder)
    pip(python, "install", "--no-deps", wheel)
    pinned = folder.glob("lib/python*/site-packages/elsewhere.pth")
    next(pinned).write_text(f"{OWN_PACKAGES}\n")
    return python
