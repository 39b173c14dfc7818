"""A layer of a transformer's decoder, which looks at what an encoder made.

Vaswani et al. 2017, section 3.1. GPT has no encoder, and its layers no cross-attention:
they are in gpt_block.py.
"""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from attractor.models.feed_forward import new_feed_forward
from attractor.models.masks import causal_mask
from attractor.models.multi_head import MultiHeadAttention
from attractor.models.residuals import NormPlace, residual_of

States = Float[Tensor, "*batch n dim"]
Memory = Float[Tensor, "*batch n_memory dim"]


class DecoderLayer(nn.Module):
    """Tokens look back at themselves, then at a memory, then each is thought over.

    Attention, cross-attention to the encoder's states, feed-forward; each is added to
    what it read and normalized as in `EncoderLayer`. Queries come from the decoder,
    keys and values from the memory. `torch.nn.TransformerDecoderLayer` without
    dropout, with ReLU. `ValueError` as in `EncoderLayer`.
    """

    def __init__(
        self,
        dim: int,
        n_heads: int,
        dim_hidden: int,
        norm: NormPlace = "post",
        *,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        self.residual = residual_of(norm)
        self.attention = MultiHeadAttention(dim, n_heads, generator=generator)
        self.cross_attention = MultiHeadAttention(dim, n_heads, generator=generator)
        self.feed_forward = new_feed_forward(dim, dim_hidden, generator=generator)
        self.attention_norm = nn.LayerNorm(dim)
        self.cross_attention_norm = nn.LayerNorm(dim)
        self.feed_forward_norm = nn.LayerNorm(dim)

    def forward(
        self,
        states: States,
        memory: Memory,
        mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
    ) -> States:
        """New states. Without `mask` each token sees itself and those before it.

        `memory_mask` says which of the memory is seen, for example no padding; both as
        in `attention_weights`.
        """
        if mask is None:
            mask = causal_mask(states.shape[-2]).to(states.device)

        def look_back(x: Tensor) -> Tensor:
            return self.attention(x, mask=mask)

        def look_at_memory(x: Tensor) -> Tensor:
            return self.cross_attention(x, memory, memory_mask)

        x = self.residual(states, look_back, self.attention_norm)
        x = self.residual(x, look_at_memory, self.cross_attention_norm)
        return self.residual(x, self.feed_forward, self.feed_forward_norm)
