"""How long a chapter takes: minutes to read, seconds to run."""

import json
import math
from pathlib import Path

from docutils import nodes

WORDS_PER_MINUTE = 150  # of text with formulas in it
MINUTES_PER_EXERCISE = 2  # to read and understand one, not to solve it
SILENT = (nodes.literal_block, nodes.raw, nodes.comment, nodes.system_message)
TIMINGS = Path("book") / "timings.json"


def has_class(node: nodes.Node, name: str) -> bool:
    """Whether an element carries a class."""
    return isinstance(node, nodes.Element) and name in node.get("classes", ())


def is_read(text: nodes.Node) -> bool:
    """Whether a text counts: code and folded solutions do not."""
    parent = text.parent
    while parent is not None:
        if isinstance(parent, SILENT) or has_class(parent, "solution"):
            return False
        parent = parent.parent
    return True


def count_words(document: nodes.document) -> int:
    """Words of a page; a formula counts as one."""
    return sum(
        1
        if isinstance(text.parent, nodes.math | nodes.math_block)
        else len(text.astext().split())
        for text in document.findall(nodes.Text)
        if is_read(text)
    )


def count_exercises(document: nodes.document) -> int:
    """Exercises of a page."""
    return sum(has_class(node, "exercise") for node in document.findall(nodes.Element))


def minutes_to_read(document: nodes.document) -> int:
    """Rounded up to five minutes."""
    minutes = count_words(document) / WORDS_PER_MINUTE
    minutes += MINUTES_PER_EXERCISE * count_exercises(document)
    return 5 * math.ceil(minutes / 5)


def seconds_to_run(root: Path, page: str) -> int | None:
    """What the notebook builder measured for `book/PART/NAME`, if it did."""
    timings = root / TIMINGS
    if not timings.exists():
        return None
    measured = json.loads(timings.read_text(encoding="utf-8"))
    seconds = measured.get(page.removeprefix("book/"))
    return None if seconds is None else math.ceil(seconds)
