"""How quickly the energy landscape appears, and how smoothly it follows a hand.

    python benchmarks/explorable.py

In headless Chromium, without a graphics card. First frame: from the call of `render` to
the drawn picture, the median of fresh pages. Drag: a pattern is moved in every
animation frame for two seconds; the browser offers at most 60 frames a second. "busy"
is the processor time of the page's thread for one frame, which says how much room
is left, whatever else the machine is doing.
"""

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from attractor.show import EnergyLandscape
from booktools.chromium import open_chromium

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from explorable_page import open_explorables

FIRST_FRAME_BAR = 100.0
DRAG_BAR = 50.0
FRESH_PAGES = 7

DRAG = """async (milliseconds) => {
  const root = document.querySelector(".attractor-landscape");
  const stage = root.querySelector(".landscape-stage");
  const box = stage.getBoundingClientRect();
  const handle = root.querySelector(".landscape-pattern").getBoundingClientRect();
  const at = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  const tell = (type, x, y) => stage.dispatchEvent(new PointerEvent(type, {
    clientX: x, clientY: y, pointerId: 1, pointerType: "mouse", bubbles: true,
  }));
  stage.setPointerCapture = () => {};
  tell("pointerdown", ...at);
  const before = Number(root.dataset.frames);
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < milliseconds) {
    const turn = elapsed / 300;
    tell("pointermove", box.x + box.width * (0.5 + 0.35 * Math.sin(turn)),
      box.y + box.height * (0.5 + 0.3 * Math.cos(0.7 * turn)));
    elapsed = (await new Promise(requestAnimationFrame)) - start;
  }
  const frames = Number(root.dataset.frames) - before;
  tell("pointerup", ...at);
  return { frames, perSecond: (1000 * frames) / elapsed };
}"""

LANDSCAPES = {
    "plane, 3 patterns": EnergyLandscape(),
    "plane, 8 patterns": EnergyLandscape(
        [[-2, -1], [-2, 1], [0, 2], [2, 1], [2, -1], [0, -2], [0.5, 0], [-0.5, 0.3]]
    ),
    "line, both bands": EnergyLandscape(
        dim=1, bands=["proposition-1", "proposition-3"], query=0.5
    ),
}


def first_frame(browser: Browser, landscape: EnergyLandscape) -> float:
    """Milliseconds from `render` to the drawn picture, median of fresh pages."""
    times = []
    for _ in range(FRESH_PAGES):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        open_explorables(page, landscape)
        shown = page.locator("[data-first-frame]")
        times.append(float(shown.get_attribute("data-first-frame") or "nan"))
        page.close()
    return statistics.median(times)


def thread_seconds(session: CDPSession) -> float:
    """Processor seconds of the page's main thread so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def drag(page: Page, landscape: EnergyLandscape) -> tuple[float, float]:
    """Frames per second while a pattern moves, and milliseconds busy per frame."""
    open_explorables(page, landscape)
    page.evaluate(DRAG, 500)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = thread_seconds(session)
    moved = page.evaluate(DRAG, 2000)
    busy = 1000 * (thread_seconds(session) - before) / moved["frames"]
    return moved["perSecond"], busy


def main() -> None:
    """Print a line for each landscape."""
    with open_chromium() as browser:
        if browser is None:
            print("No Chromium here: set CHROMIUM to its path.")
            return
        print(
            f"{'explorable':20} {'first frame':>12} {'drag':>12} {'busy':>10}"
            f"   bars: < {FIRST_FRAME_BAR:.0f} ms, ≥ {DRAG_BAR:.0f}/s"
        )
        for name, landscape in LANDSCAPES.items():
            shown = first_frame(browser, landscape)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            rate, busy = drag(page, landscape)
            page.close()
            met = shown < FIRST_FRAME_BAR and rate >= DRAG_BAR
            print(
                f"{name:20} {shown:9.0f} ms {rate:10.1f}/s {busy:7.1f} ms"
                f"   {'met' if met else 'missed'}"
            )


if __name__ == "__main__":
    main()
