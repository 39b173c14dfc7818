"""A layer of a transformer's encoder. Vaswani et al. 2017, section 3.1."""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from attractor.models.feed_forward import new_feed_forward
from attractor.models.multi_head import MultiHeadAttention
from attractor.models.residuals import NormPlace, residual_of

States = Float[Tensor, "*batch n dim"]


class EncoderLayer(nn.Module):
    """All tokens look at one another, then each is thought over by itself.

    Both parts are added to what they read and normalized, after the sum (`norm`
    "post", the paper's) or before the part ("pre"). `torch.nn.TransformerEncoderLayer`
    without dropout, with ReLU. Matrices start from Glorot's uniform distribution,
    drawn from `generator`. `ValueError` on widths that do not fit and on another norm.
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
        self.feed_forward = new_feed_forward(dim, dim_hidden, generator=generator)
        self.attention_norm = nn.LayerNorm(dim)
        self.feed_forward_norm = nn.LayerNorm(dim)

    def forward(self, states: States, mask: Tensor | None = None) -> States:
        """New states, as many and as wide; `mask` as in `attention_weights`."""

        def attend(x: Tensor) -> Tensor:
            return self.attention(x, mask=mask)

        x = self.residual(states, attend, self.attention_norm)
        return self.residual(x, self.feed_forward, self.feed_forward_norm)
