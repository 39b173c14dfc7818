"""Lines of Question-Formation for probes: their places, and what could be read there.

A line is given as a model sees it, start mark and all up to decl or quest, so that what
its target will be is still open.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from attractor.lab.question_formation.grammar import QuestionFormation
from attractor.lab.question_formation.lexicon import QUESTION
from attractor.lab.question_formation.tokens import LineTokenizer
from attractor.lab.question_formation.weights import StructureWeights
from attractor.models import VanillaTransformer

PLACES = (
    *("subject noun", "end of subject", "main auxiliary"),
    *("main verb", "full stop", "marker"),
)
AUXILIARIES = ("do", "don't", "does", "doesn't")
EVEN_WEIGHTS = StructureWeights(
    (1, 1, 1, 1, 1), (1, 1, 1, 1, 1, 1), "every structure as often as every other"
)
N_APART = 4


class ProbedLines(NamedTuple):
    """Lines as numbers, padded on the right, and what is known of each.

    `places` has a column for each of `PLACES`. `plural` is the number of the subject
    (0, 1), `auxiliary` the main auxiliary by its place in `AUXILIARIES`, `noun` the
    subject's number in the vocabulary. A line has a `number_rival` if a noun or an
    auxiliary of the other number is in it, an `auxiliary_rival` if another auxiliary
    than its main one is. `question`: its marker is quest.
    """

    tokens: Tensor
    places: Tensor
    plural: Tensor
    auxiliary: Tensor
    noun: Tensor
    number_rival: Tensor
    auxiliary_rival: Tensor
    question: Tensor

    def take(self, rows: Tensor) -> "ProbedLines":
        """Some of the lines, by their numbers or a mask."""
        return ProbedLines(*(column[rows] for column in self))


def probed_lines(lines: Sequence[str]) -> ProbedLines:
    """What probes need to know of `lines`; `ValueError` on none, and as `parse`."""
    if not lines:
        raise ValueError("lines must hold at least one line")
    source = QuestionFormation()
    tokenizer = LineTokenizer(source.lexicon)
    number_of = {word: n for n, word in enumerate(tokenizer.vocabulary)}
    classes = source.lexicon.classes
    singular, plural = (
        {*classes[f"{name}_nouns"], *classes[f"{name}_auxiliaries"]}
        for name in ("singular", "plural")
    )
    read, rows = [], []
    for line in lines:
        words, (template, marker) = source.parse(line)
        at, n = template.main_auxiliary, len(words)
        seen = line.split("\t")[0].split()
        read.append(torch.tensor([tokenizer.start, *map(number_of.__getitem__, seen)]))
        is_plural = words[1] in plural
        rows.append(
            (
                [2, at, at + 1, at + 2, n + 1, n + 2],
                int(is_plural),
                AUXILIARIES.index(words[at]),
                number_of[words[1]],
                bool({*words} & (singular if is_plural else plural)),
                bool({*words} & {*AUXILIARIES} - {words[at]}),
                marker == QUESTION,
            )
        )
    columns = (torch.tensor(column) for column in zip(*rows, strict=True))
    return ProbedLines(pad_sequence(read, batch_first=True), *columns)


def lines_apart(
    n_train: int, n_tested: int, *, generator: torch.Generator
) -> dict[str, ProbedLines]:
    """Lines to train probes on, "train", and two kinds to test them on.

    Four of the thirteen nouns, singular and plural, are drawn and kept apart: no line
    of "train" or "seen" has one anywhere, the subject of each line of "new" is one. All
    lines differ, and every structure is as frequent as every other. `ValueError` on
    numbers below 1.
    """
    if n_train < 1 or n_tested < 1:
        raise ValueError(
            f"n_train and n_tested must be 1 or more, got {n_train} and {n_tested}"
        )
    source = QuestionFormation(weights=EVEN_WEIGHTS, split="all")
    lexicon = source.lexicon
    order = torch.randperm(len(lexicon.singular_nouns), generator=generator)
    apart = {
        nouns[k]
        for nouns in (lexicon.singular_nouns, lexicon.plural_nouns)
        for k in order[:N_APART].tolist()
    }
    known: dict[str, None] = {}
    new: dict[str, None] = {}
    while len(known) < n_train + n_tested or len(new) < n_tested:
        for line in source.sample(n_train + n_tested, generator=generator):
            words = line.split()
            if words[1] in apart:
                new[line] = None
            elif not apart & {*words}:
                known[line] = None
    kept = [*known]
    return {
        "train": probed_lines(kept[:n_train]),
        "seen": probed_lines(kept[n_train : n_train + n_tested]),
        "new": probed_lines([*new][:n_tested]),
    }


@torch.no_grad()
def states_at_places(model: VanillaTransformer, lines: ProbedLines) -> Tensor:
    """The states of a model at the six places, (layers + 1, places, lines, dim).

    In float64, on the processor; the first are the embeddings.
    """
    device = next(model.parameters()).device
    rows = torch.arange(len(lines.tokens))[:, None]
    states = model.states(lines.tokens.to(device))
    return torch.stack(
        [each.cpu()[rows, lines.places].transpose(0, 1).double() for each in states]
    )
