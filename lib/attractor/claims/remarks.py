"""Remarks 1 and 3: models with many parameters, and losses with further terms."""

from collections.abc import Callable
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED
from attractor.memory import printed_global_energy

CHAPTER = "loss/cross-entropy-bound"
Values = NDArray[np.float64]
Penalty = Callable[[Values], float]
N_STATES, WEIGHT = 8, 1e-4


def sample_shares() -> Values:
    """How often each of eight states occurs, unevenly."""
    return np.random.default_rng(SEED).dirichlet(np.ones(N_STATES))


def divergence(shares: Values, energies: Values) -> float:
    """KL from the shares to exp(−E)/Z over the states."""
    log_p = -energies - logsumexp(-energies)
    return float((shares * (np.log(shares) - log_p)).sum())


def best_energy(shares: Values, n_parameters: int) -> Values:
    """The energy of least divergence among this many curves; Newton's method."""
    states = np.linspace(-1, 1, len(shares))
    curves = np.linalg.qr(np.vander(states, n_parameters, increasing=True))[0]
    theta = np.zeros(n_parameters)
    for _ in range(100):
        p = softmax(-curves @ theta)
        slope = curves.T @ (shares - p)
        bend = curves.T @ (np.diag(p) - np.outer(p, p)) @ curves
        theta -= np.linalg.lstsq(bend, slope, rcond=1e-12)[0]
    return curves @ theta


def enough_parameters_fit_any(n_parameters: int = N_STATES) -> Evidence:
    """The divergence that is left with an energy of n parameters, and with Eq. 9.

    The density of Eq. 9 has the eight states as its patterns, in two layers.
    """
    shares = sample_shares()
    states = torch.arange(N_STATES, dtype=torch.float64)[:, None]
    layered = printed_global_energy([states[:4], states[4:]], states).numpy()
    free = divergence(shares, best_energy(shares, n_parameters))
    return Evidence(
        printed=(
            Comparison("divergence, free energy", free, "=", 0.0, 1e-9),
            Comparison("divergence, Eq. 9", divergence(shares, layered), ">", 0.1),
        )
    )


def z_loss(logits: Values) -> float:
    """The square of log Z."""
    return float(logsumexp(logits)) ** 2


def weight_decay(logits: Values) -> float:
    """The sum of the logits' squares."""
    return float((logits**2).sum())


def cross_entropy(shares: Values, logits: Values) -> float:
    """Mean of −log softmax, over outcomes as often as their shares."""
    return float(logsumexp(logits) - shares @ logits)


def layer_norm(values: Values) -> Values:
    """Mean 0 and mean square 1, without gain."""
    return (values - values.mean()) / values.std()


def floor_rises(penalty: Penalty = z_loss) -> Evidence:
    """What a term adds to the loss: where logits start, and where both are least.

    For layer normalization: the least loss for one certain outcome among eight.
    """
    shares, certain = sample_shares(), np.eye(N_STATES)[0]
    entropy = float(-(shares * np.log(shares)).sum())
    start = np.linspace(1.0, 3.0, N_STATES)

    def floor(term: Penalty) -> float:
        def loss(logits: Values) -> float:
            return cross_entropy(shares, logits) + WEIGHT * term(logits)

        return float(minimize(loss, start, options={"gtol": 1e-9}).fun)

    what = "least loss beyond the entropy"
    confined = cross_entropy(certain, layer_norm(certain))
    normed = Comparison("least loss, normalized logits", confined, ">", 0.1)
    added = Comparison(
        "the term where logits start", WEIGHT * penalty(start), ">", 1e-4
    )
    return Evidence(
        printed=(Comparison(what, floor(penalty) - entropy, ">", 1e-5), normed),
        core=(added, normed),
        corrected=(
            Comparison(f"{what}, z-loss", floor(z_loss) - entropy, "=", 0.0, 1e-7),
            Comparison(f"{what}, decay", floor(weight_decay) - entropy, ">", 1e-5),
        ),
    )


CLAIMS = (
    Claim(
        "remark-1",
        "Remark 1",
        "With many parameters the energy can approximate that of the sample"
        " distribution well, and is not confined to Eq. 9.",
        "Eight states that occur unevenly; an energy of eight parameters.",
        "holds",
        "A model that can store every sample is such a model, so the remark exempts"
        " the models that Assumption 1 is about.",
        CHAPTER,
        enough_parameters_fit_any,
        Variant("four parameters", partial(enough_parameters_fit_any, 4)),
    ),
    Claim(
        "remark-3",
        "Remark 3",
        "Scaling laws should take added terms such as the z-loss into account; layer"
        " normalization may raise the lower bound.",
        "The z-loss of PaLM, 10⁻⁴ log² Z; eight outcomes.",
        "holds with a correction",
        "The z-loss adds to the loss on the way and nothing at its least, since log Z"
        " can be 0 without cost. Weight decay raises the least loss, and so does layer"
        " normalization of the logits without gain.",
        "loss/scaling-laws",
        floor_rises,
        Variant("weight decay for the z-loss", partial(floor_rises, weight_decay)),
    ),
)
