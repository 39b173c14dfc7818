"""Fitting the law: exact points, honest errors, and what cannot be fitted."""

import numpy as np
import pytest

from attractor.theory import HOFFMANN, LawFit, compute_optimal, fit_law, law_loss


def runs(*budgets: float) -> tuple[np.ndarray, np.ndarray]:
    """Eight sizes around the best one of each budget, and their tokens."""
    sizes, tokens = [], []
    for flops in budgets:
        for factor in np.geomspace(0.2, 5, 8):
            sizes.append(compute_optimal(flops).n_params * factor)
            tokens.append(flops / 6 / sizes[-1])
    return np.array(sizes), np.array(tokens)


def noisy_fit(seed: int, noise: float, *budgets: float) -> LawFit:
    sizes, tokens = runs(*budgets)
    draws = np.random.default_rng(seed).standard_normal(len(sizes))
    losses = law_loss(HOFFMANN, sizes, tokens) + noise * draws
    return fit_law(sizes, tokens, losses, noise=noise)


def test_points_without_noise_give_the_law_back() -> None:
    sizes, tokens = runs(1e18, 1e20, 1e22)
    losses = law_loss(HOFFMANN, sizes, tokens)
    found = fit_law(sizes, tokens, losses, noise=0.01)
    np.testing.assert_allclose(found.law, HOFFMANN, rtol=1e-5)
    assert found.misfit < 1e-9


def test_the_quoted_error_is_the_spread_of_repeated_fits() -> None:
    fits = [noisy_fit(seed, 0.01, 1e18, 1e19, 1e20, 1e21) for seed in range(60)]
    floors = np.array([fit.law.irreducible for fit in fits])
    quoted = np.mean([fit.errors.irreducible for fit in fits])
    assert floors.std(ddof=1) == pytest.approx(quoted, rel=0.35)
    assert abs(floors.mean() - 1.69) < 4 * quoted / np.sqrt(60)
    assert np.mean([fit.misfit for fit in fits]) == pytest.approx(32 - 5, rel=0.15)


def error_without_noise(*budgets: float) -> float:
    """The floor's error, to first order, at the true law."""
    sizes, tokens = runs(*budgets)
    losses = law_loss(HOFFMANN, sizes, tokens)
    return fit_law(sizes, tokens, losses, noise=0.01).errors.irreducible


def test_the_floors_error_depends_on_the_width_of_the_ladder_not_on_its_place() -> None:
    here = error_without_noise(1e17, 1e18, 1e19)
    higher = error_without_noise(1e22, 1e23, 1e24)
    wider = error_without_noise(1e17, 1e19, 1e21)
    assert higher == pytest.approx(here, rel=1e-3)
    assert wider < here / 2


def test_a_given_floor_stays_and_a_wrong_one_fits_worse() -> None:
    sizes, tokens = runs(1e18, 1e20, 1e22)
    losses = law_loss(HOFFMANN, sizes, tokens)
    misfits = []
    for floor in (1.69, 1.61, 1.0):
        found = fit_law(sizes, tokens, losses, noise=0.01, irreducible=floor)
        assert (found.law.irreducible, found.errors.irreducible) == (floor, 0.0)
        misfits.append(found.misfit)
    assert misfits[0] < 1e-9 < misfits[1] < misfits[2]


def test_what_cannot_be_fitted_is_refused() -> None:
    sizes, tokens = runs(1e18)
    losses = law_loss(HOFFMANN, sizes, tokens)
    with pytest.raises(ValueError, match="at least 5, got 4, 4 and 4"):
        fit_law(sizes[:4], tokens[:4], losses[:4], noise=0.01)
    with pytest.raises(ValueError, match="equally many"):
        fit_law(sizes, tokens, losses[:5], noise=0.01)
    with pytest.raises(ValueError, match="noise must be positive"):
        fit_law(sizes, tokens, losses, noise=0.0)
    with pytest.raises(ValueError, match="n_params must be positive"):
        fit_law(-sizes, tokens, losses, noise=0.01)
