"""Layers one after another: a bound that never rises."""

import math
from itertools import pairwise

import pytest
import torch
from hypothesis import given
from stacks import draw_stack, stacks, three_hundred_stacks

from attractor.memory import (
    Passed,
    belief_bound,
    believe,
    distance_update,
    gated_update,
    global_energy,
    sequential_step,
    skip_step,
)


def explicit_bound(q, patterns, x, beta):
    """F(q, x) of one query from a weight per pattern."""
    fit = (x - patterns).square().sum(-1)
    return (q * fit).sum() + torch.xlogy(q, q).sum() / beta


def explicit_step(q, patterns, block, x, beta):
    """Incremental EM on one query: a weight per pattern, one block revised."""
    inside = torch.zeros(len(patterns), dtype=torch.bool)
    inside[block] = True
    fit = (x - patterns).square().sum(-1)
    within = (-beta * fit[inside]).softmax(0)
    own = -(-beta * fit[inside]).logsumexp(0) / beta
    if not inside.all():
        ratios = q[~inside] / q[~inside].sum()
        rival = (ratios * fit[~inside]).sum() + torch.xlogy(ratios, ratios).sum() / beta
        mass = torch.sigmoid(beta * (rival - own))
        q = q.clone()
        q[inside], q[~inside] = mass * within, (1 - mass) * ratios
    else:
        q = within
    return q, q @ patterns


def blocks(layers):
    ends = torch.tensor([0] + [len(patterns) for patterns in layers]).cumsum(0).tolist()
    return [slice(a, b) for a, b in pairwise(ends)]


# The guarantee


def test_the_bound_never_rises_on_three_hundred_random_stacks():
    worst_rise, worst_excess, rose = -math.inf, -math.inf, 0
    for layers, queries, beta in three_hundred_stacks():
        start = global_energy(layers, queries, beta)
        beliefs = believe(layers, queries, beta)
        bound, energy = belief_bound(beliefs, beta), start
        rounding = 1e-13 * (10 + queries.square().sum(-1))
        for step in range(len(layers)):
            beliefs = sequential_step(layers, beliefs, step % len(layers), beta)
            lower = belief_bound(beliefs, beta)
            after = global_energy(layers, beliefs.states, beta)
            rise = (lower - bound - rounding).max().item()
            excess = (after - lower - rounding).max().item()
            worst_rise = max(worst_rise, rise)
            worst_excess = max(worst_excess, excess)
            rose += int((after > energy + 1e-6).any())
            bound, energy = lower, after
        assert (energy <= start + rounding).all(), "the end lies above the start"
    assert worst_rise <= 0
    assert worst_excess <= 0
    # It is the bound that never rises: the energy below it may, for a moment.
    assert rose > 0


@given(stacks)
def test_every_step_lowers_the_bound_by_its_square(stack):
    layers, queries, beta = stack
    beliefs = believe(layers, queries, beta)
    rounding = 1e-12 * (10 + queries.square().sum(-1))
    for index in range(len(layers)):
        after = sequential_step(layers, beliefs, index, beta)
        fall = belief_bound(beliefs, beta) - belief_bound(after, beta)
        step = (after.states - beliefs.states).square().sum(-1)
        assert (fall >= step - rounding).all()
        beliefs = after


def test_many_sweeps_come_to_rest_where_the_gated_form_rests():
    for seed in range(3):
        layers, queries, beta = draw_stack(seed, sizes=(2, 3), scale=2.0)
        beliefs = believe(layers, queries, beta)
        for step in range(150 * len(layers)):
            beliefs = sequential_step(layers, beliefs, step % len(layers), beta)
        residual = gated_update(layers, beliefs.states, beta) - beliefs.states
        assert residual.abs().max() <= 1e-6


# Oracle: a weight per pattern


@given(stacks)
def test_it_is_incremental_expectation_maximization_on_all_weights(stack):
    layers, queries, _ = stack
    beta, query = 1.0, queries.reshape(-1, queries.shape[-1])[0]
    patterns = torch.cat(layers)
    q = (-(query - patterns).square().sum(-1)).softmax(0)
    if any(q[block].sum() < 1e-100 for block in blocks(layers)):
        return  # the explicit weights underflow, the logarithms do not
    x, beliefs = query, believe(layers, query, beta)
    scale = 1 + patterns.square().sum(-1).max().item() + query.square().sum().item()
    for index, block in enumerate(blocks(layers)):
        q, x = explicit_step(q, patterns, block, x, beta)
        beliefs = sequential_step(layers, beliefs, index, beta)
        close = {"rtol": 1e-8, "atol": 1e-9 * scale}
        torch.testing.assert_close(beliefs.states, x, **close)
        expected = explicit_bound(q, patterns, x, beta)
        torch.testing.assert_close(belief_bound(beliefs, beta), expected, **close)


@given(stacks)
def test_exact_beliefs_touch_the_global_energy(stack):
    layers, queries, beta = stack
    scale = 10 + queries.square().sum(-1).max().item()
    torch.testing.assert_close(
        belief_bound(believe(layers, queries, beta), beta),
        global_energy(layers, queries, beta),
        rtol=1e-11,
        atol=1e-12 * scale,
    )


