"""Outputs that would differ on another machine: paths, addresses, wall times."""

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from nbformat import NotebookNode

TELLTALES = {
    "an object's address": re.compile(r"\bat 0x[0-9a-fA-F]{6,}"),
    "a path": re.compile(
        r"(?<![\w.:/])/(?:home|Users|root|tmp|usr|opt|var)/\S+|[A-Z]:\\+Users"
    ),
    "an installed file's path": re.compile(r"\bsite-packages\b|\bdist-packages\b"),
    "a wall time": re.compile(
        r"(?:CPU|Wall) times?:|\bper loop\b|\bit/s\b"
        r"|\btook \d[\d.]* ?(?:m?s|seconds?)\b"
    ),
}


def machine_dependent(notebook: NotebookNode) -> Iterator[str]:
    """A sentence for each output that names this machine or the time it took."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, 1):
        for text in map(_text, cell.outputs):
            for what, found in islice(_telltales(text), 1):
                yield f"code cell {number} prints {what}: {found!r}"


def _telltales(text: str) -> Iterator[tuple[str, str]]:
    for what, pattern in TELLTALES.items():
        if match := pattern.search(text):
            yield what, match[0][:80]
    places = {str(Path.home()), str(Path.cwd()), sys.prefix, tempfile.gettempdir()}
    for place in sorted(places - {"/"}):
        if place in text:
            yield "a path", place


def _text(output: NotebookNode) -> str:
    """All that an output says, pictures left out."""
    if output.output_type == "stream":
        return output.text
    data = output.get("data", {})
    words = {kind: data[kind] for kind in data if not kind.startswith("image/")}
    return json.dumps(words, ensure_ascii=False)
