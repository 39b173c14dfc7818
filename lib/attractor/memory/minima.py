"""All the valleys of a smooth energy, told apart from slow points and saddles.

Plain iteration stalls where two valleys merge, so it is only the approach; a
damped Newton method finishes, and the Hessian decides what is a minimum.
"""

from itertools import combinations
from typing import NamedTuple

import torch
from torch import Tensor

from attractor.memory.arguments import check_beta, check_patterns
from attractor.memory.distance import distance_energy
from attractor.memory.modern import modern_energy
from attractor.memory.retrieval import UPDATES, Smooth, retrieve
from attractor.shapes import Minima, Patterns, States

APPROACH_STEPS = 50
NEWTON_STEPS = 100
RESOLUTION = 1e-13
SAME = 1e-9
CLOSE = 1e-2
COARSER_LEVELS = 6
MOST_PATTERNS_IN_PAIRS = 64
MOST_PATTERNS_IN_TRIPLES = 16


class Landscape(NamedTuple):
    """A smooth energy E(x) = ½ s‖x‖² + ... with gradient s (x − update(x))."""

    patterns: Patterns
    beta: float
    name: Smooth

    @property
    def stiffness(self) -> float:
        """Curvature s of the bowl: 1 (modern) or 2 (distance)."""
        return 1.0 if self.name == "modern" else 2.0

    def energy(self, states: States) -> Tensor:
        """E at each state."""
        energy = modern_energy if self.name == "modern" else distance_energy
        return energy(self.patterns, states, self.beta)

    def rounding(self, states: States) -> Tensor:
        """By how much E can be off: it is a small sum of terms as large as ‖x‖²."""
        reach = states.norm(dim=-1) + self.patterns.norm(dim=-1).max()
        return 8 * torch.finfo(states.dtype).eps * (1 + reach.square())

    def gradient(self, states: States) -> Tensor:
        """∇E at each state."""
        return self.stiffness * (
            states - UPDATES[self.name](self.patterns, states, self.beta)
        )

    def hessian(self, states: States) -> Tensor:
        """∇²E = s I − s² β Cov, the covariance under each state's softmax weights."""
        s, beta = self.stiffness, self.beta
        scores = s * beta * states @ self.patterns.mT
        if self.name == "distance":
            scores = scores - beta * self.patterns.square().sum(-1)
        weights = scores.softmax(-1)
        centered = self.patterns - (weights @ self.patterns)[:, None, :]
        covariance = (weights[..., None] * centered).mT @ centered
        eye = torch.eye(states.shape[-1], dtype=states.dtype, device=states.device)
        return s * eye - s**2 * beta * covariance


def find_minima(
    patterns: Patterns, beta: float, *, energy: Smooth = "distance"
) -> Minima:
    """Minima of the modern or the distance energy, sorted, (n_minima, dim).

    Starts from every pattern, their mean, where the patterns come to rest at
    smaller β, and (for up to 64 and 16 patterns) the means of all pairs and
    triples: in more than one dimension a valley can lie at no pattern. A minimum
    has a vanishing gradient and no downward curvature; two
    candidates with no barrier between them are one. Computed in float64. Raises
    `ValueError` on bad patterns, beta ≤ 0 or an unknown energy.
    """
    if energy not in UPDATES:
        raise ValueError(f"energy must be one of {sorted(UPDATES)}, got {energy!r}")
    check_patterns(patterns)
    check_beta(beta)
    landscape = Landscape(patterns.detach().double(), beta, energy)
    approach = retrieve(
        landscape.patterns,
        _starts(landscape),
        beta,
        energy=energy,
        max_steps=APPROACH_STEPS,
        tol=1e-12,
    ).states
    ends = _newton(landscape, _distinct(landscape, approach))
    minima = _distinct(landscape, ends[_is_minimum(landscape, ends)])
    order = sorted(
        range(len(minima)), key=minima.round(decimals=9).tolist().__getitem__
    )
    return minima[order].to(patterns.dtype)


