import base64
import os
import struct
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from nbformat import NotebookNode, v4, write
from playwright.sync_api import Browser

from booktools.chapters import Chapter, ChapterError
from booktools.chromium import open_chromium
from booktools.normalize import WIDGET_STATE, WIDGET_VIEW
from booktools.stills import WIDTH, add_stills, draw, still_page

pytestmark = pytest.mark.browser
HOST = Path(__file__).parents[2] / "book" / "_static" / "widgets.js"
DOT = """
export default { render({ model, el }) {
  el.innerHTML = `<svg width="300" height="${model.get("height")}">
    <circle cx="50" cy="50" r="40" fill="var(--attractor-query)"/></svg>`;
} };
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as browser:
        if browser is None:
            refuse = pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip
            refuse("There is no Chromium here, so no still can be drawn.")
        yield browser


@pytest.fixture
def chapter(tmp_path: Path) -> Chapter:
    static = tmp_path / "book" / "_static"
    static.mkdir(parents=True)
    (static / "widgets.js").write_text(HOST.read_text())
    return Chapter(tmp_path, "one")


def notebook_showing(esm: str, height: int = 100) -> NotebookNode:
    traits = {"_esm": esm, "height": height, "alt": "a blue dot"}
    model = {"model_name": "AnyModel", "model_module": "anywidget", "state": traits}
    view = v4.new_output("display_data", {WIDGET_VIEW: {"model_id": "a" * 32}})
    notebook = v4.new_notebook(cells=[v4.new_code_cell("dot", outputs=[view])])
    notebook.metadata["widgets"] = {WIDGET_STATE: {"state": {"a" * 32: model}}}
    return notebook


def size(still: str) -> tuple[int, int]:
    """Width and height from the header of a PNG."""
    return struct.unpack(">II", base64.b64decode(still)[16:24])


def drawn(browser: Browser, chapter: Chapter, notebook: NotebookNode) -> str:
    return draw(browser, still_page(notebook, chapter, "a" * 32))


def test_a_still_is_as_wide_as_the_page_and_shows_the_model(
    browser: Browser, chapter: Chapter
) -> None:
    small = drawn(browser, chapter, notebook_showing(DOT, height=100))
    large = drawn(browser, chapter, notebook_showing(DOT, height=300))
    assert size(small)[0] == size(large)[0] == WIDTH
    assert size(large)[1] - size(small)[1] == 200


def test_a_still_drawn_twice_is_the_same_bytes(
    browser: Browser, chapter: Chapter
) -> None:
    notebook = notebook_showing(DOT)
    assert drawn(browser, chapter, notebook) == drawn(browser, chapter, notebook)


def test_a_widget_that_does_not_start_stops_the_build(
    browser: Browser, chapter: Chapter
) -> None:
    broken = notebook_showing(
        "export default { render() { throw Error('no canvas') } }"
    )
    with pytest.raises(
        ChapterError, match=r"an explorable does not start: .*no canvas"
    ):
        drawn(browser, chapter, broken)


def test_without_a_browser_the_previous_still_stays(
    chapter: Chapter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr("booktools.stills.open_chromium", lambda: nullcontext(None))
    before = notebook_showing(DOT)
    before.cells[0].outputs[0]["data"]["image/png"] = "drawn before"
    write(before, chapter.notebook)
    notebook = notebook_showing(DOT)
    add_stills(chapter, notebook)
    assert notebook.cells[0].outputs[0]["data"]["image/png"] == "drawn before"
    assert capsys.readouterr().out == (
        "book/one.md: no Chromium found, so of 1 still(s) 1 stayed as drawn before"
        " and 0 are missing.\n"
    )


def test_without_a_browser_and_a_previous_still_there_is_none(
    chapter: Chapter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr("booktools.stills.open_chromium", lambda: nullcontext(None))
    notebook = notebook_showing(DOT)
    add_stills(chapter, notebook)
    assert "image/png" not in notebook.cells[0].outputs[0]["data"]
    assert "1 are missing" in capsys.readouterr().out
