"""Why a verdict is what it is: every comparison, in words and numbers."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from attractor.show.ledger_table.entry import Comparison, Evidence, Result

ROUNDING = 1e-9  # differs between machines, and nobody reads it
VISIBLE = 1e-6
INDEX = re.compile(r"\b([A-Za-zΓΔθ]{1,2})_([A-Za-zθ]+)")


def reasons_for(assumptions: str, corrected: str, result: Result) -> str:
    """The inside of a row: assumptions, comparisons, what holds, what overturns it."""
    lines = []
    if assumptions:
        lines.append(f"<p><b>Assuming</b> {typeset(assumptions)}</p>")
    for heading, comparisons in groups(result.evidence):
        items = "".join(map(line, comparisons))
        lines.append(f"<p><b>{heading}</b></p><ul>{items}</ul>")
    if corrected:
        lines.append(f"<p><b>Instead</b> {typeset(corrected)}</p>")
    lines.append(
        f"<p><b>Overturned by</b> {typeset(result.change)}: {result.overturned}</p>"
    )
    return "".join(lines)


def typeset(text: str) -> str:
    """Plain text as HTML: E_t and d_emb with their indices lowered."""
    return INDEX.sub(r"\1<sub>\2</sub>", escape(text))


def groups(evidence: Evidence) -> Iterator[tuple[str, Sequence[Comparison]]]:
    """The comparisons under their headings, the empty ones left out."""
    readings = [(f"Reading {i}", each) for i, each in enumerate(evidence.readings, 1)]
    named = [
        ("As printed", evidence.printed),
        *readings,
        ("Without what it is to show", evidence.controls),
        ("What the paper needs of it", evidence.core),
        ("In its place", evidence.corrected),
    ]
    return ((heading, each) for heading, each in named if each)


def line(comparison: Comparison) -> str:
    """One comparison with its mark: a tick or a cross, and for ears a word."""
    mark, word = ("✓", "true") if comparison.holds else ("✗", "not true")
    return (
        f'<li class="{"is" if comparison.holds else "is-not"}">'
        f'<span aria-hidden="true">{mark}</span>'
        f'<span class="ledger-ear">{word}: </span>'
        f"{typeset(comparison.what)}: {number(comparison.value)} "
        f"(asked: {escape(asked(comparison))})</li>"
    )


def asked(comparison: Comparison) -> str:
    """What the number should be, with the tolerance if one could see it."""
    text = f"{comparison.relation} {number(comparison.reference)}"
    if comparison.tolerance < VISIBLE:
        return text
    return f"{text} ± {number(comparison.tolerance)}"


def number(value: int | float) -> str:
    """A number to seven digits, rounding errors as 0."""
    if abs(value) < ROUNDING:
        return "0"
    text = f"{value:,}" if isinstance(value, int) else f"{value:.7g}"
    return text.replace("-", "−")
