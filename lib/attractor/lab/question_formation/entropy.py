"""The exact entropy of a source of lines, and what it makes of one token."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from attractor.lab.question_formation.cells import CellTable

SCORED = ("line", "source", "target")


class Entropy(NamedTuple):
    """Nats of a line, its tokens with the end mark, and their ratio.

    The ratio is the least loss per token that a model of independent lines can reach.
    """

    nats_per_line: float
    tokens_per_line: float
    nats_per_token: float


def cell_entropy(shares: np.ndarray, table: CellTable) -> float:
    r"""Entropy in nats of a line whose cell is drawn with these shares.

    $$H = -\sum_c q_c\log q_c + \sum_c q_c\log M_c$$

    with $M_c$ equally likely lines in cell c. It is the whole of it, since a line has
    one reading and its target follows from its source.
    """
    used = shares > 0
    surprise = -np.log(shares[used]) + np.log(table.counts[used])
    return float(shares[used] @ surprise)


def scored_tokens(n_words: np.ndarray, scored: str, copies: int) -> np.ndarray:
    """How many tokens of a line count, for sentences of so many words.

    A source has a full stop and a marker after its words; a target, written `copies`
    times, has one mark after its words; one end mark follows. Raises `ValueError`
    unless `scored` is line, source or target, and `copies` at least 0 (for the target
    at least 1).
    """
    if scored not in SCORED:
        raise ValueError(f"scored must be one of {SCORED}, got {scored!r}")
    least = 1 if scored == "target" else 0
    if copies < least:
        raise ValueError(f"copies must be at least {least}, got {copies}")
    source, target = n_words + 2, copies * (n_words + 1) + 1
    return {"line": source + target, "source": source, "target": target}[scored]


def source_entropy(table: CellTable, scored: str = "line", copies: int = 1) -> Entropy:
    """The entropy of independent lines, per line and per token that counts."""
    tokens = scored_tokens(table.n_words, scored, copies)
    nats = 0.0 if scored == "target" else cell_entropy(table.probabilities, table)
    return per_token(nats, float(table.probabilities @ tokens))


def entropy_terms(table: CellTable, sizes: Mapping[str, int]) -> dict[str, float]:
    r"""The entropy of a line as a sum: its structure, and the words of each class.

    $$H = H(\text{cell}) + \sum_k \mathbb{E}[n_k]\,\log|k|$$

    with $n_k$ words of class k in a line: linear in the logarithms of the sizes.
    """
    shares = table.probabilities
    terms = {"structure": float(-shares @ np.log(shares))}
    for name, size in sizes.items():
        uses = [template.classes.count(name) for template, _ in table.cells]
        terms[name] = float(shares @ uses * np.log(size))
    return terms


def memorized_entropy(lines: Sequence[str]) -> Entropy:
    """What is left to a model that knows these lines by heart, and no others.

    Of d different lines it is log(d) a line, spread over the mean number of tokens; a
    line that stands there several times is as much more likely. Raises `ValueError`
    where there is no line.
    """
    if not lines:
        raise ValueError("lines must hold at least one line")
    counts = np.unique(np.array(lines), return_counts=True)[1]
    shares = counts / len(lines)
    tokens = sum(len(line.split()) + 1 for line in lines) / len(lines)
    return per_token(float(-shares @ np.log(shares)), tokens)


def per_token(nats: float, tokens: float) -> Entropy:
    """An `Entropy` of its two parts."""
    return Entropy(nats, tokens, nats / tokens)
