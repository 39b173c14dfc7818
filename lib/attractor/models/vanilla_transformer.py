"""The language model of Murty et al. 2023: the plain transformer of 2017, causal.

Normalization after each residual sum, ReLU, sinusoidal positions, no final
normalization, attention without biases.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from attractor.models.positions import sinusoidal_positions


class Places(NamedTuple):
    """Which places of the lines hold a token: only these are computed.

    `kept` are places of the flattened lines, `None` where all of them are.
    """

    kept: Tensor | None
    shape: torch.Size

    def gather(self, lines: Tensor) -> Tensor:
        """The kept places of (lines, tokens, dim), as (places, dim)."""
        flat = lines.flatten(0, 1)
        return flat if self.kept is None else flat[self.kept]

    def spread(self, states: Tensor) -> Tensor:
        """States of the kept places back in their lines, 0 elsewhere."""
        if self.kept is not None:
            whole = states.new_zeros(self.shape.numel(), states.shape[-1])
            states = whole.index_copy(0, self.kept, states)
        return states.unflatten(0, self.shape)


@dataclass(frozen=True)
class TransformerSize:
    """How large a model is; the defaults are those of Murty et al. 2023.

    Feed-forward layers are four times as wide as `dim`. Raises `ValueError` where the
    numbers do not fit together.
    """

    n_layers: int = 6
    dim: int = 512
    n_heads: int = 8
    dropout: float = 0.1

    def __post_init__(self) -> None:
        if self.n_layers < 1 or self.n_heads < 1:
            raise ValueError(
                "n_layers and n_heads must be at least 1, "
                f"got {self.n_layers} and {self.n_heads}"
            )
        if self.dim < 1 or self.dim % (2 * self.n_heads):
            raise ValueError(
                f"dim must be an even multiple of n_heads = {self.n_heads}, "
                f"got {self.dim}"
            )


class CausalAttention(nn.Module):
    """Attention of every token to itself and those before it, in several heads."""

    def __init__(self, size: TransformerSize) -> None:
        super().__init__()
        self.n_heads = size.n_heads
        self.dropout = size.dropout
        self.queries_keys_values = nn.Linear(size.dim, 3 * size.dim, bias=False)
        self.out = nn.Linear(size.dim, size.dim, bias=False)

    def forward(self, states: Tensor, places: Places) -> Tensor:
        """New states from states, both (places, dim)."""
        parts = places.spread(self.queries_keys_values(states)).chunk(3, dim=-1)
        q, k, v = (p.unflatten(-1, (self.n_heads, -1)).transpose(1, 2) for p in parts)
        drop = self.dropout if self.training else 0.0
        heads = functional.scaled_dot_product_attention(
            q, k, v, dropout_p=drop, is_causal=True
        )
        return self.out(places.gather(heads.transpose(1, 2).flatten(-2)))


class PostNormBlock(nn.Module):
    """Attention and a feed-forward layer, each added to its input, then normalized."""

    def __init__(self, size: TransformerSize) -> None:
        super().__init__()
        dim = size.dim
        self.attention = CausalAttention(size)
        self.attention_norm = nn.LayerNorm(dim)
        self.feed_forward = nn.Sequential(
            nn.Linear(dim, 4 * dim),
            nn.ReLU(),
            nn.Dropout(size.dropout),
            nn.Linear(4 * dim, dim),
        )
        self.feed_forward_norm = nn.LayerNorm(dim)
        self.dropout = nn.Dropout(size.dropout)

    def forward(self, states: Tensor, places: Places) -> Tensor:
        """New states from states, both (places, dim)."""
        attended = states + self.dropout(self.attention(states, places))
        x = self.attention_norm(attended)
        return self.feed_forward_norm(x + self.dropout(self.feed_forward(x)))


class VanillaTransformer(nn.Module):
    """A causal language model: tokens (lines, tokens) to logits over `n_tokens` words.

    `tied` says whether the output layer is the embedding: so in Niu et al. 2024
    (section 6.3), not so in Murty et al.'s code. Matrices start from Glorot's uniform
    distribution, drawn from `generator`. A line may be padded on the right; what
    follows a token never changes its logits. Tokens equal to `padding` cost next to
    nothing. Raises `ValueError` where there are no tokens.
    """

    positions: Tensor

    def __init__(
        self,
        n_tokens: int,
        size: TransformerSize = TransformerSize(),
        *,
        tied: bool = True,
        padding: int | None = None,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        if n_tokens < 1:
            raise ValueError(f"n_tokens must be at least 1, got {n_tokens}")
        dim = size.dim
        self.dim = dim
        self.padding = padding
        with torch.random.fork_rng(devices=[]):
            self.embedding = nn.Embedding(n_tokens, dim)
            self.dropout = nn.Dropout(size.dropout)
            self.blocks = nn.ModuleList(
                PostNormBlock(size) for _ in range(size.n_layers)
            )
            self.head = nn.Linear(dim, n_tokens)
        self.register_buffer("positions", torch.empty(0, dim), persistent=False)
        for name, parameter in self.named_parameters():
            if parameter.ndim == 2 and not parameter.is_meta:
                nn.init.xavier_uniform_(parameter, generator=generator)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)
        if tied:
            self.head.weight = self.embedding.weight

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits (lines, tokens, words) of what follows each token; 0 at padding."""
        places = self.places(tokens)
        *_, last = self.kept_states(tokens, places)
        return places.spread(self.head(last))

    def states(self, tokens: Tensor) -> list[Tensor]:
        """The states after embedding and after each block, (lines, tokens, dim)."""
        places = self.places(tokens)
        return [places.spread(each) for each in self.kept_states(tokens, places)]

    def kept_states(self, tokens: Tensor, places: Places) -> Iterator[Tensor]:
        """The same, of the kept places only, (places, dim)."""
        length = tokens.shape[-1]
        positions = self.position_vectors(length).expand(*tokens.shape, -1)
        scaled = self.embedding(places.gather(tokens[..., None])[:, 0])
        scaled = scaled * math.sqrt(self.dim)
        now = self.dropout(scaled + places.gather(positions).to(scaled))
        yield now
        for block in self.blocks:
            now = block(now, places)
            yield now

    def places(self, tokens: Tensor) -> Places:
        """Where there is a token that is not padding."""
        if self.padding is None:
            return Places(None, tokens.shape)
        return Places((tokens != self.padding).flatten().nonzero()[:, 0], tokens.shape)

    def position_vectors(self, n_positions: int) -> Tensor:
        """Position vectors, made once for the longest line seen."""
        if len(self.positions) < n_positions:
            longer = sinusoidal_positions(n_positions, self.dim)
            self.positions = longer.to(self.positions.device)
        return self.positions[:n_positions]
