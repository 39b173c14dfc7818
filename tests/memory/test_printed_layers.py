"""Section 4.1 as printed: what Eq. 6, 7 and 8 do, and the step put right."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from stacks import draw_stack, stacks, three_hundred_stacks

from attractor.memory import (
    confined_update,
    distance_energy,
    distance_update,
    global_energy,
    nearest_squared_distance,
    printed_global_energy,
    printed_layer_step,
)

ZERO = torch.tensor([[0.0]], dtype=torch.float64)
TEN = torch.tensor([[10.0]], dtype=torch.float64)


# By hand: the counterexample of the book


def test_equation_6_climbs_from_a_stored_pattern():
    x = torch.tensor([0.0], dtype=torch.float64)
    heights = [printed_global_energy([ZERO, TEN], x).item()]
    for patterns in (ZERO, TEN):
        x = printed_layer_step(patterns, x, 1.0)
        heights.append(printed_global_energy([ZERO, TEN], x).item())
    assert x.item() == 1.0
    assert heights == pytest.approx([0.0, 0.0, 1.0], abs=1e-12)


def test_from_the_other_pattern_it_climbs_in_the_first_layer():
    x = torch.tensor([10.0], dtype=torch.float64)
    before = printed_global_energy([ZERO, TEN], x).item()
    x = printed_layer_step(ZERO, x, 1.0)
    after = printed_global_energy([ZERO, TEN], x).item()
    assert (before, x.item()) == (pytest.approx(0.0, abs=1e-12), 9.0)
    assert after == pytest.approx(1.0, abs=1e-12)
    gaps = [
        nearest_squared_distance(ZERO, y).item() - e
        for y, e in [(torch.tensor([10.0], dtype=torch.float64), before), (x, after)]
    ]
    assert gaps == pytest.approx([100.0, 80.0], abs=1e-12)


def test_delta_bounds_the_square_of_the_distance():
    x = torch.tensor([[0.0, 0.0]], dtype=torch.float64)
    goal = torch.tensor([[3.0, 4.0]], dtype=torch.float64)
    stepped = printed_layer_step(goal, x, 4.0)
    assert stepped.tolist()[0] == pytest.approx([1.2, 1.6])
    assert printed_layer_step(goal, x, 25.0).tolist() == goal.tolist()
    assert torch.equal(printed_layer_step(goal, x, 0.0), x)


def test_the_density_reading_leaves_the_pattern_and_the_energy_reading_finds_it():
    # D = {0}, start ½, δ = ¼: over [0, 1], exp(−g)/Z is lowest at 1, g at 0.
    reach = torch.linspace(0, 1, 1001, dtype=torch.float64)[:, None]
    g = nearest_squared_distance(ZERO, reach)
    assert reach[(-g).exp().argmin()].item() == 1.0
    assert reach[g.argmin()].item() == 0.0
    start = torch.tensor([0.5], dtype=torch.float64)
    assert printed_layer_step(ZERO, start, 0.25).item() == 0.0


# Oracles


@given(stacks, st.floats(0, 4))
def test_no_point_of_the_ball_is_lower_than_the_printed_step(stack, delta):
    (patterns, *_), queries, _ = stack
    stepped = printed_layer_step(patterns, queries, delta)
    length = (stepped - queries).norm(dim=-1)
    assert (length <= math.sqrt(delta) * (1 + 1e-12)).all()
    lowest = nearest_squared_distance(patterns, stepped)
    generator = torch.Generator().manual_seed(3)
    for _ in range(20):
        away = torch.randn(queries.shape, generator=generator, dtype=torch.float64)
        share = torch.rand(queries.shape[:-1], generator=generator, dtype=torch.float64)
        radius = math.sqrt(delta) * share / away.norm(dim=-1)
        other = nearest_squared_distance(patterns, queries + away * radius[..., None])
        assert (lowest <= other + 1e-9).all()


@given(stacks)
def test_with_one_pattern_a_layer_the_printed_energy_is_the_smooth_one(stack):
    single = [patterns[:1] for patterns in stack.layers]
    scale = 1 + stack.queries.square().sum(-1).max().item()
    torch.testing.assert_close(
        printed_global_energy(single, stack.queries),
        global_energy(single, stack.queries),
        rtol=1e-11,
        atol=1e-11 * scale,
    )


@given(stacks)
def test_equation_8_with_the_printed_layer_energies(stack):
    layers, queries, _ = stack
    nearest = torch.stack([nearest_squared_distance(p, queries) for p in layers], -1)
    gap = nearest.amin(-1) - printed_global_energy(layers, queries)
    assert (gap >= 0).all() and (gap <= math.log(len(layers)) + 1e-12).all()
    if len(layers) == 1:
        assert (gap == 0).all(), "printed strict, but with one layer both sides agree"


def test_equation_7_has_a_crease_where_the_nearest_pattern_changes():
    layers = [torch.tensor([[-1.0], [1.0]], dtype=torch.float64), TEN]
    for energy, creased in ((printed_global_energy, True), (global_energy, False)):
        slopes = []
        for side in (-1e-6, 1e-6):
            x = torch.tensor([side], dtype=torch.float64, requires_grad=True)
            energy(layers, x).backward()
            slopes.append(x.grad.item())
        assert (abs(slopes[1] - slopes[0]) > 3.9) == creased


# What the majorize-minimize argument does and does not promise


def test_printed_steps_climb_on_many_random_stacks():
    climbed = runs = 0
    for layers, queries, _ in three_hundred_stacks()[:50]:
        x = queries
        for patterns in layers:
            x = printed_layer_step(patterns, x, 1.0)
        before = printed_global_energy(layers, queries)
        climbed += int((printed_global_energy(layers, x) > before + 1e-9).sum())
        runs += len(queries)
    assert climbed > 0.03 * runs


@given(stacks, st.floats(0, 4))
def test_a_step_confined_to_the_ball_descends_too(stack, delta):
    (patterns, *_), queries, beta = stack
    stepped = confined_update(patterns, queries, delta, beta)
    before = distance_energy(patterns, queries, beta)
    fall = before - distance_energy(patterns, stepped, beta)
    step = (stepped - queries).square().sum(-1)
    rounding = 1e-13 * (10 + queries.square().sum(-1))
    assert (step <= delta * (1 + 1e-9)).all()
    assert (fall >= step - rounding).all()


def test_a_wide_ball_confines_nothing():
    (patterns, *_), queries, beta = draw_stack(1)
    assert torch.equal(
        confined_update(patterns, queries, 1e6, beta),
        distance_update(patterns, queries, beta),
    )


# Devices and refusals


def test_device_and_dtype_follow_the_input(device):
    layers, queries, _ = draw_stack(2, batch=(2, 4))
    layers, queries = [p.to(device) for p in layers], queries.to(device)
    stepped = printed_layer_step(layers[0], queries, 1.0)
    confined = confined_update(layers[0], queries, 1.0)
    assert stepped.shape == confined.shape == (2, 4, 3)
    assert printed_global_energy(layers, queries).shape == (2, 4)
    assert stepped.device.type == confined.device.type == device.type


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize("delta", [-1.0, math.nan, math.inf])
def test_a_delta_that_is_no_radius_is_refused(delta):
    for step in (printed_layer_step, confined_update):
        with pytest.raises(ValueError, match="delta must be 0 or a positive"):
            step(ZERO, ZERO, delta)


@pytest.mark.usefixtures("as_readers_call")
def test_no_layer_is_refused():
    with pytest.raises(ValueError, match="layers must be a list"):
        printed_global_energy([], ZERO)
