"""How a check answers: in one sentence, whatever a reader hands in."""

import inspect
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
import torch

from attractor import check
from attractor.memory import distance_energy, modern_energy

CHECKS = {
    name: function
    for name, function in vars(check).items()
    if inspect.isfunction(function)
}


def raising(error):
    def function(*arguments):
        raise error

    return function


def recursing(*arguments):
    return recursing(*arguments)


def changing_its_input(patterns, queries, beta):
    energies = modern_energy(patterns, queries, beta)
    queries *= 2
    return energies


NONSENSE = {
    "raises ZeroDivisionError": lambda *arguments: 1 / 0,
    "raises ValueError: two": raising(ValueError("two\nlines.")),
    "raises KeyError": raising(KeyError("x")),
    "raises RuntimeError": raising(RuntimeError()),
    "raises RecursionError": recursing,
    "raises TypeError": lambda: 1.0,
    "returns nothing": lambda *arguments: None,
    "returns a str": lambda *arguments: "2.0",
    "returns a dict": lambda *arguments: {},
    "returns a list": lambda *arguments: [],
    "returns a function": lambda *arguments: modern_energy,
    "returns a Tensor, not numbers": lambda *arguments: torch.ones(3) * 1j,
    "nan": lambda *arguments: float("nan"),
    "has shape (9, 9)": lambda *arguments: torch.zeros(9, 9),
    "has shape (1, 7)": lambda *arguments: np.zeros((1, 7)),
}


def test_there_is_a_check_for_every_exercise():
    assert set(CHECKS) == {
        "modern_energy",
        "modern_update",
        "distance_energy",
        "distance_update",
        "merging_threshold",
        "convexity_threshold",
        "corrected_interval",
        "hopfield_energy",
        "hebbian_couplings",
        "unit_update",
        "context_share",
        "gated_update",
        "lif_rate",
        "one_step_error",
        "polynomial_update",
        "chinchilla_loss",
        "compute_optimal",
        "ball_integral",
        "unit_partition_radius",
        "gauge",
        "source_floor",
        "mean_loss",
        "forward_pass",
        "backward_pass",
        "adamw_step",
        "cross_entropy",
        "byte_pair_merges",
        "huffman_lengths",
        "shifted_pmi",
        "epochs",
        "gaussian_nearest_neighbor",
        "nearest_neighbor_distances",
        "attention_output",
        "causal_mask",
        "padded_causal_mask",
        "top_p",
        "parameter_count",
        "layer_norm",
        "receptive_field",
        "online_softmax",
        "softmax_merge",
        "lora_merge",
        "matrix_recall",
        "normal_divergence",
        "sparse_cost",
        "delta_write",
    }


@pytest.mark.parametrize("name", list(CHECKS))
@pytest.mark.parametrize("phrase", list(NONSENSE))
def test_no_nonsense_makes_a_check_raise(name, phrase):
    answer = CHECKS[name](NONSENSE[phrase])
    assert not answer.passed
    vector = name in {
        "modern_update",
        "distance_update",
        "gated_update",
        "polynomial_update",
        "corrected_interval",
        "hebbian_couplings",
        "unit_update",
        "compute_optimal",
        "ball_integral",
        "unit_partition_radius",
        "gauge",
        "forward_pass",
        "backward_pass",
        "adamw_step",
        "huffman_lengths",
        "shifted_pmi",
        "nearest_neighbor_distances",
        "attention_output",
        "causal_mask",
        "padded_causal_mask",
        "top_p",
        "layer_norm",
        "online_softmax",
        "softmax_merge",
        "lora_merge",
        "matrix_recall",
        "normal_divergence",
        "sparse_cost",
        "delta_write",
    }
    if name == "byte_pair_merges" and phrase in {
        "nan",
        "returns a Tensor, not numbers",
    }:
        phrase = "not a list of pairs"
    if not (phrase == "nan" and vector):  # there a number has the wrong shape first
        assert phrase in answer.message
    assert "\n" not in answer.message
    assert answer.message.endswith(".")


@pytest.mark.parametrize("name", list(CHECKS))
@pytest.mark.parametrize("thing", [None, 3.0, torch.ones(2), "modern_energy"])
def test_something_that_is_no_function_is_named(name, thing):
    answer = CHECKS[name](thing)
    assert not answer.passed
    assert "Give the function itself" in answer.message
    assert type(thing).__name__ in answer.message


@pytest.mark.parametrize(
    "wrong, words",
    [
        (changing_its_input, "changes its own input"),
        (lambda m, x, b: modern_energy(m, x, b)[..., None], r"has shape (1,) where ()"),
        (lambda m, x, b: modern_energy(m, x, b).float(), "comes in torch.float32"),
        (lambda m, x, b: modern_energy(m, x, b).sum(), "shape () where (1,) is due"),
        (lambda m, x, b: modern_energy(m, x, b) + 0.1, "should be 2.086, not 2.186"),
        (
            lambda m, x, b: modern_energy(m, x, b) * 1.0001,
            "should be 2.08568, not 2.08589",
        ),
        (
            lambda m, x, b: modern_energy(m, x[None], b)[0] if x.ndim == 1 else 1 / 0,
            "Right in some cases, but for patterns [[2], [-2]]",
        ),
    ],
)
def test_what_no_catalog_knows_is_shown_on_a_concrete_case(wrong, words):
    answer = check.modern_energy(wrong)
    assert not answer.passed
    assert words in answer.message, answer


def test_the_concrete_case_can_be_copied():
    answer = check.modern_energy(lambda m, x, b: modern_energy(m, x, b) + 1)
    assert answer.message == (
        "For patterns [[1, 0], [0, 2], [-1, -1]], queries [0.3, -0.4], β = 2 "
        "the answer should be 2.086, not 3.086."
    )


def test_an_answer_shows_its_verdict_and_its_sentence():
    right, wrong = check.modern_energy(modern_energy), check.modern_energy(None)
    assert repr(right) == str(right) == "✓ Right on all 8 cases."
    assert repr(wrong).startswith("✗ Give the function itself")
    assert bool(right) and not bool(wrong)


def test_a_check_prints_nothing_of_its_own(capsys):
    check.modern_energy(modern_energy)
    check.modern_energy(distance_energy)
    assert capsys.readouterr() == ("", "")


def test_an_answer_cannot_be_changed():
    answer = check.modern_energy(None)
    with pytest.raises(FrozenInstanceError):
        answer.passed = True


def test_the_same_function_gets_the_same_answer_twice():
    def shaky(m, x, b):
        return modern_energy(m, x, b) + 1

    assert check.modern_energy(shaky) == check.modern_energy(shaky)


def test_a_reader_who_draws_at_random_moves_no_generator_of_ours():
    before = torch.get_rng_state()
    answer = check.modern_energy(lambda m, x, b: torch.rand(x.shape[:-1]).double())
    assert not answer.passed
    assert torch.equal(before, torch.get_rng_state())
