"""Attention in several heads. Vaswani et al. 2017, section 3.2.2."""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from attractor.models.attention import attention_weights, scaled_dot_product

States = Float[Tensor, "*batch n_queries dim"]
Memory = Float[Tensor, "*batch n_keys dim_memory"]
HeadWeights = Float[Tensor, "*batch n_heads n_queries n_keys"]


class MultiHeadAttention(nn.Module):
    """Several attentions side by side, each in dim/n_heads dimensions of its own.

    Queries, keys and values are linear in the states, with one matrix for all heads;
    what the heads give is laid end to end and mixed by W_O. There are 4 dim² weights
    and 4 dim biases, however many heads; with a memory of another width, `memory_dim`,
    keys and values have matrices of that width. Matrices start from Glorot's uniform
    distribution, drawn from `generator`, biases at 0. `ValueError` unless `dim` is a
    multiple of `n_heads`.
    """

    def __init__(
        self,
        dim: int,
        n_heads: int,
        memory_dim: int | None = None,
        *,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        if n_heads < 1 or dim < 1 or dim % n_heads:
            raise ValueError(
                f"dim must be a positive multiple of n_heads = {n_heads}, got {dim}"
            )
        self.n_heads = n_heads
        read = dim if memory_dim is None else memory_dim
        with torch.random.fork_rng(devices=[]):
            self.to_queries, self.to_keys, self.to_values, self.out = (
                nn.Linear(width, dim) for width in (dim, read, read, dim)
            )
        for layer in (self.to_queries, self.to_keys, self.to_values, self.out):
            if not layer.weight.is_meta:
                nn.init.xavier_uniform_(layer.weight, generator=generator)
            nn.init.zeros_(layer.bias)

    def forward(
        self, states: States, memory: Memory | None = None, mask: Tensor | None = None
    ) -> States:
        """New states, each made of what its query finds in `memory`.

        Without `memory` the states look at themselves: self-attention; with it,
        cross-attention. `mask` as in `attention_weights`, (*batch, n_queries, n_keys),
        the same for all heads.
        """
        memory = states if memory is None else memory
        found = scaled_dot_product(
            self._heads(self.to_queries(states)),
            self._heads(self.to_keys(memory)),
            self._heads(self.to_values(memory)),
            _for_heads(mask),
        )
        return self.out(found.transpose(-2, -3).flatten(-2))

    def weights(
        self, states: States, memory: Memory | None = None, mask: Tensor | None = None
    ) -> HeadWeights:
        """The attention weights of every head, for the same arguments."""
        memory = states if memory is None else memory
        return attention_weights(
            self._heads(self.to_queries(states)),
            self._heads(self.to_keys(memory)),
            _for_heads(mask),
        )

    def _heads(self, projected: Tensor) -> Tensor:
        """(*batch, n, dim) as (*batch, n_heads, n, dim/n_heads)."""
        return projected.unflatten(-1, (self.n_heads, -1)).transpose(-2, -3)


def _for_heads(mask: Tensor | None) -> Tensor | None:
    """A mask with an axis for the heads, where it has one for lines."""
    return mask[..., None, :, :] if mask is not None and mask.ndim > 2 else mask
