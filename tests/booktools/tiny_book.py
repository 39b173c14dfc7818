"""A book of one small page, for tests of the builder."""

from pathlib import Path

from booktools.chapters import Chapter

FRONT_MATTER = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# A page
"""


def write_chapter(root: Path, name: str, *cells: str) -> Chapter:
    """A chapter with these code cells, in a book that pins two distributions."""
    blocks = (f"```{{code-cell}} ipython3\n{cell.strip()}\n```\n" for cell in cells)
    chapter = Chapter(root, name)
    chapter.source.parent.mkdir(parents=True, exist_ok=True)
    chapter.source.write_text("\n".join([FRONT_MATTER, *blocks]))
    (root / "requirements.txt").write_text(
        "anywidget==0.11.0  # shown\ntorch==2.13.0\n"
    )
    return chapter


def write_module(root: Path, module: str, text: str) -> Path:
    """A module of the tiny book's own package."""
    path = root.joinpath("lib", *module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
