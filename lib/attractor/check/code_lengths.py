"""Check on the lengths of Huffman's codes."""

import math
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import numpy as np
import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case, Function
from attractor.models import huffman_lengths as lengths_by_symbol

Counts = Sequence[int]
Groups = list[tuple[int, list[int]]]

# With these, no other lengths need as few bits.
COUNTS = (
    (15, 36, 20, 17, 16, 4, 5),
    (14, 30, 13, 12, 10),
    (2, 4, 11, 3),
    (8, 7, 9, 6),
    (21, 2, 13, 3, 5, 8),
    (2, 9),
)


def _right(counts: Counts) -> list[int]:
    return list(lengths_by_symbol(dict(enumerate(counts))).values())


def _ideal(counts: Counts) -> list[float]:
    return [math.log2(sum(counts) / each) for each in counts]


def _joined(counts: Counts, join: Callable[[Groups], tuple[int, int]]) -> list[int]:
    """Lengths by joining the groups at the two places that `join` names."""
    lengths = [0] * len(counts)
    groups: Groups = [(each, [place]) for place, each in enumerate(counts)]
    while len(groups) > 1:
        one, other = (groups[place] for place in join(groups))
        groups = [group for group in groups if group is not one and group is not other]
        for place in one[1] + other[1]:
            lengths[place] += 1
        groups.append((one[0] + other[0], one[1] + other[1]))
    return lengths


def _most_frequent(groups: Groups) -> tuple[int, int]:
    order = sorted(range(len(groups)), key=lambda place: -groups[place][0])
    return order[0], order[1]


def _sorted_once(counts: Counts) -> list[int]:
    order = sorted(range(len(counts)), key=counts.__getitem__)
    lengths = _joined([counts[place] for place in order], lambda groups: (0, 1))
    return [length for _, length in sorted(zip(order, lengths, strict=True))]


def _one_chain(counts: Counts) -> list[int]:
    order = sorted(range(len(counts)), key=lambda place: -counts[place])
    lengths = [min(rank + 1, len(counts) - 1) for rank in range(len(counts))]
    return [length for _, length in sorted(zip(order, lengths, strict=True))]


def _top_down(counts: Counts) -> list[int]:
    """Shannon and Fano: cut the sorted symbols in halves of near equal weight."""
    lengths = [0] * len(counts)

    def cut(places: list[int]) -> None:
        if len(places) < 2:
            return
        weights = [counts[place] for place in places]
        at = min(
            range(1, len(places)),
            key=lambda end: abs(sum(weights[:end]) - sum(weights[end:])),
        )
        for place in places:
            lengths[place] += 1
        cut(places[:at])
        cut(places[at:])

    cut(sorted(range(len(counts)), key=lambda place: -counts[place]))
    return lengths


def _on_tensor(function: Callable[[list[int]], Any]) -> Function:
    """The same function of whole numbers in a tensor, its whole numbers as floats."""

    @wraps(function)
    def asked(counts: Tensor) -> Any:
        reply = function([int(each) for each in counts.tolist()])
        if isinstance(reply, np.ndarray):
            reply = torch.as_tensor(reply.copy())
        if isinstance(reply, Tensor) and not reply.is_complex():
            return reply.double()
        return reply

    return asked


def _mistake(message: str, function: Callable[[Counts], Any]) -> Mistake:
    return Mistake(message, _on_tensor(function))


CASES: tuple[Case, ...] = tuple(
    (torch.tensor(counts, dtype=torch.float64),) for counts in COUNTS
)

HUFFMAN_LENGTHS = Exercise(
    arguments=("counts",),
    truth=_on_tensor(_right),
    cases=CASES,
    mistakes=(
        _mistake(
            "Those are the ideal lengths, −log₂ p: a code has whole bits.", _ideal
        ),
        _mistake(
            "That rounds −log₂ p up, which is Shannon's code of 1948: joining the two "
            "rarest groups needs fewer bits.",
            lambda counts: [max(1, math.ceil(each)) for each in _ideal(counts)],
        ),
        _mistake(
            "That rounds −log₂ p, which need not leave a code for every symbol.",
            lambda counts: [max(1, round(each)) for each in _ideal(counts)],
        ),
        _mistake(
            "All codes are equally long, ⌈log₂ n⌉: frequent symbols are to have less.",
            lambda counts: [math.ceil(math.log2(len(counts)))] * len(counts),
        ),
        _mistake(
            "The most frequent groups join first: the two rarest are to.",
            lambda counts: _joined(counts, _most_frequent),
        ),
        _mistake(
            "The groups are sorted only once: a joined group has to find its place "
            "among the others.",
            _sorted_once,
        ),
        _mistake(
            "Every join takes the group made last: a joined group counts as both its "
            "halves, so that two others may be rarer.",
            _one_chain,
        ),
        _mistake(
            "That cuts from the top, as Shannon and Fano did: joining from the bottom "
            "needs fewer bits.",
            _top_down,
        ),
        _mistake(
            "Every length is one too many: the last group of all costs no bit.",
            lambda counts: [length + 1 for length in _right(counts)],
        ),
        _mistake(
            "Every length is one too few: each join adds a bit, the first as well.",
            lambda counts: [length - 1 for length in _right(counts)],
        ),
        _mistake(
            "The lengths come sorted: give them in the order of the counts.",
            lambda counts: sorted(_right(counts)),
        ),
        _mistake(
            "The lengths come sorted, longest first: give them in the order of the "
            "counts.",
            lambda counts: sorted(_right(counts), reverse=True),
        ),
        _mistake(
            "That is the number of all bits: give each symbol's.",
            lambda counts: sum(map(int.__mul__, counts, _right(counts))),
        ),
        _mistake(
            "That is the expected length: give each symbol's.",
            lambda counts: sum(map(int.__mul__, counts, _right(counts))) / sum(counts),
        ),
    ),
)


def huffman_lengths(function: object) -> Answer:
    """Check counts ↦ the lengths of Huffman's codes, both as lists, in one order."""
    asked = _on_tensor(function) if callable(function) else function
    return HUFFMAN_LENGTHS.examine(asked)
