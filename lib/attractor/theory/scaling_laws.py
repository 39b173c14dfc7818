"""Two laws for the loss of a language model, and how to spend a budget under each."""

import math
from typing import NamedTuple

from attractor.theory.loss_law import (
    HOFFMANN,
    Allocation,
    check_flops,
    check_sizes,
    law_loss,
    law_optimum,
    tokens_for,
)


class KaplanConstants(NamedTuple):
    """Constants of the joint law of Kaplan et al. 2020, their table 2."""

    n_params: float = 6.4e13
    n_tokens: float = 1.8e13
    exponent_params: float = 0.076
    exponent_tokens: float = 0.103


KAPLAN = KaplanConstants()


def kaplan_loss(n_params: int | float, n_tokens: int | float) -> float:
    r"""Loss in nats per token by the joint law of Kaplan et al. 2020 (eq. 1.5).

    $$L(N, D) = \Bigl[\Bigl(\frac{N_c}{N}\Bigr)^{\alpha_N/\alpha_D}
      + \frac{D_c}{D}\Bigr]^{\alpha_D}$$

    with N_c = 6.4e13, D_c = 1.8e13, α_N = 0.076, α_D = 0.103; `n_params` without
    embeddings. It goes to 0 as both grow. Raises `ValueError` unless both are
    positive; infinity is allowed.
    """
    check_sizes(n_params, n_tokens)
    ratio = KAPLAN.exponent_params / KAPLAN.exponent_tokens
    size = (KAPLAN.n_params / n_params) ** ratio
    return (size + KAPLAN.n_tokens / n_tokens) ** KAPLAN.exponent_tokens


def chinchilla_loss(
    n_params: int | float, n_tokens: int | float, irreducible: float = 1.69
) -> float:
    r"""Loss in nats per token by the law of Hoffmann et al. 2022 (eq. 10).

    $$L(N, D) = E + \frac{A}{N^\alpha} + \frac{B}{D^\beta}$$

    with A = 406.4, B = 410.7, α = 0.34, β = 0.28 and E = `irreducible`, 1.69 there
    (Niu et al. 2024 print 1.61 in their eq. 2). Raises `ValueError` unless both sizes
    are positive; infinity is allowed.
    """
    return law_loss(HOFFMANN._replace(irreducible=irreducible), n_params, n_tokens)


def compute_optimal(flops: int | float) -> Allocation:
    r"""The size and the tokens that minimize `chinchilla_loss` at C = 6 N D.

    $$N = G\Bigl(\frac C6\Bigr)^{\frac{\beta}{\alpha+\beta}}, \qquad
      D = \frac1G\Bigl(\frac C6\Bigr)^{\frac{\alpha}{\alpha+\beta}}, \qquad
      G = \Bigl(\frac{\alpha A}{\beta B}\Bigr)^{\frac1{\alpha+\beta}}$$

    `flops` C > 0, else `ValueError`. Hoffmann et al. 2022, eq. 4.
    """
    return law_optimum(HOFFMANN, flops)


def kaplan_optimal(flops: int | float) -> Allocation:
    r"""The size and the tokens that minimize `kaplan_loss` at C = 6 N D.

    $$N = \Bigl(\frac{\alpha_N}{\alpha_D}\,\frac{N_c^{\alpha_N/\alpha_D}}{D_c}\,
      \frac C6\Bigr)^{\frac{\alpha_D}{\alpha_N+\alpha_D}}, \qquad D = \frac{C}{6N}$$

    `flops` C > 0, else `ValueError`. Not the allocation that Kaplan et al. recommend:
    theirs, N ∝ C^0.73, comes from another law, of training steps.
    """
    check_flops(flops)
    ratio = KAPLAN.exponent_params / KAPLAN.exponent_tokens
    scale = ratio * KAPLAN.n_params**ratio / KAPLAN.n_tokens
    n_params = (scale * tokens_for(flops, 1)) ** (1 / (1 + ratio))
    return Allocation(n_params, tokens_for(flops, n_params))


def kaplan_frontier_flops(loss: int | float) -> float:
    r"""The compute at which the best split under Kaplan's law reaches `loss`.

    Along the best split the two terms keep one proportion, so that the loss is a pure
    power of the compute, $L\propto C^{-\alpha_N\alpha_D/(\alpha_N+\alpha_D)}$, and
    every loss above 0 has its price. Raises `ValueError` unless `loss` is positive.
    """
    if not (math.isfinite(loss) and loss > 0):
        raise ValueError(f"loss must be positive and finite, got {loss}")
    alpha, beta = KAPLAN.exponent_params, KAPLAN.exponent_tokens
    at_one = kaplan_loss(*kaplan_optimal(1.0))
    return (at_one / loss) ** ((alpha + beta) / (alpha * beta))