def _starts(landscape: Landscape) -> States:
    patterns = landscape.patterns
    groups: list[tuple[int, ...]] = []
    if len(patterns) <= MOST_PATTERNS_IN_PAIRS:
        groups += combinations(range(len(patterns)), 2)
    if len(patterns) <= MOST_PATTERNS_IN_TRIPLES:
        groups += combinations(range(len(patterns)), 3)
    means = [patterns[list(group)].mean(0, keepdim=True) for group in groups]
    coarse = [_coarse_valleys(landscape, 2**k) for k in range(1, COARSER_LEVELS + 1)]
    return torch.cat([patterns, patterns.mean(0, keepdim=True), *means, *coarse])


def _coarse_valleys(landscape: Landscape, factor: int) -> States:
    """Where the patterns come to rest, nearly, when β is smaller by `factor`."""
    rest = retrieve(
        landscape.patterns,
        landscape.patterns,
        landscape.beta / factor,
        energy=landscape.name,
        max_steps=APPROACH_STEPS,
    ).states
    return rest.round(decimals=6).unique(dim=0)


def _newton(landscape: Landscape, states: States) -> States:
    """Damped Newton on |curvature|, until no step is an improvement."""
    states = states.clone()
    moving = torch.arange(len(states), device=states.device)
    for _ in range(NEWTON_STEPS):
        before = states[moving]
        after = _backtracked(landscape, before, _newton_step(landscape, before))
        states[moving] = after
        reach = RESOLUTION * (1 + before.norm(dim=-1))
        moving = moving[(after - before).norm(dim=-1) > reach]
        if len(moving) == 0:
            break
    return states


def _newton_step(landscape: Landscape, states: States) -> States:
    curvature, axes = torch.linalg.eigh(landscape.hessian(states))
    along = axes.mT @ landscape.gradient(states)[..., None]
    return -(axes @ (along / curvature.abs().clamp_min(1e-8)[..., None])).squeeze(-1)


def _backtracked(landscape: Landscape, states: States, step: States) -> States:
    """The longest halving of each step that is an improvement; else stay.

    Lower energy is one; where energies tie to rounding, a smaller gradient is.
    """
    before, slope = landscape.energy(states), landscape.gradient(states).norm(dim=-1)
    tie = landscape.rounding(states)
    moved = states.clone()
    waiting = torch.arange(len(states), device=states.device)
    for halving in range(20):
        trial = states[waiting] + step[waiting] / 2**halving
        fall = before[waiting] - landscape.energy(trial)
        flatter = landscape.gradient(trial).norm(dim=-1) < slope[waiting]
        better = (fall > tie[waiting]) | ((fall >= -tie[waiting]) & flatter)
        moved[waiting[better]] = trial[better]
        waiting = waiting[~better]
        if len(waiting) == 0:
            break
    return moved


def _is_minimum(landscape: Landscape, states: States) -> Tensor:
    scale = 1 + landscape.patterns.norm(dim=-1).max()
    flat = landscape.gradient(states).norm(dim=-1) <= 1e-7 * scale
    lowest = torch.linalg.eigvalsh(landscape.hessian(states))[..., 0]
    return flat & (lowest > -1e-7 * landscape.stiffness)


def _distinct(landscape: Landscape, states: States) -> Minima:
    """The lowest state of each group that no energy barrier separates.

    A barrier, if there is one, stands halfway; only close states are asked.
    """
    energies, order = landscape.energy(states).sort()
    states, rounding = states[order], landscape.rounding(states[order])
    gaps = torch.cdist(states, states, compute_mode="donot_use_mm_for_euclid_dist")
    gaps = gaps * landscape.beta**0.5
    kept = torch.zeros_like(energies, dtype=torch.bool)
    for i, gap in enumerate(gaps):
        close = kept & (gap <= CLOSE)
        if (gap[close] <= SAME).any():
            continue
        if close.any():
            halfway = landscape.energy((states[i] + states[close]) / 2)
            kept[i] = (halfway > energies[i] + rounding[i]).all()
        else:
            kept[i] = True
    return states[kept]
