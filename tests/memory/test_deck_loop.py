"""The deck's simulation, line by line as printed, and why it is no memory."""

# ruff: noqa: NPY002 (the deck draws from the global generator)

import numpy as np
import pytest
import torch

from attractor.memory import fixed_points, hopfield_energy

NUM_NEURONS, NUM_TIMESTEPS = 10, 2000


def deck_loop(symmetric):
    """The printed loop after np.random.seed(0); weights, states and what happened."""
    state = np.random.get_state()
    np.random.seed(0)
    weights = np.random.choice([-1, 1], size=(NUM_NEURONS, NUM_NEURONS))
    np.fill_diagonal(weights, 0)
    neuron_states = np.random.choice([-1, 1], size=NUM_NEURONS)
    if symmetric:
        upper = np.triu(weights, 1)
        weights = upper + upper.T
    flips, rises = [], 0
    for t in range(NUM_TIMESTEPS):
        neuron_idx = np.random.randint(NUM_NEURONS)
        input_sum = np.dot(weights[neuron_idx], neuron_states)
        before, old = energy(weights, neuron_states), neuron_states[neuron_idx]
        if input_sum >= 0:
            neuron_states[neuron_idx] = 1
        else:
            neuron_states[neuron_idx] = -1
        if neuron_states[neuron_idx] != old:
            flips.append(t)
            rises += int(energy(weights, neuron_states) > before)
    np.random.set_state(state)
    return weights, neuron_states, flips, rises


def energy(weights, states):
    return -states @ weights @ states / 2


def as_tensor(values):
    return torch.tensor(values, dtype=torch.float64)


def test_as_printed_it_flips_for_ever_and_nothing_is_fixed():
    weights, _, flips, rises = deck_loop(symmetric=False)
    assert len(flips) == 522
    assert rises == 184
    assert flips[-1] == NUM_TIMESTEPS - 1
    assert len(fixed_points(as_tensor(weights))) == 0


def test_made_symmetric_it_falls_to_rest_after_four_flips():
    weights, states, flips, rises = deck_loop(symmetric=True)
    assert len(flips) == 4
    assert flips[-1] == 20
    assert rises == 0
    assert hopfield_energy(as_tensor(weights), as_tensor(states)).item() == -17
    resting = fixed_points(as_tensor(weights))
    assert len(resting) == 10
    assert (resting == as_tensor(states)).all(-1).any()


@pytest.mark.parametrize("n_units", [4, 8])
def test_random_asymmetric_signs_have_one_fixed_point_on_average(n_units):
    # An even number of units has an odd number of inputs each, so no ties: each of
    # the 2ⁿ states is fixed with probability 2⁻ⁿ.
    generator = torch.Generator().manual_seed(0)
    counts = []
    for _ in range(600):
        draw = torch.rand(n_units, n_units, generator=generator, dtype=torch.float64)
        couplings = torch.where(draw < 0.5, -1.0, 1.0).double().fill_diagonal_(0)
        counts.append(len(fixed_points(couplings)))
    mean, spread = np.mean(counts), np.std(counts) / np.sqrt(len(counts))
    assert abs(mean - 1) < 5 * spread
