"""What a reader with a keyboard meets on an open page."""

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS, STRIDE = 600, 20
CONTROLS = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^='-'])"
)].filter((element) =>
  element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" &&
  !(element.type === "radio" && !element.checked) &&
  element.checkVisibility({ visibilityProperty: true }) &&
  element.getClientRects().length
).forEach((element) => element.setAttribute("data-unreached", ""))"""
WATCH = """() => {
  globalThis.unseen = [];
  globalThis.around = false;
  addEventListener("focusin", ({ target }) => {
    const style = getComputedStyle(target);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    if (!ring && style.boxShadow === "none")
      unseen.push(target.outerHTML.slice(0, 120));
    around ||= target.hasAttribute("data-reached");
    target.setAttribute("data-reached", "");
    target.removeAttribute("data-unreached");
  });
}"""
UNREACHED = """() => [...document.querySelectorAll("[data-unreached]")]
  .map((element) => element.outerHTML.slice(0, 120))"""
LINES = """() => {
  const longest = [];
  for (const text of document.querySelectorAll("article section > p")) {
    if (text.querySelector("mjx-container, code, sup")) continue;
    const lines = new Map();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/\\S+\\s*/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].trimEnd().length);
        const line = Math.round(range.getClientRects()[0].bottom);
        lines.set(line, (lines.get(line) ?? 0) + word[0].length);
      }
    }
    longest.push(Math.max(...lines.values()) - 1);
  }
  return Math.max(...longest);
}"""


@dataclass
class Reading:
    """Controls out of reach or without a ring, the longest line, the search buttons."""

    unreached: list[str]
    unseen: list[str]
    longest_line: int
    search_buttons: int


def read_through(page: Page) -> Reading:
    """Walk once around a page with the Tab key and measure its lines."""
    longest_line = page.evaluate(LINES)
    page.evaluate("document.activeElement?.blur()")
    page.evaluate(CONTROLS)
    page.evaluate(WATCH)
    for _ in range(0, MOST_STOPS, STRIDE):
        for _ in range(STRIDE):
            page.keyboard.down("Tab")  # held down, it goes on
        if page.evaluate("around || !document.querySelector('[data-unreached]')"):
            break
    page.keyboard.up("Tab")
    return Reading(
        unreached=page.evaluate(UNREACHED),
        unseen=page.evaluate("unseen"),
        longest_line=longest_line,
        search_buttons=page.locator(".search-button__button:visible").count(),
    )
