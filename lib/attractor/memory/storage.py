"""How patterns become couplings: three rules for writing into the network."""

import torch

from attractor.memory.arguments import check_patterns
from attractor.shapes import Couplings, Patterns


def hebbian_couplings(patterns: Patterns) -> Couplings:
    r"""Units that agree in the patterns pull each other toward agreement.

    $$W = \tfrac1N X^\top X \quad\text{with } w_{ii} = 0$$

    N is the number of units. `patterns` X (n_patterns, dim) of ±1, result (dim, dim),
    symmetric. Patterns that overlap disturb each other, so recall is approximate.
    Raises `ValueError` on bad shapes or NaN. Hopfield 1982, eq. 2, divided by N.
    """
    check_patterns(patterns)
    return _without_diagonal(patterns.mT @ patterns / patterns.shape[1])


def covariance_couplings(patterns: Patterns) -> Couplings:
    r"""The Hebbian rule after each unit's mean over the patterns is taken away.

    $$W = \tfrac1N (X - \bar x)^\top (X - \bar x) \quad\text{with } w_{ii} = 0$$

    What all patterns share is not stored. States then belong around the mean too:
    settle with thresholds θ = W x̄. A unit that never changes has no couplings.
    Shapes and errors as `hebbian_couplings`. Sejnowski 1977.
    """
    check_patterns(patterns)
    return hebbian_couplings(patterns - patterns.mean(0))


def pseudo_inverse_couplings(patterns: Patterns) -> Couplings:
    r"""The projection on the patterns' span: overlaps between patterns are undone.

    $$W = X^{+} X \quad\text{with } w_{ii} = 0$$

    X⁺ is the Moore-Penrose inverse. Every pattern is a fixed point, however much the
    patterns overlap; each weight depends on all patterns at once, so the rule is not
    local. Shapes and errors as `hebbian_couplings`. Personnaz et al. 1986.
    """
    check_patterns(patterns)
    return _without_diagonal(torch.linalg.pinv(patterns) @ patterns)


def _without_diagonal(couplings: Couplings) -> Couplings:
    return couplings - torch.diag(couplings.diagonal())
