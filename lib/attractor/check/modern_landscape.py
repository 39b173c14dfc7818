"""Check on the modern energy: E = −pull + bowl + count + size."""

import math

from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import MEMORY, OVERFLOW, far_cases, memory_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.memory import distance_energy
from attractor.memory import modern_energy as energy


def _pull(m: Tensor, x: Tensor, b: float, dim: int = -1) -> Tensor:
    return (b * x @ m.mT).logsumexp(dim) / b


def _bowl(x: Tensor) -> Tensor:
    return x.square().sum(-1) / 2


def _count(m: Tensor, b: float) -> float:
    return math.log(m.shape[0]) / b


def _size(m: Tensor) -> Tensor:
    return m.square().sum(-1).max() / 2


def _rest(m: Tensor, x: Tensor, b: float) -> Tensor:
    return _bowl(x) + _count(m, b) + _size(m)


MODERN_ENERGY = Exercise(
    arguments=MEMORY,
    truth=energy,
    cases=memory_cases(),
    far=far_cases(),
    overflow=OVERFLOW,
    mistakes=(
        Mistake(
            "The sign is flipped: low energy must be near the patterns.",
            lambda m, x, b: -energy(m, x, b),
        ),
        Mistake(
            "Twice too large: the ½ is missing, or the factor 2 of 2E_M is left in.",
            lambda m, x, b: 2 * energy(m, x, b),
        ),
        Mistake("Half as large as it should be.", lambda m, x, b: energy(m, x, b) / 2),
        Mistake(
            "Both ½ are missing, before ‖x‖² and before max‖ρ‖².",
            lambda m, x, b: energy(m, x, b) + _bowl(x) + _size(m),
        ),
        Mistake(
            "The ½ before ‖x‖² is missing.",
            lambda m, x, b: energy(m, x, b) + _bowl(x),
        ),
        Mistake(
            "The ½ before max‖ρ‖² is missing.",
            lambda m, x, b: energy(m, x, b) + _size(m),
        ),
        Mistake(
            "Both constants are missing, log(d)/β and ½ max‖ρ‖²: right in shape, but "
            "not zero at the lowest.",
            lambda m, x, b: _bowl(x) - _pull(m, x, b),
        ),
        Mistake(
            "The constant log(d)/β is missing.",
            lambda m, x, b: energy(m, x, b) - _count(m, b),
        ),
        Mistake(
            "The constant ½ max‖ρ‖² is missing.",
            lambda m, x, b: energy(m, x, b) - _size(m),
        ),
        Mistake(
            "The term ½‖x‖² is missing: without it the energy has no bottom.",
            lambda m, x, b: energy(m, x, b) - _bowl(x),
        ),
        Mistake(
            "The log-sum-exp has the wrong sign: patterns pull the energy down.",
            lambda m, x, b: energy(m, x, b) + 2 * _pull(m, x, b),
        ),
        Mistake(
            "½‖x‖² has the wrong sign: it holds the query back.",
            lambda m, x, b: energy(m, x, b) - 2 * _bowl(x),
        ),
        Mistake(
            "log(d)/β has the wrong sign: it is added.",
            lambda m, x, b: energy(m, x, b) - 2 * _count(m, b),
        ),
        Mistake(
            "β multiplies the scores but is never divided out again.",
            lambda m, x, b: -b * _pull(m, x, b) + _rest(m, x, b),
        ),
        Mistake(
            "β multiplies the scores but is never divided out, nor is log(d).",
            lambda m, x, b: _bowl(x) + _size(m) - b * (_pull(m, x, b) - _count(m, b)),
        ),
        Mistake(
            "log(d) is not divided by β.",
            lambda m, x, b: energy(m, x, b) + (b - 1) * _count(m, b),
        ),
        Mistake(
            "β is missing inside the exponential.",
            lambda m, x, b: -_pull(m, x, 1.0) / b + _rest(m, x, b),
        ),
        Mistake(
            "β is not used: the answer is the one for β = 1.",
            lambda m, x, b: energy(m, x, 1.0),
        ),
        Mistake(
            "That is the logarithm of the dimension: d is the number of patterns.",
            lambda m, x, b: energy(m, x, b) - _count(m, b) + math.log(m.shape[1]) / b,
        ),
        Mistake(
            "½‖x‖ where it should be ½‖x‖²: the square is missing.",
            lambda m, x, b: energy(m, x, b) - _bowl(x) + x.norm(dim=-1) / 2,
        ),
        Mistake(
            "½ max‖ρ‖ where it should be ½ max‖ρ‖²: the square is missing.",
            lambda m, x, b: energy(m, x, b) - _size(m) + m.norm(dim=-1).max() / 2,
        ),
        Mistake(
            "½ max‖ρ‖² is taken over single numbers: sum the squares of each pattern "
            "first, then take the largest.",
            lambda m, x, b: energy(m, x, b) - _size(m) + m.square().max() / 2,
        ),
        Mistake(
            "½ max xᵢ² looks at the query: the maximum is over the patterns' norms.",
            lambda m, x, b: energy(m, x, b) - _size(m) + x.square().amax(-1) / 2,
        ),
        Mistake(
            "The squared norms of the patterns are summed: take the largest one.",
            lambda m, x, b: energy(m, x, b) - _size(m) + m.square().sum() / 2,
        ),
        Mistake(
            "‖x‖² is summed over the whole batch: one energy per query, sum(-1).",
            lambda m, x, b: energy(m, x, b) - _bowl(x) + x.square().sum() / 2,
        ),
        Mistake(
            "The sum runs over the queries: sum over the patterns, the last axis of "
            "the scores (dim=-1).",
            lambda m, x, b: -_pull(m, x, b, dim=0) + _rest(m, x, b),
        ),
        Mistake(
            "The sum runs over axis 1, which is the patterns' only for a flat list of "
            "queries: use dim=-1.",
            lambda m, x, b: -_pull(m, x, b, dim=1) + _rest(m, x, b),
        ),
        Mistake(
            "The sum runs over the whole batch: sum over the patterns only, dim=-1.",
            lambda m, x, b: -(b * x @ m.mT).flatten().logsumexp(0) / b + _rest(m, x, b),
        ),
        Mistake(
            "The sum runs over dimensions instead of patterns: the scores are "
            "queries @ patterns.T.",
            lambda m, x, b: -(b * x @ m).logsumexp(-1) / b + _rest(m, x, b),
        ),
        Mistake(
            "The scores are never summed over the patterns: one energy per query.",
            lambda m, x, b: -(x @ m.mT) + _rest(m, x, b)[..., None],
        ),
        Mistake(
            "The logarithm is missing: it is log of the sum of exponentials.",
            lambda m, x, b: -(b * x @ m.mT).exp().sum(-1) / b + _rest(m, x, b),
        ),
        Mistake(
            "The largest score alone: log-sum-exp is its smooth form.",
            lambda m, x, b: -(x @ m.mT).amax(-1) + _rest(m, x, b),
        ),
        Mistake(
            "That is the distance energy: here the patterns act by ρ·x, without the "
            "bias −β‖ρ‖².",
            distance_energy,
        ),
    ),
)


def modern_energy(function: object) -> Answer:
    """Check (patterns, queries, β) ↦ energies of the modern Hopfield network."""
    return MODERN_ENERGY.examine(function)
