"""A variational autoencoder: a code that can be drawn. Kingma and Welling 2014.

The encoder names a normal distribution over codes z, the decoder one over inputs, with
variance 1. What is trained is a lower bound of log p(x).
"""

import math
from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor, nn

from attractor.models.divergences import normal_divergence

Inputs = Float[Tensor, "*batch dim"]
Codes = Float[Tensor, "*batch dim_code"]


class Posterior(NamedTuple):
    """What the encoder says of the code: mean μ and log variance log σ²."""

    mean: Float[Tensor, "*batch dim_code"]
    log_variance: Float[Tensor, "*batch dim_code"]


class VariationalAutoencoder(nn.Module):
    """An encoder to a normal distribution over codes, and a decoder from codes.

    `encoder` maps inputs (*batch, dim) to (*batch, 2 dim_code), means first and log
    variances after them; `decoder` maps codes (*batch, dim_code) back.
    """

    def __init__(self, encoder: nn.Module, decoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.decoder = decoder

    def posterior(self, inputs: Inputs) -> Posterior:
        """q(z|x)."""
        mean, log_variance = self.encoder(inputs).chunk(2, -1)
        return Posterior(mean, log_variance)

    def evidence_bound(
        self, inputs: Inputs, *, generator: torch.Generator
    ) -> Float[Tensor, "*batch"]:
        r"""An unbiased estimate of the lower bound of log p(x), from one code a row.

        $$\mathbb{E}_q \log p(x \mid z) - \mathrm{KL}(q(z \mid x)\,\|\,N(0, I))$$

        with log p(x|z) = −½‖x − x̂‖² − ½ dim log 2π. The loss is minus its mean.
        """
        posterior = self.posterior(inputs)
        decoded = self.decoder(draw_code(posterior, generator=generator))
        misfit = (inputs - decoded).square().sum(-1)
        fit = -(misfit + inputs.shape[-1] * math.log(2 * math.pi)) / 2
        bound: Tensor = fit - normal_divergence(*posterior)
        return bound


def draw_code(posterior: Posterior, *, generator: torch.Generator) -> Codes:
    """z = μ + σ ε with ε from N(0, I), so that gradients reach μ and σ."""
    mean, log_variance = posterior
    noise = torch.randn(
        mean.shape, generator=generator, dtype=mean.dtype, device=mean.device
    )
    return mean + (log_variance / 2).exp() * noise
