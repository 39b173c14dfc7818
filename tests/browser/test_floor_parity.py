"""What the floor explorable computes in the page is what the package computes."""

import math
from typing import Any

import numpy as np
import pytest
from explorable_page import use_module, use_separate_modules
from floor_cases import NAMED, floor_explorable
from playwright.sync_api import Page

from attractor.lab import QuestionFormation, sized_lexicon
from attractor.show.lexicon_floor import CLASSES, MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

TOLERANCE = 1e-9
SHOWN = floor_explorable()
EXPLORABLE = SHOWN
ASK = """({ sources, settings }) => settings.map((now) => {
  const moments = MODULE.momentsOf(sources[now.weights]);
  const sizes = MODULE.sizesOf(now);
  const floor = MODULE.floorOf(moments, sizes, now.scored, now.copies);
  return [
    floor.nats, floor.tokens, floor.perToken, ...floor.terms,
    MODULE.linesOf(sources[now.weights], sizes), MODULE.wordsIn(sizes),
    MODULE.memorizedOf(now.lines, now.scored, floor.tokens),
  ];
})"""

Setting = dict[str, Any]


def settings(count: int = 300) -> list[Setting]:
    draws = np.random.default_rng(5)
    found = []
    for _ in range(count):
        scored = str(draws.choice(["line", "source", "target"], p=[0.5, 0.3, 0.2]))
        sizes = np.exp(draws.uniform(0, math.log(201), len(CLASSES))).astype(int)
        found.append(
            {
                **dict(zip(CLASSES, sizes.tolist(), strict=True)),
                "weights": str(draws.choice(["published", "fitted"])),
                "scored": scored,
                "copies": int(draws.integers(1 if scored == "target" else 0, 5)),
                "lines": int(10 ** draws.uniform(1, 7)),
            }
        )
    return found


def source_of(now: Setting) -> QuestionFormation:
    sizes = {part: now[name] for name, parts in CLASSES.items() for part in parts}
    return QuestionFormation(sized_lexicon(**sizes), now["weights"])


def expected(now: Setting) -> list[float]:
    source = source_of(now)
    entropy = source.entropy(now["scored"], now["copies"])
    by_class, certain = source.entropy_terms(), now["scored"] == "target"
    terms = [by_class["structure"]]
    terms += [sum(by_class[part] for part in parts) for parts in CLASSES.values()]
    heart = 0.0 if certain else math.log(now["lines"]) / entropy.tokens_per_line
    return [
        *entropy,
        *(0.0 if certain else term for term in terms),
        source.n_lines,
        len(source.lexicon.words),
        heart,
    ]


EXPECTED = [(now, expected(now)) for now in settings()]


def worst(page: Page) -> float:
    asked = {"sources": SHOWN.sources, "settings": [now for now, _ in EXPECTED]}
    here = np.array(page.evaluate(ASK, asked))
    there = np.array([answer for _, answer in EXPECTED])
    return float((np.abs(here - there) / np.maximum(1, np.abs(there))).max())


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    assert worst(formulas) <= TOLERANCE


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab) <= TOLERANCE


@pytest.mark.parametrize("weights", ["published", "fitted"])
def test_named_lexicons_have_their_words_and_their_floors(
    weights: str, formulas: Page
) -> None:
    rows = formulas.evaluate(
        """({ sources, lexicons, weights }) => lexicons.map(({ words, sizes }) => {
          const all = MODULE.sizesOf(sizes);
          const moments = MODULE.momentsOf(sources[weights]);
          return [words, MODULE.wordsIn(all),
            MODULE.floorOf(moments, all, "line", 1).perToken];
        })""",
        {"sources": SHOWN.sources, "lexicons": SHOWN.lexicons, "weights": weights},
    )
    assert [row[:2] for row in rows] == [[words, words] for words in NAMED]
    for words, _, floor in rows:
        source = QuestionFormation(words, weights)
        assert floor == pytest.approx(source.entropy().nats_per_token, rel=1e-12)


def test_a_ladder_gives_every_value_back(formulas: Page) -> None:
    lost = formulas.evaluate(
        """() => [...Array(200).keys()].map((k) => k + 1)
          .filter((k) => MODULE.SIZE_LADDER.at(MODULE.SIZE_LADDER.of(k)) !== k)"""
    )
    assert lost == []
    steps = formulas.evaluate(
        """() => [MODULE.SIZE_LADDER, MODULE.LINES_LADDER].map(({ at, range }) =>
          [...Array(range.most + 1).keys()].map(at))"""
    )
    for values in steps:
        assert values == sorted(set(values))
    assert (steps[0][0], steps[0][-1]) == (1, 200)
    assert {10, 500, 20_000, 100_000, 10_000_000} <= set(steps[1])


def test_a_bars_end_belongs_to_the_size_that_draws_it(formulas: Page) -> None:
    sizes = formulas.evaluate(
        """({ sources, lexicons, state }) => {
          const moments = { published: MODULE.momentsOf(sources.published) };
          const given = { sources, moments, lexicons, plateaus: [] };
          const facts = MODULE.floorFacts(state, given);
          const bars = MODULE.barsOf(facts);
          const frame = MODULE.cascadeFrame(700, 400, 1.5);
          return bars.filter((bar) => bar.trait).map(({ trait, to }) => [trait,
            MODULE.valueAt({ facts, bars, frame }, trait, frame.toX(to))]);
        }""",
        {
            "sources": SHOWN.sources,
            "lexicons": SHOWN.lexicons,
            "state": {name: getattr(SHOWN, name) for name in SHOWN.shown},
        },
    )
    assert len(sizes) == len(CLASSES) + 1
    for name, value in sizes:
        assert value == pytest.approx(getattr(SHOWN, name), rel=1e-9)


@pytest.mark.parametrize(
    ("count", "full", "short"),
    [
        (500, "500", "500"),
        (2808, "2,808", "2,808"),
        (20_000, "20,000", "20K"),
        (10_000_000, "10,000,000", "10M"),
        (999, "999", "999"),
    ],
)
def test_counts_are_read_as_words(
    count: int, full: str, short: str, formulas: Page
) -> None:
    ask = "(count) => [MODULE.countWords(count), MODULE.shortCount(count)]"
    assert formulas.evaluate(ask, count) == [full, short]
    assert formulas.evaluate(ask, 75_540_000_000_000)[0] == "7.55 × 10¹³"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("structure -= count * share", "structure -= share"),
        ("const source = words + 2", "const source = words + 1"),
        ("copies * (words + 1) + 1", "copies * (words + 1)"),
        ('scored === "target" ? 0 : 1', '0 === "target" ? 0 : 1'),
        ("const MARKS = 4", "const MARKS = 5"),
        ("Math.log(lines) / tokens", "Math.log2(lines) / tokens"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = SHOWN._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, wrong))
    assert worst(explorable_tab) > TOLERANCE
