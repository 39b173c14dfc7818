"""Two divergences that autoencoders pay, in closed form; they pull different ways.

To the prior N(0, 1) a code is pulled so that it can be drawn from there: smooth, not
sparse. To a small rate a unit is pulled so that it is silent mostly: sparse.
"""

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor


def normal_divergence(
    mean: Float[Tensor, "*batch dim"], log_variance: Float[Tensor, "*batch dim"]
) -> Float[Tensor, "*batch"]:
    r"""KL of N(μ, diag σ²) from N(0, I), in nats.

    $$\tfrac12 \sum_i \left(\mu_i^2 + \sigma_i^2 - 1 - \log \sigma_i^2\right)$$

    `mean` and `log_variance` log σ² (*batch, dim), result (*batch). 0 only for the
    prior itself. Raises `ValueError` on shapes that differ and on NaN. Kingma and
    Welling 2014, appendix B.
    """
    for name, values in (("mean", mean), ("log_variance", log_variance)):
        check_tensor(name, values)
        check_finite(name, values)
    if mean.ndim == 0 or mean.shape != log_variance.shape:
        raise ValueError(
            "mean and log_variance must be (*batch, dim), both alike, got shapes "
            f"{tuple(mean.shape)} and {tuple(log_variance.shape)}"
        )
    terms = mean.square() + log_variance.exp() - 1 - log_variance
    return terms.sum(-1) / 2


def rate_divergence(
    rates: Float[Tensor, "*units"], target: float
) -> Float[Tensor, "*units"]:
    r"""KL of a coin with the wanted rate ρ from one with a unit's rate, in nats.

    $$\rho \log\frac{\rho}{\hat\rho} + (1-\rho) \log\frac{1-\rho}{1-\hat\rho}$$

    `rates` ρ̂ are each unit's mean activity over many inputs, from 0 to 1; a unit at 0
    or 1 pays +∞. Raises `ValueError` on rates outside [0, 1] and on a target outside
    (0, 1). Ng 2011.
    """
    check_tensor("rates", rates)
    check_finite("rates", rates)
    if not rates.is_meta and bool(((rates < 0) | (rates > 1)).any()):
        raise ValueError("rates must be from 0 to 1")
    if not 0 < target < 1:
        raise ValueError(f"target must be between 0 and 1, got {target}")
    wanted = torch.full_like(rates, target)
    on, off = wanted / rates, (1 - wanted) / (1 - rates)
    return wanted * on.log() + (1 - wanted) * off.log()
