"""The two experiments on dense memories: small runs against theory, recorded runs."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from attractor.lab import load_run, run
from attractor.lab.experiments import demircigil, krotov_hopfield
from attractor.memory import (
    exponential_field,
    no_neighbors_probability,
    odd_factorial,
    polynomial_bit_error,
    polynomial_field,
)


def test_blocks_add_up_to_the_field_of_all_patterns(monkeypatch):
    # The same draws, in blocks of 3 and of all: the generator gives the same signs.
    whole = krotov_hopfield.turned_units(
        300, 20, 3, generator=torch.Generator().manual_seed(1)
    )
    monkeypatch.setattr(krotov_hopfield, "BLOCK", 4)
    parts = krotov_hopfield.turned_units(
        300, 20, 3, generator=torch.Generator().manual_seed(1)
    )
    assert torch.equal(whole, parts)
    patterns = krotov_hopfield.draw_signs(
        300, 20, generator=torch.Generator().manual_seed(2)
    )
    torch.testing.assert_close(
        polynomial_field(patterns[:7], patterns, 3)
        + polynomial_field(patterns[7:], patterns, 3),
        polynomial_field(patterns, patterns, 3),
    )


def test_a_small_run_of_degree_three_agrees_with_theory_and_falls_on_one_curve():
    result = run("krotov-hopfield", seed=3)
    errors, counts = result.arrays["bit_errors"], result.arrays["n_patterns"]
    theory = np.array(
        [
            [polynomial_bit_error(int(d), n, 3) for d in row]
            for n, row in zip((30, 60, 120), counts, strict=True)
        ]
    )
    np.testing.assert_allclose(errors, theory, rtol=0.25)
    assert (np.ptp(errors, axis=0) < 0.4 * errors.mean(axis=0)).all()
    assert (result.arrays["bits"] >= 20_000).all()


def test_a_small_run_of_the_exponential_memory_shows_the_threshold():
    result = run("demircigil", seed=4, draws=60)
    stable = result.arrays["all_stable"]
    for at, dim in enumerate((12, 16, 20)):
        expected = no_neighbors_probability(round(2 ** (0.4 * dim)), dim)
        assert abs(stable[at, 1] - expected) < 0.2
    assert (stable[:, 2] <= 0.05).all()
    assert (result.arrays["share_stable"][:, 2] > 0.85).all()
    recovered = result.arrays["recovered"]
    assert recovered[0, 1] > 0.9
    assert recovered[:, -1].max() < 0.2


def test_a_set_with_neighbors_is_seen_to_have_them(generator):
    patterns = krotov_hopfield.draw_signs(5, 20, generator=generator)
    assert demircigil.look(patterns) == (1.0, False)
    patterns[1] = patterns[0]
    patterns[1, 3] *= -1
    found = demircigil.look(patterns)
    assert found.neighbors
    rests = (patterns * exponential_field(patterns, patterns) >= 0).all(-1)
    assert found.stable == rests.double().mean()


def test_the_scales_are_ready_for_their_machines():
    for module in (krotov_hopfield, demircigil):
        assert set(module.SCALES) == {"toy", "colab", "paper"}
        assert module.SCALES["colab"].device == "cuda"


def test_a_run_with_the_same_seed_is_the_same():
    config = replace(krotov_hopfield.SCALES["toy"], sizes=((2, 20), (4, 10)), bits=500)
    one, other = krotov_hopfield.measure(config), krotov_hopfield.measure(config)
    for name, array in one.items():
        np.testing.assert_array_equal(array, other[name])


@pytest.fixture(scope="module")
def polynomial():
    return load_run("krotov-hopfield").arrays


@pytest.fixture(scope="module")
def exponential():
    return load_run("demircigil").arrays


@pytest.mark.parametrize("degree, power", [(2, 1), (3, 2), (4, 3)])
def test_recorded_curves_fall_on_one_another_one_power_below_the_degree(
    polynomial, degree, power
):
    rows = polynomial["degrees"] == degree
    dims = polynomial["dims"][rows]
    counts = [
        np.exp(np.interp(np.log(0.05), np.log(error), np.log(count)))
        for error, count in zip(
            polynomial["bit_errors"][rows], polynomial["n_patterns"][rows], strict=True
        )
    ]
    slope = np.polyfit(np.log(dims), np.log(counts), 1)[0]
    assert slope == pytest.approx(power, abs=0.05)
    # In units of n^power all sizes agree; in units of n^degree they drift by ratios
    # as large as the ratio of the sizes.
    assert np.ptp(counts / dims.astype(float) ** power) < 0.15 * np.mean(
        counts / dims.astype(float) ** power
    )
    drift = counts / dims.astype(float) ** degree
    assert drift.max() / drift.min() > 0.8 * dims.max() / dims.min()


def test_recorded_errors_agree_with_theory(polynomial):
    for degree, dim, errors, counts in zip(
        polynomial["degrees"],
        polynomial["dims"],
        polynomial["bit_errors"],
        polynomial["n_patterns"],
        strict=True,
    ):
        expected = [polynomial_bit_error(int(d), int(dim), int(degree)) for d in counts]
        if degree <= 3:
            np.testing.assert_allclose(errors, expected, rtol=0.25, atol=2e-4)
        assert counts[-1] == round(
            polynomial["loads"][-1] * dim ** (degree - 1) / odd_factorial(int(degree))
        )


def test_recorded_stability_is_the_birthday_bound(exponential):
    dims, rates = exponential["dims"], list(exponential["rates"])
    stable, draws = exponential["all_stable"], exponential["draws"]
    for at, dim in enumerate(dims):
        for under in range(len(rates)):
            count = int(exponential["n_patterns"][at, under])
            p = no_neighbors_probability(count, int(dim))
            sampling = 4 * np.sqrt(max(p * (1 - p), 0.01) / draws[at, under])
            assert abs(stable[at, under] - p) < sampling + 0.02
    at_04, at_03 = stable[:, rates.index(0.4)], stable[:, rates.index(0.3)]
    assert list(at_04[:4]) == sorted(at_04[:4])
    assert 0.28 < at_04[0] < 0.45 and 0.6 < at_04[dims.tolist().index(24)] < 0.75
    assert (at_03[1:] >= 0.88).all() and (at_03[2:] >= 0.9).all()
    assert (stable[:, rates.index(0.5)] < 0.02).all()


def test_recorded_failures_all_have_a_pair_of_neighbors(exponential):
    assert (exponential["either"] > 0.99).all()
