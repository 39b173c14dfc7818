"""One layer of GPT-2: attention to what came before, then a feed-forward layer."""

from functools import partial

from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from attractor.models.attention import attention_weights
from attractor.models.feed_forward import FeedForward
from attractor.models.gpt2_size import Gpt2Size
from attractor.models.key_value_cache import KeysValues
from attractor.models.masks import causal_mask

States = Float[Tensor, "n_lines n dim"]
HeadWeights = Float[Tensor, "n_lines n_heads n n"]


class CachedAttention(nn.Module):
    """Causal attention in several heads, which can go on from what is cached.

    `MultiHeadAttention` with one matrix for queries, keys and values, without holding
    the weights.
    """

    def __init__(self, size: Gpt2Size, dropout: int | float) -> None:
        super().__init__()
        self.n_heads = size.n_heads
        self.dropout = dropout
        self.queries_keys_values = nn.Linear(size.dim, 3 * size.dim)
        self.out = nn.Linear(size.dim, size.dim)

    def forward(
        self, states: States, mask: Tensor | None, past: KeysValues | None
    ) -> tuple[States, KeysValues]:
        """New states, and the keys and values of all places so far.

        Without `mask` (see `decoder_mask`) tokens see themselves and what is before.
        """
        q, k, v = self.projected(states)
        seen = KeysValues(k, v) if past is None else past.then(k, v)
        found = functional.scaled_dot_product_attention(
            q,
            *seen,
            attn_mask=mask,
            dropout_p=self.dropout if self.training else 0.0,
            is_causal=mask is None and q.shape[-2] > 1,
        )
        return self.out(found.transpose(1, 2).flatten(-2)), seen

    def weights(self, states: States) -> HeadWeights:
        """How much each token takes from each, in every head, reading whole lines."""
        q, k, _ = self.projected(states)
        return attention_weights(q, k, causal_mask(q.shape[-2]).to(q.device))

    def projected(self, states: States) -> list[Tensor]:
        """Queries, keys and values, each (n_lines, n_heads, n, dim/n_heads)."""
        parts = self.queries_keys_values(states).chunk(3, dim=-1)
        return [p.unflatten(-1, (self.n_heads, -1)).transpose(1, 2) for p in parts]


class GptBlock(nn.Module):
    """x + attention(norm(x)), then x + feed_forward(norm(x)).

    `pre_norm` twice, with GELU in its tanh form, four times as wide inside. Radford et
    al. 2019, section 2.3, as in the code published with it.
    """

    def __init__(self, size: Gpt2Size, dropout: int | float) -> None:
        super().__init__()
        gelu = partial(functional.gelu, approximate="tanh")
        self.attention_norm = nn.LayerNorm(size.dim)
        self.attention = CachedAttention(size, dropout)
        self.feed_forward_norm = nn.LayerNorm(size.dim)
        self.feed_forward = FeedForward(size.dim, 4 * size.dim, gelu)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, x: States, mask: Tensor | None = None, past: KeysValues | None = None
    ) -> tuple[States, KeysValues]:
        """New states, and this layer's part of the cache."""
        attended, seen = self.attention(self.attention_norm(x), mask, past)
        x = x + self.dropout(attended)
        x = x + self.dropout(self.feed_forward(self.feed_forward_norm(x)))
        return x, seen
