import math

import numpy as np
import pytest
import torch
from draws import draw_memory, memories, rotation
from hypothesis import given
from scipy.special import logsumexp
from torch.autograd import gradcheck
from torch.autograd.functional import hessian
from torch.nn.functional import scaled_dot_product_attention

from attractor.memory import modern_energy, modern_update

EXACT = {"rtol": 1e-12, "atol": 1e-12}
THREE = torch.tensor([[1.0, 0.0], [0.0, 2.0], [-1.0, -1.0]], dtype=torch.float64)
QUERY = torch.tensor([0.3, -0.4], dtype=torch.float64)


def explicit_energy(patterns, queries, beta):
    m, x = patterns.numpy(), queries.numpy()
    return torch.as_tensor(
        -logsumexp(beta * x @ m.T, axis=-1) / beta
        + (x**2).sum(-1) / 2
        + math.log(len(m)) / beta
        + (m**2).sum(-1).max() / 2
    )


def explicit_update(patterns, queries, beta):
    return (beta * queries @ patterns.mT).softmax(-1) @ patterns


# By hand


@pytest.mark.parametrize(
    "beta, energy, step",
    [
        (1.0, 2.157399683572, [0.0842485091, -0.0711045060]),
        (2.0, 2.085684054831, [0.1850966588, -0.2519273951]),
    ],
)
def test_three_patterns_give_the_numbers_of_the_audit(beta, energy, step):
    assert modern_energy(THREE, QUERY, beta).item() == pytest.approx(energy, abs=1e-11)
    assert modern_update(THREE, QUERY, beta).tolist() == pytest.approx(step, abs=1e-9)


def test_two_orthogonal_patterns_by_hand():
    # ρ = e₁, e₂ and x = e₁: −log(e + 1) + ½ + log 2 + ½
    eye = torch.eye(2, dtype=torch.float64)
    expected = -math.log(math.e + 1) + 1 + math.log(2)
    assert modern_energy(eye, eye[0], 1.0).item() == pytest.approx(expected, abs=1e-15)


def test_two_opposite_patterns_are_no_convex_landscape():
    # E(0) = ½·2² and E(±2) = −log(e⁴ + e⁻⁴) + 2 + log 2 + 2
    patterns = torch.tensor([[2.0], [-2.0]], dtype=torch.float64)
    states = torch.tensor([[-2.0], [0.0], [2.0]], dtype=torch.float64)
    energies = modern_energy(patterns, states, 1.0).tolist()
    low = 4 + math.log(2) - math.log(math.exp(4) + math.exp(-4))
    assert energies == pytest.approx([low, 2.0, low], abs=1e-14)
    assert low == pytest.approx(0.692811774187, abs=1e-12)


def test_a_single_pattern_is_recalled_in_one_step_from_anywhere():
    states = torch.tensor([[9.0, -3.0], [0.0, 0.0]], dtype=torch.float64)
    recalled = modern_update(THREE[:1], states, 0.1)
    torch.testing.assert_close(recalled, THREE[:1].expand(2, 2), rtol=0, atol=0)


# Oracles


@given(memories)
def test_the_energy_is_its_formula(memory):
    torch.testing.assert_close(
        modern_energy(*memory), explicit_energy(*memory), **EXACT
    )


@given(memories)
def test_the_update_is_a_softmax_average(memory):
    torch.testing.assert_close(
        modern_update(*memory), explicit_update(*memory), **EXACT
    )


@pytest.mark.parametrize("dim", [1, 16, 64])
def test_the_update_is_attention_at_its_own_scale(dim):
    patterns, queries, _ = draw_memory(1, n_patterns=10, dim=dim)
    attended = scaled_dot_product_attention(queries, patterns, patterns)
    updated = modern_update(patterns, queries, dim**-0.5)
    torch.testing.assert_close(updated, attended, **EXACT)


@given(memories)
def test_the_update_is_a_unit_step_down_the_gradient(memory):
    patterns, queries, beta = memory
    queries = queries.clone().requires_grad_()
    modern_energy(patterns, queries, beta).sum().backward()
    stepped = queries.detach() - queries.grad
    torch.testing.assert_close(
        modern_update(patterns, queries.detach(), beta), stepped, **EXACT
    )


