"""A bare page for explorables: a model per widget, a host of a few lines.

The book's own host is tested with the book's pages; here the widget stands alone, so
that a failure is the widget's.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Route

import attractor.show
from attractor.show.explorable import BASE_MODULES, Explorable

SHOW = Path(attractor.show.__file__).parent
ORIGIN = "http://explorable.test"
NOT_OURS = {"layout", "tabbable", "tooltip"}

HOST = """
class Model {
  constructor(state) { this.state = state; this.heard = {}; this.saved = []; }
  get(key) { return this.state[key]; }
  set(key, value) {
    if (JSON.stringify(this.state[key]) === JSON.stringify(value)) return;
    this.state[key] = value;
    (this.heard["change:" + key] ?? []).slice().forEach((listener) => listener());
  }
  on(name, listener) { (this.heard[name] ??= []).push(listener); }
  off(name, listener) {
    this.heard[name] = (this.heard[name] ?? []).filter((other) => other !== listener);
  }
  save_changes() { this.saved.push(JSON.stringify(this.state)); }
  send() {}
}
const widgets = JSON.parse(document.querySelector("#widgets").textContent);
const code = document.querySelector("#module").textContent;
const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
window.models = widgets.models.map((state) => new Model(state));
window.cleanups = [];
import(url).then(({ default: widget }) => {
  widgets.views.forEach((which, at) => {
    const el = document.createElement("div");
    document.querySelector("main").append(el);
    const start = performance.now();
    window.cleanups[at] = widget.render({ model: window.models[which], el });
    el.dataset.firstFrame = performance.now() - start;
    el.dataset.ready = "1";
  });
});
"""

PAGE = """<!doctype html><html lang="en"{theme}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Explorable</title><style>
body {{ margin: 0; font: 16px/1.5 system-ui, sans-serif; background: {page}; }}
main {{ max-width: 760px; margin: 0 auto; padding: 16px; }}
{css}</style></head>
<body><main></main>
<script type="application/json" id="widgets">{widgets}</script>
<script type="text/plain" id="module">{module}</script>
<script>{host}</script></body></html>"""


def traits(widget: Explorable) -> dict[str, Any]:
    """What the page's model holds of a widget."""
    names = {name for name in widget.traits(sync=True) if name[0] != "_"}
    return {name: getattr(widget, name) for name in sorted(names - NOT_OURS)}


def page_text(
    widgets: list[Explorable],
    views: list[int] | None = None,
    theme: str | None = None,
) -> str:
    """The page's HTML: each number in `views` shows that one of `widgets`."""
    states = [traits(widget) for widget in widgets]
    shown = {"models": states, "views": views or list(range(len(widgets)))}
    return PAGE.format(
        theme=f' data-theme="{theme}"' if theme else "",
        page="#121212" if theme == "dark" else "#ffffff",
        css=widgets[0]._css,
        widgets=json.dumps(shown),
        module=widgets[0]._esm,
        host=HOST,
    )


def open_explorables(
    page: Page, *widgets: Explorable, fragment: str = "", **options: Any
) -> None:
    """Show `widgets`, of one class, in `page` and wait until all have drawn."""
    text = page_text(list(widgets), **options)
    page.route(f"{ORIGIN}/**", _answer(text))
    page.goto(f"{ORIGIN}/{fragment}")
    views = options.get("views") or widgets
    page.wait_for_function(
        "n => document.querySelectorAll('[data-ready]').length === n", arg=len(views)
    )


def _answer(text: str) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).split("?")[0]
        if path.endswith(".js"):
            route.fulfill(path=SHOW / path.strip("/"), content_type="text/javascript")
        elif path == "/":
            route.fulfill(body=text, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=204)

    return answer


def use_module(page: Page, text: str) -> None:
    """Import `text` in the page as `MODULE`."""
    page.evaluate(
        """async (text) => {
          const blob = new Blob([text], { type: "text/javascript" });
          window.MODULE = await import(URL.createObjectURL(blob));
        }""",
        text,
    )


def use_separate_modules(page: Page, names: Sequence[str]) -> None:
    """Import the files `names`, each with its own imports, all as `MODULE`."""
    page.route(f"{ORIGIN}/**", _answer("<!doctype html><title>Modules</title>"))
    page.goto(f"{ORIGIN}/")
    page.evaluate(
        """async (names) => {
          const all = await Promise.all(names.map((name) => import(`/${name}`)));
          window.MODULE = Object.assign({}, ...all);
        }""",
        [*BASE_MODULES, *names],
    )


def state(page: Page, which: int = 0) -> dict[str, Any]:
    """What the model holds now."""
    return page.evaluate("which => window.models[which].state", which)


def settled(page: Page, which: int = 0) -> dict[str, Any] | None:
    """What the model was last told to save, or None."""
    saved = page.evaluate("which => window.models[which].saved.at(-1) ?? null", which)
    return json.loads(saved) if saved else None


def frames(page: Page) -> int:
    """How often the first view has drawn."""
    view = page.locator(".attractor-explorable").first
    return int(view.get_attribute("data-frames") or 0)


def rest(page: Page) -> None:
    """Wait until nothing more is drawn."""
    page.wait_for_function(
        """() => new Promise((done) => {
          const view = document.querySelector(".attractor-explorable");
          const count = () => view.dataset.frames;
          const before = count();
          setTimeout(() => done(count() === before), 250);
        })"""
    )


def middle(locator: Locator) -> tuple[float, float]:
    """The pixel in the middle of an element."""
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def press(page: Page, action: str) -> None:
    """Press one of the buttons, by its `data-act`."""
    page.locator(f"[data-act='{action}']").first.click()


def sticks_out(page: Page) -> float:
    """How many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
