from pathlib import Path

import pytest
from nbformat import NotebookNode, v4
from tiny_book import write_chapter

from booktools.inspection import complaints, unchecked, unfinished


def notebook_of(source: str, *tags: str) -> NotebookNode:
    cell = v4.new_code_cell(source, execution_count=1, metadata={"tags": list(tags)})
    return v4.new_notebook(cells=[cell])


def test_a_chapter_without_a_notebook_was_never_executed(tmp_path: Path) -> None:
    chapter = write_chapter(tmp_path, "one", "1 + 1")
    assert complaints(chapter) == [
        "book/one.md was never executed; run `make notebooks`."
    ]


def test_a_cell_without_an_execution_count_was_never_executed() -> None:
    notebook = notebook_of("1 + 1")
    assert list(unfinished(notebook)) == []
    notebook.cells[0].execution_count = None
    assert list(unfinished(notebook)) == ["code cell 1 was never executed"]


def test_a_stored_error_is_named() -> None:
    notebook = notebook_of("1 / 0")
    notebook.cells[0].outputs = [v4.new_output("error", ename="ZeroDivisionError")]
    assert list(unfinished(notebook)) == ["code cell 1 holds an error"]


def test_an_ignored_output_needs_an_assertion() -> None:
    silent = notebook_of("print(loss)", "nbval-ignore-output")
    assert list(unchecked(silent)) == [
        "code cell 1 is tagged nbval-ignore-output, asserting nothing"
    ]
    asserting = "if trained:\n    assert abs(loss - 0.99) < 0.02\nprint(loss)"
    assert list(unchecked(notebook_of(asserting, "nbval-ignore-output"))) == []


def test_the_word_assert_in_a_string_is_no_assertion() -> None:
    notebook = notebook_of('print("we assert it")', "nbval-ignore-output")
    assert len(list(unchecked(notebook))) == 1


@pytest.mark.parametrize("tag", ["nbval-skip", "raises-exception", "skip-execution"])
def test_a_cell_cannot_leave_the_check(tag: str) -> None:
    assert list(unchecked(notebook_of("1", tag))) == [f"code cell 1 is tagged {tag}"]


def test_a_comment_cannot_steer_nbval() -> None:
    assert len(list(unchecked(notebook_of("# NBVAL_IGNORE_OUTPUT\nx")))) == 1
