"""What may not be in the repository: a notebook that says something else."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from .chapters import Chapter, read_notebook
from .fingerprints import staleness
from .normalize import widget_state
from .portability import machine_dependent

ASSERTION = re.compile(r"^\s*assert\b", re.MULTILINE)
UNCHECKED = {
    "nbval-skip",
    "nbval-raises-exception",
    "raises-exception",
    "skip-execution",
}


def complaints(chapter: Chapter) -> list[str]:
    """A sentence for each reason not to publish the chapter's notebook."""
    reason = staleness(chapter)
    found = [f"{chapter} {reason}; run `make notebooks`."] if reason else []
    notebook = read_notebook(chapter)
    if notebook is not None:
        about = (*unfinished(notebook), *unchecked(notebook))
        found += [f"{chapter}: {complaint}." for complaint in about]
        found += [f"{chapter}: {what}." for what in machine_dependent(notebook)]
    return found


def unfinished(notebook: NotebookNode) -> Iterator[str]:
    """Code cells that were not executed, and what failed, in live labs too."""
    for number, cell in _code_cells(notebook):
        if cell.execution_count is None:
            yield f"code cell {number} was never executed"
        if any(output.output_type == "error" for output in cell.outputs):
            yield f"code cell {number} holds an error"
    for model in widget_state(notebook).values():
        for output in model["state"].get("outputs", ()):
            if output["output_type"] == "error":
                yield f"a live lab holds an error: {output['evalue']}"


def unchecked(notebook: NotebookNode) -> Iterator[str]:
    """Code cells whose output nobody compares and that assert nothing."""
    for number, cell in _code_cells(notebook):
        tags = set(cell.metadata.get("tags", ()))
        for tag in sorted(tags & UNCHECKED):
            yield f"code cell {number} is tagged {tag}"
        if "NBVAL" in cell.source:
            yield f"code cell {number} steers nbval by a comment; use a tag"
        if "nbval-ignore-output" in tags and not ASSERTION.search(cell.source):
            yield f"code cell {number} is tagged nbval-ignore-output, asserting nothing"


def _code_cells(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return enumerate(cells, 1)
