"""Checks on masks for attention: true where a query may see a key."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import additive_mask, padding_mask
from attractor.models import causal_mask as truth

ADDED = "Those are numbers to add to the scores: give true where a query may see a key."


def _strictly(n: int) -> Tensor:
    return truth(n).tril(-1)


CAUSAL = Exercise(
    arguments=("n",),
    truth=truth,
    cases=((4,), (1,), (2,), (7,)),
    mistakes=(
        Mistake(
            "The mask is transposed: rows are queries, so that the first row has one "
            "true and the last has all.",
            lambda n: truth(n).mT,
        ),
        Mistake(
            "The mask is inverted: true is where a query may see a key.",
            lambda n: ~truth(n),
        ),
        Mistake(
            "A token does not see itself: the diagonal is true.", _strictly
        ),
        Mistake(
            "A token sees the one after it: nothing above the diagonal is true.",
            lambda n: truth(n) | torch.eye(n).roll(1, 1).triu(1).bool(),
        ),
        Mistake(
            "Every token sees all: it is to see none after it.",
            lambda n: torch.ones(n, n),
        ),
        Mistake(
            "A token sees itself alone: it is to see those before it too.",
            lambda n: torch.eye(n),
        ),
        Mistake(ADDED, lambda n: additive_mask(truth(n))),
        Mistake(
            "Those are shares, each row with the sum 1: the mask itself is true or "
            "false.",
            lambda n: truth(n) / truth(n).sum(-1, keepdim=True),
        ),
        Mistake(
            "The mask has a row or a column too many: it is n by n.",
            lambda n: truth(n + 1),
        ),
    ),
)  # fmt: skip


def _both(is_token: Tensor) -> Tensor:
    return padding_mask(is_token) & _causal(is_token)


def _causal(is_token: Tensor) -> Tensor:
    n = is_token.shape[-1]
    return truth(n).expand(*is_token.shape, n)


def _keys(is_token: Tensor) -> Tensor:
    return padding_mask(is_token).expand(*is_token.shape, is_token.shape[-1])


def _rows(is_token: Tensor) -> Tensor:
    return _keys(is_token).mT


def _padded_cases() -> tuple[Case, ...]:
    end = torch.tensor([True, True, True, False])
    start = torch.tensor([False, False, True, True, True])
    lines = torch.tensor([[True, True, False], [False, True, True], [True] * 3])
    return ((end,), (start,), (lines,), (lines[None].expand(2, 3, 3),), (end[:3],))


PADDED = Exercise(
    arguments=("is_token",),
    truth=_both,
    cases=_padded_cases(),
    mistakes=(
        Mistake(
            "Padding is seen: that is the causal mask alone, and columns of padding "
            "are false in every row.",
            _causal,
        ),
        Mistake(
            "Tokens see what comes after them: that is the padding mask alone, and "
            "the causal one must hold too.",
            _keys,
        ),
        Mistake(
            "Rows of padding are false, not its columns: what is hidden is a key.",
            lambda t: _rows(t) & _causal(t),
        ),
        Mistake(
            "Rows of padding are false too: only its columns are, for what padding "
            "sees is of no matter.",
            lambda t: _both(t) & _rows(t),
        ),
        Mistake(
            "One of the two masks is enough there: both must hold, and in place of or.",
            lambda t: _keys(t) | _causal(t),
        ),
        Mistake(
            "The causal mask is transposed: rows are queries, which see to the left.",
            lambda t: _keys(t) & _causal(t).mT,
        ),
        Mistake(
            "The whole mask is transposed: rows are queries, columns are keys.",
            lambda t: _both(t).mT,
        ),
        Mistake(
            "The mask is inverted: true is where a query may see a key.",
            lambda t: ~_both(t),
        ),
        Mistake(
            "The padding mask is inverted: there only padding is seen.",
            lambda t: ~_keys(t) & _causal(t),
        ),
        Mistake(
            "The causal mask is inverted: there only what comes after is seen.",
            lambda t: _keys(t) & ~_causal(t),
        ),
        Mistake(
            "A token does not see itself: the diagonal is true where there is one.",
            lambda t: _both(t) & _causal(t).tril(-1),
        ),
        Mistake(
            "Padding sees itself: here a row with nothing to see stays false, and "
            "attention gives 0 there.",
            lambda t: _both(t) | torch.eye(t.shape[-1], dtype=torch.bool),
        ),
        Mistake(ADDED, lambda t: additive_mask(_both(t))),
    ),
)


def causal_mask(function: object) -> Answer:
    """Check n ↦ (n, n), true where token i, a row, may see token j, a column."""
    return CAUSAL.examine(function)


def padded_causal_mask(function: object) -> Answer:
    """Check is_token (*batch, n) ↦ (*batch, n, n): no later token, and no padding."""
    return PADDED.examine(function)
