"""The experiments on a trained model's states, as small as they go."""

import numpy as np
import pytest

from attractor.lab import fresh_model, load_run, run, trained_model
from attractor.lab.experiments.exchanged_states import WAYS
from attractor.lab.experiments.probes import KINDS, TESTS

SHAPE = (1, 2, 5, 6)  # seeds, tasks, layers, places


@pytest.fixture(scope="module")
def swapped():
    small = {"n_train": 24, "n_tested": 60, "n_seeds": 1}
    return run("exchanged-states", **small).arrays


def test_a_fresh_model_is_like_the_trained_one_but_drawn_anew():
    name = "question-formation-4-layers"
    one, same, other = (fresh_model(name, seed) for seed in (5, 5, 6))
    known = trained_model(name).model
    shapes = [[p.shape for p in model.parameters()] for model in (one, known)]
    assert shapes[0] == shapes[1]
    first = [model.embedding.weight for model in (one, same, other, known)]
    assert (first[0] == first[1]).all() and (first[0] != first[2]).any()
    assert (first[0] != first[3]).any() and not one.training


def test_after_the_last_word_is_read_states_no_longer_matter(swapped):
    answers, as_is = swapped["answers"], swapped["as_is"]
    assert answers.shape == (*SHAPE[:2], len(WAYS), *SHAPE[2:], 2)
    late = answers[:, 0, :, :, 2:]  # number is asked at the second place
    assert (late == as_is[:, 0][:, None, None, None]).all()
    # the state of the last layer goes nowhere but to the word said at its own place
    assert (answers[:, 1, :, 4, :5] == as_is[:, 1][:, None, None]).all()


def test_a_whole_state_at_the_end_brings_the_donors_answer(swapped):
    whole = swapped["answers"][0, 0, 0, 4, 1]
    donors_own = swapped["as_is"][0, 0, 0]
    assert whole[1] == pytest.approx(donors_own, abs=0.25)
    assert swapped["n_lines"].min() > 5


def test_shares_are_shares_and_the_recorded_runs_are_whole():
    for name, axes in (("probes", 6), ("exchanged-states", 6)):
        arrays = load_run(name).arrays
        table = arrays["accuracies" if name == "probes" else "answers"]
        assert table.ndim == axes and table.shape[0] == 3
        assert ((table >= 0) & (table <= 1)).all()
    shape = load_run("probes").arrays["accuracies"].shape
    assert shape == (3, 2, len(KINDS), 5, 6, len(TESTS))


def test_features_are_found_at_every_penalty():
    small = {"n_lines": 12, "n_states": 60, "n_features": 20, "steps": 3}
    arrays = run("sparse-features", **small).arrays
    assert arrays["decoder"].shape == (2, 128, 20)
    np.testing.assert_allclose(
        np.linalg.norm(arrays["decoder"].astype(float), axis=1), 1, atol=2e-3
    )
    assert arrays["losses"].shape == (2, 3)
    assert (arrays["active"] <= 20).all() and (arrays["silent"] <= 20).all()