def test_from_exact_beliefs_the_first_step_is_the_gated_one():
    layers, queries, beta = draw_stack(4)
    beliefs = sequential_step(layers, believe(layers, queries, beta), 0, beta)
    torch.testing.assert_close(beliefs.states, gated_update(layers, queries, beta))


def test_one_layer_alone_is_iterated_attention():
    (patterns, *_), queries, beta = draw_stack(5)
    beliefs = believe([patterns], queries, beta)
    for _ in range(3):
        expected = distance_update(patterns, beliefs.states, beta)
        beliefs = sequential_step([patterns], beliefs, 0, beta)
        torch.testing.assert_close(beliefs.states, expected)


def test_stored_patterns_far_apart_stay_where_they_are():
    layers = [torch.tensor([[0.0]]).double(), torch.tensor([[10.0]]).double()]
    queries = torch.tensor([[0.0], [10.0]], dtype=torch.float64)
    beliefs = believe(layers, queries)
    for index in (0, 1):
        beliefs = sequential_step(layers, beliefs, index)
    torch.testing.assert_close(beliefs.states, queries, rtol=0, atol=1e-12)


# One pass: a skip connection and one number


@pytest.mark.parametrize("first", [math.inf, 0.0])
def test_one_pass_never_raises_its_bound_nor_passes_below_the_energy(first):
    for layers, queries, beta in three_hundred_stacks()[:60]:
        bounds = torch.full(queries.shape[:-1], first, dtype=torch.float64)
        passed = Passed(queries, bounds)
        rounding = 1e-13 * (10 + queries.square().sum(-1))
        for depth, patterns in enumerate(layers, 1):
            after = skip_step(patterns, passed, beta)
            assert (after.bounds <= passed.bounds + rounding).all()
            seen = global_energy(layers[:depth], after.states, beta)
            if first == 0.0:
                itself = (after.states - queries).square().sum(-1)
                seen = -torch.logaddexp(-beta * seen, -beta * itself) / beta
            assert (seen <= after.bounds + rounding).all()
            passed = after


def test_one_pass_is_incremental_em_on_layers_without_mass_by_hand():
    # Weights on patterns 0, then 0 and 3: layer 2 gets σ(F − E) = σ(0 − 9).
    layers = [torch.tensor([[0.0]]).double(), torch.tensor([[3.0]]).double()]
    query = torch.tensor([1.0], dtype=torch.float64)
    passed = Passed(query, torch.tensor(math.inf, dtype=torch.float64))
    passed = skip_step(layers[0], passed)
    assert (passed.states.item(), passed.bounds.item()) == (0.0, 0.0)
    passed = skip_step(layers[1], passed)
    share = 1 / (1 + math.exp(9))
    assert passed.states.item() == pytest.approx(3 * share, rel=1e-12)
    q = torch.tensor([1 - share, share], dtype=torch.float64)
    expected = explicit_bound(q, torch.cat(layers), passed.states, 1.0)
    assert passed.bounds.item() == pytest.approx(expected.item(), abs=1e-14)


def test_one_pass_is_incremental_em_on_layers_without_mass():
    for seed in range(20):
        layers, query, beta = draw_stack(seed, batch=(), beta=0.7)
        patterns = torch.cat(layers)
        infinity = torch.tensor(math.inf, dtype=torch.float64)
        passed = skip_step(layers[0], Passed(query, infinity), beta)
        q = torch.zeros(len(patterns), dtype=torch.float64)
        first, *later = blocks(layers)
        gaps = (query - layers[0]).square().sum(-1)
        q[first] = (-beta * gaps).softmax(0)
        x = q @ patterns
        for layer, block in zip(layers[1:], later, strict=True):
            q, x = explicit_step(q, patterns, block, x, beta)
            passed = skip_step(layer, passed, beta)
            torch.testing.assert_close(passed.states, x)
            expected = explicit_bound(q, patterns, x, beta)
            torch.testing.assert_close(passed.bounds, expected)


# Devices and refusals


def test_device_and_dtype_follow_the_input(device):
    layers, queries, _ = draw_stack(6, batch=(2, 4))
    layers = [patterns.to(device) for patterns in layers]
    beliefs = believe(layers, queries.to(device))
    beliefs = sequential_step(layers, beliefs, 1)
    passed = skip_step(layers[0], Passed(beliefs.states, belief_bound(beliefs)))
    assert beliefs.states.shape == passed.states.shape == (2, 4, 3)
    assert passed.bounds.shape == (2, 4)
    assert beliefs.states.device.type == passed.bounds.device.type == device.type


@pytest.mark.usefixtures("as_readers_call")
def test_what_makes_no_sense_is_refused():
    layers, queries, _ = draw_stack(7)
    beliefs = believe(layers, queries)
    with pytest.raises(ValueError, match="index must be from 0 to 2"):
        sequential_step(layers, beliefs, 3)
    with pytest.raises(ValueError, match="the beliefs' states must be"):
        sequential_step([torch.zeros(2, 5).double()], beliefs, 0)
    with pytest.raises(ValueError, match=r"the bounds must be \(7,\)"):
        skip_step(layers[0], Passed(queries, torch.zeros(3, dtype=torch.float64)))
    with pytest.raises(ValueError, match="beta must be"):
        believe(layers, queries, beta=-1.0)
