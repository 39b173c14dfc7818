"""The language model of Murty et al. 2023: the plain transformer of 2017, causal.

Normalization after each residual sum, ReLU, sinusoidal positions, no final
normalization, attention without biases.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from attractor.models.positions import sinusoidal_positions


class CausalAttention(nn.Module):
    """Attention of every token to itself and those before it, in several heads."""

    def __init__(self, dim: int, n_heads: int, dropout: float) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.dropout = dropout
        self.queries_keys_values = nn.Linear(dim, 3 * dim, bias=False)
        self.out = nn.Linear(dim, dim, bias=False)

    def forward(self, states: Tensor) -> Tensor:
        """New states from states, both (lines, tokens, dim)."""
        parts = self.queries_keys_values(states).chunk(3, dim=-1)
        q, k, v = (p.unflatten(-1, (self.n_heads, -1)).transpose(1, 2) for p in parts)
        drop = self.dropout if self.training else 0.0
        heads = functional.scaled_dot_product_attention(
            q, k, v, dropout_p=drop, is_causal=True
        )
        return self.out(heads.transpose(1, 2).flatten(-2))


class PostNormBlock(nn.Module):
    """Attention and a feed-forward layer, each added to its input, then normalized."""

    def __init__(
        self, dim: int, n_heads: int, feed_forward: int, dropout: float
    ) -> None:
        super().__init__()
        self.attention = CausalAttention(dim, n_heads, dropout)
        self.attention_norm = nn.LayerNorm(dim)
        self.feed_forward = nn.Sequential(
            nn.Linear(dim, feed_forward),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(feed_forward, dim),
        )
        self.feed_forward_norm = nn.LayerNorm(dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor) -> Tensor:
        """New states from states, both (lines, tokens, dim)."""
        attended = states + self.dropout(self.attention(states))
        x = self.attention_norm(attended)
        return self.feed_forward_norm(x + self.dropout(self.feed_forward(x)))


class VanillaTransformer(nn.Module):
    """A causal language model: tokens (lines, tokens) to logits over `n_tokens` words.

    The defaults are those of Murty et al. 2023 with 6 layers: width 512, 8 heads,
    feed-forward width 2,048, dropout 0.1. `tied` says whether the output layer is the
    embedding: so in Niu et al. 2024 (section 6.3), not so in Murty et al.'s code.
    Matrices start from Glorot's uniform distribution, drawn from `generator`. A line
    may be padded on the right; what follows a token never changes its logits. Raises
    `ValueError` on sizes that do not fit together.
    """

    positions: Tensor

    def __init__(
        self,
        n_tokens: int,
        *,
        n_layers: int = 6,
        dim: int = 512,
        n_heads: int = 8,
        dropout: float = 0.1,
        tied: bool = True,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        if n_tokens < 1 or n_layers < 1:
            raise ValueError(
                f"n_tokens and n_layers must be at least 1, got {n_tokens}, {n_layers}"
            )
        if dim % (2 * n_heads):
            raise ValueError(
                f"dim must be an even multiple of n_heads = {n_heads}, got {dim}"
            )
        self.dim = dim
        with torch.random.fork_rng(devices=[]):
            self.embedding = nn.Embedding(n_tokens, dim)
            self.dropout = nn.Dropout(dropout)
            self.blocks = nn.ModuleList(
                PostNormBlock(dim, n_heads, 4 * dim, dropout) for _ in range(n_layers)
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
        """Logits (lines, tokens, words) of what follows each token."""
        return self.head(self.states(tokens)[-1])

    def states(self, tokens: Tensor) -> list[Tensor]:
        """The states after embedding and after each block, (lines, tokens, dim)."""
        scaled = self.embedding(tokens) * math.sqrt(self.dim)
        now = [self.dropout(scaled + self.places(tokens.shape[-1]).to(scaled))]
        for block in self.blocks:
            now.append(block(now[-1]))
        return now

    def places(self, n_positions: int) -> Tensor:
        """Position vectors, made once for the longest line seen."""
        if len(self.positions) < n_positions:
            longer = sinusoidal_positions(n_positions, self.dim)
            self.positions = longer.to(self.positions.device)
        return self.positions[:n_positions]
