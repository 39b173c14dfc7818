"""Sign updates of the dense memories: by hand, against brute force, refused."""

import pytest
import torch
from draws import memories
from hypothesis import given
from hypothesis import strategies as st
from signs import draw_sign_memory, draw_signs, sign_memories

from attractor.memory import (
    exponential_energy,
    exponential_update,
    polynomial_energy,
    polynomial_update,
)

UPDATES = {
    **{
        f"degree {r}": (
            lambda m, x, r=r: polynomial_update(m, x, r),
            lambda m, x, r=r: polynomial_energy(m, x, r),
        )
        for r in (1, 2, 3, 4, 5)
    },
    "exponential": (exponential_update, exponential_energy),
}


@pytest.fixture(params=list(UPDATES))
def memory_kind(request):
    """A sign update and the energy it goes down on."""
    return UPDATES[request.param]


def brute_force(energy, patterns, state):
    """Unit by unit, both signs tried; a tie goes to +1."""
    state = state.clone()
    for i in range(len(state)):
        up, down = state.clone(), state.clone()
        up[i], down[i] = 1.0, -1.0
        rise = energy(patterns, up) - energy(patterns, down)
        state[i] = 1.0 if rise <= 1e-12 else -1.0
    return state


def test_one_unit_after_the_other_by_hand():
    # From (−1, 1, 1) the pattern (1, 1, 1) has overlap 1: unit 0 alone is wrong,
    # and every later unit sees the corrected one.
    ones = torch.ones(1, 3, dtype=torch.float64)
    state = torch.tensor([-1.0, 1.0, 1.0], dtype=torch.float64)
    for degree in (1, 2, 3, 4):
        assert polynomial_update(ones, state, degree).tolist() == [1.0, 1.0, 1.0]
    assert exponential_update(ones, state).tolist() == [1.0, 1.0, 1.0]


def test_a_tie_goes_to_plus_one():
    # A pattern and its opposite pull every unit equally at even degrees; at degree
    # 2 the second unit then follows the first.
    pair = torch.tensor([[1.0, -1.0], [-1.0, -1.0]], dtype=torch.float64)
    both = torch.zeros(2, dtype=torch.float64)
    assert polynomial_update(pair, both, 2).tolist() == [1.0, 1.0]
    opposite = torch.tensor([[1.0, 1.0], [-1.0, -1.0]], dtype=torch.float64)
    assert exponential_update(opposite, both).tolist() == [1.0, 1.0]
    assert polynomial_update(torch.zeros_like(pair), both, 3).tolist() == [1.0, 1.0]


@given(sign_memories)
def test_a_sweep_is_brute_force_unit_by_unit(memory):
    patterns, states = memory
    for update, energy in UPDATES.values():
        swept = update(patterns, states).reshape(-1, states.shape[-1])
        for before, after in zip(
            states.reshape(-1, states.shape[-1]), swept, strict=True
        ):
            assert after.tolist() == brute_force(energy, patterns, before).tolist()


@given(memories, st.integers(1, 6))
def test_no_sweep_raises_the_energy_even_for_real_patterns(memory, degree):
    patterns, queries, _ = memory
    states = queries.sign()
    rounding = 1e-12 * (1 + patterns.abs().sum() ** degree)
    after = polynomial_update(patterns, states, degree)
    fall = polynomial_energy(patterns, states, degree) - polynomial_energy(
        patterns, after, degree
    )
    assert (fall >= -rounding).all()
    after = exponential_update(patterns, states)
    fall = exponential_energy(patterns, states) - exponential_energy(patterns, after)
    assert (fall >= -1e-12 * (1 + patterns.abs().sum())).all()


@pytest.mark.parametrize("degree, mirrored", [(2, True), (3, False), (4, True)])
def test_an_inverted_pattern_is_stored_at_even_degrees_only(degree, mirrored):
    patterns, _ = draw_sign_memory(2, n_patterns=3, dim=60)
    swept = polynomial_update(patterns, -patterns, degree)
    assert torch.equal(swept, -patterns) is mirrored


def test_a_single_pattern_is_recalled_from_most_of_its_units(memory_kind):
    update, _ = memory_kind
    patterns, states = draw_sign_memory(3, n_patterns=1, dim=9, batch=(20,))
    overlaps = states @ patterns[0]
    # At overlap 1 a unit that is right sees none without itself: a tie.
    states = (states * overlaps.sign()[:, None])[overlaps.abs() > 1]
    assert len(states) > 5
    assert (update(patterns, states) == patterns[0]).all()


@pytest.mark.parametrize("memory_kind", list(UPDATES)[1:], indirect=True)
def test_unknown_units_are_filled_in_from_degree_two_on(memory_kind):
    update, _ = memory_kind
    patterns, _ = draw_sign_memory(4, n_patterns=2, dim=40)
    cue = patterns.clone()
    cue[:, ::4] = 0
    assert torch.equal(update(patterns, cue), patterns)


def test_batches_of_any_shape_are_the_states_one_by_one(memory_kind):
    update, _ = memory_kind
    patterns, states = draw_sign_memory(5, batch=(2, 3))
    single = torch.stack([update(patterns, s) for s in states.reshape(-1, 7)])
    assert torch.equal(update(patterns, states), single.reshape(2, 3, 7))
    assert update(patterns, states[:0]).shape == (0, 3, 7)


def test_the_state_that_was_given_is_left_alone(memory_kind):
    update, _ = memory_kind
    patterns, states = draw_sign_memory(6)
    before = states.clone()
    update(patterns, states)
    assert torch.equal(states, before)


def test_high_degrees_and_large_patterns_stay_in_range(generator):
    patterns = draw_signs(3, 60, generator=generator).float()
    assert torch.equal(polynomial_update(patterns, patterns, 40), patterns)
    large = 1e4 * patterns
    assert torch.equal(exponential_update(large, patterns), patterns)
    assert torch.equal(polynomial_update(large, patterns, 12), patterns)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_device_and_dtype_follow_the_input(memory_kind, dtype, device, generator):
    update, _ = memory_kind
    patterns = draw_signs(4, 12, generator=generator).to(dtype)
    states = draw_signs(2, 5, 12, generator=generator).to(dtype)
    here = update(patterns, states)
    there = update(patterns.to(device), states.to(device))
    assert there.shape == states.shape
    assert there.dtype == dtype
    assert there.device.type == device.type
    if device.type != "meta":
        assert torch.equal(there.cpu(), here)


@pytest.mark.usefixtures("as_readers_call")
def test_bad_arguments_are_refused_in_one_sentence():
    patterns, states = draw_sign_memory(7)
    for update in (exponential_update, lambda m, x: polynomial_update(m, x, 3)):
        with pytest.raises(ValueError, match=r"states must be \(\*batch, 7\)"):
            update(patterns, states[:, :4])
        with pytest.raises(ValueError, match="at least one pattern"):
            update(patterns[:0], states)
        with pytest.raises(ValueError, match="states must be finite"):
            update(patterns, states * float("nan"))
    for degree in (0, -1, 2.5):
        with pytest.raises(ValueError, match="degree must be a whole number from 1"):
            polynomial_update(patterns, states, degree)
