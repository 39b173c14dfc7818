"""How quickly each explorable appears, and how smoothly it follows a hand.

    python benchmarks/explorables.py [WORD ...]

In the headless Chromium of the tests, without a graphics card; where that is the shell,
`CHROMIUM=/usr/bin/chromium` times the whole browser, whose first frames take about
twice as long. Words pick some explorables by name. First frame:
from the call of `render` to the drawn picture, the median of fresh pages. Drag: a
handle or a slider is moved in every animation frame for two seconds; the browser
offers at most 60 frames a second. "busy" is the processor time of the page's thread
for one frame, which says how much room is left, whatever else the machine is doing.
"""

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from attractor import lab, show
from attractor.show.explorable import Explorable
from booktools.chromium import open_chromium

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from explorable_page import open_explorables

FIRST_FRAME_BAR = 100.0
DRAG_BAR = 50.0
FRESH_PAGES = 7

DRAG = """async ([grip, milliseconds]) => {
  const root = document.querySelector(".attractor-explorable");
  const held = root.querySelector(grip);
  const stage = held.closest(".ex-stage") ?? held;
  const box = stage.getBoundingClientRect();
  const own = held.getBoundingClientRect();
  stage.setPointerCapture = () => {};
  const tell = (type, x, y) => stage.dispatchEvent(new PointerEvent(type, {
    clientX: x, clientY: y, pointerId: 1, pointerType: "mouse", bubbles: true,
  }));
  const slides = held.matches("[type=range]");
  const to = (turn) => {
    if (!slides)
      return tell("pointermove", box.x + box.width * (0.5 + 0.35 * Math.sin(turn)),
        box.y + box.height * (0.5 + 0.3 * Math.cos(0.7 * turn)));
    const share = 0.5 + 0.5 * Math.sin(turn);
    held.value = Number(held.min) + share * (held.max - held.min);
    held.dispatchEvent(new Event("input", { bubbles: true }));
  };
  if (!slides) tell("pointerdown", own.x + own.width / 2, own.y + own.height / 2);
  const before = Number(root.dataset.frames);
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < milliseconds) {
    to(elapsed / 300);
    elapsed = (await new Promise(requestAnimationFrame)) - start;
  }
  const frames = Number(root.dataset.frames) - before;
  if (!slides) tell("pointerup", own.x, own.y);
  return { frames, perSecond: (1000 * frames) / elapsed };
}"""

EIGHT = [[-2, -1], [-2, 1], [0, 2], [2, 1], [2, -1], [0, -2], [0.5, 0], [-0.5, 0.3]]
BANDS = ["proposition-1", "proposition-3"]
PATTERN = ".landscape-pattern"

RECORDED = [lab.capacity_summary(lab.load_run(name)) for name in lab.RECORDED_CAPACITY]

SOURCES = {
    name: lab.QuestionFormation(weights=name) for name in ("published", "fitted")
}
LEXICONS = {words: lab.QuestionFormation(words).lexicon for words in (13, 15, 26, 68)}
PLATEAUS = [(f"run {k}", 0.1 * k, 0.1 * k + 0.004) for k in range(1, 16)]

