"""Every number that a reader meets in the text stands in a cell of the same page.

A number counts as covered when some output of the page rounds to it, or when it is an
input that a code cell states. Numbers inside formulas are mathematics, not results.
"""

import re
from pathlib import Path

import nbformat
import pytest

BOOK = Path(__file__).parents[2] / "book"
PAGES = sorted(BOOK.rglob("*.ipynb"))
LEAST_WHOLE = 20

NOT_PROSE = re.compile(
    r"\$\$.*?\$\$|\$[^$]+\$|`[^`]*`|^:[\w-]+:.*$|^:::.*$|https?://\S+"
    r"|★[★☆]* · \d+ minutes|\{[\w:]+\}`[^`]*`",
    re.DOTALL | re.MULTILINE,
)
NUMBER = re.compile(r"(?<![\w.,])[−-]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?(?![\w])")


def values(text: str) -> list[tuple[str, float]]:
    found = NUMBER.findall(text)
    return [(n, float(n.replace("−", "-").replace(",", ""))) for n in found]


def results(prose: str) -> list[tuple[str, float]]:
    """Numbers that look like results: decimals, and whole ones from 20 on."""
    numbers = values(NOT_PROSE.sub(" ", prose))
    return [(n, v) for n, v in numbers if "." in n or abs(v) >= LEAST_WHOLE]


def covered(number: str, value: float, known: list[float]) -> bool:
    decimals = len(number.partition(".")[2])
    return any(abs(round(k, decimals) - value) < 10.0 ** -(decimals + 2) for k in known)


def uncovered(notebook: nbformat.NotebookNode) -> list[str]:
    """Numbers of the text that no cell of the page states or prints."""
    known: list[float] = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            known += [v for _, v in values(cell.source.replace("_", ""))]
            for output in cell.outputs:
                text = output.get("text") or output.get("data", {}).get(
                    "text/plain", ""
                )
                known += [v for _, v in values(text)]
    known += [k * 100 for k in known if 0 < k < 1]
    prose = "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    return [n for n, v in results(prose) if not covered(n, v, known)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_number_in_the_text_stands_in_a_cell(page: Path) -> None:
    assert uncovered(nbformat.read(page, as_version=4)) == []


@pytest.mark.parametrize(
    ("prose", "printed", "missing"),
    [
        ("One sits at −1.957.", "[-1.956949]", []),
        ("One sits at −1.958.", "[-1.956949]", ["−1.958"]),
        ("73 come back.", "72 of 100", ["73"]),
        ("It costs $3.14159$ and `2.71`.", "", []),
        ("A third, 33.9 %.", "share 0.3391", []),
    ],
)
def test_a_number_that_no_cell_prints_is_named(
    prose: str, printed: str, missing: list[str]
) -> None:
    output = nbformat.v4.new_output("stream", text=printed)
    code = nbformat.v4.new_code_cell("run()", outputs=[output])
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(prose), code]
    )
    assert uncovered(notebook) == missing
