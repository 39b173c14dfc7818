"""Two laws for the loss of a language model, and how to spend a budget under one."""

import math
from typing import NamedTuple

KAPLAN = {"n_params": 6.4e13, "n_tokens": 1.8e13}
KAPLAN_EXPONENTS = {"n_params": 0.076, "n_tokens": 0.103}
CHINCHILLA = {"n_params": 406.4, "n_tokens": 410.7}
CHINCHILLA_EXPONENTS = {"n_params": 0.34, "n_tokens": 0.28}
FLOPS_PER_PARAMETER_AND_TOKEN = 6


class Allocation(NamedTuple):
    """A model's size in parameters, and how many tokens to train it on."""

    n_params: float
    n_tokens: float


def kaplan_loss(n_params: int | float, n_tokens: int | float) -> float:
    r"""Loss in nats per token by the joint law of Kaplan et al. 2020 (eq. 1.5).

    $$L(N, D) = \Bigl[\Bigl(\frac{N_c}{N}\Bigr)^{\alpha_N/\alpha_D}
      + \frac{D_c}{D}\Bigr]^{\alpha_D}$$

    with N_c = 6.4e13, D_c = 1.8e13, α_N = 0.076, α_D = 0.103; `n_params` without
    embeddings. It goes to 0 as both grow. Raises `ValueError` unless both are
    positive; infinity is allowed.
    """
    check_sizes(n_params, n_tokens)
    exponent_n, exponent_d = KAPLAN_EXPONENTS.values()
    size = (KAPLAN["n_params"] / n_params) ** (exponent_n / exponent_d)
    return (size + KAPLAN["n_tokens"] / n_tokens) ** exponent_d


def chinchilla_loss(
    n_params: int | float, n_tokens: int | float, irreducible: float = 1.69
) -> float:
    r"""Loss in nats per token by the law of Hoffmann et al. 2022 (eq. 10).

    $$L(N, D) = E + \frac{A}{N^\alpha} + \frac{B}{D^\beta}$$

    with A = 406.4, B = 410.7, α = 0.34, β = 0.28 and E = `irreducible`, 1.69 there
    (Niu et al. 2024 print 1.61 in their eq. 2). Raises `ValueError` unless both sizes
    are positive; infinity is allowed.
    """
    check_sizes(n_params, n_tokens)
    size = CHINCHILLA["n_params"] / n_params ** CHINCHILLA_EXPONENTS["n_params"]
    data = CHINCHILLA["n_tokens"] / n_tokens ** CHINCHILLA_EXPONENTS["n_tokens"]
    return irreducible + size + data


def compute_optimal(flops: int | float) -> Allocation:
    r"""The size and the tokens that minimize `chinchilla_loss` at C = 6 N D.

    $$N = G\Bigl(\frac C6\Bigr)^{\frac{\beta}{\alpha+\beta}}, \qquad
      D = \frac1G\Bigl(\frac C6\Bigr)^{\frac{\alpha}{\alpha+\beta}}, \qquad
      G = \Bigl(\frac{\alpha A}{\beta B}\Bigr)^{\frac1{\alpha+\beta}}$$

    `flops` C > 0, else `ValueError`. Hoffmann et al. 2022, eq. 4.
    """
    if not (math.isfinite(flops) and flops > 0):
        raise ValueError(f"flops must be positive and finite, got {flops}")
    alpha, beta = CHINCHILLA_EXPONENTS.values()
    a, b = CHINCHILLA.values()
    product = flops / FLOPS_PER_PARAMETER_AND_TOKEN
    g = (alpha * a / (beta * b)) ** (1 / (alpha + beta))
    n_params = g * product ** (beta / (alpha + beta))
    return Allocation(n_params, product / n_params)


def check_sizes(n_params: int | float, n_tokens: int | float) -> None:
    """Raise `ValueError` unless both are positive; infinity is allowed."""
    for name, value in (("n_params", n_params), ("n_tokens", n_tokens)):
        if not value > 0:
            raise ValueError(f"{name} must be positive, got {value}")
