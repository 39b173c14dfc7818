"""The paper's layered model with patterns on a line, integrated by quadrature.

Nothing here comes from the closed forms of `attractor.theory`, so that the two can be
compared. Patterns are grouped in layers; Ω is the union of the intervals of one
radius around all of them, which must not meet.
"""

import math
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Literal

from scipy.integrate import quad

Points = Sequence[float]
Height = Callable[[float], float]
Reading = Literal["energy", "density"]
READINGS: tuple[Reading, ...] = ("energy", "density")


def nearest(patterns: Points, x: float) -> float:
    """g(x), the squared distance to the nearest pattern."""
    return min((x - pattern) ** 2 for pattern in patterns)


def integral(height: Height, patterns: Points, radius: float) -> float:
    """The integral of a function over the intervals around these patterns."""
    pieces = [(p - radius, p, p + radius) for p in set(patterns)]
    return sum(
        quad(height, low, middle, epsabs=0, epsrel=1e-12)[0]
        + quad(height, middle, high, epsabs=0, epsrel=1e-12)[0]
        for low, middle, high in pieces
    )


def layer_partition(patterns: Points, radius: float) -> float:
    """Z_t, the integral of exp(−g_t) over the layer's own intervals (Eq. 12)."""
    return integral(lambda x: math.exp(-nearest(patterns, x)), patterns, radius)


def layer_energy(patterns: Points, radius: float, reading: Reading) -> Height:
    """E_t as g_t, what Eq. 6 minimizes; or as the density exp(−g_t)/Z_t (Sec. 4.1)."""
    if reading == "energy":
        return lambda x: nearest(patterns, x)
    partition = layer_partition(patterns, radius)
    return lambda x: math.exp(-nearest(patterns, x)) / partition


def stack_energy(
    layers: Sequence[Points], radius: float, reading: Reading = "energy"
) -> Height:
    """E_global of Eq. 7, −log Σ exp(−E_t)."""
    own = [layer_energy(patterns, radius, reading) for patterns in layers]

    def energy(x: float) -> float:
        heights = [-each(x) for each in own]
        top = max(heights)
        return -top - math.log(sum(math.exp(each - top) for each in heights))

    return energy


def log_mass(energy: Height, patterns: Points, radius: float) -> float:
    """log Z, of exp(−E) over Ω."""
    return math.log(integral(lambda x: math.exp(-energy(x)), patterns, radius))


def mean_energy(energy: Height, patterns: Points) -> float:
    """The mean of E over patterns."""
    return sum(map(energy, patterns)) / len(patterns)


def stack_loss(
    layers: Sequence[Points], radius: float, reading: Reading = "energy"
) -> float:
    """The cross-entropy of the stack's density on its own patterns (Eq. 9, 11)."""
    energy, patterns = stack_energy(layers, radius, reading), list(chain(*layers))
    return log_mass(energy, patterns, radius) + mean_energy(energy, patterns)
