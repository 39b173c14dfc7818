"""What happens to the lines of a source when no line may stand twice."""

import math
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

from attractor.lab.question_formation.cells import CellTable
from attractor.lab.question_formation.entropy import (
    Entropy,
    cell_entropy,
    per_token,
    scored_tokens,
)


class WithoutRepeats(NamedTuple):
    """Lines of a source with repeats removed, against independent lines.

    `n_drawn` is how many independent lines give so many distinct ones. Short
    sentences run out first, so that the shares of the cells change: `entropy` is that
    of a line with the new shares, and `cross_entropy` what a model of the independent
    source pays for it. `gap` is by how much that is more, in nats per token, than for
    independent lines.
    """

    n_drawn: float
    shares: np.ndarray
    entropy: Entropy
    cross_entropy: Entropy
    gap: float


def without_repeats(table: CellTable, n_lines: int, after: int = 0) -> WithoutRepeats:
    """Expectations over the distinct lines number `after` + 1 to `after` + `n_lines`.

    Raises `ValueError` where the grammar has not so many lines.
    """
    if n_lines < 1 or after < 0:
        raise ValueError(
            f"n_lines must be at least 1 and after at least 0, got {n_lines}, {after}"
        )
    n_drawn = draws_for(table, after + n_lines)
    new = distinct_lines(table, n_drawn) - distinct_lines(
        table, draws_for(table, after)
    )
    shares = new / new.sum()
    tokens = scored_tokens(table.n_words, "line", 1)
    entropy = per_token(cell_entropy(shares, table), float(shares @ tokens))
    surprise = -table.log_probabilities
    cross = per_token(float(shares @ surprise), entropy.tokens_per_line)
    independent = table.probabilities @ surprise / (table.probabilities @ tokens)
    return WithoutRepeats(
        n_drawn, shares, entropy, cross, cross.nats_per_token - float(independent)
    )


def distinct_lines(table: CellTable, n_drawn: int | float) -> np.ndarray:
    r"""Expected number of distinct lines of each cell among so many independent ones.

    $$M_c\,\bigl(1 - (1 - p_c/M_c)^t\bigr)$$
    """
    missed = n_drawn * np.log1p(-table.probabilities / table.counts)
    return table.counts * -np.expm1(missed)


def draws_for(table: CellTable, n_distinct: int) -> float:
    """How many independent lines hold so many distinct ones, in expectation."""
    if n_distinct == 0:
        return 0.0
    n_lines = math.fsum(table.counts)
    if n_distinct > n_lines:
        raise ValueError(
            f"n_lines must be at most {n_lines:.0f}, which is all the lines there are, "
            f"got {n_distinct}"
        )

    def surplus(log_draws: float) -> float:
        return math.fsum(distinct_lines(table, math.exp(log_draws))) - n_distinct

    lowest = highest = math.log(n_distinct) - 1
    while surplus(highest) < 0:
        highest += 1
    return math.exp(brentq(surplus, lowest, highest, xtol=1e-13))
