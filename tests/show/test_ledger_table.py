"""A row a claim: its verdict in words, its reasons, its way to the chapter and back."""

import re
from functools import partial

import pytest

from attractor.claims import Claim, Comparison, Evidence, Variant
from attractor.show import LedgerTable, Result

YES = Comparison("the sum", 2, "=", 2)
NO = Comparison("gap <at> most", 0.5, "≤", 0.25, 1e-3)


def claim(verdict: str | None, chapter: str) -> Claim:
    """A claim of that verdict, in that chapter."""
    evidence = partial(Evidence, printed=(YES,))
    waiting = verdict is None
    return Claim(
        id=f"claim-in-{chapter.split('/')[1]}",
        where="Section 0",
        statement="a < b",
        assumptions="",
        verdict=verdict,  # type: ignore[arg-type]
        corrected="",
        chapter=chapter,
        evidence=None if waiting else evidence,
        variant=None if waiting else Variant("another a", evidence),
    )


CLAIMS = (claim("fails", "loss/bound"), claim(None, "experiments/radius"))


def table(*comparisons: Comparison) -> str:
    """The table of these claims, the first judged by `comparisons`."""
    result = Result(Evidence(printed=comparisons), "another a", "holds")
    rows = LedgerTable(CLAIMS, {CLAIMS[0].id: result}, {"loss/bound": "A wall?"})
    return rows._repr_html_()


def rows(html: str) -> list[str]:
    return re.findall(r"<tr id=.*?</tr>", html, re.DOTALL)


def test_every_claim_has_a_row_with_its_id_verdict_and_part() -> None:
    judged, waiting = rows(table(YES))
    assert 'id="claim-in-bound" data-verdict="fails" data-part="loss"' in judged
    assert 'data-verdict="with its chapter" data-part="experiments"' in waiting
    assert "<span>fails</span>" in judged
    assert "<span>with its chapter</span>" in waiting


def test_a_written_chapter_is_linked_where_the_claim_is_named() -> None:
    judged, waiting = rows(table(YES))
    assert '<a href="../loss/bound.html#claim-claim-in-bound">A wall?</a>' in judged
    assert "<a " not in waiting
    assert "to come: radius" in waiting


def test_reasons_say_what_was_asked_and_what_came_out() -> None:
    judged, waiting = rows(table(YES, NO))
    assert "the sum: 2 (asked: = 2)" in judged
    assert "gap &lt;at&gt; most: 0.5 (asked: ≤ 0.25 ± 0.001)" in judged
    assert judged.count("✓") == 1
    assert judged.count("✗") == 1
    assert "<b>Overturned by</b> another a: holds" in judged
    assert "<details>" not in waiting


def test_text_cannot_break_the_table() -> None:
    assert "a &lt; b" in rows(table(YES))[0]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3e-16, "0"),
        (1_234_567, "1,234,567"),
        (0.1234567891, "0.1234568"),
        (-1.5, "−1.5"),
    ],
)
def test_numbers_are_shown_to_seven_digits(value: float, shown: str) -> None:
    html = table(Comparison("x", value, "=", 5))
    assert f"x: {shown} (asked: = 5)" in html


def test_indices_are_lowered() -> None:
    html = table(Comparison("log Z_t of d_emb, find_minima", 1, "=", 1))
    assert "log Z<sub>t</sub> of d<sub>emb</sub>, find_minima: 1" in html


def test_readings_and_controls_stand_under_their_headings() -> None:
    evidence = Evidence(readings=((YES,), (NO,)), controls=(YES,), corrected=(YES,))
    result = Result(evidence, "", "holds")
    html = LedgerTable(CLAIMS, {CLAIMS[0].id: result}, {})._repr_html_()
    headings = re.findall(r"<p><b>([^<]+)</b></p>", html)
    expected = ["Reading 1", "Reading 2", "Without what it is to show", "In its place"]
    assert headings == expected


def test_in_plain_text_it_says_how_many() -> None:
    assert repr(LedgerTable(CLAIMS, {}, {})) == "LedgerTable(2 claims)"
