"""Lines drawn from the grammar, many at a time."""

import numpy as np
import torch

from attractor.lab.question_formation.cells import CellTable
from attractor.lab.question_formation.lexicon import FULL_STOP, Lexicon
from attractor.lab.question_formation.parsing import target_words

MOST_WORDS = 16
BLOCK = 1 << 16


def draw(
    table: CellTable, lexicon: Lexicon, n_lines: int, *, generator: torch.Generator
) -> np.ndarray:
    """Independent lines as numbers: the cell, then the place of each word in its class.

    Shape (n_lines, 17), zeros after the last word.
    """
    shape = (n_lines, 1 + MOST_WORDS)
    device, dtype = generator.device, torch.float64
    drawn = torch.rand(shape, generator=generator, device=device, dtype=dtype)
    uniform: np.ndarray = drawn.numpy(force=True)
    ends = table.probabilities.cumsum()
    cells = np.searchsorted(ends[:-1], uniform[:, 0], side="right")
    chosen = np.empty((n_lines, 1 + MOST_WORDS), dtype=np.int32)
    chosen[:, 0] = cells
    chosen[:, 1:] = uniform[:, 1:] * class_sizes(table, lexicon)[cells]
    return chosen


def draw_distinct(
    table: CellTable, lexicon: Lexicon, n_lines: int, *, generator: torch.Generator
) -> np.ndarray:
    """The first different lines among independent ones, in the order they come."""
    kept = np.empty((0, 1 + MOST_WORDS), dtype=np.int32)
    block = min(n_lines, BLOCK)
    while len(kept) < n_lines:
        more = draw(table, lexicon, block, generator=generator)
        kept = first_of_each(np.concatenate([kept, more]))
        block = min(2 * block, BLOCK)
    return kept[:n_lines]


def first_of_each(rows: np.ndarray) -> np.ndarray:
    """The rows without repeats, in the order in which they first stand there."""
    whole = np.ascontiguousarray(rows).view(np.dtype((np.void, rows[0].nbytes)))
    return rows[np.sort(np.unique(whole[:, 0], return_index=True)[1])]


def class_sizes(table: CellTable, lexicon: Lexicon) -> np.ndarray:
    """How many words each place of a cell can have, (n_cells, 16); 0 past the end."""
    size_of = lexicon.sizes
    sizes = np.zeros((len(table.cells), MOST_WORDS))
    for row, (template, _) in zip(sizes, table.cells, strict=True):
        row[: len(template.classes)] = [size_of[name] for name in template.classes]
    return sizes


def spell(chosen: np.ndarray, table: CellTable, lexicon: Lexicon) -> list[str]:
    """The lines that `draw` has chosen, in words."""
    lines = np.empty(len(chosen), dtype=object)
    for at in np.unique(chosen[:, 0]):
        (template, marker) = table.cells[at]
        rows = np.flatnonzero(chosen[:, 0] == at)
        columns = [
            np.array(getattr(lexicon, name), dtype=object)[chosen[rows, 1 + place]]
            for place, name in enumerate(template.classes)
        ]
        for row, words in zip(rows, zip(*columns, strict=True), strict=True):
            target = target_words([*words], marker, template.main_auxiliary)
            source = " ".join(words)
            lines[row] = f"{source} {FULL_STOP} {marker}\t{' '.join(target)}"
    return lines.tolist()
