import math

import pytest
import torch
from draws import draw_memory, memories
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logsumexp

from attractor.memory import (
    exponential_energy,
    hopfield_energy,
    modern_energy,
    polynomial_energy,
)

EXACT = {"rtol": 1e-12, "atol": 1e-12}
TWO = torch.tensor([[1.0, 1.0, -1.0], [1.0, -1.0, 1.0]], dtype=torch.float64)
STATE = torch.tensor([1.0, 1.0, 1.0], dtype=torch.float64)


@pytest.mark.parametrize("degree, energy", [(1, -4.0), (2, -10.0), (3, -28.0)])
def test_overlaps_of_one_and_three_by_hand(degree, energy):
    # ρ₁·x = 1 and ρ₂·x = 3 give −(1 + 3ʳ)
    patterns = torch.stack([TWO[0], STATE])
    assert polynomial_energy(patterns, STATE, degree).item() == energy


def test_equal_overlaps_of_one_by_hand():
    # −log(e + e) = −1 − log 2
    energy = exponential_energy(TWO, STATE).item()
    assert energy == pytest.approx(-1 - math.log(2), abs=1e-15)


@given(memories)
def test_degree_two_is_a_classical_network_with_hebbian_couplings(memory):
    patterns, states, _ = memory
    torch.testing.assert_close(
        polynomial_energy(patterns, states, 2),
        hopfield_energy(2 * patterns.mT @ patterns, states),
        **EXACT,
    )


@given(memories, st.integers(1, 5))
def test_turning_the_state_around_turns_odd_degrees_around(memory, degree):
    patterns, states, _ = memory
    torch.testing.assert_close(
        polynomial_energy(patterns, -states, degree),
        (-1) ** degree * polynomial_energy(patterns, states, degree),
        **EXACT,
    )


@given(memories)
def test_the_exponential_energy_is_its_formula(memory):
    patterns, states, _ = memory
    expected = -logsumexp((states @ patterns.mT).numpy(), axis=-1)
    torch.testing.assert_close(
        exponential_energy(patterns, states), torch.as_tensor(expected), **EXACT
    )


@given(memories)
def test_the_modern_energy_adds_a_bowl_to_the_exponential_one(memory):
    patterns, states, _ = memory
    largest = patterns.square().sum(-1).max()
    torch.testing.assert_close(
        exponential_energy(patterns, states)
        + states.square().sum(-1) / 2
        + math.log(len(patterns))
        + largest / 2,
        modern_energy(patterns, states, 1.0),
        **EXACT,
    )


def test_the_exponential_energy_does_not_overflow():
    energy = exponential_energy(1000 * TWO, 1000 * STATE).item()
    assert energy == pytest.approx(-1e6 - math.log(2), rel=1e-15)


def test_without_a_bowl_both_energies_have_no_bottom():
    scales = torch.tensor([1.0, 10.0, 100.0, 1000.0], dtype=torch.float64)
    along = scales[:, None] * TWO[0]
    assert (polynomial_energy(TWO, along, 4).diff() < 0).all()
    assert (exponential_energy(TWO, along).diff() < 0).all()
    assert exponential_energy(TWO, along)[-1] < -1000


def test_batches_of_any_shape_are_the_states_one_by_one():
    patterns, states, _ = draw_memory(1, batch=(2, 3))
    for energy in (
        lambda s: polynomial_energy(patterns, s, 3),
        lambda s: exponential_energy(patterns, s),
    ):
        single = torch.stack([energy(s) for s in states.reshape(-1, 3)])
        torch.testing.assert_close(energy(states), single.reshape(2, 3), **EXACT)
