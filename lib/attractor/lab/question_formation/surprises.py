"""What every token of a line costs a reader who knows the source."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from attractor.lab.question_formation.cells import CellTable
from attractor.lab.question_formation.lexicon import FULL_STOP
from attractor.lab.question_formation.parsing import Parsed, target_words
from attractor.lab.question_formation.tokens import END


class Surprises(NamedTuple):
    """The tokens of a line, end mark last, and −log of each one's probability."""

    tokens: tuple[str, ...]
    nats: np.ndarray


def token_surprises(
    parsed: Parsed, table: CellTable, sizes: Mapping[str, int]
) -> Surprises:
    r"""Nats of each token, given those before it: they add up to those of the line.

    After $k$ words only the cells are left whose classes begin like the line's. A word
    costs what they lose, and the logarithm of the size of its class; the full stop and
    the marker cost what they lose; the target and the end mark cost nothing. Raises
    `ValueError` on a line that this source cannot write.
    """
    words, cell = parsed
    if cell not in table.cells:
        raise ValueError("line must be one that this source can write")
    classes = cell.template.classes
    left = [table.probabilities.sum()]
    for k in range(1, len(classes) + 1):
        alike = [each.template.classes[:k] == classes[:k] for each in table.cells]
        left.append(table.probabilities[alike].sum())
    whole = [each.template == cell.template for each in table.cells]
    here = [each == cell for each in table.cells]
    left += [table.probabilities[whole].sum(), table.probabilities[here].sum()]
    nats = np.log(left[:-1]) - np.log(left[1:])
    nats[: len(classes)] += [math.log(sizes[name]) for name in classes]
    target = target_words([*words], cell.marker, cell.template.main_auxiliary)
    tokens = (*words, FULL_STOP, cell.marker, *target, END)
    return Surprises(tokens, np.append(nats, np.zeros(len(target) + 1)))
