"""The other half of a transformer layer: each token by itself, wide and back."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

States = Float[Tensor, "*batch dim"]


class FeedForward(nn.Module):
    """W₂ φ(W₁ x + b₁) + b₂, from `dim` to `dim_hidden` numbers and back.

    The same for every token, and no token sees another. φ is `activation`: ReLU in
    Vaswani et al. 2017 (section 3.3), GELU in GPT-2. `ValueError` on a width below 1.
    """

    def __init__(
        self, dim: int, dim_hidden: int, activation: Callable[[Tensor], Tensor]
    ) -> None:
        super().__init__()
        if dim < 1 or dim_hidden < 1:
            raise ValueError(
                f"dim and dim_hidden must be at least 1, got {dim} and {dim_hidden}"
            )
        self.wide = nn.Linear(dim, dim_hidden)
        self.back = nn.Linear(dim_hidden, dim)
        self.activation = activation

    def forward(self, states: States) -> States:
        """New states, as wide as the old."""
        return self.back(self.activation(self.wide(states)))


def new_feed_forward(
    dim: int, dim_hidden: int, *, generator: torch.Generator
) -> FeedForward:
    """A feed-forward part with ReLU, Glorot's weights and biases of 0."""
    with torch.random.fork_rng(devices=[]):
        made = FeedForward(dim, dim_hidden, functional.relu)
    for layer in (made.wide, made.back):
        if not layer.weight.is_meta:
            nn.init.xavier_uniform_(layer.weight, generator=generator)
        nn.init.zeros_(layer.bias)
    return made
