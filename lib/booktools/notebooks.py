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
from .inspection import complaints, unfinished
from .normalize import normalize
from .portability import machine_dependent
from .stills import add_stills
from .timings import record_timing


def build_chapter(chapter: Chapter) -> float:
    """Execute one chapter and write its notebook; returns the seconds it took.

    Raises `ChapterError` for a failing cell or lab and for an output that would
    differ on another machine; the notebook that was there then stays as it was.
    """
    notebook = read_source(chapter)
    execution = execute(notebook, str(chapter))
    normalize(notebook, chapter.name)
    for complaint in (*unfinished(notebook), *machine_dependent(notebook)):
        raise ChapterError(f"{chapter}: {complaint}.")
    stamp(chapter, notebook, execution)
    add_stills(chapter, notebook)
    write_atomically(chapter.notebook, as_text(notebook))
    return execution.seconds


def as_text(notebook: NotebookNode) -> str:
    """The notebook as the one text that nbformat would write for it."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def build_chapters(chapters: Iterable[Chapter], root: Path) -> list[str]:
    """Execute the chapters one after another; returns what went wrong."""
    names = [chapter.name for chapter in find_chapters(root)]
    errors = []
    for chapter in chapters:
        try:
            seconds = build_chapter(chapter)
        except ChapterError as error:
            errors.append(str(error))
            continue
        record_timing(root, chapter.name, seconds, names)
        print(f"{chapter}: executed in {seconds:.0f} s", flush=True)
    return errors


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    options = _parser().parse_args(arguments)
    root = Path(options.root).resolve()
    try:
        chapters = [choose_chapter(root, name) for name in options.chapters]
    except ChapterError as error:
        print(error, file=sys.stderr)
        return 1
    chapters = chapters or find_chapters(root)
    if options.check:
        errors = [line for chapter in chapters for line in complaints(chapter)]
    else:
        stale = [chapter for chapter in chapters if options.all or staleness(chapter)]
        errors = build_chapters(stale, root)
    for sentence in errors:
        print(sentence, file=sys.stderr)
    if not errors and (options.check or not stale):
        print("All notebooks are current.")
    return 1 if errors else 0


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
