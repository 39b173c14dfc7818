import math

import numpy as np
import pytest
import torch
from draws import draw_memory, memories, rotation
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.spatial.distance import cdist
from scipy.special import logsumexp
from torch.autograd import gradcheck
from torch.autograd.functional import hessian

from attractor.memory import (
    distance_energy,
    distance_update,
    modern_energy,
    modern_update,
    nearest_squared_distance,
)
from attractor.memory.softmax import PATTERN_BLOCK, QUERY_BLOCK

EXACT = {"rtol": 1e-12, "atol": 1e-12}
# ‖x‖² and the log-sum are larger than their difference: a few digits cancel.
CANCELING = {"rtol": 1e-11, "atol": 1e-11}
THREE = torch.tensor([[1.0, 0.0], [0.0, 2.0], [-1.0, -1.0]], dtype=torch.float64)
QUERY = torch.tensor([0.3, -0.4], dtype=torch.float64)


def squared_distances(patterns, queries):
    return (queries[..., None, :] - patterns).square().sum(-1)


def explicit_energy(patterns, queries, beta):
    costs = squared_distances(patterns, queries).numpy()
    return torch.as_tensor(-logsumexp(-beta * costs, axis=-1) / beta)


# By hand


def test_three_patterns_give_the_numbers_of_the_audit():
    state = QUERY
    energies = [distance_energy(THREE, state).item()]
    for _ in range(2):
        state = distance_update(THREE, state)
        energies.append(distance_energy(THREE, state).item())
    expected = [0.425167053827, 0.140179071453, -0.007001763324]
    assert energies == pytest.approx(expected, abs=1e-11)
    assert nearest_squared_distance(THREE, QUERY).item() == pytest.approx(0.65)


def test_the_first_step_and_the_limit_are_those_of_the_audit():
    first = distance_update(THREE, QUERY)
    assert first.tolist() == pytest.approx([0.6017050523, -0.1881329686], abs=1e-9)
    state = first
    for _ in range(200):
        state = distance_update(THREE, state)
    assert state.tolist() == pytest.approx([0.97860135, 0.00713288], abs=1e-8)
    lowest = distance_energy(THREE, state).item()
    assert lowest == pytest.approx(-0.013859721610, abs=1e-11)


def test_one_pattern_gives_the_squared_distance_itself():
    energies = distance_energy(THREE[:1], THREE, 7.0)
    assert energies.tolist() == pytest.approx([0.0, 5.0, 5.0], abs=1e-14)


def test_halfway_between_two_patterns_by_hand():
    # E = D²/4 − log 2/β
    patterns = torch.tensor([[0.0], [3.0]], dtype=torch.float64)
    energy = distance_energy(patterns, patterns.mean(0), 2.0).item()
    assert energy == pytest.approx(9 / 4 - math.log(2) / 2, abs=1e-14)


# Oracles


@given(memories)
def test_the_energy_is_its_formula(memory):
    torch.testing.assert_close(
        distance_energy(*memory), explicit_energy(*memory), **CANCELING
    )


@given(memories)
def test_the_update_is_a_softmax_average_by_closeness(memory):
    patterns, queries, beta = memory
    weights = (-beta * squared_distances(patterns, queries)).softmax(-1)
    torch.testing.assert_close(distance_update(*memory), weights @ patterns, **EXACT)


@given(memories)
def test_the_update_is_half_a_step_down_the_gradient(memory):
    patterns, queries, beta = memory
    queries = queries.clone().requires_grad_()
    distance_energy(patterns, queries, beta).sum().backward()
    stepped = queries.detach() - queries.grad / 2
    torch.testing.assert_close(
        distance_update(patterns, queries.detach(), beta), stepped, **EXACT
    )


def test_gradients_reach_patterns_and_queries():
    patterns, queries, beta = draw_memory(2, batch=(2, 2), beta=0.7)
    inputs = (patterns.requires_grad_(), queries.requires_grad_())
    assert gradcheck(lambda m, x: distance_energy(m, x, beta), inputs)
    assert gradcheck(lambda m, x: distance_update(m, x, beta), inputs)
    assert gradcheck(nearest_squared_distance, inputs)


