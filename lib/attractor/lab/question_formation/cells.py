"""The kinds of lines a source has, as arrays: how probable, how many, how long."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from attractor.lab.question_formation.lexicon import Lexicon
from attractor.lab.question_formation.templates import Cell, all_cells
from attractor.lab.question_formation.weights import StructureWeights

SPLITS = ("training", "generalization", "all")


class CellTable(NamedTuple):
    """What a source of lines is made of, one entry for each cell.

    Lines of a cell are equally likely. `probabilities` sum to 1, `counts` say how many
    lines there are, `n_words` how many words the sentence has, without its full stop.
    """

    cells: tuple[Cell, ...]
    probabilities: np.ndarray
    counts: np.ndarray
    n_words: np.ndarray

    @property
    def log_probabilities(self) -> np.ndarray:
        """Of a single line of each cell."""
        return np.log(self.probabilities) - np.log(self.counts)


def cell_table(lexicon: Lexicon, weights: StructureWeights, split: str) -> CellTable:
    """The cells of a split: 374 for training, 170 for generalization, 544 in all."""
    cells = split_cells(split)
    subject, predicate = weights.shares
    probabilities = np.array(
        [subject[t.subject] * predicate[t.predicate] * t.share for t, _ in cells]
    )
    sizes = lexicon.sizes
    return CellTable(
        cells,
        probabilities / probabilities.sum(),
        np.array([count_lines(cell, sizes) for cell in cells], dtype=np.float64),
        np.array([len(t.classes) for t, _ in cells]),
    )


def split_cells(split: str) -> tuple[Cell, ...]:
    """Training has no withheld question, generalization has nothing else."""
    if split not in SPLITS:
        raise ValueError(f"split must be one of {SPLITS}, got {split!r}")
    if split == "all":
        return all_cells()
    withheld = split == "generalization"
    return tuple(cell for cell in all_cells() if cell.withheld == withheld)


def count_lines(cell: Cell, sizes: Mapping[str, int]) -> int:
    """How many different lines a cell has, with so many words in each class."""
    return math.prod(sizes[name] for name in cell.template.classes)
