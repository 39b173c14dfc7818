"""What a decoder has worked out of the tokens before, kept for those that follow.

A token sees no later one, so the keys and values of a beginning stay what they are
however it goes on: a new token needs its own and all of these, and no other work twice.
"""

from typing import NamedTuple

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

PerHead = Float[Tensor, "n_lines n_heads n dim_head"]
IsToken = Bool[Tensor, "n_lines n"]


class KeysValues(NamedTuple):
    """The keys and values of one layer, of all places so far."""

    keys: PerHead
    values: PerHead

    def then(self, keys: PerHead, values: PerHead) -> "KeysValues":
        """These, and after them those of new places."""
        return KeysValues(
            torch.cat([self.keys, keys], dim=-2),
            torch.cat([self.values, values], dim=-2),
        )


class KeyValueCache(NamedTuple):
    """Keys and values of all layers, and which places hold a token.

    `is_token` is `None` where all do. A cache is never changed, so that one beginning
    can be gone on with in several ways.
    """

    layers: tuple[KeysValues, ...]
    is_token: IsToken | None = None

    @property
    def n_held(self) -> int:
        """How many places it holds, padding among them."""
        return self.layers[0].keys.shape[-2] if self.layers else 0


def all_tokens(
    cache: KeyValueCache | None,
    new: Bool[Tensor, "n_lines n_new"] | None,
    tokens: Int[Tensor, "n_lines n_new"],
) -> IsToken | None:
    """Which of the places held and the new ones hold a token; `None` where all do."""
    before = None if cache is None else cache.is_token
    if before is None and new is None:
        return None
    n_held = 0 if cache is None else cache.n_held
    n_lines, n_new = tokens.shape
    if before is None:
        before = torch.ones(n_lines, n_held, dtype=torch.bool, device=tokens.device)
    if new is None:
        new = torch.ones(n_lines, n_new, dtype=torch.bool, device=tokens.device)
    return torch.cat([before, new], dim=-1)


def places_of(is_token: IsToken) -> Int[Tensor, "n_lines n"]:
    """Where each token stands in its line, counted from 0 without padding.

    Padding stands at 0. So `transformers` counts when it generates: a line padded on
    the left has the positions it would have alone.
    """
    counted = is_token.long().cumsum(-1) - 1
    return counted.masked_fill(~is_token, 0)


def decoder_mask(
    is_token: IsToken | None, n_held: int, n_new: int, device: torch.device
) -> Tensor | None:
    """What each new place sees of all: itself, and tokens before it.

    (n_new, n) or (n_lines, 1, n_new, n) with the lines' padding. Padding sees itself,
    so that nothing is NaN, and is seen by no token. `None` where it goes without
    saying: whole lines without padding, or one token after them.
    """
    if is_token is None and (n_held == 0 or n_new == 1):
        return None
    n = n_held + n_new
    past = torch.ones(n_new, n, dtype=torch.bool, device=device).tril(n_held)
    if is_token is None:
        return past
    itself = past & ~past.tril(n_held - 1)
    return (past & is_token[:, None, None, :]) | itself
