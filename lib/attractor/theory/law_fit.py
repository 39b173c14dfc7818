"""Fitting the three-term law to runs, and how well that determines its floor."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from attractor.theory.loss_law import LossLaw, check_sizes, law_loss

Values = NDArray[np.float64]

START = LossLaw(1.0, 100.0, 100.0, 0.3, 0.3)
PRECISELY = {"xtol": 1e-14, "ftol": 1e-14, "gtol": 1e-14, "max_nfev": 2000}


class LawFit(NamedTuple):
    """The best law, the standard error of each constant, and the misfit.

    `misfit` is the sum of squared residuals in units of the noise, so about the number
    of runs less the number of constants fitted where the law is right.
    """

    law: LossLaw
    errors: LossLaw
    misfit: float


def fit_law(
    n_params: Values,
    n_tokens: Values,
    losses: Values,
    *,
    noise: float,
    irreducible: float | None = None,
) -> LawFit:
    r"""Least squares for $E + A/N^\alpha + B/D^\beta$ on runs with equal noise.

    `noise` is the standard deviation of a loss, in nats per token. The errors come
    from the curvature at the optimum, $(J^\top J)^{-1}$ of the scaled residuals; those
    of A and B by the delta method. With `irreducible` given, E stays there, its error
    is 0, and the other four are fitted. Raises `ValueError` on sizes that are not
    positive, on fewer runs than constants, and on a noise that is not positive.
    """
    check_runs(n_params, n_tokens, losses, noise)

    def law_at(free: Values) -> LossLaw:
        e = free[4] if irreducible is None else irreducible
        a, b = np.exp(free[:2])
        return LossLaw(*map(float, (e, a, b, free[2], free[3])))

    def residuals(free: Values) -> Values:
        return (law_loss(law_at(free), n_params, n_tokens) - losses) / noise

    start = [np.log(START.size_scale), np.log(START.data_scale), 0.3, 0.3]
    if irreducible is None:
        start.append(START.irreducible)
    found = least_squares(residuals, start, x_scale="jac", **PRECISELY)
    law = law_at(found.x)
    spread = np.sqrt(np.diag(np.linalg.inv(found.jac.T @ found.jac)))
    errors = LossLaw(
        0.0 if irreducible is not None else float(spread[4]),
        law.size_scale * float(spread[0]),
        law.data_scale * float(spread[1]),
        float(spread[2]),
        float(spread[3]),
    )
    return LawFit(law, errors, 2 * float(found.cost))


def check_runs(
    n_params: Values, n_tokens: Values, losses: Values, noise: float
) -> None:
    """Raise `ValueError` unless the runs can determine the law."""
    check_sizes(n_params, n_tokens)
    if not len(n_params) == len(n_tokens) == len(losses) >= len(START):
        raise ValueError(
            f"n_params, n_tokens and losses must be equally many, at least {len(START)}"
            f", got {len(n_params)}, {len(n_tokens)} and {len(losses)}"
        )
    if not noise > 0:
        raise ValueError(f"noise must be positive, got {noise}")
