"""What each unit of a ±1 state would gain, all units at once.

With patterns and states of ±1, turning unit i moves every overlap by 2 or by −2. So
two matrix products tell what every turn would cost, where one unit after another
would take as many products as there are units. Nothing is updated here.
"""

import math

from torch import Tensor

from attractor.memory.arguments import check_patterns, check_queries
from attractor.memory.dense import check_degree
from attractor.memory.softmax import softmax_average
from attractor.shapes import Patterns, States


def polynomial_field(patterns: Patterns, states: States, degree: int) -> States:
    r"""Energy that unit i saves by being +1 and not −1, the others as they are.

    $$h_i = E_r(x:\,x_i=-1) - E_r(x:\,x_i=+1)$$

    A ±1 state is stable where hᵢxᵢ ≥ 0 for all i. `patterns` (n_patterns, dim) and
    `states` (*batch, dim) of ±1, result (*batch, dim). At degree 2 it is
    4 (Σⱼ ρⱼᵢ ρⱼ·x − d xᵢ), four times the classical field without self-coupling.
    Raises `ValueError` on other values, bad shapes or a degree below 1.
    """
    check_patterns(patterns)
    check_queries(patterns, states, name="states")
    check_degree(degree)
    check_signs("patterns", patterns)
    check_signs("states", states)
    overlaps = states @ patterns.mT
    here = overlaps.pow(degree)
    above, below = (overlaps + 2).pow(degree), (overlaps - 2).pow(degree)
    own = (2 * here - above - below).sum(-1, keepdim=True)
    return ((above - below) @ patterns + own * states) / 2


def exponential_field(patterns: Patterns, states: States) -> States:
    r"""Energy that unit i saves by being +1 and not −1, from the attention m.

    $$h_i = -x_i \log\bigl(\cosh 2 - x_i m_i \sinh 2\bigr), \qquad
      m = \mathrm{softmax}(\rho_1\cdot x,\dots,\rho_d\cdot x)\,\text{-average of }\rho$$

    of `exponential_energy`, the others as they are. A ±1 state is stable where
    xᵢmᵢ ≥ tanh 1 for all i. Shapes and errors as `polynomial_field`.
    """
    check_patterns(patterns)
    check_queries(patterns, states, name="states")
    check_signs("patterns", patterns)
    check_signs("states", states)
    agreement = states * softmax_average(patterns, states, beta=1.0)
    return -states * (math.cosh(2) - agreement * math.sinh(2)).log()


def check_signs(name: str, values: Tensor) -> None:
    """Raise `ValueError` unless all of `values` are +1 or −1."""
    if not values.is_meta and not bool((values.abs() == 1).all()):
        raise ValueError(f"{name} must be +1 or −1 in every place")
