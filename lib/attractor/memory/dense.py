"""Dense associative memories: energies that grow faster than a square."""

from collections.abc import Callable

import torch
from torch import Tensor

from attractor.memory.arguments import check_patterns, check_queries
from attractor.memory.softmax import log_sum_exp
from attractor.shapes import Energies, Patterns, States

CELLS = 2**15


def polynomial_energy(patterns: Patterns, states: States, degree: int) -> Energies:
    r"""Energy of the polynomial dense memory, one per state.

    $$E(x) = -\sum_{i=1}^d (\rho_i\cdot x)^{r}$$

    with r = `degree` ≥ 1. `patterns` (n_patterns, dim), `states` (*batch, dim),
    result (*batch). Raises `ValueError` on bad shapes, NaN or a degree below 1.
    Bounded on ±1 states, unbounded below on ℝⁿ. Krotov and Hopfield 2016.
    """
    check_patterns(patterns)
    check_queries(patterns, states, name="states")
    check_degree(degree)
    return -(states @ patterns.mT).pow(degree).sum(-1)


def exponential_energy(patterns: Patterns, states: States) -> Energies:
    r"""Energy of the exponential dense memory, in its logarithmic form.

    $$E(x) = -\log\sum_{i=1}^d e^{\rho_i\cdot x}$$

    The logarithm is monotone, so minima and sign updates are those of
    −Σ exp(ρᵢ·x), and it does not overflow. `patterns` (n_patterns, dim), `states`
    (*batch, dim), result (*batch). Raises `ValueError` on bad shapes or NaN.
    Bounded on ±1 states, unbounded below on ℝⁿ. Demircigil et al. 2017.
    """
    check_patterns(patterns)
    check_queries(patterns, states, name="states")
    return -log_sum_exp(patterns, states, beta=1.0)


def polynomial_update(patterns: Patterns, states: States, degree: int) -> States:
    r"""One sweep of a polynomial dense memory: each unit takes its better sign.

    $$x_i \leftarrow \mathrm{sgn}\sum_{j=1}^d
      \bigl[(z_j+\rho_{ji})^r-(z_j-\rho_{ji})^r\bigr], \qquad
      z_j=\sum_{k\ne i}\rho_{jk}x_k$$

    Units go one by one, in order; a tie goes to +1. So no step raises
    `polynomial_energy`. `patterns` (n_patterns, dim), `states` (*batch, dim), where
    0 stands for an unknown unit; the result is ±1. Raises `ValueError` on bad
    shapes, NaN or a degree below 1. Krotov and Hopfield 2016.
    """
    check_patterns(patterns)
    check_queries(patterns, states, name="states")
    check_degree(degree)

    def gain(rest: Tensor, part: Tensor) -> Tensor:
        return (_power(rest + part, degree) - _power(rest - part, degree)).sum(-1)

    # Then no overlap exceeds 1; a power of two keeps whole numbers, and ties, exact.
    largest = torch.cat([states.abs().flatten(), states.new_ones(1)]).max()
    reach = patterns.abs().sum(-1).max() * largest
    size = reach.clamp_min(torch.finfo(reach.dtype).tiny).log2().ceil().exp2()
    return _sweep(patterns / size, states, gain)


def exponential_update(patterns: Patterns, states: States) -> States:
    r"""One sweep of the exponential dense memory: each unit takes its better sign.

    $$x_i \leftarrow \mathrm{sgn}\sum_{j=1}^d
      \bigl[e^{z_j+\rho_{ji}}-e^{z_j-\rho_{ji}}\bigr], \qquad
      z_j=\sum_{k\ne i}\rho_{jk}x_k$$

    Units go one by one, in order; a tie goes to +1. So no step raises
    `exponential_energy`. Shapes and errors as there; 0 stands for an unknown unit,
    and the result is ±1. Demircigil et al. 2017.
    """
    check_patterns(patterns)
    check_queries(patterns, states, name="states")

    def gain(rest: Tensor, part: Tensor) -> Tensor:
        top = (rest + part.abs()).amax(-1, keepdim=True)
        up = (rest + part - top).exp().sum(-1)
        down = (rest - part - top).exp().sum(-1)
        return up - down + 4 * torch.finfo(up.dtype).eps * (up + down)

    return _sweep(patterns, states, gain)


def check_degree(degree: int) -> None:
    """Raise `ValueError` unless `degree` is a whole number from 1 on."""
    if degree < 1 or degree != int(degree):
        raise ValueError(f"degree must be a whole number from 1 on, got {degree}")


def _power(values: Tensor, degree: int) -> Tensor:
    """`values` to a whole power by squaring, which is quicker than pow."""
    if degree == 1:
        return values
    half = _power(values, degree // 2)
    return half * half * values if degree % 2 else half * half


def _sweep(
    patterns: Patterns, states: States, gain: Callable[[Tensor, Tensor], Tensor]
) -> States:
    """Unit after unit, +1 where `gain` (overlaps without it, its column) is ≥ 0.

    The overlaps are carried along: a unit costs n_patterns per state, not
    n_patterns times dim. States go in blocks whose overlaps stay in the cache.
    """
    units = states.detach().reshape(-1, states.shape[-1]).clone()
    columns = patterns.detach().mT.contiguous()
    for block in units.split(max(1, CELLS // len(patterns))):
        overlaps = block @ columns
        for i, part in enumerate(columns):
            rest = overlaps - block[:, i, None] * part
            up = gain(rest, part) >= 0
            block[:, i] = torch.where(up, 1.0, -1.0).to(block.dtype)
            overlaps = rest + block[:, i, None] * part
    return units.reshape(states.shape)
