"""Batches of lines for training: endless independent ones, or a few over and over."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from attractor.lab.generators import generator_at
from attractor.lab.line_batches import Lines, find_lines, length_buckets, padded_batch
from attractor.lab.question_formation.grammar import QuestionFormation
from attractor.lab.question_formation.tokens import LineTokenizer
from attractor.lab.training.batch import Batch

BATCHES_AT_ONCE = 64


@dataclass(frozen=True)
class Scoring:
    """What of a line a model pays for, and how often its target stands there."""

    scored: str = "line"
    copies: int = 1


class LineStream:
    """The batch of every step, the same whenever it is asked for.

    With `n_lines` = 0 each line is drawn anew, independently; else the batches go
    through that many different lines, in another order each time. A batch is a fair
    sample: batches of lines of one length would save padding, but each would pull the
    model toward copying from one distance, and it learns to copy far more slowly.
    """

    def __init__(
        self,
        source: QuestionFormation,
        batch: int,
        *,
        n_lines: int = 0,
        scoring: Scoring = Scoring(),
        seed: int,
    ) -> None:
        self.source, self.batch, self.scoring, self.seed = source, batch, scoring, seed
        self.tokenizer = LineTokenizer(source.lexicon)
        self.lines: list[str] | None = None
        if n_lines:
            drawn = source.sample(n_lines, generator=self._draws(0), distinct=True)
            self.lines = drawn
        self._round, self._batches = -1, [Batch(torch.empty(0), torch.empty(0))]

    def __call__(self, step: int) -> Batch:
        """The batch of `step`, counted from 0."""
        here, place = divmod(step, self.batches_in_a_round)
        if here != self._round:
            self._batches = self._make(here)
            self._round = here
        return self._batches[place]

    @property
    def batches_in_a_round(self) -> int:
        """After so many batches lines are drawn, or shuffled, anew."""
        if self.lines is None:
            return BATCHES_AT_ONCE
        return -(-len(self.lines) // self.batch)

    def _make(self, here: int) -> list[Batch]:
        draws = self._draws(here + 1)
        lines = self.lines
        if lines is None:
            n_lines = self.batch * BATCHES_AT_ONCE
            lines = self.source.sample(n_lines, generator=draws)
        text = encoded_lines(lines, self.tokenizer, self.scoring)
        order = torch.randperm(len(lines), generator=draws)
        return made_batches(text, order.split(self.batch), self.tokenizer, self.scoring)

    def _draws(self, number: int) -> torch.Generator:
        return generator_at(self.seed, number)


def sorted_batches(
    lines: list[str],
    tokenizer: LineTokenizer,
    batch: int,
    scoring: Scoring,
    generator: torch.Generator,
) -> list[Batch]:
    """All lines once, for measuring: lines of nearly one length together."""
    text = encoded_lines(lines, tokenizer, scoring)
    chosen = length_buckets(text.lengths, batch, generator=generator)
    return made_batches(text, chosen, tokenizer, scoring)


def encoded_lines(
    lines: list[str], tokenizer: LineTokenizer, scoring: Scoring
) -> Lines:
    """Lines as numbers, one after another."""
    encoded = tokenizer.encode(lines, scoring.copies)
    return find_lines(np.concatenate(encoded), tokenizer.end)


def made_batches(
    text: Lines, chosen: Iterable[Tensor], tokenizer: LineTokenizer, scoring: Scoring
) -> list[Batch]:
    """One batch for each choice of lines, with what counts of them."""
    return [
        tokenizer.score(
            padded_batch(text, lines, tokenizer.start, tokenizer.pad), scoring.scored
        )
        for lines in chosen
    ]
