"""How far a fitted law moves when some of its runs are left out."""

from collections.abc import Sequence

import numpy as np

from attractor.theory.law_fit import LawFit, Values, check_runs, fit_law
from attractor.theory.loss_law import LossLaw


def jackknife_law(
    n_params: Values,
    n_tokens: Values,
    losses: Values,
    groups: Sequence[int],
    *,
    noise: float,
) -> LawFit:
    r"""The law fitted to all runs, with errors from leaving out a group at a time.

    `groups` numbers the group of each run, such as its size. With g groups and the
    constants $\theta_k$ of the fit without group k, the standard error of a constant is
    $\sqrt{\frac{g-1}g\sum_k(\theta_k-\bar\theta)^2}$ (the delete-a-group jackknife).
    Unlike the errors of `fit_law` it does not take the form of the law for granted: a
    form that is bent to fit some sizes moves when these go. Raises `ValueError` unless
    there are as many groups as runs, two different ones at least, and runs enough for
    a fit without any of them.
    """
    check_runs(n_params, n_tokens, losses, noise)
    member = np.asarray(groups)
    names = np.unique(member)
    if len(member) != len(losses) or len(names) < 2:
        raise ValueError(
            f"groups must be one for each of the {len(losses)} runs, two different "
            f"ones at least, got {len(member)} with {len(names)} different"
        )
    without = []
    for name in names:
        kept = member != name
        part = fit_law(n_params[kept], n_tokens[kept], losses[kept], noise=noise)
        without.append(part.law)
    spread = np.std(np.array(without), axis=0) * np.sqrt(len(names) - 1)
    whole = fit_law(n_params, n_tokens, losses, noise=noise)
    return LawFit(whole.law, LossLaw(*map(float, spread)), whole.misfit)
