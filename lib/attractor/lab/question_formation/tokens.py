"""Lines of Question-Formation as numbers, with the marks that Murty's models see."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch

from attractor.lab.question_formation.entropy import SCORED
from attractor.lab.question_formation.lexicon import Lexicon
from attractor.lab.question_formation.parsing import MARKERS
from attractor.lab.training.batch import NOT_COUNTED, Batch

PAD, END, START = "<pad>", "<end>", "<start>"


@dataclass(frozen=True)
class LineTokenizer:
    """One number for each word; 0 pads, and after the words come the end and the start.

    With the standard lexicon there are 71: 68 words and three marks, as in the code of
    Murty et al. (2023). A line is its source, its target and the end mark; the tab
    between them is no token.
    """

    lexicon: Lexicon

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """What each number stands for."""
        return (PAD, *self.lexicon.words, END, START)

    @property
    def pad(self) -> int:
        """The number that fills what is beyond a line's end."""
        return 0

    @property
    def end(self) -> int:
        """The number of the mark after a line."""
        return len(self.vocabulary) - 2

    @property
    def start(self) -> int:
        """The number of the mark before a line, which is read and never said."""
        return len(self.vocabulary) - 1

    def encode(self, lines: Iterable[str], copies: int = 1) -> list[np.ndarray]:
        """The numbers of each line, its target `copies` times, and the end mark.

        Raises `ValueError` on a line without a tab, on a word that the lexicon does
        not have, and on `copies` below 0.
        """
        if copies < 0:
            raise ValueError(f"copies must be at least 0, got {copies}")
        return [self._numbers(line, copies) for line in lines]

    def decode(self, numbers: Iterable[int]) -> str:
        """The words of these numbers up to the end mark, with the tab after the marker.

        Raises `ValueError` on a number that stands for no word.
        """
        words: list[str] = []
        for number in itertools.takewhile(lambda number: number != self.end, numbers):
            if not 0 < number < self.end:
                raise ValueError(
                    f"numbers must be from 1 to {self.end - 1} to stand for words, "
                    f"got {number}"
                )
            words.append(self.vocabulary[number])
        places = [at + 1 for at, word in enumerate(words) if word in MARKERS]
        source = words[: places[0]] if places else words
        target = words[len(source) :]
        return " ".join(source) + ("\t" + " ".join(target) if target else "")

    def score(self, batch: Batch, scored: str) -> Batch:
        """The batch with only the "source", the "target" or the whole "line" scored.

        The marker is the last token of the source. Raises `ValueError` on anything
        else.
        """
        if scored not in SCORED:
            raise ValueError(f"scored must be one of {SCORED}, got {scored!r}")
        if scored == "line":
            return batch
        markers = torch.tensor([self._number_of[word] for word in MARKERS])
        marker = torch.isin(batch.targets, markers.to(batch.targets.device))
        in_source = (marker.cumsum(1) == 0) | marker
        kept = in_source if scored == "source" else ~in_source
        return batch._replace(targets=batch.targets.where(kept, NOT_COUNTED))

    @cached_property
    def _number_of(self) -> dict[str, int]:
        return {word: n for n, word in enumerate(self.vocabulary)}

    def _numbers(self, line: str, copies: int) -> np.ndarray:
        source, tab, target = line.rstrip("\n").partition("\t")
        if not tab:
            raise ValueError(f"line {line!r} must have a tab before its target")
        words = [*source.split(), *(target.split() * copies)]
        try:
            numbers = [self._number_of[word] for word in words]
        except KeyError as unknown:
            raise ValueError(
                f"line {line!r} has a word that the lexicon has not: {unknown}"
            ) from None
        return np.array([*numbers, self.end], dtype=np.uint16)
