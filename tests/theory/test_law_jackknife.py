"""A law's errors from leaving out groups of runs."""

import numpy as np
import pytest

from attractor.theory import HOFFMANN, fit_law, jackknife_law, kaplan_loss, law_loss
from attractor.theory.law_fit import Values

SIZES = np.repeat(np.geomspace(1e7, 1e9, 6), 5)
TOKENS = np.tile(np.geomspace(1e9, 1e11, 5), 6)
GROUPS = np.repeat(np.arange(6), 5).tolist()


@pytest.fixture(scope="module")
def exact() -> Values:
    return law_loss(HOFFMANN, SIZES, TOKENS)


def test_a_law_that_fits_every_run_does_not_move(exact: Values) -> None:
    found = jackknife_law(SIZES, TOKENS, exact, GROUPS, noise=0.01)
    np.testing.assert_allclose(found.law, HOFFMANN, rtol=1e-6)
    assert max(np.array(found.errors) / np.array(HOFFMANN)) < 1e-5


def test_it_is_by_hand_the_spread_of_the_fits_without_a_group(exact: Values) -> None:
    noisy = exact + 0.01 * np.random.default_rng(0).standard_normal(30)
    floors = []
    for k in range(6):
        kept = np.array(GROUPS) != k
        fit = fit_law(SIZES[kept], TOKENS[kept], noisy[kept], noise=0.01)
        floors.append(fit.law.irreducible)
    away = np.array(floors) - np.mean(floors)
    by_hand = np.sqrt(5 / 6 * np.sum(away**2))
    found = jackknife_law(SIZES, TOKENS, noisy, GROUPS, noise=0.01)
    assert found.errors.irreducible == pytest.approx(by_hand, rel=1e-9)
    assert found.law == fit_law(SIZES, TOKENS, noisy, noise=0.01).law


def test_where_the_form_is_wrong_it_says_more_than_the_fit_does() -> None:
    floorless = np.array([*map(kaplan_loss, SIZES, TOKENS)])
    fit = fit_law(SIZES, TOKENS, floorless, noise=0.001)
    found = jackknife_law(SIZES, TOKENS, floorless, GROUPS, noise=0.001)
    assert found.errors.irreducible > 3 * fit.errors.irreducible


@pytest.mark.parametrize("groups", [GROUPS[:-1], [0] * 30])
def test_groups_that_are_none_are_refused(
    groups: list[int], exact: Values, as_readers_call: None
) -> None:
    with pytest.raises(ValueError, match="groups must be one for each of the 30 runs"):
        jackknife_law(SIZES, TOKENS, exact, groups, noise=0.01)


def test_what_is_left_must_determine_a_law(exact: Values) -> None:
    few = slice(0, 6)
    with pytest.raises(ValueError, match="at least 5"):
        jackknife_law(
            SIZES[few], TOKENS[few], exact[few], [0, 0, 0, 1, 1, 1], noise=1.0
        )
