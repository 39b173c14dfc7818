"""Where weights start: random, with a variance that suits the activation.

Every function gives weights (n_in, n_out), equal to those of torch.nn.init drawn
(n_out, n_in) with the same generator, transposed.
"""

import math
from types import MappingProxyType
from typing import Protocol, runtime_checkable

import torch
from jaxtyping import Float
from torch import Tensor

Weights = Float[Tensor, "n_in n_out"]


@runtime_checkable
class Initialization(Protocol):
    """Draws the weights of a layer."""

    def __call__(
        self,
        n_in: int,
        n_out: int,
        *,
        generator: torch.Generator,
        dtype: torch.dtype = torch.float64,
    ) -> Tensor:
        """Weights (n_in, n_out)."""


def glorot_normal(
    n_in: int,
    n_out: int,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> Weights:
    """Normal with variance 2/(n_in + n_out), for tanh. Glorot and Bengio 2010."""
    variance = 2 / (_checked(n_in, n_out) + n_out)
    return _normal(n_in, n_out, variance, generator, dtype)


def glorot_uniform(
    n_in: int,
    n_out: int,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> Weights:
    """Uniform with variance 2/(n_in + n_out): up to ±√(6/(n_in + n_out))."""
    variance = 2 / (_checked(n_in, n_out) + n_out)
    return _uniform(n_in, n_out, variance, generator, dtype)


def he_normal(
    n_in: int,
    n_out: int,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> Weights:
    """Normal with variance 2/n_in, for ReLU, which halves a signal. He et al. 2015."""
    return _normal(n_in, n_out, 2 / _checked(n_in, n_out), generator, dtype)


def he_uniform(
    n_in: int,
    n_out: int,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> Weights:
    """Uniform with variance 2/n_in: up to ±√(6/n_in)."""
    return _uniform(n_in, n_out, 2 / _checked(n_in, n_out), generator, dtype)


def lecun_normal(
    n_in: int,
    n_out: int,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> Weights:
    """Normal with variance 1/n_in: sums as large as the inputs. LeCun et al. 1998."""
    return _normal(n_in, n_out, 1 / _checked(n_in, n_out), generator, dtype)


def lecun_uniform(
    n_in: int,
    n_out: int,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> Weights:
    """Uniform with variance 1/n_in: up to ±√(3/n_in)."""
    return _uniform(n_in, n_out, 1 / _checked(n_in, n_out), generator, dtype)


def orthogonal(
    n_in: int,
    n_out: int,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> Weights:
    """Random weights that turn without stretching. Saxe et al. 2013.

    The longer side's vectors are a part of a rotation: WᵀW = 1 if n_in ≥ n_out, else
    WWᵀ = 1. Every entry has variance 1/max(n_in, n_out).
    """
    drawn = _normal(_checked(n_in, n_out), n_out, 1.0, generator, dtype)
    tall = drawn if n_in > n_out else drawn.mT
    basis, triangle = torch.linalg.qr(tall)
    turned = basis * triangle.diagonal().sign()
    return turned if n_in > n_out else turned.mT


INITIALIZATIONS: MappingProxyType[str, Initialization] = MappingProxyType(
    {
        "glorot_normal": glorot_normal,
        "glorot_uniform": glorot_uniform,
        "he_normal": he_normal,
        "he_uniform": he_uniform,
        "lecun_normal": lecun_normal,
        "lecun_uniform": lecun_uniform,
        "orthogonal": orthogonal,
    }
)
"""All of them, by name."""


def _normal(
    n_in: int,
    n_out: int,
    variance: float,
    generator: torch.Generator,
    dtype: torch.dtype,
) -> Tensor:
    empty = torch.empty(n_out, n_in, dtype=dtype, device=generator.device)
    return empty.normal_(0, math.sqrt(variance), generator=generator).mT


def _uniform(
    n_in: int,
    n_out: int,
    variance: float,
    generator: torch.Generator,
    dtype: torch.dtype,
) -> Tensor:
    edge = math.sqrt(3 * variance)
    empty = torch.empty(n_out, n_in, dtype=dtype, device=generator.device)
    return empty.uniform_(-edge, edge, generator=generator).mT


def _checked(n_in: int, n_out: int) -> int:
    """`n_in`, once both widths are positive."""
    for name, width in (("n_in", n_in), ("n_out", n_out)):
        if width < 1:
            raise ValueError(f"{name} must be at least 1, got {width}")
    return n_in
