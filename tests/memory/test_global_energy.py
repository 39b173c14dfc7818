"""The global energy of a stack, and the gated step that descends on it."""

import math

import pytest
import torch
from hypothesis import given
from stacks import draw_stack, stacks

from attractor.memory import (
    distance_energy,
    distance_update,
    gated_update,
    global_energy,
    layer_energies,
    layer_shares,
)

EXACT = {"rtol": 1e-12, "atol": 1e-12}
ZERO_AND_TEN = [
    torch.tensor([[0.0]], dtype=torch.float64),
    torch.tensor([[10.0]], dtype=torch.float64),
]


# By hand


def test_two_layers_of_one_pattern_by_hand():
    # Halfway between 0 and 2 both layers have energy 1: E = 1 − log 2.
    layers = [ZERO_AND_TEN[0], torch.tensor([[2.0]], dtype=torch.float64)]
    middle = torch.ones(1, dtype=torch.float64)
    assert layer_energies(layers, middle).tolist() == [1.0, 1.0]
    assert layer_shares(layers, middle).tolist() == [0.5, 0.5]
    assert global_energy(layers, middle).item() == pytest.approx(1 - math.log(2))
    assert gated_update(layers, middle).item() == pytest.approx(1.0)


def test_one_layer_is_the_distance_energy_and_its_update():
    (patterns, *_), queries, _ = draw_stack(1)
    torch.testing.assert_close(
        global_energy([patterns], queries), distance_energy(patterns, queries), **EXACT
    )
    torch.testing.assert_close(
        gated_update([patterns], queries), distance_update(patterns, queries), **EXACT
    )


def test_a_stored_pattern_far_from_the_others_rests_in_the_gated_form():
    for stored in ZERO_AND_TEN:
        moved = gated_update(ZERO_AND_TEN, stored)
        assert moved.item() == pytest.approx(stored.item(), abs=1e-12)


# Oracle: all patterns at once


@given(stacks)
def test_the_gated_form_is_equation_4_on_all_patterns(stack):
    layers, queries, beta = stack
    together = torch.cat(layers)
    scale = 1 + queries.square().sum(-1).max().item()
    torch.testing.assert_close(
        global_energy(layers, queries, beta),
        distance_energy(together, queries, beta),
        rtol=0,
        atol=1e-12 * scale,
    )
    torch.testing.assert_close(
        gated_update(layers, queries, beta),
        distance_update(together, queries, beta),
        rtol=0,
        atol=1e-12 * scale,
    )


def test_at_unit_scale_the_two_agree_to_1e_12():
    worst = 0.0
    for seed in range(50):
        layers, queries, beta = draw_stack(seed, sizes=(4, 2, 1, 5), dim=8)
        together = torch.cat(layers)
        for ours, theirs in (
            (global_energy, distance_energy),
            (gated_update, distance_update),
        ):
            difference = ours(layers, queries, beta) - theirs(together, queries, beta)
            worst = max(worst, difference.abs().max().item())
    assert worst <= 1e-12


@given(stacks)
def test_the_shares_are_the_attention_that_falls_on_each_layer(stack):
    layers, queries, beta = stack
    together = torch.cat(layers)
    gaps = (queries[..., None, :] - together).square().sum(-1)
    parts = (-beta * gaps).softmax(-1).split([len(layer) for layer in layers], dim=-1)
    expected = torch.stack([part.sum(-1) for part in parts], dim=-1)
    torch.testing.assert_close(
        layer_shares(layers, queries, beta), expected, rtol=1e-9, atol=1e-9
    )


# Laws


@given(stacks)
def test_a_gated_step_lowers_the_global_energy_by_its_square(stack):
    layers, queries, beta = stack
    stepped = gated_update(layers, queries, beta)
    before = global_energy(layers, queries, beta)
    fall = before - global_energy(layers, stepped, beta)
    rounding = 1e-13 * (10 + queries.square().sum(-1))
    assert (fall >= (stepped - queries).square().sum(-1) - rounding).all()


@given(stacks)
def test_equation_8_is_strict_only_from_two_layers_on(stack):
    layers, queries, beta = stack
    lowest = layer_energies(layers, queries, beta).amin(-1)
    gap = lowest - global_energy(layers, queries, beta)
    assert (gap <= math.log(len(layers)) / beta + 1e-10).all()
    if len(layers) == 1:
        torch.testing.assert_close(gap, torch.zeros_like(gap), rtol=0, atol=1e-10)
    else:
        assert (gap >= -1e-10).all()


def test_with_equal_layers_equation_8_is_strict_and_tight():
    layers = [ZERO_AND_TEN[0]] * 4
    query = torch.tensor([0.3], dtype=torch.float64)
    gap = layer_energies(layers, query).amin() - global_energy(layers, query)
    assert gap.item() == pytest.approx(math.log(4), abs=1e-14)


def test_the_order_of_the_layers_does_not_matter():
    layers, queries, beta = draw_stack(2)
    torch.testing.assert_close(
        gated_update(layers[::-1], queries, beta),
        gated_update(layers, queries, beta),
        **EXACT,
    )


# Devices


def test_device_and_dtype_follow_the_input(device):
    for dtype in (torch.float32, torch.float64):
        layers, queries, _ = draw_stack(3, batch=(2, 4))
        layers = [patterns.to(device, dtype) for patterns in layers]
        queries = queries.to(device, dtype)
        energies, moved = global_energy(layers, queries), gated_update(layers, queries)
        assert energies.shape == (2, 4) and moved.shape == (2, 4, 3)
        assert energies.dtype == moved.dtype == dtype
        assert energies.device.type == moved.device.type == device.type


# Refusals


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("layers", "complaint"),
    [
        ([], "layers must be a list of at least one pattern set"),
        (torch.zeros(2, 3, 1), "layers must be a list of at least one pattern set"),
        ([torch.zeros(0, 1)], "patterns must be"),
        ([torch.zeros(2, 1), torch.zeros(2, 3)], "each layer must be"),
        ([torch.full((2, 1), math.nan)], "patterns must be finite"),
    ],
)
def test_a_stack_that_is_none_is_refused(layers, complaint):
    for function in (global_energy, gated_update, layer_shares, layer_energies):
        with pytest.raises(ValueError, match=complaint):
            function(layers, torch.zeros(1))


@pytest.mark.usefixtures("as_readers_call")
def test_a_wrong_query_or_beta_is_refused():
    layers = [torch.zeros(2, 3)]
    with pytest.raises(ValueError, match=r"queries must be \(\*batch, 3\)"):
        global_energy(layers, torch.zeros(2))
    with pytest.raises(ValueError, match="beta must be a positive"):
        gated_update(layers, torch.zeros(3), beta=0.0)
