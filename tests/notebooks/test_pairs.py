import shutil
from pathlib import Path

import nbformat
import pytest
import yaml

from booktools.chapters import Chapter, read_notebook
from booktools.inspection import complaints
from booktools.stills import widget_views
from booktools.timings import read_timings

ROOT = Path(__file__).parents[2]
NO_PAGE = "_static"


def pages() -> set[str]:
    """Every page of the book, without its suffix."""
    book = ROOT / "book"
    return {
        path.relative_to(ROOT).with_suffix("").as_posix()
        for path in book.rglob("*.md")
        if NO_PAGE not in path.parts
    }


def contents() -> list[str]:
    """The files that `_toc.yml` names, in order."""

    def files(entry: object) -> list[str]:
        if isinstance(entry, list):
            return [name for part in entry for name in files(part)]
        if isinstance(entry, dict):
            own = [entry[key] for key in ("root", "file") if key in entry]
            return own + files(
                [part for part in entry.values() if not isinstance(part, str)]
            )
        return []

    return files(yaml.safe_load((ROOT / "_toc.yml").read_text()))


@pytest.fixture
def copy(chapter: Chapter, tmp_path: Path) -> Chapter:
    """A chapter with all it depends on, at another place."""
    copied = Chapter(tmp_path, chapter.name)
    copied.source.parent.mkdir(parents=True)
    shutil.copy2(chapter.source, copied.source)
    shutil.copy2(chapter.notebook, copied.notebook)
    shutil.copy2(ROOT / "requirements.txt", tmp_path)
    (tmp_path / "lib").symlink_to(ROOT / "lib")
    return copied


def test_the_notebook_is_what_the_text_and_the_package_make(chapter: Chapter) -> None:
    assert complaints(chapter) == []


def change_second_cell(chapter: Chapter, **changes: object) -> None:
    """Edit the stored notebook by hand, as nobody should."""
    notebook = read_notebook(chapter)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    code[1].update(changes)
    nbformat.write(notebook, chapter.notebook)


def test_an_edited_text_without_its_notebook_is_noticed(copy: Chapter) -> None:
    complaint = f"{copy} differs from its notebook; run `make notebooks`."
    assert complaint not in complaints(copy)
    copy.source.write_text(copy.source.read_text() + "\nOne more sentence.\n")
    assert complaint in complaints(copy)


def test_a_cell_that_was_never_executed_is_noticed(copy: Chapter) -> None:
    complaint = f"{copy}: code cell 2 was never executed."
    assert complaint not in complaints(copy)
    change_second_cell(copy, execution_count=None)
    assert complaint in complaints(copy)


def test_a_stored_address_is_noticed(copy: Chapter) -> None:
    complaint = f"{copy}: code cell 2 prints an object's address: 'at 0x7f0011223344'."
    assert complaint not in complaints(copy)
    printed = nbformat.v4.new_output("stream", text="<f at 0x7f0011223344>")
    change_second_cell(copy, outputs=[printed])
    assert complaint in complaints(copy)


def test_each_explorable_has_a_still(chapter: Chapter) -> None:
    views = list(widget_views(read_notebook(chapter)))
    assert all("image/png" in output["data"] for output in views)


def test_each_chapter_has_a_measured_time(chapters: list[Chapter]) -> None:
    assert set(read_timings(ROOT)) == {chapter.name for chapter in chapters}


def test_each_notebook_has_a_text(chapters: list[Chapter]) -> None:
    notebooks = {
        path for path in (ROOT / "book").rglob("*.ipynb") if ".ipynb_" not in str(path)
    }
    assert notebooks == {chapter.notebook for chapter in chapters}


def test_the_contents_name_only_files_that_exist() -> None:
    missing = [name for name in contents() if not list(ROOT.glob(f"{name}*"))]
    assert contents()
    assert missing == []


def test_the_contents_name_every_page_once() -> None:
    named = [Path(name).with_suffix("").as_posix() for name in contents()]
    assert sorted(named) == sorted(pages())


def test_the_contents_name_the_notebook_of_each_chapter(
    chapters: list[Chapter],
) -> None:
    named = {name for name in contents() if name.endswith(".ipynb")}
    assert named == {f"book/{chapter.name}.ipynb" for chapter in chapters}
