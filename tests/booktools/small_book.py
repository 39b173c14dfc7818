"""A tiny book, really built through Jupyter Book and our extension."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).parents[2]
REPOSITORY = "https://github.com/someone/a-book"
PLOTLY = "application/vnd.plotly.v1+json"
STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
ESM = "export default { render({ el }) { el.textContent = 'alive'; } };"


def figure(**meta: str) -> NotebookNode:
    """The output of a cell that shows a Plotly figure with this `layout.meta`."""
    chart = {"data": [{"type": "scatter", "y": [1, 2]}], "layout": {"meta": meta}}
    return new_output("display_data", data={PLOTLY: chart, "text/plain": "Figure()"})


def view(model_id: str) -> NotebookNode:
    """The output of a cell that shows a widget beside its still."""
    shown = {"model_id": model_id, "version_major": 2, "version_minor": 1}
    data = {VIEW: shown, "text/plain": "Widget()", "image/png": PIXEL}
    return new_output("display_data", data=data)


def widget(module: str = "anywidget", **state: Any) -> dict[str, Any]:
    """A model as a notebook's metadata keeps it."""
    traits = {"_esm": ESM, "_css": "", "alt": "A valley", **state}
    return {"model_module": module, "model_name": "FloatSliderModel", "state": traits}


def code(*outputs: NotebookNode, **metadata: Any) -> NotebookNode:
    """A cell that was executed."""
    cell = new_code_cell("show()", execution_count=1, outputs=list(outputs))
    cell.metadata.update(metadata)
    return cell


def text(markdown: str) -> NotebookNode:
    """A cell of prose."""
    return new_markdown_cell(markdown)


def write_notebook(
    path: Path, *cells: NotebookNode, models: dict[str, Any] | None = None
) -> None:
    """A notebook with these cells and widget models."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = new_notebook(cells=list(cells), metadata={"kernelspec": kernel})
    if models:
        notebook.metadata["widgets"] = {STATE: {"state": models}}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def write_book(root: Path, *chapters: str) -> None:
    """Configuration and table of contents as the book has them, at another address."""
    config = (ROOT / "_config.yml").read_text()
    address = "https://github.com/attractors-to-attention/book"
    config = config.replace(address, REPOSITORY)
    (root / "_config.yml").write_text(
        config.replace("booktools.extension: lib", f"booktools.extension: {ROOT}/lib")
        .replace("[book/_static]", f"[{ROOT}/book/_static]")
        .replace("book/reference/references.bib", "references.bib")
    )
    files = "".join(f"      - file: {chapter}\n" for chapter in chapters)
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nparts:\n"
        f"  - caption: Part\n    numbered: 2\n    chapters:\n{files}"
    )
    (root / "book").mkdir()
    (root / "book" / "index.md").write_text("# A book\n\nNo formula here.\n")
    (root / "references.bib").write_text("")


def build(root: Path) -> subprocess.CompletedProcess[str]:
    """A strict build, with all that it printed."""
    command = "from jupyter_book.cli.main import main; main()"
    arguments = ["build", str(root), "-W", "-n", "--keep-going"]
    return subprocess.run(
        [sys.executable, "-c", command, *arguments], capture_output=True, text=True
    )


def page(root: Path, name: str) -> str:
    """The text of a built page."""
    return (root / "_build" / "html" / f"{name}.html").read_text()
