"""Do real lines look as if a source had drawn them? Pearson's χ² of their parts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from attractor.lab.question_formation.cells import CellTable
from attractor.lab.question_formation.parsing import Parsed
from attractor.lab.question_formation.templates import Cell


class Fit(NamedTuple):
    """Pearson's χ² of counts; about `degrees` where the source is right."""

    chi_squared: float
    degrees: int


def structure_fit(
    parsed: Sequence[Parsed], table: CellTable, shares: np.ndarray
) -> Fit:
    """Of the numbers of lines by marker, subject and predicate: 42 kinds for training.

    Cells with share 0 are left out. Raises `ValueError` on a line of such a cell.
    """
    expected: dict[tuple[str, str, str], float] = {}
    for cell, share in zip(table.cells, shares / shares.sum(), strict=True):
        if share > 0:
            expected[kind(cell)] = expected.get(kind(cell), 0) + len(parsed) * share
    counts = dict.fromkeys(expected, 0)
    for cell, count in Counter(line.cell for line in parsed).items():
        if kind(cell) not in counts:
            raise ValueError(
                f"lines must be such as this source has, got {count} with the marker "
                f"{cell.marker}, {cell.template.subject} subject and "
                f"{cell.template.predicate} predicate"
            )
        counts[kind(cell)] += count
    return fit(np.array([*counts.values()]), np.array([*expected.values()]))


def kind(cell: Cell) -> tuple[str, str, str]:
    """A cell without its singulars and plurals."""
    return cell.marker, cell.template.subject, cell.template.predicate


def word_fits(
    parsed: Sequence[Parsed], lexicon: Mapping[str, Sequence[str]]
) -> dict[str, Fit]:
    """Of the uses of the words of each class, which should be equally frequent."""
    counts = {word: 0 for words in lexicon.values() for word in words}
    for words, _ in parsed:
        for word in words:
            counts[word] += 1
    uses = {name: np.array([counts[w] for w in lexicon[name]]) for name in lexicon}
    return {name: fit(n, np.full(len(n), n.mean())) for name, n in uses.items()}


def fit(counts: np.ndarray, expected: np.ndarray) -> Fit:
    """Σ (count − expected)²/expected, with one degree of freedom less than counts."""
    return Fit(float(((counts - expected) ** 2 / expected).sum()), len(counts) - 1)
