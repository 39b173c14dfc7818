"""ES modules that lie beside the Python, joined into the one text anywidget takes."""

import re
from collections.abc import Sequence
from pathlib import Path

RELATIVE_IMPORT = re.compile(
    r'^import\s[^;]*?from\s+"\.{1,2}/[\w./]+";\n', re.MULTILINE
)


def joined_module(names: Sequence[str], folder: Path | None = None) -> str:
    """The files `names`, in that order, as one module without relative imports.

    Top-level names must differ between the files, and a file must come after those
    whose values (not functions) it needs while it loads. `folder` is where the
    files lie, by default beside this one.
    """
    folder = folder or Path(__file__).parent
    texts = ((folder / name).read_text(encoding="utf-8") for name in names)
    return "\n".join(RELATIVE_IMPORT.sub("", text) for text in texts)
