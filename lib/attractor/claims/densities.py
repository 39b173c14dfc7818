"""Section 5: distributions made of points, and a loss that is one of a density."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import logsumexp
from scipy.stats import norm

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED, points
from attractor.memory import nearest_squared_distance
from attractor.theory import density_cross_entropy, memorized_loss

CHAPTER = "loss/cross-entropy-bound"
SAMPLES = np.array([1.0, 2.5, 6.0])
Values = NDArray[np.float64]
Texts = NDArray[np.int64]


def height(share: Values, cell: float) -> Values:
    """Probability per length, what a density is."""
    return share / cell


def mass(share: Values, cell: float) -> Values:
    """The probability itself."""
    return share


def samples_have_a_density(
    measure: Callable[[Values, float], Values] = height,
) -> Evidence:
    """Five of eight patterns in cells of a line: total, and what is at a pattern.

    A density is what probability per length tends to as cells shrink.
    """
    rng = np.random.default_rng(SEED)
    patterns = np.arange(8) + rng.uniform(0.2, 0.8, 8)
    test = rng.permutation(patterns)[:5]

    def shares(n_cells: int) -> Values:
        return np.histogram(test, n_cells, (0.0, 8.0))[0] / len(test)

    coarse, fine = shares(8_000), shares(80_000)
    ratio = float(measure(fine, 1e-4).max() / measure(coarse, 1e-3).max())
    one, whole = float(fine.max()), float(fine.sum())
    total = Comparison("total probability", whole, "=", 1.0, 1e-12)
    lone = Comparison("probability of a pattern", one, "=", 1 / len(test), 1e-12)
    return Evidence(
        printed=(
            total,
            Comparison("value there, cells a tenth as wide", ratio, "=", 1, 1e-9),
        ),
        core=(total, lone),
        corrected=(total, lone),
    )


def log_heights(width: float) -> Values:
    """log p at each sample, p a mixture of Gaussians of this width around them."""
    own = norm.logpdf(SAMPLES[:, None], SAMPLES, width)
    return logsumexp(own, axis=1) - math.log(len(SAMPLES))


def log_masses(width: float, cell: float = 0.1) -> Values:
    """log of what the same mixture gives to a cell around each sample."""
    low, high = SAMPLES[:, None] - cell / 2, SAMPLES[:, None] + cell / 2
    own = norm.cdf(high, SAMPLES, width) - norm.cdf(low, SAMPLES, width)
    return np.log(own.mean(axis=1))


def least_loss_is_the_entropy(
    logarithms: Callable[[float], Values] = log_heights,
) -> Evidence:
    """H(p, q) = KL + H for random p, q; and the loss of a model that gets narrower."""
    rng = np.random.default_rng(SEED)
    p, q = rng.dirichlet(np.ones(6), 50), rng.dirichlet(np.ones(6), 50)
    cross, entropy = -(p * np.log(q)).sum(1), -(p * np.log(p)).sum(1)
    left_over = float(np.abs(cross - (p * np.log(p / q)).sum(1) - entropy).max())

    def least(of: Callable[[float], Values]) -> float:
        return min(float(-of(width).mean()) for width in np.geomspace(1, 1e-6, 13))

    own = math.log(len(SAMPLES))
    identity = Comparison("H(p, q) − KL − H", left_over, "=", 0.0, 1e-12)
    cells = Comparison(
        "least loss, of probabilities", least(log_masses), "=", own, 1e-9
    )
    what = "least loss of three samples"
    return Evidence(
        printed=(identity, Comparison(what, least(logarithms), "=", own, 1e-9)),
        core=(identity, cells),
        corrected=(identity, cells),
    )


def per_length(loss: float, cell: float) -> float:
    """The loss of a density as it is."""
    return loss


def per_cell(loss: float, cell: float) -> float:
    """The loss of the probabilities of cells, each density times a cell."""
    return loss - math.log(cell)


def prefix_loss(sequences: Texts, n_words: int, smoothing: float) -> float:
    """Nats per token of counted continuations of each prefix, on what was counted."""
    total, length = 0.0, sequences.shape[1]
    for t in range(length):
        same = (sequences[:, None, :t] == sequences[None, :, :t]).all(-1)
        seen = same.sum(1) + smoothing * n_words
        next_too = same & (sequences[:, None, t] == sequences[None, :, t])
        total -= np.log((next_too.sum(1) + smoothing) / seen).sum()
    return float(total / sequences.size)


def loss_has_no_unit(
    loss_of: Callable[[float, float], float] = per_length,
) -> Evidence:
    """The change of the model's loss when lengths are in centimeters, not meters."""
    patterns = points([0.0], [2.0], [4.0])
    own = 0.4 * torch.linspace(-1, 1, 2001, dtype=torch.float64)[:, None]
    energies = nearest_squared_distance(
        patterns, (patterns[:, None] + own).flatten(0, 1)
    )
    on_patterns = nearest_squared_distance(patterns, patterns)

    def loss(unit: float) -> float:
        cell = 0.8 / 2001 * unit
        whole = density_cross_entropy(energies, on_patterns, cell).item()
        return loss_of(whole, cell)

    rng = np.random.default_rng(SEED)
    texts = np.unique(rng.integers(4, size=(300, 12)), axis=0)
    known = prefix_loss(texts, 4, 0.0)
    others = min(prefix_loss(texts, 4, weight) for weight in (1e-4, 1e-2, 1.0))
    bound = memorized_loss(*texts.shape)
    return Evidence(
        printed=(
            Comparison("loss in cm less in m", loss(100.0) - loss(1.0), "=", 0, 1e-9),
        ),
        corrected=(
            Comparison("loss per token, memorized", known, "=", bound, 1e-12),
            Comparison("of other models", others, "≥", bound),
        ),
    )


CLAIMS = (
    Claim(
        "eq-11",
        "Equation (11)",
        "The test samples have the density P(x) = (1/d′) Σ δ(x − ρ) on ℝⁿ.",
        "Distinct patterns, drawn by a permutation.",
        "holds with a correction",
        "They have probabilities, 1/d′ each, and no density: its value at a pattern"
        " grows without end as one looks closer.",
        CHAPTER,
        samples_have_a_density,
        Variant(
            "probability in place of density", partial(samples_have_a_density, mass)
        ),
    ),
    Claim(
        "remark-2",
        "Remark 2",
        "H(p, q) = KL + H(p); with many parameters the least loss is the entropy of"
        " the training samples.",
        "q is a density on ℝⁿ, as in Eq. 9, free to become as narrow as it likes.",
        "holds with a correction",
        "True of probabilities, where d samples have the entropy log d. For Eq. 11 in"
        " ℝⁿ the entropy is −∞, the divergence +∞, and the loss has no least value.",
        CHAPTER,
        least_loss_is_the_entropy,
        Variant(
            "probabilities of cells", partial(least_loss_is_the_entropy, log_masses)
        ),
    ),
    Claim(
        "comparable-loss",
        "Section 5, Table 2, section 6",
        "The loss of Proposition 4 can be set beside losses in nats per token.",
        "The same model, lengths measured in meters or in centimeters.",
        "fails",
        "That of a density changes by n log a with the unit. For probabilities of d"
        " different sequences of T tokens the loss is at least log d/T nats per token,"
        " and a model that has memorized them reaches it.",
        CHAPTER,
        loss_has_no_unit,
        Variant("probabilities of cells", partial(loss_has_no_unit, per_cell)),
    ),
)
