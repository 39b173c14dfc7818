"""What a chapter depends on, as one short string that is stored in its notebook.

A chapter is stale when its text, a module of `attractor` that it imported, a
data file beside such a module, or the pin of a distribution that it imported
has changed since it was executed.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode

from .chapters import Chapter, read_notebook, read_source
from .execution import Execution

FORMAT = 1  # raise it when the builder starts to write notebooks differently
BESIDE = {".js", ".css", ".json", ".npz"}
PIN = re.compile(r"^\s*([A-Za-z0-9._-]+)\s*==\s*([^\s#;]+)", re.MULTILINE)


def fingerprint(chapter: Chapter, modules: Iterable[str], pins: Iterable[str]) -> str:
    """A digest of the chapter's text, the named modules and the named pins."""
    pinned = read_pins(chapter.root)
    digest = hashlib.sha256(f"format {FORMAT}\n".encode())
    digest.update(chapter.source.read_bytes())
    for path in _sources(chapter.root / "lib", modules):
        digest.update(f"\n{path.relative_to(chapter.root).as_posix()}\n".encode())
        digest.update(path.read_bytes() if path.exists() else b"missing")
    for name in sorted(pins):
        digest.update(f"\n{name}=={pinned.get(name, 'unpinned')}".encode())
    return digest.hexdigest()[:16]


def stamp(chapter: Chapter, notebook: NotebookNode, execution: Execution) -> None:
    """Write into the notebook's metadata what it was made from."""
    pins = read_pins(chapter.root).keys() & map(canonical, execution.distributions)
    notebook.metadata["attractor"] = {
        "fingerprint": fingerprint(chapter, execution.modules, pins),
        "modules": execution.modules,
        "pins": sorted(pins),
    }


def staleness(chapter: Chapter) -> str | None:
    """Why the stored notebook is no longer what the chapter says, or None."""
    notebook = read_notebook(chapter)
    if notebook is None:
        return "was never executed"
    made_from = notebook.metadata.get("attractor")
    if made_from is None:
        return "was not written by the notebook builder"
    if code_and_text(read_source(chapter)) != code_and_text(notebook):
        return "differs from its notebook"
    now = fingerprint(chapter, made_from["modules"], made_from["pins"])
    if now != made_from["fingerprint"]:
        return "or something it imports has changed since it was executed"
    return None


def code_and_text(notebook: NotebookNode) -> list[tuple[str, str, dict]]:
    """What `.md` and `.ipynb` must share: kind, source and metadata of each cell."""
    return [
        (cell.cell_type, cell.source, dict(cell.metadata)) for cell in notebook.cells
    ]


def read_pins(root: Path) -> dict[str, str]:
    """Version of each distribution that `requirements.txt` pins."""
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    return {canonical(name): version for name, version in PIN.findall(text)}


def canonical(distribution: str) -> str:
    """The one spelling of a distribution's name: `Scikit_learn` is `scikit-learn`."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _sources(lib: Path, modules: Iterable[str]) -> list[Path]:
    """The files of the modules, and the data files in the same folders."""
    files = {_file_of(lib, module) for module in modules}
    data = {
        path
        for folder in {file.parent for file in files}
        for path in folder.glob("*")
        if path.suffix in BESIDE
    }
    return sorted(files | data)


def _file_of(lib: Path, module: str) -> Path:
    path = lib.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
