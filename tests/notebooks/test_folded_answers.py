"""What computes a solution's numbers is folded away with what it prints."""

import re
from pathlib import Path

import nbformat
import pytest

BOOK = Path(__file__).parents[2] / "book"
PAGES = sorted(BOOK.rglob("*.ipynb"))
FOLDED = {"hide-cell", "remove-cell"}
BOX = re.compile(r"^:{3,}\{(exercise|solution)\}|^#{1,3} ", re.MULTILINE)


def answers_in_the_open(notebook: nbformat.NotebookNode) -> list[str]:
    """Cells among the solutions that show a result; an exercise's own code may."""
    last, found = "", []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for box in BOX.finditer(cell.source):
                last = box[1] or ""
            continue
        tags = set(cell.metadata.get("tags", ()))
        hidden_code = last == "exercise" and "hide-input" in tags
        if (last == "solution" and not tags & FOLDED) or hidden_code:
            found.append(cell.source)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_answer_stands_in_the_open(page: Path) -> None:
    assert answers_in_the_open(nbformat.read(page, as_version=4)) == []


@pytest.mark.parametrize(
    ("before", "tags", "open_answers"),
    [
        (":::{exercise} Try", [], 0),
        (":::{exercise} Try", ["hide-input"], 1),
        (":::{exercise} Try\n:::\n\n:::{solution} try", ["hide-input"], 1),
        (":::{exercise} Try\n:::\n\n:::{solution} try", ["hide-cell"], 0),
        (":::{solution} try\n:::\n\n## Then", ["hide-input"], 0),
    ],
)
def test_an_answer_in_the_open_is_found(
    before: str, tags: list[str], open_answers: int
) -> None:
    text, code = nbformat.v4.new_markdown_cell(before), nbformat.v4.new_code_cell("1")
    code.metadata["tags"] = tags
    notebook = nbformat.v4.new_notebook(cells=[text, code])
    assert len(answers_in_the_open(notebook)) == open_answers
