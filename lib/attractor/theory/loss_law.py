"""The three-term law L = E + A/N^α + B/D^β with any constants, and its best split."""

import math
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

FLOPS_PER_PARAMETER_AND_TOKEN = 6
"""Two for the forward pass, four for the backward one (Kaplan et al. 2020, §2.1)."""

Sizes = TypeVar("Sizes", int, float, NDArray[np.float64])


class LossLaw(NamedTuple):
    """Constants of the law: E, then A and B, then α and β; losses in nats per token."""

    irreducible: float
    size_scale: float
    data_scale: float
    size_exponent: float
    data_exponent: float


class Allocation(NamedTuple):
    """A model's size in parameters, and how many tokens to train it on."""

    n_params: float
    n_tokens: float


HOFFMANN = LossLaw(1.69, 406.4, 410.7, 0.34, 0.28)
"""As Hoffmann et al. 2022 print it, the law called Chinchilla's."""

HOFFMANN_UNROUNDED = LossLaw(1.6934, 406.4, 410.7, 0.3392, 0.2849)
"""With the digits of their TeX source, after Besiroglu et al. 2024."""

BESIROGLU = LossLaw(1.8172, 482.01, 2085.43, 0.3478, 0.3658)
"""Fitted again by Besiroglu et al. 2024 to points read off Hoffmann et al.'s figure."""


def law_loss(law: LossLaw, n_params: Sizes, n_tokens: Sizes) -> Sizes:
    r"""$E + A/N^\alpha + B/D^\beta$ in nats per token, of numbers or arrays.

    Raises `ValueError` unless all sizes are positive; infinity is allowed.
    """
    check_sizes(n_params, n_tokens)
    size = law.size_scale / n_params**law.size_exponent
    data = law.data_scale / n_tokens**law.data_exponent
    return law.irreducible + size + data


def law_optimum(law: LossLaw, flops: int | float) -> Allocation:
    """The split of C = 6 N D with the lowest loss; `flops` C > 0, else `ValueError`.

    There α A/N^α = β B/D^β: a percent more parameters gains what a percent more tokens
    would. E plays no part in it.
    """
    check_flops(flops)
    alpha, beta = law.size_exponent, law.data_exponent
    balance = alpha * law.size_scale / (beta * law.data_scale)
    product = tokens_for(flops, 1)
    n_params = (balance * product**beta) ** (1 / (alpha + beta))
    return Allocation(n_params, product / n_params)


def optimal_tokens(law: LossLaw, n_params: int | float) -> float:
    """The tokens D for which N is the best size to spend 6 N D on.

    Fewer, and a smaller model would have used the compute better; more, and a larger
    one. Raises `ValueError` unless `n_params` is positive.
    """
    check_sizes(n_params, 1.0)
    alpha, beta = law.size_exponent, law.data_exponent
    balance = beta * law.data_scale / (alpha * law.size_scale)
    return (balance * n_params**alpha) ** (1 / beta)


def tokens_for(flops: int | float, n_params: int | float) -> float:
    """Tokens on which `n_params` parameters can be trained with that compute."""
    return flops / FLOPS_PER_PARAMETER_AND_TOKEN / n_params


def check_sizes(n_params: Sizes, n_tokens: Sizes) -> None:
    """Raise `ValueError` unless both are positive; infinity is allowed."""
    for name, value in (("n_params", n_params), ("n_tokens", n_tokens)):
        if not np.all(np.asarray(value) > 0):
            raise ValueError(f"{name} must be positive, got {value}")


def check_flops(flops: int | float) -> None:
    """Raise `ValueError` unless the compute is positive and finite."""
    if not (math.isfinite(flops) and flops > 0):
        raise ValueError(f"flops must be positive and finite, got {flops}")
