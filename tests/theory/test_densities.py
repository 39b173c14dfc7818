"""The loss of a density on cells: quadrature, the two laws, refusals."""

import math

import hypothesis.strategies as st
import pytest
import torch
from hypothesis import given
from scipy.integrate import quad

from attractor.theory import ball_model_cross_entropy, density_cross_entropy

numbers = st.floats(-50, 50)
energies = st.lists(numbers, min_size=1, max_size=12).map(
    lambda values: torch.tensor(values, dtype=torch.float64)
)


def interval_of_cells(radius: float, count: int = 20_000):
    step = 2 * radius / count
    return -radius + step * (torch.arange(count, dtype=torch.float64) + 0.5), step


@pytest.mark.parametrize("radius", [0.1, 0.5, 1.0])
def test_cells_give_the_loss_of_the_ball_model(radius):
    x, step = interval_of_cells(radius)
    loss = density_cross_entropy(x.square(), torch.zeros(1, dtype=x.dtype), step)
    assert loss.item() == pytest.approx(
        ball_model_cross_entropy(1, 1, radius), abs=1e-8
    )


def test_cells_give_what_quadrature_gives_for_two_unequal_wells():
    def energy(x):
        return 0.3 * x**4 - x**2 + 0.2 * x

    z, _ = quad(lambda x: math.exp(-energy(x)), -2, 2, epsabs=1e-13)
    x, step = interval_of_cells(2.0)
    at = torch.tensor([-1.3, 1.1], dtype=torch.float64)
    loss = density_cross_entropy(energy(x), energy(at), step)
    assert loss.item() == pytest.approx(
        math.log(z) + energy(at).mean().item(), abs=1e-7
    )


@given(energies, energies, numbers)
def test_a_constant_in_the_energy_changes_nothing(cells, patterns, constant):
    before = density_cross_entropy(cells, patterns, 0.5)
    after = density_cross_entropy(cells + constant, patterns + constant, 0.5)
    assert abs(after - before) < 1e-12 * max(1.0, abs(constant))


@given(energies, energies, st.floats(0.01, 100), st.integers(1, 20))
def test_another_unit_shifts_the_loss_by_n_log_a(cells, patterns, a, dim):
    before = density_cross_entropy(cells, patterns, 0.5)
    after = density_cross_entropy(cells, patterns, 0.5 * a**dim)
    assert (after - before).item() == pytest.approx(dim * math.log(a), abs=1e-11)


def test_energies_beyond_the_range_of_exp_are_fine():
    far = torch.tensor([1000.0, 1001.0], dtype=torch.float64)
    near = density_cross_entropy(far - 1000, far[:1] - 1000, 0.1)
    assert abs(density_cross_entropy(far, far[:1], 0.1) - near) < 1e-12


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda e: density_cross_entropy(e[:0], e, 1), "energies must hold at least"),
        (lambda e: density_cross_entropy(e, e * math.nan, 1), "must be finite"),
        (lambda e: density_cross_entropy(e, e, 0), "cell must be a positive"),
        (lambda e: density_cross_entropy(e, e, math.inf), "cell must be a positive"),
    ],
)
def test_what_makes_no_density_is_refused(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call(torch.zeros(3, dtype=torch.float64))


@pytest.mark.usefixtures("as_readers_call")
def test_a_list_is_refused_in_words():
    with pytest.raises(ValueError, match="energies must be a torch tensor"):
        density_cross_entropy([0.0], torch.zeros(1), 1.0)


def test_it_stays_on_its_device_and_in_its_dtype(device):
    for dtype in (torch.float32, torch.float64):
        energies = torch.ones(5, dtype=dtype, device=device)
        loss = density_cross_entropy(energies, energies[:2], 0.2)
        assert (loss.device.type, loss.dtype, loss.ndim) == (device.type, dtype, 0)
