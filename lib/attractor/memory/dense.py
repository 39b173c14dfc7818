"""Dense associative memories: energies that grow faster than a square."""

from attractor.memory.arguments import check_patterns, check_queries
from attractor.memory.softmax import log_sum_exp
from attractor.shapes import Energies, Patterns, States


def polynomial_energy(patterns: Patterns, states: States, degree: int) -> Energies:
    r"""Energy of the polynomial dense memory, one per state.

    $$E(x) = -\sum_{i=1}^d (\rho_i\cdot x)^{r}$$

    with r = `degree` ≥ 1. `patterns` (n_patterns, dim), `states` (*batch, dim),
    result (*batch). Raises `ValueError` on bad shapes, NaN or a degree below 1.
    Bounded on ±1 states, unbounded below on ℝⁿ. Krotov and Hopfield 2016.
    """
    check_patterns(patterns)
    check_queries(patterns, states, name="states")
    if degree < 1 or degree != int(degree):
        raise ValueError(f"degree must be a whole number from 1 on, got {degree}")
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
