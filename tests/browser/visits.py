"""One visit to a page: all that its tests look at, gathered in a single load."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parents[2]
GENERATED = ("search", "genindex")
LOCAL = ("file:", "data:", "blob:")

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
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
# The insides of formulas and drawings, nine tenths of all elements, hold no text of
# ours; emptied, they let the checker finish in seconds.
AXE = """async () => {
  for (const drawn of document.querySelectorAll("mjx-container, .chart"))
    drawn.replaceChildren();
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
  const options = { runOnly: tags, resultTypes: ["violations"], preload: false };
  const { violations } = await axe.run(document, options);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 150))}`);
}"""


@dataclass
class Visit:
    """What one load of a page showed."""

    asked_elsewhere: list[str]
    problems: list[str]
    undrawn: list[str]
    overflow: int
    violations: list[str]


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


def visit(context: BrowserContext, address: str, *, check_access: bool) -> Visit:
    """Open a page, scroll through it, and note what happened."""
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
    undrawn = settle(page, address)
    violations: list[str] = []
    if check_access:
        page.evaluate(axe_script())
        violations = page.evaluate(AXE)
    found = Visit(
        asked_elsewhere=[url for url in asked if not url.startswith(LOCAL)],
        problems=problems,
        undrawn=undrawn,
        overflow=page.evaluate(OVERFLOW),
        violations=violations,
    )
    page.close()
    return found
