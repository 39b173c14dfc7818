"""A chapter is a pair: the `.md` people write and the `.ipynb` the builder makes."""

from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
import yaml
from nbformat import NotebookNode

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}


class ChapterError(Exception):
    """What is wrong with one chapter, in one sentence (and a traceback, if any)."""


@dataclass(frozen=True)
class Chapter:
    """One page with code: `book/attention/layers.md` is named "attention/layers"."""

    root: Path
    name: str

    @property
    def source(self) -> Path:
        """The text that people write and review."""
        return self.root / "book" / f"{self.name}.md"

    @property
    def notebook(self) -> Path:
        """The executed notebook beside it, written by the builder only."""
        return self.source.with_suffix(".ipynb")

    def __str__(self) -> str:
        return f"book/{self.name}.md"


def has_code(source: Path) -> bool:
    """Whether a Markdown page has jupytext front matter that names a kernel."""
    text = source.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return False
    front_matter, closed, _ = text[4:].partition("\n---\n")
    header = yaml.safe_load(front_matter) if closed else None
    return isinstance(header, dict) and {"jupytext", "kernelspec"} <= header.keys()


def find_chapters(root: Path) -> list[Chapter]:
    """All pages with code under `root/book`, by name."""
    book = root / "book"
    pages = (page.relative_to(book) for page in sorted(book.rglob("*.md")))
    visible = (page for page in pages if not page.as_posix().startswith(("_", ".")))
    return [
        Chapter(root, page.with_suffix("").as_posix())
        for page in visible
        if has_code(book / page)
    ]


def choose_chapter(root: Path, name: str) -> Chapter:
    """The chapter a person means by `attention/layers` or `book/attention/layers.md`.

    Raises `ChapterError` when there is none.
    """
    wanted = name.removeprefix("book/").removesuffix(".md").removesuffix(".ipynb")
    chapters = {chapter.name: chapter for chapter in find_chapters(root)}
    if wanted not in chapters:
        known = ", ".join(chapters) or "none yet"
        raise ChapterError(
            f"There is no chapter {wanted!r}; the chapters are: {known}."
        )
    return chapters[wanted]


def read_source(chapter: Chapter) -> NotebookNode:
    """The chapter's text as a notebook without outputs."""
    notebook = jupytext.reads(chapter.source.read_text(encoding="utf-8"), "md:myst")
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC})
    return notebook


def read_notebook(chapter: Chapter) -> NotebookNode | None:
    """The stored notebook, or None while there is none."""
    if not chapter.notebook.exists():
        return None
    return nbformat.read(chapter.notebook, as_version=4)
