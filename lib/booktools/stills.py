"""A picture of each explorable, for readers without JavaScript and for GitHub.

Each widget view gets an `image/png` beside it: the real widget, drawn by the
real host script of the book in headless Chromium.
"""

import base64
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode
from playwright.sync_api import Browser, TimeoutError

from attractor.show.palette import css_variables

from .chapters import Chapter, ChapterError, read_notebook
from .chromium import open_chromium
from .normalize import WIDGET_VIEW, widget_state
from .widget_host import explorable_html, models_html

WIDTH = 720
PATIENCE = 20_000  # ms until a widget must have drawn itself
PAGE = """<!doctype html>
<html lang="en" data-theme="light"><head><meta charset="utf-8"><title>still</title>
<style>{css} body {{ margin: 0; width: {width}px; background: #fff;
font-family: "Liberation Sans", Arial, Helvetica, sans-serif; }}</style></head>
<body>{view}{models}<script>{host}</script></body></html>
"""


def add_stills(chapter: Chapter, notebook: NotebookNode) -> None:
    """Put a still beside each widget view: a new one if there is a browser.

    Without one the stills of the stored notebook stay, and a sentence says so.
    """
    views = list(widget_views(notebook))
    if not views:
        return
    with open_chromium() as browser:
        stills = stored_stills(chapter) if browser is None else {}
        for output in views:
            model = output["data"][WIDGET_VIEW]["model_id"]
            if browser is not None and model not in stills:
                stills[model] = draw(browser, still_page(notebook, chapter, model))
            if model in stills:
                output["data"]["image/png"] = stills[model]
    if browser is None:
        print(f"{chapter}: {_what_is_left(views)}")


def stored_stills(chapter: Chapter) -> dict[str, str]:
    """The stills of the notebook that is there, by widget model."""
    return {
        output["data"][WIDGET_VIEW]["model_id"]: output["data"]["image/png"]
        for output in widget_views(read_notebook(chapter))
        if "image/png" in output["data"]
    }


def _what_is_left(views: list[NotebookNode]) -> str:
    kept = sum("image/png" in output["data"] for output in views)
    return (
        f"no Chromium found, so of {len(views)} still(s) {kept} stayed as drawn before "
        f"and {len(views) - kept} are missing."
    )


def widget_views(notebook: NotebookNode | None) -> Iterator[NotebookNode]:
    """The outputs that show an anywidget; ipywidgets' own controls have no still."""
    if notebook is None:
        return
    state = widget_state(notebook)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            view = output.get("data", {}).get(WIDGET_VIEW)
            if view and _is_anywidget(state.get(view["model_id"])):
                yield output


def _is_anywidget(model: dict[str, Any] | None) -> bool:
    return model is not None and model.get("model_module") == "anywidget"


def still_page(notebook: NotebookNode, chapter: Chapter, model: str) -> str:
    """A page with nothing on it but one view."""
    host = chapter.root / "book" / "_static" / "widgets.js"
    return PAGE.format(
        css=css_variables(),
        width=WIDTH,
        view=explorable_html(model),
        models=models_html({model: widget_state(notebook)[model]}),
        host=host.read_text(encoding="utf-8"),
    )


def draw(browser: Browser, page_text: str) -> str:
    """Screenshot of the first ready widget as base64 text; no network, no motion."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 900},
        offline=True,
        reduced_motion="reduce",
        color_scheme="light",
    )
    try:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_content(page_text)
        view = page.locator(".explorable[data-ready='1'] .explorable-view")
        problem = page.locator(".explorable-problem")
        try:
            view.or_(problem).first.wait_for(timeout=PATIENCE)
        except TimeoutError:
            errors.append(f"nothing was drawn in {PATIENCE / 1000:g} s")
        errors += problem.all_inner_texts()
        if errors:
            raise ChapterError(f"an explorable does not start: {errors[-1]}")
        page.evaluate("() => new Promise(requestAnimationFrame)")
        still = view.screenshot(animations="disabled")
        return base64.b64encode(still).decode() + "\n"
    finally:
        context.close()
