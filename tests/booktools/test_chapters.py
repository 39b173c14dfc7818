from pathlib import Path

import pytest
from tiny_book import write_chapter

from booktools.chapters import ChapterError, choose_chapter, find_chapters, read_source


def test_only_pages_with_a_kernel_are_chapters(tmp_path: Path) -> None:
    write_chapter(tmp_path, "attention/layers", "1 + 1")
    (tmp_path / "book" / "teach.md").write_text("# For teachers\n")
    (tmp_path / "book" / "notes.md").write_text("---\ntitle: notes\n---\n# Notes\n")
    assert [chapter.name for chapter in find_chapters(tmp_path)] == ["attention/layers"]


@pytest.mark.parametrize(
    "name", ["attention/layers", "book/attention/layers.md", "attention/layers.ipynb"]
)
def test_a_chapter_may_be_named_by_its_path(tmp_path: Path, name: str) -> None:
    chapter = write_chapter(tmp_path, "attention/layers", "1 + 1")
    assert choose_chapter(tmp_path, name) == chapter


def test_an_unknown_chapter_is_refused_with_the_list_of_known_ones(
    tmp_path: Path,
) -> None:
    write_chapter(tmp_path, "attention/layers", "1 + 1")
    with pytest.raises(
        ChapterError, match="'hebb'; the chapters are: attention/layers"
    ):
        choose_chapter(tmp_path, "hebb")


def test_tags_and_figure_captions_reach_the_notebook(tmp_path: Path) -> None:
    cell = ":tags: [hide-input]\n:mystnb: {figure: {caption: Two valleys}}\n\n1 + 1"
    chapter = write_chapter(tmp_path, "one", cell)
    code = read_source(chapter).cells[-1]
    assert code.source == "1 + 1"
    assert code.metadata == {
        "tags": ["hide-input"],
        "mystnb": {"figure": {"caption": "Two valleys"}},
    }
