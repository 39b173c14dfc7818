from itertools import product

import pytest
import torch

from attractor.memory import hopfield_energy

EXACT = {"rtol": 1e-12, "atol": 1e-12}
TRIANGLE = torch.tensor(
    [[0.0, 1.0, -2.0], [1.0, 0.0, 3.0], [-2.0, 3.0, 0.0]], dtype=torch.float64
)
THRESHOLDS = torch.tensor([0.5, -1.0, 2.0], dtype=torch.float64)


def corners(dim):
    return torch.tensor(list(product([-1.0, 1.0], repeat=dim)), dtype=torch.float64)


def test_three_units_by_hand():
    # −½ sᵀWs = −(1·(−1) − 2·1 + 3·(−1)) and θᵀs = 0.5 + 1 + 2
    state = torch.tensor([1.0, -1.0, 1.0], dtype=torch.float64)
    assert hopfield_energy(TRIANGLE, state).item() == 6.0
    assert hopfield_energy(TRIANGLE, state, THRESHOLDS).item() == 9.5


def test_the_energy_is_the_sum_over_pairs_and_units():
    for state in corners(3):
        pairs = sum(
            TRIANGLE[i, j] * state[i] * state[j] for i in range(3) for j in range(i)
        )
        expected = -pairs + sum(THRESHOLDS[i] * state[i] for i in range(3))
        energy = hopfield_energy(TRIANGLE, state, THRESHOLDS)
        torch.testing.assert_close(energy, expected, **EXACT)


def test_without_thresholds_a_state_and_its_opposite_are_equally_low(generator):
    states = torch.randn(10, 3, generator=generator, dtype=torch.float64)
    torch.testing.assert_close(
        hopfield_energy(TRIANGLE, -states), hopfield_energy(TRIANGLE, states), **EXACT
    )


def test_flipping_one_unit_changes_the_energy_by_twice_its_field():
    for state in corners(3):
        field = TRIANGLE @ state - THRESHOLDS
        for unit in range(3):
            flipped = state.clone()
            flipped[unit] = -state[unit]
            change = hopfield_energy(TRIANGLE, flipped, THRESHOLDS) - hopfield_energy(
                TRIANGLE, state, THRESHOLDS
            )
            torch.testing.assert_close(change, 2 * state[unit] * field[unit], **EXACT)


def test_a_batch_of_any_shape_keeps_its_shape(generator):
    states = torch.randn(2, 5, 3, generator=generator, dtype=torch.float64)
    energies = hopfield_energy(TRIANGLE, states, THRESHOLDS)
    single = [hopfield_energy(TRIANGLE, s, THRESHOLDS) for s in states.reshape(-1, 3)]
    torch.testing.assert_close(energies, torch.stack(single).reshape(2, 5), **EXACT)


def test_on_real_states_it_falls_without_end():
    direction = torch.linalg.eigh(TRIANGLE).eigenvectors[:, -1]
    far = torch.tensor([[1.0], [10.0], [100.0]], dtype=torch.float64) * direction
    assert (hopfield_energy(TRIANGLE, far).diff() < 0).all()


@pytest.mark.parametrize(
    "couplings, states, thresholds, message",
    [
        (torch.ones(2, 3), torch.ones(3), None, "couplings must be square"),
        (torch.ones(3), torch.ones(3), None, "couplings must be square"),
        ([[0.0]], torch.ones(1), None, "couplings must be a torch tensor"),
        (torch.ones(3, 3) / 0, torch.ones(3), None, "couplings must be finite"),
        (torch.ones(3, 3), torch.ones(2), None, "states must be .* as the couplings"),
        (torch.ones(3, 3), torch.ones(3).int(), None, "states must be floating"),
        (torch.ones(3, 3), torch.ones(3), torch.ones(2), "thresholds must be"),
        (torch.ones(3, 3), torch.ones(3), torch.ones(3, 3), "one per unit"),
    ],
)
@pytest.mark.usefixtures("as_readers_call")
def test_bad_input_is_refused_by_name(couplings, states, thresholds, message):
    with pytest.raises(ValueError, match=message):
        hopfield_energy(couplings, states, thresholds)
