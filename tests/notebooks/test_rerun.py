import re
from pathlib import Path

import nbformat
import pytest
from environments import site_packages

from booktools.chapters import Chapter, read_notebook
from booktools.rerun import rerun

ROOT = Path(__file__).parents[2]
FIRST_CELLS = 16
pytestmark = pytest.mark.slow


@pytest.fixture
def beginning(tmp_path: Path) -> Chapter:
    """The first cells of a chapter that computes with the distance energy."""
    notebook = read_notebook(Chapter(ROOT, "attention/distance-energy"))
    notebook.cells = notebook.cells[:FIRST_CELLS]
    chapter = Chapter(tmp_path / "short", "beginning")
    chapter.notebook.parent.mkdir(parents=True)
    nbformat.write(notebook, chapter.notebook)
    return chapter


def test_a_changed_number_in_the_package_is_noticed(
    beginning: Chapter, wheel_python: str, tmp_path: Path
) -> None:
    source = site_packages(wheel_python) / "attractor" / "memory" / "distance.py"
    exact = source.read_text()
    assert "2 * beta" in exact
    try:
        source.write_text(exact.replace("2 * beta", "2.2 * beta"))
        result = rerun([beginning], tmp_path / "run", wheel_python)
    finally:
        source.write_text(exact)
    assert result.returncode == 1
    differing = re.findall(r"FAILED .*::Cell (\d+)", result.stdout)
    code = [cell for cell in read_notebook(beginning).cells if cell.cell_type == "code"]
    numbers = [n for n in differing if "getsource" not in code[int(n)].source]
    assert numbers, result.stdout
