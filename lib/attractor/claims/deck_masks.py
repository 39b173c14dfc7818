"""The deck's slide on masks: the two kinds, and what softmax makes of them."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.deck_attention import CHAPTER, drawn, zero
from attractor.models import (
    additive_mask,
    causal_mask,
    left_padded,
    padding_mask,
    right_padded,
)

MASK_SLIDE = "The deck, slide “Attention masking”"
PADDED = torch.tensor(3)  # tokens of the slide's line a, b, c, D: D is padding


def look_ahead() -> Tensor:
    """The slide's first matrix."""
    return causal_mask(4)


def no_padding() -> Tensor:
    """What the slide's second and third matrix are made with."""
    return padding_mask(right_padded(PADDED, 4)).expand(4, 4)


def last_column_is_hidden(mask: Callable[[], Tensor] = look_ahead) -> Evidence:
    """Scores plus a mask: how many of the last column's four numbers are −∞."""

    def hidden(cells: Tensor) -> int:
        total = drawn(4, 4) + additive_mask(cells, torch.double)
        return int((total[:, -1] == -torch.inf).sum())

    return Evidence(
        printed=(Comparison("−∞ in the last column", hidden(mask()), "=", 4),),
        core=(Comparison("with the padding mask", hidden(no_padding()), "=", 4),),
    )


def blind_rows() -> Tensor:
    """Padding in front, and nobody looks ahead: the first row sees nothing."""
    return padding_mask(left_padded(PADDED, 4)) & causal_mask(4)


def softmax_of_masked(mask: Callable[[], Tensor] = no_padding) -> Evidence:
    """Plain softmax of scores plus a mask: hidden places, and the sums of the rows."""
    cells = mask()
    weights = (drawn(4, 4) + additive_mask(cells, torch.double)).softmax(-1)
    largest = weights.masked_fill(cells, 0.0).abs().max().item()
    off = (weights.sum(-1) - 1).abs().max().item()
    return Evidence(
        printed=(
            Comparison("largest weight on what is hidden", largest, "=", 0.0),
            zero("sum of a row less 1", off),
        )
    )


CLAIMS = (
    Claim(
        "deck-look-ahead-column",
        MASK_SLIDE,
        "Added to the mask, the last column of the scores is a column of −∞.",
        "The mask is the matrix that the slide prints.",
        "holds with a correction",
        "So it is with a padding mask; under the printed look-ahead mask the last token"
        " still sees itself.",
        CHAPTER,
        last_column_is_hidden,
        Variant("the padding mask", partial(last_column_is_hidden, no_padding)),
    ),
    Claim(
        "deck-masked-softmax",
        MASK_SLIDE,
        "Softmax turns a column of −∞ into zeros.",
        "The last of four tokens is padding.",
        "holds",
        "",
        CHAPTER,
        softmax_of_masked,
        Variant("a row with nothing left", partial(softmax_of_masked, blind_rows)),
    ),
)
