from pathlib import Path

import nbformat
import pytest
from tiny_book import write_chapter

from booktools.chapters import Chapter, ChapterError, read_notebook
from booktools.normalize import widget_state
from booktools.notebooks import build_chapter
from booktools.output_widgets import FIGURE, VIEW, seen
from booktools.rerun import rerun

LAB = """\
import ipywidgets

def half(x):
    print(x / 2)
    return x / 2

lab = ipywidgets.interactive(half, x=(0, 10))
lab
"""
AFTERWARD = 'print("after the lab")\nhalf(4)'
FAILING = LAB.replace("print(x / 2)", "print(x / 0)")


@pytest.fixture(scope="module")
def chapter(tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    chapter = write_chapter(tmp_path_factory.mktemp("book"), "lab", LAB, AFTERWARD)
    build_chapter(chapter)
    return chapter


def test_what_a_lab_prints_is_stored_in_its_widget(chapter: Chapter) -> None:
    models = widget_state(read_notebook(chapter)).values()
    (output,) = (model for model in models if model["model_name"] == "OutputModel")
    assert output["state"]["outputs"][0]["text"] == "2.5\n"


def test_a_lab_that_prints_passes_when_it_runs_again(
    chapter: Chapter, tmp_path: Path
) -> None:
    result = rerun([chapter], tmp_path)
    assert result.returncode == 0, result.stdout


def test_cells_after_a_lab_are_still_compared(chapter: Chapter, tmp_path: Path) -> None:
    notebook = read_notebook(chapter)
    notebook.cells[-1].outputs[0].text = "after the lab\n3.0\n"
    edited = Chapter(tmp_path, "lab")
    edited.notebook.parent.mkdir()
    nbformat.write(notebook, edited.notebook)
    result = rerun([edited], tmp_path / "run")
    assert "lab.ipynb::Cell 1" in result.stdout
    assert result.returncode == 1


def test_a_lab_that_fails_at_first_stops_the_build(tmp_path: Path) -> None:
    chapter = write_chapter(tmp_path, "lab", FAILING)
    with pytest.raises(ChapterError, match=r"a live lab holds an error: .*by zero"):
        build_chapter(chapter)
    assert not chapter.notebook.exists()


def drawn(height: float, title: str, **more: dict) -> list[dict]:
    shown = {"data": [{"y": [height]}], "layout": {"title": title}}
    return [{"data": {FIGURE: shown | more}}]


def test_of_a_figure_all_is_compared_but_the_address_of_a_server() -> None:
    server = {"config": {"plotlyServerURL": "https://example.org"}}
    assert seen(drawn(1.0, "one bar")) == seen(drawn(1.0, "one bar", **server))
    assert seen(drawn(1.0, "one bar")) != seen(drawn(2.0, "one bar"))
    assert seen(drawn(1.0, "one bar")) != seen(drawn(1.0, "two bars"))


def test_a_widget_counts_by_its_view_and_not_by_how_its_text_is_cut() -> None:
    whole, cut = ([{"data": {VIEW: {}, "text/plain": t}}] for t in ("Lab(x=12)", "L…"))
    assert seen(whole) == seen(cut) != seen([{"data": {"text/plain": "L…"}}])
