from pathlib import Path

import pytest
from tiny_book import write_chapter, write_module

from booktools.chapters import Chapter
from booktools.fingerprints import fingerprint, read_pins

MODULES = ["attractor", "attractor.memory", "attractor.memory.modern"]


@pytest.fixture
def chapter(tmp_path: Path) -> Chapter:
    write_module(tmp_path, "attractor.__init__", "")
    write_module(tmp_path, "attractor.memory.__init__", "from .modern import *")
    write_module(tmp_path, "attractor.memory.modern", "half = 0.5")
    write_module(tmp_path, "attractor.show.landscape", "drawn = True")
    (tmp_path / "lib/attractor/memory/energies.js").write_text(
        "export const half = 0.5"
    )
    return write_chapter(tmp_path, "one", "1 + 1")


def of(chapter: Chapter) -> str:
    return fingerprint(chapter, MODULES, ["torch"])


def test_nothing_changed_nothing_changes(chapter: Chapter) -> None:
    assert of(chapter) == of(chapter)


@pytest.mark.parametrize(
    "changed",
    [
        "book/one.md",
        "lib/attractor/__init__.py",
        "lib/attractor/memory/modern.py",
        "lib/attractor/memory/energies.js",
    ],
)
def test_text_imported_source_and_data_beside_it_count(
    chapter: Chapter, changed: str
) -> None:
    before = of(chapter)
    path = chapter.root / changed
    path.write_text(path.read_text() + "\n# changed")
    assert of(chapter) != before


def test_a_module_that_is_gone_counts(chapter: Chapter) -> None:
    before = of(chapter)
    (chapter.root / "lib/attractor/memory/modern.py").unlink()
    assert of(chapter) != before


def test_a_new_data_file_beside_an_imported_module_counts(chapter: Chapter) -> None:
    before = of(chapter)
    (chapter.root / "lib/attractor/memory/digits.npz").write_bytes(b"new")
    assert of(chapter) != before


def test_a_module_that_was_not_imported_does_not_count(chapter: Chapter) -> None:
    before = of(chapter)
    write_module(chapter.root, "attractor.show.landscape", "drawn = False")
    assert of(chapter) == before


def test_the_pin_of_an_imported_distribution_counts(chapter: Chapter) -> None:
    before = of(chapter)
    pins = chapter.root / "requirements.txt"
    pins.write_text(pins.read_text().replace("torch==2.13.0", "torch==2.14.0"))
    assert of(chapter) != before


def test_other_pins_and_comments_do_not_count(chapter: Chapter) -> None:
    before = of(chapter)
    pins = chapter.root / "requirements.txt"
    pins.write_text("# new\n" + pins.read_text() + "ruff==9.9.9\n")
    assert of(chapter) == before


def test_a_distribution_has_one_spelling(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("Scikit_Learn==1.9.1\nnumpy>=2\n")
    assert read_pins(tmp_path) == {"scikit-learn": "1.9.1"}
