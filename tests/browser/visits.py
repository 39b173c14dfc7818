"""One visit to a page: all that its tests look at, gathered in a single load.

The page opens in the light theme on a phone, grows to a desk, is read through, turns
dark, and shrinks again; what a person never does, emptying it, comes last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml
from playwright.sync_api import BrowserContext, Page
from reading import Reading, read_through

ROOT = Path(__file__).parents[2]
GENERATED = ("search", "genindex")
LOCAL = ("file:", "data:", "blob:")
HEIGHT = 800

SETTLE = """async () => {
  await globalThis.MathJax?.startup?.promise;
  await document.fonts.ready;
  const live = [...document.querySelectorAll(".plotly-figure, .explorable")];
  const late = [];
  for (const element of live) {
    element.scrollIntoView();
    const end = performance.now() + 8000;
    while (!element.dataset.ready && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 25));
    if (!element.dataset.ready) late.push(element.outerHTML.slice(0, 120));
  }
  scrollTo(0, 0);
  return late;
}"""
# The theme lets the Tab key into what scrolls, a moment after the page has changed.
STOPS = """() => [...document.querySelectorAll("pre, .pst-scrollable-table-container")]
  .every((box) => (box.tabIndex >= 0) === (
    box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight))"""
# Figures follow a new width a moment later.
# Formulas that even at their smallest do not fit their place, folds opened.
CUT = """() => {
  const folds = [...document.querySelectorAll("article details:not([open])")];
  folds.forEach((fold) => { fold.open = true; });
  dispatchEvent(new Event("resize"));
  const all = [...document.querySelectorAll("article mjx-container")];
  const cut = all.filter((formula) => {
    const block = formula.closest("p, li, dd, td, div").getBoundingClientRect();
    const drawn = formula.firstElementChild.getBoundingClientRect();
    return formula.checkVisibility() && drawn.right > block.right + 2;
  });
  folds.forEach((fold) => { fold.open = false; });
  return cut.map(({ textContent }) => textContent.slice(0, 80));
}"""
OVERFLOW = """async () => {
  const over = () => document.documentElement.scrollWidth - innerWidth;
  const end = performance.now() + 4000;
  while (over() > 0 && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 25));
  return over();
}"""
# The insides of formulas and drawings, nine tenths of all elements, hold no text of
# ours. Of texts alike in classes, color and ground all the way up, the first few stand
# for the rest: thousands of words of code, and paragraphs. Emptied, they let the
# checker finish in seconds. What names a control stays whole.
THIN = """() => {
  for (const drawn of document.querySelectorAll("mjx-container, .chart"))
    drawn.replaceChildren();
  const names =
    "a, button, label, summary, option, th, h1, h2, h3, h4, h5, h6, script, style";
  const looks = new Map();
  const lookOf = (part) => {
    if (!part) return "";
    if (!looks.has(part)) {
      const { color, backgroundColor, opacity, fontSize, fontWeight } =
        getComputedStyle(part);
      const own = [part.tagName, part.className, color, backgroundColor, opacity];
      looks.set(part, `${own} ${fontSize} ${fontWeight}/${lookOf(part.parentElement)}`);
    }
    return looks.get(part);
  };
  const kinds = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const spare = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.parentElement.closest(names)) continue;
    const kind = lookOf(text.parentElement);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (kinds.get(kind) > 3) spare.push(text);
  }
  for (const text of spare) {
    const word = text.parentElement;
    const inline = word.matches("span, em, strong, code, cite, sub, sup");
    if (inline && word.childNodes.length === 1 && !word.id) word.remove();
    else text.remove();
  }
}"""
# Which rules to run, all of these or those about color, which differ by theme.
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
COLOR_RULES = ["color-contrast", "link-in-text-block"]
AXE = """async (runOnly) => {
  const options = { runOnly, resultTypes: ["violations"], preload: false };
  const { violations } = await axe.run(document, options);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 150))}`);
}"""


# Colors fade from one theme to the other for a moment.
IN_THEME = """(theme) => document.documentElement.dataset.theme === theme
  && document.getAnimations().every(({ playState }) => playState !== "running")"""


class Scene(NamedTuple):
    """How a page is looked at."""

    theme: Literal["light", "dark"]
    width: int


@dataclass
class Visit:
    """What one load of a page showed, in all themes and widths it went through."""

    asked_elsewhere: list[str]
    problems: list[str]
    undrawn: list[str]
    overflow: dict[tuple[str, int], int]
    cut_formulas: list[str]
    violations: dict[str, list[str]]
    found_by_reading: Reading | None


def page_names() -> list[str]:
    """Every page of the table of contents, and those Sphinx makes itself."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    files = [toc["root"], *(c["file"] for p in toc["parts"] for c in p["chapters"])]
    return [*(name.removesuffix(".ipynb") for name in files), *GENERATED]


def chapter_names() -> list[str]:
    """The pages with code."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    files = [toc["root"], *(c["file"] for p in toc["parts"] for c in p["chapters"])]
    return [name.removesuffix(".ipynb") for name in files if name.endswith(".ipynb")]


@cache
def axe_script() -> str:
    """The accessibility checker out of its installed package."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None and spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text()


def settle(page: Page, address: str) -> list[str]:
    """Open a page and wait until all of it is drawn; returns what never was."""
    page.goto(address, wait_until="load")
    return page.evaluate(SETTLE)


def visit(
    context: BrowserContext, address: str, scenes: Sequence[Scene], reads: Scene | None
) -> Visit:
    """Open a page, go through the scenes, and note what happened.

    In the scene `reads` the page is also read as a person would.
    """
    page = context.new_page()
    asked: list[str] = []
    problems: list[str] = []

    def hear(message: Any) -> None:
        if message.type == "error":
            problems.append(message.text)

    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: problems.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", hear)
    undrawn: list[str] = []
    overflow: dict[tuple[str, int], int] = {}
    cut: list[str] = []
    reading = None
    page.emulate_media(color_scheme=scenes[0].theme)
    page.goto(address, wait_until="load")
    for scene in scenes:
        page.emulate_media(color_scheme=scene.theme)
        page.set_viewport_size({"width": scene.width, "height": HEIGHT})
        undrawn += page.evaluate(SETTLE)
        overflow[scene] = page.evaluate(OVERFLOW)
        cut += page.evaluate(CUT)
        if scene == reads:
            page.wait_for_function(STOPS)
            reading = read_through(page)
    page.wait_for_function(STOPS)
    page.evaluate(THIN)
    page.evaluate(axe_script())
    violations = {}
    for theme in {scene.theme: None for scene in reversed(scenes)}:
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(IN_THEME, arg=theme)
        rules = COLOR_RULES if violations else ALL_RULES
        violations[theme] = page.evaluate(AXE, rules)
    found = Visit(
        asked_elsewhere=[url for url in asked if not url.startswith(LOCAL)],
        problems=problems,
        undrawn=undrawn,
        overflow=overflow,
        cut_formulas=cut,
        violations=violations,
        found_by_reading=reading,
    )
    page.close()
    return found
