"""What the capacity experiment measures, against the dynamics by hand."""

import numpy as np
import pytest

from attractor.lab import RECORDED_CAPACITY, capacity_summary, load_run, run
from attractor.lab.experiments.hopfield_capacity import damaged, random_patterns
from attractor.memory import mean_field_overlap, one_step_error


def test_a_cue_has_the_overlap_it_is_asked_for(generator):
    patterns = random_patterns((2, 3, 100), generator)
    for overlap in (1.0, 0.9, 0.5, 0.0, -1.0):
        cues = damaged(patterns, overlap, generator)
        assert ((cues * patterns).mean(-1) - overlap).abs().max() < 1e-6
        assert set(cues.unique().tolist()) == {-1.0, 1.0}


def test_patterns_are_fair_coins(generator):
    patterns = random_patterns((10, 10, 1000), generator)
    assert abs(patterns.mean().item()) < 4 / np.sqrt(1e5)


def test_lightly_loaded_networks_recall_and_overloaded_ones_do_not():
    result = run(
        "hopfield-capacity",
        n_units=200,
        loads=(0.05, 0.3),
        cue_overlaps=(1.0, 0.8, 0.1),
        n_networks=10,
        n_starts=5,
    )
    means = result.arrays["overlaps"].mean((2, 3))
    assert result.arrays["n_patterns"].tolist() == [10, 60]
    assert (means[0, :2] > 0.99).all()
    assert means[0, 2] < 0.9
    assert (means[1] < 0.7).all()
    assert result.arrays["converged"].all()
    assert (result.arrays["sweeps"][1] >= 1).any()


def test_chunks_of_networks_make_no_difference_in_shape(monkeypatch):
    module = "attractor.lab.experiments.hopfield_capacity.ELEMENTS_AT_ONCE"
    monkeypatch.setattr(module, 4000)
    result = run(
        "hopfield-capacity", n_units=100, loads=(0.1,), n_networks=7, n_starts=4
    )
    assert result.arrays["overlaps"].shape == (1, 1, 7, 4)
    assert result.arrays["first_errors"].shape == (1, 7, 4)


@pytest.fixture(scope="module", params=RECORDED_CAPACITY)
def recorded(request):
    return load_run(request.param)


def test_recorded_runs_have_their_papers(recorded):
    papers = recorded.provenance
    assert papers.commit and not papers.commit.endswith("changes")
    assert papers.seed == recorded.config["seed"]
    assert recorded.arrays["converged"].all()


def test_recorded_errors_of_the_first_step_are_those_of_theory(recorded):
    n_units = recorded.config["n_units"]
    for count, errors in zip(
        recorded.arrays["n_patterns"], recorded.arrays["first_errors"], strict=True
    ):
        due = errors.size * n_units * one_step_error(n_units, int(count))
        # Bits of one pattern are not quite independent: allow for twice the variance.
        assert abs(errors.sum() - due) < 4 * np.sqrt(2 * due) + 1


def test_recorded_overlaps_follow_the_mean_field_at_light_loads(recorded):
    n_units, starts = recorded.config["n_units"], recorded.arrays["overlaps"]
    for count, overlaps in zip(recorded.arrays["n_patterns"], starts, strict=True):
        if count / n_units <= 0.081:
            expected = mean_field_overlap(count / n_units)
            assert overlaps[0].mean() == pytest.approx(expected, abs=4e-3)


def test_the_fall_steepens_with_size():
    small, large = load_run("hopfield-capacity-500"), load_run("hopfield-capacity-4000")

    def overlap(recorded, load):
        loads = recorded.arrays["n_patterns"] / recorded.config["n_units"]
        (at,) = np.flatnonzero(np.isclose(loads, load))
        return recorded.arrays["overlaps"][at, 0].mean()

    assert overlap(small, 0.13) == pytest.approx(0.98, abs=0.01)
    assert overlap(small, 0.2) == pytest.approx(0.5, abs=0.04)
    assert overlap(large, 0.13) == pytest.approx(0.99, abs=0.01)
    assert overlap(large, 0.16) < 0.6


def test_a_summary_has_means_errors_and_shares():
    result = run(
        "hopfield-capacity", n_units=100, loads=(0.05, 0.3), n_networks=6, n_starts=4
    )
    summary = capacity_summary(result)
    overlaps = result.arrays["overlaps"][:, 0]
    assert summary.n_units == 100
    assert summary.loads.tolist() == [0.05, 0.3]
    np.testing.assert_allclose(summary.mean, overlaps.mean((1, 2)))
    spread = overlaps.astype(float).mean(-1).std(-1, ddof=1) / np.sqrt(6)
    np.testing.assert_allclose(summary.error, spread)
    assert summary.histogram.shape == (2, 50)
    np.testing.assert_allclose(summary.histogram.sum(-1), 1.0)
    assert summary.histogram[0, -1] == (overlaps[0] >= 0.98).mean()
