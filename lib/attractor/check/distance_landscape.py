"""Check on the distance energy: E = −log Σ exp(−β‖x − ρᵢ‖²)/β."""

import math

from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import MEMORY, OVERFLOW, far_cases, memory_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.check.shared import gaps, key_bias_mistakes
from attractor.memory import distance_energy as energy
from attractor.memory import modern_energy, nearest_squared_distance


def _soft_min(costs: Tensor, b: float, dim: int = -1) -> Tensor:
    return -(-b * costs).logsumexp(dim) / b


def _norms(x: Tensor) -> Tensor:
    return x.square().sum(-1)


def _expanded(m: Tensor, x: Tensor, b: float, product: float, bias: float) -> Tensor:
    """‖x‖² − log Σ exp(product·β ρᵢ·x − bias‖ρᵢ‖²)/β."""
    scores = product * b * x @ m.mT - bias * _norms(m)
    return _norms(x) - scores.logsumexp(-1) / b


DISTANCE_ENERGY = Exercise(
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
        Mistake("Twice too large.", lambda m, x, b: 2 * energy(m, x, b)),
        Mistake("Half as large as it should be.", lambda m, x, b: energy(m, x, b) / 2),
        Mistake(
            "The minus in the exponent is missing: near patterns must weigh most.",
            lambda m, x, b: -(b * gaps(m, x)).logsumexp(-1) / b,
        ),
        Mistake(
            "Both minus signs are missing, before the logarithm and in the exponent.",
            lambda m, x, b: (b * gaps(m, x)).logsumexp(-1) / b,
        ),
        Mistake(
            "β multiplies in the exponent but is never divided out again.",
            lambda m, x, b: b * energy(m, x, b),
        ),
        Mistake(
            "β is missing in the exponent.",
            lambda m, x, b: energy(m, x, 1.0) / b,
        ),
        Mistake(
            "β is not used: the answer is the one for β = 1.",
            lambda m, x, b: energy(m, x, 1.0),
        ),
        Mistake(
            "β divides in the exponent: it is an inverse temperature, it multiplies.",
            lambda m, x, b: energy(m, x, 1 / b),
        ),
        Mistake(
            "It uses the distance, not its square.",
            lambda m, x, b: _soft_min(gaps(m, x).sqrt(), b),
        ),
        Mistake(
            "It uses the sum of absolute differences: the distance is Euclidean, "
            "squared.",
            lambda m, x, b: _soft_min((x[..., None, :] - m).abs().sum(-1), b),
        ),
        Mistake(
            "A ½ too much in the exponent: it is −β‖x − ρ‖², without the ½ of a "
            "standard Gaussian.",
            lambda m, x, b: _soft_min(gaps(m, x) / 2, b),
        ),
        *key_bias_mistakes(_expanded),
        Mistake(
            "The factor 2 in 2βρ·x and the key bias −β‖ρ‖² are both missing.",
            lambda m, x, b: _expanded(m, x, b, product=1.0, bias=0.0),
        ),
        Mistake(
            "The term ‖x‖² is missing from the expanded square.",
            lambda m, x, b: energy(m, x, b) - _norms(x),
        ),
        Mistake(
            "½‖x‖² where the expanded square has ‖x‖².",
            lambda m, x, b: energy(m, x, b) - _norms(x) / 2,
        ),
        Mistake(
            "log(d)/β too large: sum over the patterns, do not average.",
            lambda m, x, b: energy(m, x, b) + math.log(m.shape[0]) / b,
        ),
        Mistake(
            "log(d)/β too small: this energy has no constant.",
            lambda m, x, b: energy(m, x, b) - math.log(m.shape[0]) / b,
        ),
        Mistake(
            "That is g, the squared distance to the nearest pattern: the energy is "
            "its smooth form.",
            lambda m, x, b: nearest_squared_distance(m, x),
        ),
        Mistake(
            "That is the sum of all squared distances: take −log Σ exp(−β·)/β.",
            lambda m, x, b: gaps(m, x).sum(-1),
        ),
        Mistake(
            "The logarithm is missing: that is the sum of exponentials itself.",
            lambda m, x, b: (-b * gaps(m, x)).exp().sum(-1),
        ),
        Mistake(
            "The logarithm is missing: that is minus the sum of exponentials over β.",
            lambda m, x, b: -(-b * gaps(m, x)).exp().sum(-1) / b,
        ),
        Mistake(
            "The squares are not summed over the dimensions first: one distance per "
            "pattern.",
            lambda m, x, b: _soft_min((x[..., None, :] - m).square(), b, dim=-2),
        ),
        Mistake(
            "The sum runs over dimensions instead of patterns.",
            lambda m, x, b: _soft_min((x[..., None, :] - m).square().sum(-2), b),
        ),
        Mistake(
            "The sum runs over the queries: sum over the patterns, the last axis of "
            "the distances (dim=-1).",
            lambda m, x, b: _soft_min(gaps(m, x), b, dim=0),
        ),
        Mistake(
            "The sum runs over axis 1, which is the patterns' only for a flat list of "
            "queries: use dim=-1.",
            lambda m, x, b: _soft_min(gaps(m, x), b, dim=1),
        ),
        Mistake(
            "The sum runs over the whole batch: sum over the patterns only, dim=-1.",
            lambda m, x, b: _soft_min(gaps(m, x).flatten(), b),
        ),
        Mistake(
            "That is the modern energy: here the patterns act by their distance.",
            modern_energy,
        ),
        Mistake(
            "That is twice the modern energy at 2β: equal up to a constant only when "
            "all patterns are equally long.",
            lambda m, x, b: 2 * modern_energy(m, x, 2 * b),
        ),
    ),
)


def distance_energy(function: object) -> Answer:
    """Check (patterns, queries, β) ↦ energies, smooth squared distances."""
    return DISTANCE_ENERGY.examine(function)