def test_gradients_reach_patterns_and_queries():
    patterns, queries, beta = draw_memory(2, batch=(2, 2), beta=0.7)
    inputs = (patterns.requires_grad_(), queries.requires_grad_())
    assert gradcheck(lambda m, x: modern_energy(m, x, beta), inputs)
    assert gradcheck(lambda m, x: modern_update(m, x, beta), inputs)


# Laws


@given(memories)
def test_the_energy_is_at_least_half_the_squared_distance_to_the_largest_norm(memory):
    patterns, queries, beta = memory
    largest = patterns.norm(dim=-1).max()
    floor = (queries.norm(dim=-1) - largest).square() / 2
    assert (modern_energy(patterns, queries, beta) >= floor - 1e-12).all()


@pytest.mark.parametrize("norm", [1.0, 1000.0])
@given(memory=memories)
def test_a_step_lowers_the_energy_by_half_its_square(norm, memory):
    patterns, queries, beta = memory
    queries = norm * queries / queries.norm(dim=-1, keepdim=True)
    stepped = modern_update(patterns, queries, beta)
    before = modern_energy(patterns, queries, beta)
    fall = before - modern_energy(patterns, stepped, beta)
    rounding = 8 * np.finfo(float).eps * (1 + before)
    half_square = (stepped - queries).square().sum(-1) / 2
    assert (fall >= half_square - rounding).all()


@given(memories)
def test_a_rotation_of_everything_rotates_the_update_and_keeps_the_energy(memory):
    patterns, queries, beta = memory
    turn = rotation(patterns.shape[1], torch.Generator().manual_seed(5))
    torch.testing.assert_close(
        modern_energy(patterns @ turn, queries @ turn, beta),
        modern_energy(patterns, queries, beta),
        rtol=1e-11,
        atol=1e-11,
    )
    torch.testing.assert_close(
        modern_update(patterns @ turn, queries @ turn, beta),
        modern_update(patterns, queries, beta) @ turn,
        rtol=1e-11,
        atol=1e-11,
    )


@given(memories)
def test_the_order_of_the_patterns_does_not_matter(memory):
    patterns, queries, beta = memory
    reverse = patterns.flip(0)
    torch.testing.assert_close(
        modern_energy(reverse, queries, beta), modern_energy(*memory), **EXACT
    )
    torch.testing.assert_close(
        modern_update(reverse, queries, beta), modern_update(*memory), **EXACT
    )


@given(memories)
def test_a_change_of_units_is_a_change_of_beta(memory):
    patterns, queries, beta = memory
    torch.testing.assert_close(
        modern_energy(3 * patterns, 3 * queries, beta / 9),
        9 * modern_energy(*memory),
        **EXACT,
    )


@given(memories)
def test_a_step_ends_inside_the_patterns(memory):
    patterns, _, _ = memory
    stepped = modern_update(*memory)
    assert (stepped <= patterns.amax(0) + 1e-12).all()
    assert (stepped >= patterns.amin(0) - 1e-12).all()


def test_small_beta_averages_and_large_beta_selects():
    patterns, queries, _ = draw_memory(3)
    mean = patterns.mean(0).expand_as(queries)
    winner = patterns[(queries @ patterns.mT).argmax(-1)]
    torch.testing.assert_close(
        modern_update(patterns, queries, 1e-13), mean, rtol=0, atol=1e-11
    )
    torch.testing.assert_close(
        modern_update(patterns, queries, 1e6), winner, rtol=0, atol=1e-11
    )


@pytest.mark.parametrize(
    "distance, curvature", [(1.99, 0.009975), (2.0, 0.0), (2.01, -0.010025)]
)
def test_two_patterns_leave_the_energy_convex_up_to_beta_d_squared_4(
    distance, curvature
):
    patterns = torch.tensor([[-distance / 2], [distance / 2]], dtype=torch.float64)
    middle = torch.zeros(1, dtype=torch.float64)
    second = hessian(lambda x: modern_energy(patterns, x, 1.0), middle)
    assert second.item() == pytest.approx(curvature, abs=1e-12)


def test_large_scores_do_not_overflow():
    patterns, queries, _ = draw_memory(4)
    energies = modern_energy(100 * patterns, 1e6 * queries, 50.0)
    assert energies.isfinite().all()
    torch.testing.assert_close(
        energies, explicit_energy(100 * patterns, 1e6 * queries, 50.0), **EXACT
    )