def test_its_exponential_integrates_to_a_gaussian_per_pattern_on_the_line():
    patterns = torch.tensor([[-2.0], [0.0], [1.0]], dtype=torch.float64)

    def density(x):
        point = torch.tensor([x], dtype=torch.float64)
        return math.exp(-distance_energy(patterns, point).item())

    integral, _ = quad(density, -12, 12, points=[-2, 0, 1])
    assert integral == pytest.approx(3 * math.sqrt(math.pi), abs=1e-9)


def test_its_exponential_integrates_to_a_gaussian_per_pattern_in_the_plane():
    def strip(x):
        ys = torch.linspace(-9, 9, 361, dtype=torch.float64)
        points = torch.stack([torch.full_like(ys, x), ys], -1)
        # The trapezoid rule is exact to rounding for such a smooth, narrow function.
        return torch.trapezoid((-distance_energy(THREE, points)).exp(), ys).item()

    integral, _ = quad(strip, -9, 9, epsabs=1e-10, limit=200)
    assert integral == pytest.approx(3 * math.pi, abs=1e-8)


def test_at_another_temperature_the_integral_shrinks_with_beta():
    patterns = torch.tensor([[-2.0], [0.0], [1.0]], dtype=torch.float64)

    def density(x):
        point = torch.tensor([x], dtype=torch.float64)
        return math.exp(-4.0 * distance_energy(patterns, point, 4.0).item())

    integral, _ = quad(density, -8, 8, points=[-2, 0, 1])
    assert integral == pytest.approx(3 * math.sqrt(math.pi / 4), abs=1e-9)


# Laws


@pytest.mark.parametrize("norm", [1.0, 1000.0])
@given(memory=memories)
def test_a_step_lowers_the_energy_by_its_square(norm, memory):
    patterns, queries, beta = memory
    queries = norm * queries / queries.norm(dim=-1, keepdim=True)
    stepped = distance_update(patterns, queries, beta)
    before = distance_energy(patterns, queries, beta)
    fall = before - distance_energy(patterns, stepped, beta)
    rounding = 16 * np.finfo(float).eps * (10 + queries.square().sum(-1))
    assert (fall >= (stepped - queries).square().sum(-1) - rounding).all()


@given(memories, st.floats(-100, 100))
def test_moving_everything_keeps_the_energy_and_moves_the_update(memory, shift):
    patterns, queries, beta = memory
    cancelled = 1e-15 * (10 + abs(shift)) ** 2 * patterns.shape[1] * 10
    torch.testing.assert_close(
        distance_energy(patterns + shift, queries + shift, beta),
        distance_energy(*memory),
        rtol=1e-11,
        atol=cancelled,
    )
    torch.testing.assert_close(
        distance_update(patterns + shift, queries + shift, beta),
        distance_update(*memory) + shift,
        rtol=1e-9,
        atol=beta * cancelled * 10 + 1e-9,
    )


@given(memories)
def test_a_rotation_of_everything_rotates_the_update_and_keeps_the_energy(memory):
    patterns, queries, beta = memory
    turn = rotation(patterns.shape[1], torch.Generator().manual_seed(6))
    torch.testing.assert_close(
        distance_energy(patterns @ turn, queries @ turn, beta),
        distance_energy(*memory),
        **CANCELING,
    )
    torch.testing.assert_close(
        distance_update(patterns @ turn, queries @ turn, beta),
        distance_update(*memory) @ turn,
        **CANCELING,
    )


@given(memories)
def test_the_order_of_the_patterns_does_not_matter(memory):
    patterns, queries, beta = memory
    reverse = patterns.flip(0)
    torch.testing.assert_close(
        distance_energy(reverse, queries, beta), distance_energy(*memory), **CANCELING
    )
    torch.testing.assert_close(
        distance_update(reverse, queries, beta), distance_update(*memory), **EXACT
    )


