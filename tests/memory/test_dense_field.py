"""All turns of a ±1 state at once: against the energies, and as attention."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from signs import draw_sign_memory, sign_memories

from attractor.memory import (
    exponential_energy,
    exponential_field,
    exponential_update,
    modern_update,
    polynomial_energy,
    polynomial_field,
    polynomial_update,
)

EXACT = {"rtol": 1e-12, "atol": 1e-12}


def difference(energy, states, unit):
    """E with the unit down less E with it up."""
    up, down = states.clone(), states.clone()
    up[..., unit], down[..., unit] = 1.0, -1.0
    return energy(down) - energy(up)


def test_two_patterns_by_hand():
    # Overlaps 3 and 1 at degree 3. Turning unit 0 makes them 1 and −1: E rises from
    # −28 to 0. Turning unit 1 or 2 makes them 1 and 3: E stays at −28.
    patterns = torch.tensor([[1.0, 1.0, 1.0], [1.0, -1.0, 1.0]], dtype=torch.float64)
    field = polynomial_field(patterns, patterns[0], 3)
    assert field.tolist() == [28.0, 0.0, 28.0]


@given(sign_memories, st.integers(1, 6))
def test_the_polynomial_field_is_the_difference_of_two_energies(memory, degree):
    patterns, states = memory
    field = polynomial_field(patterns, states, degree)
    for unit in range(states.shape[-1]):
        expected = difference(
            lambda x: polynomial_energy(patterns, x, degree), states, unit
        )
        torch.testing.assert_close(field[..., unit], expected, **EXACT)


@given(sign_memories)
def test_the_exponential_field_is_the_difference_of_two_energies(memory):
    patterns, states = memory
    field = exponential_field(patterns, states)
    for unit in range(states.shape[-1]):
        expected = difference(lambda x: exponential_energy(patterns, x), states, unit)
        torch.testing.assert_close(field[..., unit], expected, rtol=1e-10, atol=1e-10)


@given(sign_memories)
def test_degree_two_is_the_classical_field_without_self_coupling(memory):
    patterns, states = memory
    couplings = patterns.mT @ patterns
    couplings.fill_diagonal_(0)
    torch.testing.assert_close(
        polynomial_field(patterns, states, 2), 4 * states @ couplings, **EXACT
    )


def test_a_state_at_rest_agrees_with_its_attention_by_tanh_one_everywhere():
    patterns, states = draw_sign_memory(1, n_patterns=12, dim=9, batch=(200,))
    agreement = states * modern_update(patterns, states, 1.0)
    rests = (exponential_update(patterns, states) == states).all(-1)
    assert 5 <= rests.sum() <= 195
    assert torch.equal(rests, (agreement >= math.tanh(1)).all(-1))


def test_a_state_with_no_adverse_field_is_left_by_the_sweep():
    patterns, states = draw_sign_memory(2, n_patterns=4, dim=9, batch=(200,))
    states = torch.cat([states, polynomial_update(patterns, states, 3)])
    rests = (states * polynomial_field(patterns, states, 3) > 0).all(-1)
    assert 5 <= rests.sum() <= 395
    swept = polynomial_update(patterns, states, 3)
    assert torch.equal(swept[rests], states[rests])


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_device_and_dtype_follow_the_input(dtype, device):
    patterns, states = draw_sign_memory(3, batch=(2, 4))
    patterns, states = patterns.to(device, dtype), states.to(device, dtype)
    for field in (exponential_field, lambda m, x: polynomial_field(m, x, 4)):
        there = field(patterns, states)
        assert there.shape == states.shape
        assert (there.dtype, there.device.type) == (dtype, device.type)


@pytest.mark.usefixtures("as_readers_call")
def test_other_values_than_plus_and_minus_one_are_refused_by_name():
    patterns, states = draw_sign_memory(4)
    for field in (exponential_field, lambda m, x: polynomial_field(m, x, 3)):
        with pytest.raises(ValueError, match=r"patterns must be \+1 or −1"):
            field(patterns / 2, states)
        with pytest.raises(ValueError, match=r"states must be \+1 or −1"):
            field(patterns, 0 * states)
        with pytest.raises(ValueError, match=r"states must be \(\*batch, 7\)"):
            field(patterns, states[:, :3])
    with pytest.raises(ValueError, match="degree must be a whole number from 1"):
        polynomial_field(patterns, states, 0)
