"""Build the notebooks: `python -m booktools.notebooks [CHAPTER ...] [--check] [--all]`.

A chapter's `.md` becomes an executed `.ipynb` beside it. Only chapters that
are stale are executed again; `--all` executes the others too, `--check` only
names the stale ones and exits 1 when there are any.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .chapters import (
    Chapter,
    ChapterError,
    choose_chapter,
    find_chapters,
    read_source,
)
from .execution import execute
from .files import write_atomically
from .fingerprints import staleness, stamp
from .normalize import normalize
from .portability import machine_dependent
from .stills import add_stills
from .timings import record_timing


def build_chapter(chapter: Chapter) -> float:
    """Execute one chapter and write its notebook; returns the seconds it took.

    Raises `ChapterError` for a failing cell and for an output that would differ
    on another machine; the notebook that was there is then left as it was.
    """
    notebook = read_source(chapter)
    execution = execute(notebook, str(chapter))
    normalize(notebook, chapter.name)
    for complaint in machine_dependent(notebook):
        raise ChapterError(f"{chapter}: {complaint}.")
    stamp(chapter, notebook, execution)
    add_stills(chapter, notebook)
    write_atomically(chapter.notebook, as_text(notebook))
    return execution.seconds


def as_text(notebook: NotebookNode) -> str:
    """The notebook as the one text that nbformat would write for it."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def build_chapters(chapters: Iterable[Chapter], root: Path) -> None:
    """Execute the chapters one after another and record how long each took."""
    names = [chapter.name for chapter in find_chapters(root)]
    for chapter in chapters:
        seconds = build_chapter(chapter)
        record_timing(root, chapter.name, seconds, names)
        print(f"{chapter}: executed in {seconds:.0f} s", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    options = _parser().parse_args(arguments)
    root = Path(options.root).resolve()
    try:
        chapters = [choose_chapter(root, name) for name in options.chapters]
        chapters = chapters or find_chapters(root)
        stale = {
            chapter: reason for chapter in chapters if (reason := staleness(chapter))
        }
        if options.check:
            for chapter, reason in stale.items():
                print(f"{chapter} {reason}; run `make notebooks`.", file=sys.stderr)
            return 1 if stale else 0
        build_chapters(chapters if options.all else stale, root)
    except ChapterError as error:
        print(error, file=sys.stderr)
        return 1
    if not stale and not options.all:
        print("All notebooks are current.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("booktools.notebooks", description=__doc__)
    parser.add_argument(
        "chapters", nargs="*", metavar="CHAPTER", help="attention/layers"
    )
    parser.add_argument("--check", action="store_true", help="only name what is stale")
    parser.add_argument("--all", action="store_true", help="execute current ones too")
    parser.add_argument("--root", default=".", help="the repository (here)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