@given(memories)
def test_a_change_of_units_is_a_change_of_beta(memory):
    patterns, queries, beta = memory
    torch.testing.assert_close(
        distance_energy(3 * patterns, 3 * queries, beta / 9),
        9 * distance_energy(*memory),
        **CANCELING,
    )


@given(memories)
def test_at_equal_norms_it_is_twice_the_modern_energy_at_twice_the_beta(memory):
    patterns, queries, beta = memory
    patterns = 2 * patterns / patterns.norm(dim=-1, keepdim=True)
    constant = math.log(len(patterns)) / beta
    torch.testing.assert_close(
        distance_energy(patterns, queries, beta),
        2 * modern_energy(patterns, queries, 2 * beta) - constant,
        **CANCELING,
    )
    torch.testing.assert_close(
        distance_update(patterns, queries, beta),
        modern_update(patterns, queries, 2 * beta),
        **CANCELING,
    )


@given(memories)
def test_what_it_lacks_to_the_nearest_distance_is_the_largest_weight(memory):
    patterns, queries, beta = memory
    weights = (-beta * squared_distances(patterns, queries)).softmax(-1)
    torch.testing.assert_close(
        nearest_squared_distance(patterns, queries) - distance_energy(*memory),
        -weights.amax(-1).log() / beta,
        rtol=1e-10,
        atol=1e-10,
    )


def test_two_sets_of_patterns_combine_by_log_sum_exp():
    patterns, queries, beta = draw_memory(3, n_patterns=9, beta=1.7)
    parts = [distance_energy(p, queries, beta) for p in (patterns[:4], patterns[4:])]
    together = -torch.logaddexp(-beta * parts[0], -beta * parts[1]) / beta
    torch.testing.assert_close(
        distance_energy(patterns, queries, beta), together, **CANCELING
    )


@pytest.mark.parametrize("distance", [1.0, math.sqrt(2), 2.0])
def test_the_curvature_between_two_patterns_is_two_minus_beta_d_squared(distance):
    patterns = torch.tensor([[0.0], [distance]], dtype=torch.float64)
    second = hessian(lambda x: distance_energy(patterns, x), patterns.mean(0))
    assert second.item() == pytest.approx(2 - distance**2, abs=1e-12)


# The nearest pattern


@given(memories)
def test_the_nearest_squared_distance_is_found_by_brute_force_too(memory):
    patterns, queries, _ = memory
    torch.testing.assert_close(
        nearest_squared_distance(patterns, queries),
        squared_distances(patterns, queries).amin(-1),
        **EXACT,
    )


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("offset", [0.0, 1e3, 1e5])
def test_a_stored_pattern_is_at_distance_zero_however_far_from_the_origin(
    dtype, offset, generator
):
    patterns = offset + 0.1 * torch.randn(2500, 8, generator=generator, dtype=dtype)
    assert (nearest_squared_distance(patterns, patterns) == 0).all()


@pytest.mark.parametrize("offset", [0.0, 1e4])
def test_many_blocks_have_the_nearest_pattern_of_one(offset, generator):
    patterns = torch.randn(2 * PATTERN_BLOCK + 7, 5, generator=generator) + offset
    queries = torch.randn(QUERY_BLOCK + 3, 5, generator=generator) + offset
    exact = cdist(queries.double(), patterns.double(), "sqeuclidean").min(-1)
    found = nearest_squared_distance(patterns, queries)
    np.testing.assert_allclose(found, exact, rtol=1e-6)


def test_a_large_beta_brings_the_energy_to_the_nearest_squared_distance():
    patterns, queries, _ = draw_memory(4)
    torch.testing.assert_close(
        distance_energy(patterns, queries, 1e9),
        nearest_squared_distance(patterns, queries),
        rtol=0,
        atol=1e-8,
    )


def test_far_from_every_pattern_nothing_underflows():
    energies = distance_energy(THREE, 1e6 * THREE, 50.0)
    torch.testing.assert_close(
        energies, explicit_energy(THREE, 1e6 * THREE, 50.0), **EXACT
    )
