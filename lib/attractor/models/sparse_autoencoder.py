"""A sparse autoencoder: states as sums of a few directions out of many.

f = ReLU(E (x − c) + b) and x̂ = D f + c, with the squared error and λ Σ f to pay.
Columns of D are features, of length 1. Bricken et al. 2023; Cunningham et al. 2023.
"""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor, nn

from attractor.memory.arguments import check_finite, check_tensor

Inputs = Float[Tensor, "*batch dim"]
Features = Float[Tensor, "*batch n_features"]


class SparseCost(NamedTuple):
    """What an autoencoder pays, by row: squared error, and the sum of its features."""

    error: Float[Tensor, "*batch"]
    activity: Float[Tensor, "*batch"]


class SparseAutoencoder(nn.Module):
    """Encoder, decoder and center of a dictionary of `n_features` directions.

    `decoder` (dim, n_features) starts with random columns of length 1, `encoder` with
    its transpose, biases with 0. Raises `ValueError` on sizes below 1.
    """

    def __init__(
        self,
        dim: int,
        n_features: int,
        *,
        generator: torch.Generator,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        super().__init__()
        if dim < 1 or n_features < 1:
            raise ValueError(
                f"dim and n_features must be 1 or more, got {dim} and {n_features}"
            )
        columns = torch.randn(
            dim, n_features, generator=generator, dtype=dtype, device=generator.device
        )
        columns = columns / columns.norm(dim=0)
        self.decoder = nn.Parameter(columns)
        self.encoder = nn.Parameter(columns.mT.clone())
        self.bias = nn.Parameter(columns.new_zeros(n_features))
        self.center = nn.Parameter(columns.new_zeros(dim))

    def features(self, states: Inputs) -> Features:
        """f, how much of each direction there is; never negative."""
        return ((states - self.center) @ self.encoder.mT + self.bias).relu()

    def decode(self, features: Features) -> Inputs:
        """x̂ = D f + c."""
        return features @ self.decoder.mT + self.center

    def forward(self, states: Inputs) -> Inputs:
        """What is left of the states after passing through the features."""
        return self.decode(self.features(states))

    def costs(self, states: Inputs) -> SparseCost:
        """Both parts of the loss; the loss is the mean of error + λ · activity."""
        features = self.features(states)
        error = (states - self.decode(features)).square().sum(-1)
        return SparseCost(error, features.sum(-1))


def soft_threshold(
    overlaps: Float[Tensor, "*batch"], penalty: int | float
) -> Float[Tensor, "*batch"]:
    r"""Best features of an orthonormal dictionary, $\max(0,\, d\cdot x - \lambda/2)$.

    For error + λ · activity as in `SparseAutoencoder.costs`. Each is λ/2 too small: the
    penalty shrinks what it keeps. Raises `ValueError` on a negative penalty.
    """
    if penalty < 0:
        raise ValueError(f"penalty must be 0 or more, got {penalty}")
    return (overlaps - penalty / 2).relu()


def train_sparse_autoencoder(
    autoencoder: SparseAutoencoder,
    states: Float[Tensor, "n dim"],
    penalty: int | float,
    n_steps: int,
    learning_rate: float = 1e-3,
) -> Float[Tensor, " n_steps"]:
    """Train in place with Adam on all `states` at each step; the loss before each.

    After every step the decoder's columns get length 1 again: else a feature could
    shrink its activity, and the cost, by growing its column. Raises `ValueError` on
    states of another width, on NaN, and on a negative penalty.
    """
    check_tensor("states", states)
    dim = len(autoencoder.center)
    if states.ndim != 2 or states.shape[1] != dim or len(states) == 0:
        raise ValueError(
            f"states must be (n, {dim}) with at least one row, got shape "
            f"{tuple(states.shape)}"
        )
    check_finite("states", states)
    if penalty < 0:
        raise ValueError(f"penalty must be 0 or more, got {penalty}")
    optimizer = torch.optim.Adam(autoencoder.parameters(), lr=learning_rate)
    losses = []
    for _ in range(n_steps):
        error, activity = autoencoder.costs(states)
        loss = (error + penalty * activity).mean()
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        with torch.no_grad():
            autoencoder.decoder.div_(autoencoder.decoder.norm(dim=0))
        losses.append(loss.detach())
    return torch.stack(losses) if losses else states.new_zeros(0)
