import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_book import write_chapter

from booktools import notebooks
from booktools.chapters import Chapter, read_notebook, read_source
from booktools.fingerprints import code_and_text, staleness
from booktools.normalize import WIDGET_VIEW, widget_state
from booktools.timings import read_timings

EMPTY_FOLDER = "import os\nimport anywidget, attractor\nprint(os.listdir())"
SLIDERS = """\
import ipywidgets
unused = ipywidgets.IntSlider()
ipywidgets.FloatSlider()
"""
FAILING = "1 + 1", "memories = []\nmemories[0]"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chapter]:
    """A chapter that was executed twice; the first result lies beside it."""
    chapter = write_chapter(
        tmp_path_factory.mktemp("book"), "part/one", EMPTY_FOLDER, SLIDERS
    )
    notebooks.build_chapters([chapter], chapter.root)
    first = chapter.notebook.read_bytes()
    notebooks.build_chapters([chapter], chapter.root)
    chapter.notebook.with_suffix(".first").write_bytes(first)
    yield chapter


def test_two_builds_are_byte_identical(built: Chapter) -> None:
    first = built.notebook.with_suffix(".first").read_bytes()
    assert built.notebook.read_bytes() == first


def test_text_and_notebook_agree_and_the_notebook_is_current(built: Chapter) -> None:
    assert code_and_text(read_source(built)) == code_and_text(read_notebook(built))
    assert staleness(built) is None


def test_a_chapter_runs_in_an_empty_folder(built: Chapter) -> None:
    assert read_notebook(built).cells[1].outputs[0].text == "[]\n"


def test_the_probe_leaves_no_cell_behind(built: Chapter) -> None:
    assert [cell.cell_type for cell in read_notebook(built).cells] == [
        "markdown",
        "code",
        "code",
    ]


def test_the_notebook_says_what_it_was_made_from(built: Chapter) -> None:
    made_from = read_notebook(built).metadata["attractor"]
    assert made_from["modules"] == ["attractor"]
    assert made_from["pins"] == ["anywidget"]


def test_only_the_shown_slider_is_stored(built: Chapter) -> None:
    notebook = read_notebook(built)
    shown = notebook.cells[2].outputs[0]["data"][WIDGET_VIEW]["model_id"]
    models = {model["model_name"] for model in widget_state(notebook).values()}
    assert widget_state(notebook)[shown]["model_name"] == "FloatSliderModel"
    assert models == {"FloatSliderModel", "SliderStyleModel", "LayoutModel"}


def test_no_time_and_no_version_is_stored(built: Chapter) -> None:
    notebook = read_notebook(built)
    assert set(notebook.metadata) == {"attractor", "kernelspec", "widgets"}
    assert all("execution" not in cell.metadata for cell in notebook.cells)


def test_the_seconds_are_recorded(built: Chapter) -> None:
    assert list(read_timings(built.root)) == ["part/one"]
    assert read_timings(built.root)["part/one"] % 5 == 0


def test_a_current_chapter_is_not_executed_again(
    built: Chapter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(notebooks, "execute", lambda *_: pytest.fail("executed"))
    assert notebooks.main(["--root", str(built.root)]) == 0
    assert capsys.readouterr().out == "All notebooks are current.\n"


def test_check_passes_while_everything_is_current(built: Chapter) -> None:
    assert notebooks.main(["--check", "--root", str(built.root)]) == 0


def test_check_names_the_chapter_whose_text_was_edited(
    built: Chapter, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    edited = write_chapter(tmp_path, "part/one", EMPTY_FOLDER, SLIDERS + "# edited")
    edited.notebook.write_bytes(built.notebook.read_bytes())
    assert notebooks.main(["--check", "--root", str(tmp_path)]) == 1
    complaint = "book/part/one.md differs from its notebook; run `make notebooks`.\n"
    assert capsys.readouterr().err == complaint


def test_check_names_a_cell_that_was_never_executed(
    built: Chapter, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    copy = write_chapter(tmp_path, "part/one", EMPTY_FOLDER, SLIDERS)
    notebook = json.loads(built.notebook.read_text())
    notebook["cells"][1] |= {"execution_count": None, "outputs": []}
    copy.notebook.write_text(json.dumps(notebook))
    assert notebooks.main(["--check", "--root", str(tmp_path)]) == 1
    assert "code cell 1 was never executed" in capsys.readouterr().err


def test_a_failing_cell_is_named_and_the_old_notebook_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    chapter = write_chapter(tmp_path, "part/two", *FAILING)
    chapter.notebook.write_text("{}")
    assert notebooks.main(["--all", "--root", str(tmp_path)]) == 1
    message = capsys.readouterr().err
    sentence = "book/part/two.md: code cell 2 fails with IndexError: list index out of"
    assert message.startswith(sentence)
    assert "----> 2 memories[0]" in message
    assert chapter.notebook.read_text() == "{}"
    left = {path.name for path in chapter.notebook.parent.iterdir()}
    assert left == {"two.md", "two.ipynb"}


def test_an_unknown_chapter_is_refused_in_one_sentence(
    built: Chapter, capsys: pytest.CaptureFixture
) -> None:
    assert notebooks.main(["part/three", "--root", str(built.root)]) == 1
    assert capsys.readouterr().err == (
        "There is no chapter 'part/three'; the chapters are: part/one.\n"
    )