COUNTS = (5000, 10_000, 15_000, 20_000)
CLOUDS = {
    "controls": [f"layer-{k}" for k in range(10)],
    "n_vectors": COUNTS,
    "mean": [[8.0 - k / 4 - j / 9 for j in range(4)] for k in range(10)],
    "median": [[7.0 - k / 4 - j / 9 for j in range(4)] for k in range(10)],
    "histogram": [[[count // 60] * 60 for count in COUNTS]] * 10,
    "edges": [[1 + j / 6 for j in range(61)]] * 10,
    "sigma": [0.9] * 10,
    "yardsticks": [2.737586, 43.801380],
}

PROBED = (
    [[[[[[0.9, 0.8]] * 6] * 5] * 3] * 2] * 3,
    [[[0.5, 0.5]] * 2] * 3,
    {"tasks": ["number", "auxiliary"], "places": [*"abcdef"], "tests": ["old", "new"]},
)

EVALUATIONS = [100 * k for k in range(1, 42)]
FRACTIONS = {
    share: {
        "evaluated_at": EVALUATIONS,
        "epochs": [k / 4100 * times for k in EVALUATIONS],
        "training": [3 + 300 / k - 2e-4 * k for k in EVALUATIONS],
        "held_out": [3 + 300 / k + 1e-3 * k for k in EVALUATIONS],
    }
    for share, times in (("all", 1), ("a tenth", 10), ("a hundredth", 100))
}

KEYS = {
    f"reader {k}": [
        {
            "between": list(range(9)),
            "right": [1 / (1 + j * k) for j in range(9)],
            "nats": [0.3 * j * k for j in range(9)],
            "slope": [10.0 ** (-j * k / 8) for j in range(9)],
        }
    ]
    * 3
    for k in range(5)
}

WORDS = [f"word {k}" for k in range(22)]
HEADS = [
    [[(7 * i + 3 * j + h) % 11 for j in range(22)] for i in range(22)]
    for h in range(16)
]

RING = show.RingStepper(
    [f"w{k}" for k in range(24)],
    [[(7 * i + 3 * j) % 11 for j in range(24)] for i in range(24)],
    [*range(24)],
    hosts=12,
)

LETTERS = [chr(97 + k) for k in range(65)]
CHARACTERS = {
    "vocabulary": LETTERS,
    "beginnings": LETTERS[:8],
    "after_beginnings": [[(7 * k * j) % 11 for k in range(65)] for j in range(1, 9)],
    "passage": list(range(64)),
    "along_passage": [[(7 * k * j) % 13 for k in range(65)] for j in range(1, 65)],
}

EXPLORABLES: dict[str, tuple[Explorable, str]] = {
    "landscape, 3 patterns": (show.EnergyLandscape(), PATTERN),
    "landscape, 8 patterns": (show.EnergyLandscape(EIGHT), PATTERN),
    "landscape, line": (show.EnergyLandscape(dim=1, bands=BANDS, query=0.5), PATTERN),
    "neuron": (show.SpikingNeuron(), "[data-act=current]"),
    "digit pad": (show.DigitPad(), "[data-act=noise]"),
    "capacity curve": (show.CapacityCurve(RECORDED), "[data-act=load]"),
    "overlaps, circle": (show.OverlapLandscape(), ".overlap-hold"),
    "overlaps, crowd": (show.OverlapLandscape(scene="crowd"), "[data-act=load]"),
    "layer energies": (show.LayerEnergies(), ".ex-handle"),
    "scaling laws": (show.ScalingLaws(), ".ex-handle"),
    "balls and loss": (show.BallsAndLoss(), "[data-act=radius]"),
    "balls and loss, 10⁴": (show.BallsAndLoss(dim=10_000), "[data-act=dim]"),
    "optimizers, bowl": (show.OptimizerPaths(), ".ex-handle"),
    "optimizers, κ": (show.OptimizerPaths(steps=300), "[data-act=conditioning]"),
    "merges": (show.MergeStepper(), "[data-act='step']"),
    "back-propagation": (show.BackpropSteps(stage=11), "[data-which='6']"),
    "attention, 22 tokens": (show.AttentionMatrix(WORDS, HEADS), "[data-act=beta]"),
    "pass keys": (show.PassKeyRuns(KEYS), "[data-act=test]"),
    "probes": (show.ProbeLayers(*PROBED), "[data-act=layer]"),
    "radius": (show.RadiusControls(CLOUDS), "[data-act=factor]"),
    "receptive field": (show.ReceptiveField(reader="feedback"), "[data-act=place]"),
    "interference": (show.Interference(), "[data-act=dim]"),
    "ring, 12 hosts": (RING, "[data-act=query]"),
    "data fractions": (show.DataFractions(FRACTIONS), "[data-act=place]"),
    "next token": (
        show.NextToken(CHARACTERS, top_p=0.9, draws=1000),
        "[data-act=temperature]",
    ),
    "lexicon floor": (
        show.LexiconFloor(SOURCES, LEXICONS, PLATEAUS),
        "[data-act=nouns]",
    ),
}


def first_frame(browser: Browser, explorable: Explorable) -> float:
    """Milliseconds from `render` to the drawn picture, median of fresh pages."""
    times = []
    for _ in range(FRESH_PAGES):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        open_explorables(page, explorable)
        shown = page.locator("[data-first-frame]")
        times.append(float(shown.get_attribute("data-first-frame") or "nan"))
        page.close()
    return statistics.median(times)


def thread_seconds(session: CDPSession) -> float:
    """Processor seconds of the page's main thread so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def drag(page: Page, explorable: Explorable, grip: str) -> tuple[float, float]:
    """Frames per second while the grip moves, and milliseconds busy per frame."""
    open_explorables(page, explorable)
    page.evaluate(DRAG, [grip, 500])
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = thread_seconds(session)
    moved = page.evaluate(DRAG, [grip, 2000])
    busy = 1000 * (thread_seconds(session) - before) / max(1, moved["frames"])
    return moved["perSecond"], busy


def main() -> None:
    """Print a line for each explorable."""
    words = sys.argv[1:]
    chosen = {
        name: case
        for name, case in EXPLORABLES.items()
        if not words or any(word in name for word in words)
    }
    with open_chromium() as browser:
        if browser is None:
            print("No Chromium here: set CHROMIUM to its path.")
            return
        print(
            f"{'explorable':24} {'first frame':>12} {'drag':>12} {'busy':>10}"
            f"   bars: < {FIRST_FRAME_BAR:.0f} ms, ≥ {DRAG_BAR:.0f}/s"
        )
        for name, (explorable, grip) in chosen.items():
            shown = first_frame(browser, explorable)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            rate, busy = drag(page, explorable, grip)
            page.close()
            met = shown < FIRST_FRAME_BAR and rate >= DRAG_BAR
            print(
                f"{name:24} {shown:9.0f} ms {rate:10.1f}/s {busy:7.1f} ms"
                f"   {'met' if met else 'missed'}"
            )


if __name__ == "__main__":
    main()
