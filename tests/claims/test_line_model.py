"""The layered model on a line: by hand, and by adding up cells instead."""

import math

import pytest
import torch

from attractor.claims.line_model import (
    READINGS,
    integral,
    layer_energy,
    layer_partition,
    log_mass,
    mean_energy,
    nearest,
    stack_energy,
    stack_loss,
)
from attractor.memory import nearest_squared_distance, printed_global_energy


@pytest.mark.parametrize(
    ("radius", "partition", "energy", "density"),
    [
        (0.1, 0.199335328581, -1.612766804, -1.592654472),
        (0.5, 0.922562012826, -0.080600683, 0.086618342),
        (1.0, 1.493648265625, 0.401221628, 0.871820107),
    ],
)
def test_one_pattern_has_the_losses_of_either_sense(
    radius: float, partition: float, energy: float, density: float
) -> None:
    assert layer_partition((0.0,), radius) == pytest.approx(partition, rel=1e-11)
    assert stack_loss(((0.0,),), radius, "energy") == pytest.approx(energy, abs=1e-9)
    assert stack_loss(((0.0,),), radius, "density") == pytest.approx(density, abs=1e-9)


def test_a_wide_interval_is_the_whole_line() -> None:
    loss = stack_loss(((0.0,),), 12.0)
    assert loss == pytest.approx(0.572364943, abs=1e-9)


def test_two_layers_far_apart_share_the_probability() -> None:
    loss = stack_loss(((0.0,), (10.0,)), 0.3)
    assert loss == pytest.approx(0.152679481541, abs=1e-11)
    assert loss == pytest.approx(stack_loss(((0.0,),), 0.3) + math.log(2), abs=1e-11)


@pytest.mark.parametrize("reading", READINGS)
def test_equal_layers_lose_what_one_layer_loses(reading: str) -> None:
    one, three = (stack_loss(((0.0,),) * n, 1.0, reading) for n in (1, 3))
    assert three == pytest.approx(one, abs=1e-12)


def test_quadrature_agrees_with_cells() -> None:
    patterns, radius, n_cells = (-1.0, 1.5), 0.7, 200_001
    own = radius * torch.linspace(-1, 1, 2 * n_cells + 1, dtype=torch.float64)[1::2]
    memory = torch.tensor(patterns, dtype=torch.float64)[:, None]
    cells = (memory + own).reshape(-1, 1)
    heights = torch.exp(-nearest_squared_distance(memory, cells))
    mass = heights.sum().item() * 2 * radius / n_cells
    assert layer_partition(patterns, radius) == pytest.approx(mass, rel=1e-9)


def test_the_energy_of_a_stack_is_that_of_the_package() -> None:
    layers = ((0.0, 4.0), (1.0,), (-3.0, 2.0))
    memories = [torch.tensor(each, dtype=torch.float64)[:, None] for each in layers]
    ours = stack_energy(layers, 0.4)
    for x in (-3.3, 0.0, 0.5, 2.9, 40.0):
        point = torch.tensor([x], dtype=torch.float64)
        theirs = printed_global_energy(memories, point).item()
        assert ours(x) == pytest.approx(theirs, abs=1e-12)


def test_a_layer_as_a_density_is_highest_on_its_memory() -> None:
    own = layer_energy((0.0,), 1.0, "density")
    assert own(0.0) == pytest.approx(1 / layer_partition((0.0,), 1.0), rel=1e-15)
    assert own(0.0) > own(0.5)


def test_the_parts_of_the_loss_by_hand() -> None:
    assert nearest((0.0, 3.0), 2.0) == 1.0
    assert integral(lambda x: x * x, (0.0, 2.0), 1.0) == pytest.approx(2 / 3 + 26 / 3)
    assert integral(lambda x: 1.0, (5.0, 5.0), 1.0) == pytest.approx(2.0)
    assert log_mass(lambda x: 3.0, (0.0,), 0.5) == pytest.approx(-3.0)
    assert mean_energy(lambda x: 2 * x, (1.0, 4.0)) == 5.0
