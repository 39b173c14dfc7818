"""Claims, what was computed for each, and the verdict: one row a claim.

The table is plain HTML with a few lines of script: it filters on the published page,
in Colab and in a notebook that nobody runs, and without script it shows every row.
"""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from attractor.show.ledger_table.entry import Entry, Result
from attractor.show.ledger_table.reasons import reasons_for, typeset
from attractor.show.palette import css_variables

HERE = Path(__file__).parent
WAITING = "with its chapter"
CLASSES = {
    "holds": "holds",
    "holds with a correction": "corrected",
    "inconsistent": "inconsistent",
    "fails": "fails",
    "unsupported": "unsupported",
    WAITING: "waiting",
}
COLUMNS = ("Where", "What it says", "Verdict", "Chapter")


class LedgerTable:
    """A table of `claims`, filtered by verdict and part.

    `results`: for the id of each claim that has evidence, what was computed and what
    overturns it. `titles`: the title of every chapter that is written, by
    its name `part/chapter`; only these are linked, as pages beside the table's own.
    """

    def __init__(
        self,
        claims: Sequence[Entry],
        results: Mapping[str, Result],
        titles: Mapping[str, str],
    ) -> None:
        self.claims = claims
        self.results = results
        self.titles = titles

    def __repr__(self) -> str:
        return f"LedgerTable({len(self.claims)} claims)"

    def _repr_html_(self) -> str:
        style = css_variables() + (HERE / "style.css").read_text(encoding="utf-8")
        script = (HERE / "filter.js").read_text(encoding="utf-8")
        heads = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
        rows = "\n".join(map(self._row, self.claims))
        return (
            f'<div class="ledger"><style>{style}</style>\n{self._filters()}\n'
            f"<table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
            f'\n<script type="module">{script}</script></div>'
        )

    def _filters(self) -> str:
        used = {claim.verdict or WAITING for claim in self.claims}
        verdicts = [verdict for verdict in CLASSES if verdict in used]
        parts = list(
            dict.fromkeys(claim.chapter.split("/")[0] for claim in self.claims)
        )
        return (
            '<form class="ledger-filters" hidden aria-label="Filter the claims">'
            f"{_choice('verdict', 'Verdict', verdicts)}{_choice('part', 'Part', parts)}"
            '<label>Words <input type="search" name="words" autocomplete="off"></label>'
            '<output aria-live="polite"></output></form>'
        )

    def _row(self, claim: Entry) -> str:
        verdict = claim.verdict or WAITING
        result = self.results.get(claim.id)
        said = typeset(claim.statement)
        if result is not None:
            reasons = reasons_for(claim.assumptions, claim.corrected, result)
            said = f"<details><summary>{said}</summary>{reasons}</details>"
        return (
            f'<tr id="{claim.id}" data-verdict="{verdict}" data-part="'
            f'{claim.chapter.split("/")[0]}" class="ledger-{CLASSES[verdict]}">'
            f'<th scope="row">{escape(claim.where)}<br><code>{claim.id}</code></th>'
            f"<td>{said}</td><td><span>{verdict}</span></td>"
            f"<td>{self._chapter(claim)}</td></tr>"
        )

    def _chapter(self, claim: Entry) -> str:
        title = self.titles.get(claim.chapter)
        if title is None:
            return f"to come: {claim.chapter.split('/')[1].replace('-', ' ')}"
        address = f"../{claim.chapter}.html#claim-{claim.id}"
        return f'<a href="{address}">{escape(title)}</a>'


def _choice(name: str, label: str, values: Sequence[str]) -> str:
    options = "".join(f"<option>{value}</option>" for value in values)
    return (
        f'<label>{label} <select name="{name}"><option value="">all</option>'
        f"{options}</select></label>"
    )
