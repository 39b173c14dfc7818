"""The grammar of Question-Formation as a source of lines."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch

from attractor.lab.question_formation import fitting, parsing, sampling
from attractor.lab.question_formation.cells import CellTable, cell_table, count_lines
from attractor.lab.question_formation.entropy import (
    Entropy,
    entropy_terms,
    per_token,
    source_entropy,
)
from attractor.lab.question_formation.lexicon import LEXICONS, Lexicon
from attractor.lab.question_formation.repeats import WithoutRepeats, without_repeats
from attractor.lab.question_formation.surprises import Surprises, token_surprises
from attractor.lab.question_formation.weights import WEIGHTS, StructureWeights


@dataclass(frozen=True, init=False)
class QuestionFormation:
    """Declarative sentences, each with itself or its question as the target.

    A line is `SENTENCE . MARKER<TAB>TARGET`; the marker is decl or quest with
    probability 1/2, and the words of a class are equally likely. `lexicon` is a
    `Lexicon`, or the number of words of one in `LEXICONS`; `weights` are
    `StructureWeights`, or "published" or "fitted". `split` is "training" (without
    questions that have a relative clause on the subject, as published),
    "generalization" (only those) or "all". McCoy, Frank and Linzen (2020), used in
    section 6.3 of Niu et al. 2024. `ValueError` on a name that does not exist.
    """

    lexicon: Lexicon
    weights: StructureWeights
    split: str

    def __init__(
        self,
        lexicon: Lexicon | int = 68,
        weights: StructureWeights | str = "published",
        split: str = "training",
    ) -> None:
        if not isinstance(lexicon, Lexicon):
            if not isinstance(lexicon, int) or lexicon not in LEXICONS:
                raise ValueError(
                    "lexicon must be a Lexicon or a number of words, "
                    f"one of {[*LEXICONS]}, got {lexicon!r}"
                )
            lexicon = LEXICONS[lexicon]
        if not isinstance(weights, StructureWeights):
            if not isinstance(weights, str) or weights not in WEIGHTS:
                raise ValueError(
                    f"weights must be StructureWeights or one of {[*WEIGHTS]}, "
                    f"got {weights!r}"
                )
            weights = WEIGHTS[weights]
        object.__setattr__(self, "lexicon", lexicon)
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "split", split)
        self.table  # noqa: B018  refuses a split that does not exist

    @cached_property
    def table(self) -> CellTable:
        """Every kind of line with its probability, its number of lines, its length."""
        return cell_table(self.lexicon, self.weights, self.split)

    @property
    def n_lines(self) -> int:
        """How many different lines there are."""
        sizes = self.lexicon.sizes
        return sum(count_lines(cell, sizes) for cell in self.table.cells)

    def sample(
        self, n_lines: int, *, generator: torch.Generator, distinct: bool = False
    ) -> list[str]:
        """Independent lines; `distinct` leaves out repeats, as the data set does.

        Raises `ValueError` where there are not so many different lines.
        """
        if n_lines < 0:
            raise ValueError(f"n_lines must be 0 or more, got {n_lines}")
        if distinct and n_lines > self.n_lines:
            raise ValueError(
                f"n_lines must be at most {self.n_lines}, which is all the lines "
                f"there are, got {n_lines}"
            )
        draw = sampling.draw_distinct if distinct else sampling.draw
        chosen = draw(self.table, self.lexicon, n_lines, generator=generator)
        return sampling.spell(chosen, self.table, self.lexicon)

    def entropy(self, scored: str = "line", copies: int = 1) -> Entropy:
        """The exact entropy of independent lines, per line and per token.

        `scored` says which tokens count: "line", all of them and the end mark;
        "source", up to the marker; "target", the rest. The target stands there
        `copies` times; with 0 a line is a source and the end mark. Raises `ValueError`
        on another `scored` and on too few copies.
        """
        return source_entropy(self.table, scored, copies)

    def entropy_terms(self) -> dict[str, float]:
        """The nats of a line that come from its structure, and from each word class."""
        return entropy_terms(self.table, self.lexicon.sizes)

    def without_repeats(self, n_lines: int, after: int = 0) -> WithoutRepeats:
        """Lines number `after` + 1 to `after` + `n_lines` when repeats are left out.

        Raises `ValueError` where there are not so many different lines.
        """
        return without_repeats(self.table, n_lines, after)

    def parse(self, line: str) -> parsing.Parsed:
        """The one reading of a line, of any split: its words and its cell.

        Raises `ValueError` with the first thing that is wrong.
        """
        return parsing.parse_line(line, self._class_of)

    def log_probability(self, line: str) -> float:
        """In nats; −∞ for a line of another split. Raises `ValueError` as `parse`."""
        return self._log_probability_of.get(self.parse(line).cell, -math.inf)

    def surprises(self, line: str) -> Surprises:
        """What each token costs, in nats, given those before it; their sum is −log p.

        Raises `ValueError` as `parse` does, and on a line of another split.
        """
        return token_surprises(self.parse(line), self.table, self.lexicon.sizes)

    def cross_entropy(self, lines: Iterable[str]) -> Entropy:
        """What a model that is this source pays for these lines; the end mark counts.

        Means over all lines and all tokens. Raises `ValueError` as `parse` does, and
        where there is no line.
        """
        parsed = self._parsed(lines)
        known = self._log_probability_of
        nats = [-known.get(cell, -math.inf) for _, cell in parsed]
        tokens = [2 * len(words) + 4 for words, _ in parsed]
        return per_token(math.fsum(nats) / len(nats), sum(tokens) / len(tokens))

    def structure_fit(
        self, lines: Iterable[str], shares: np.ndarray | None = None
    ) -> fitting.Fit:
        """Pearson's χ² of the numbers of lines by marker, subject and predicate.

        `shares` are the expected shares of the cells, of independent lines if not
        given; for lines without repeats, those of `without_repeats`; a cell with 0
        is left out. Raises `ValueError` on lines that should not be there, and as
        `cross_entropy` does.
        """
        shares = self.table.probabilities if shares is None else shares
        return fitting.structure_fit(self._parsed(lines), self.table, shares)

    def word_fits(self, lines: Iterable[str]) -> dict[str, fitting.Fit]:
        """Pearson's χ² of the uses of the words of each class, all equally likely."""
        return fitting.word_fits(self._parsed(lines), self.lexicon.classes)

    def _parsed(self, lines: Iterable[str]) -> list[parsing.Parsed]:
        parsed = [self.parse(line) for line in lines]
        if not parsed:
            raise ValueError("lines must hold at least one line")
        return parsed

    @cached_property
    def _class_of(self) -> dict[str, str]:
        classes = self.lexicon.classes
        return {word: name for name, words in classes.items() for word in words}

    @cached_property
    def _log_probability_of(self) -> dict[object, float]:
        values = self.table.log_probabilities.tolist()
        return dict(zip(self.table.cells, values, strict=True))
