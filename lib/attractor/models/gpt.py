"""The decoder-only language model, in GPT-2's architecture. Radford et al. 2019."""

from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn
from torch.nn import functional

from attractor.models.gpt2_size import Gpt2Size
from attractor.models.gpt_block import GptBlock
from attractor.models.gpt_start import start_as_gpt2
from attractor.models.key_value_cache import (
    IsToken,
    KeyValueCache,
    all_tokens,
    decoder_mask,
    places_of,
)

Tokens = Int[Tensor, "n_lines n"]
States = Float[Tensor, "n_lines n dim"]
Logits = Float[Tensor, "n_lines n n_tokens"]


class Reading(NamedTuple):
    """States of the tokens that were read, and what is needed to read on."""

    states: States
    cache: KeyValueCache


class Gpt(nn.Module):
    """Tokens to logits of what follows each: embeddings, blocks, norm, tied head.

    A token's vector plus its position's, `size.n_layers` blocks, one more norm, and
    the products with all token vectors. Weights start from a normal distribution with
    deviation 0.02, those that end a residual path with 0.02/√(2 n_layers), drawn from
    `generator`; biases at 0. `ValueError` on a `dropout` that is no share.
    """

    def __init__(
        self, size: Gpt2Size, dropout: int | float = 0.0, *, generator: torch.Generator
    ) -> None:
        super().__init__()
        if not 0 <= dropout < 1:
            raise ValueError(f"dropout must be from 0 to below 1, got {dropout}")
        self.size = size
        with torch.random.fork_rng(devices=[]):
            self.embedding = nn.Embedding(size.vocabulary, size.dim)
            self.positions = nn.Embedding(size.context, size.dim)
            self.dropout = nn.Dropout(dropout)
            self.blocks = nn.ModuleList(
                GptBlock(size, dropout) for _ in range(size.n_layers)
            )
            self.final_norm = nn.LayerNorm(size.dim)
        start_as_gpt2(self, size.n_layers, generator=generator)

    def forward(self, tokens: Tokens, is_token: IsToken | None = None) -> Logits:
        """Logits of what follows each token; where `is_token` is false, 0.

        Lines may be padded at either end, or in between: `is_token` says where. What
        follows a token never changes its logits, and neither does padding.
        """
        logits = self.head(self.read(tokens, is_token=is_token).states)
        return logits if is_token is None else logits * is_token[..., None]

    def read(
        self,
        tokens: Tokens,
        cache: KeyValueCache | None = None,
        is_token: IsToken | None = None,
    ) -> Reading:
        """States after the final norm, and a cache to read on from.

        With the `cache` of another reading the tokens follow those read there, and
        their states are as if all had been read at once. Raises `ValueError` on more
        tokens than the context, on tokens that do not exist, and on shapes that do not
        fit.
        """
        n_held = 0 if cache is None else cache.n_held
        self._check(tokens, n_held, is_token)
        known = all_tokens(cache, is_token, tokens)
        n_new, device = tokens.shape[-1], tokens.device
        places = torch.arange(n_held, n_held + n_new, device=device)
        if known is not None:
            places = places_of(known)[:, n_held:]
        mask = decoder_mask(known, n_held, n_new, device)
        x = self.dropout(self.embedding(tokens) + self.positions(places))
        layers = []
        for number, block in enumerate(self.blocks):
            x, seen = block(x, mask, None if cache is None else cache.layers[number])
            layers.append(seen)
        return Reading(self.final_norm(x), KeyValueCache(tuple(layers), known))

    def attention(
        self, tokens: Tokens
    ) -> Float[Tensor, "n_layers n_lines n_heads n n"]:
        """How much each token takes from each before it, in every layer and head.

        Of whole lines without padding; every row sums to 1. `ValueError` as in `read`.
        """
        self._check(tokens, 0, None)
        places = torch.arange(tokens.shape[-1], device=tokens.device)
        x = self.dropout(self.embedding(tokens) + self.positions(places))
        weights = []
        for block in self.blocks:
            assert isinstance(block, GptBlock)
            weights.append(block.attention.weights(block.attention_norm(x)))
            x, _ = block(x)
        return torch.stack(weights)

    def head(
        self, states: Float[Tensor, "*batch dim"]
    ) -> Float[Tensor, "*batch n_tokens"]:
        """Logits: the products of a state with the vectors of all tokens."""
        return functional.linear(states, self.embedding.weight)

    def _check(self, tokens: Tensor, n_held: int, is_token: Tensor | None) -> None:
        if tokens.ndim != 2:
            raise ValueError(f"tokens must be (lines, n), got {tuple(tokens.shape)}")
        if is_token is not None and is_token.shape != tokens.shape:
            raise ValueError(
                f"is_token must have the tokens' shape {tuple(tokens.shape)}, "
                f"got {tuple(is_token.shape)}"
            )
        if n_held + tokens.shape[-1] > self.size.context:
            read = f" after {n_held} in the cache" if n_held else ""
            raise ValueError(
                f"tokens must be at most context = {self.size.context} to a line, "
                f"got {tokens.shape[-1]}{read}"
            )
        if tokens.is_meta or tokens.numel() == 0:
            return
        least, most = tokens.aminmax()
        if least < 0 or most >= self.size.vocabulary:
            raise ValueError(
                f"tokens must be from 0 to {self.size.vocabulary - 1}, "
                f"got {int(least)} to {int(most)}"
            )
