import math
from itertools import product

import numpy as np
import pytest
import torch
from draws import draw_memory, rotation
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax
from torch.autograd.functional import hessian, jacobian

from attractor.memory import distance_energy, find_minima, modern_energy, retrieve

ENERGIES = {"modern": modern_energy, "distance": distance_energy}
BOTH = pytest.mark.parametrize("energy", ["modern", "distance"])
# The patterns of the paper's Fig. 1.
LINE = torch.tensor([[-2.0], [0.0], [1.0]], dtype=torch.float64)
PLANE = torch.tensor([[-2.0, -0.5], [0.2, -0.3], [1.5, 1.5]], dtype=torch.float64)


def near(found, expected, tol):
    assert found.shape == (len(expected), found.shape[1])
    np.testing.assert_allclose(found, expected, rtol=0, atol=tol)


def triangle(side=1.0):
    return side * torch.tensor(
        [[0.0, 0.0], [1.0, 0.0], [0.5, math.sqrt(3) / 2]], dtype=torch.float64
    )


# The paper's figure


@pytest.mark.parametrize(
    "energy, beta, minima",
    [
        ("distance", 1.0, [-1.956949212, 0.493618759]),
        ("modern", 1.0, [-1.952212101]),
        ("modern", 2.0, [-1.9993, 0.820464373]),
    ],
)
def test_three_numbers_on_a_line_make_this_many_valleys(energy, beta, minima):
    found = find_minima(LINE, beta, energy=energy)
    near(found, [[minimum] for minimum in minima], 1e-4)
    near(found[-1:], [minima[-1:]], 1e-9)


@pytest.mark.parametrize("beta, count", [(1.0, 2), (2.001, 2), (2.002, 3)])
def test_the_numbers_0_and_1_come_apart_just_above_beta_2(beta, count):
    assert len(find_minima(LINE, beta)) == count


def test_three_points_in_the_plane_make_three_distance_valleys():
    expected = [
        [-1.98204841, -0.49836787],
        [0.19252636, -0.28843918],
        [1.48993872, 1.48606928],
    ]
    near(find_minima(PLANE, 1.0), expected, 1e-8)


def test_three_points_in_the_plane_make_two_modern_valleys():
    found = find_minima(PLANE, 1.0, energy="modern")
    assert len(found) == 2
    near(found[1:], [[1.48606210, 1.48150324]], 1e-8)


# Two patterns


@pytest.mark.parametrize("dim", [1, 3])
@pytest.mark.parametrize(
    "distance, count",
    [(1.39, 1), (1.4142, 1), (math.sqrt(2), 1), (1.4143, 2), (1.44, 2)],
)
def test_two_patterns_merge_at_distance_root_two(distance, count, dim):
    patterns = torch.zeros(2, dim, dtype=torch.float64)
    patterns[1, 0] = distance
    assert len(find_minima(patterns, 1.0)) == count


@pytest.mark.parametrize("beta", [0.01, 4.0, 2500.0])
@pytest.mark.parametrize("ratio, count", [(0.999, 1), (1.001, 2)])
def test_the_merging_distance_shrinks_with_the_root_of_beta(beta, ratio, count):
    distance = ratio * math.sqrt(2 / beta)
    patterns = torch.tensor([[0.3], [0.3 + distance]], dtype=torch.float64)
    assert len(find_minima(patterns, beta)) == count


@pytest.mark.parametrize("distance, count", [(1.999, 1), (2.001, 2)])
def test_opposite_modern_patterns_merge_at_distance_two(distance, count):
    patterns = torch.tensor([[-distance / 2], [distance / 2]], dtype=torch.float64)
    assert len(find_minima(patterns, 1.0, energy="modern")) == count


@pytest.mark.parametrize("distance", [2.0, 3.0, 4.0])
def test_a_minimum_lies_beside_its_pattern_where_the_other_pulls_it(distance):
    patterns = torch.tensor([[0.0], [distance]], dtype=torch.float64)
    x = 0.0
    for _ in range(500):  # x* = D/(1 + exp(D² − 2Dx*))
        x = distance / (1 + math.exp(distance**2 - 2 * distance * x))
    near(find_minima(patterns, 1.0), [[x], [distance - x]], 1e-12)


def test_opposite_modern_patterns_rest_where_x_is_two_tanh_two_x():
    patterns = torch.tensor([[-2.0], [2.0]], dtype=torch.float64)
    found = find_minima(patterns, 1.0, energy="modern")
    near(found, [[-1.998651346030], [1.998651346030]], 1e-11)


def test_a_saddle_where_iteration_rests_is_no_minimum():
    patterns = torch.tensor([[-1.5, 0.0], [1.5, 0.0]], dtype=torch.float64)
    between = torch.zeros(1, 2, dtype=torch.float64)
    assert retrieve(patterns, between, 1.0, energy="distance").converged.all()
    assert len(find_minima(patterns, 1.0)) == 2
    assert (find_minima(patterns, 1.0)[:, 0].abs() > 1).all()


# Valleys that lie at no pattern


def grid_minima(patterns, beta, step):
    """Strict local minima of the distance energy on a fine grid, by brute force."""
    low = patterns.amin(0) - 0.2
    high = patterns.amax(0) + 0.2
    axes = [
        torch.arange(a, b, step, dtype=torch.float64)
        for a, b in zip(low, high, strict=True)
    ]
    grid = torch.stack(torch.meshgrid(*axes, indexing="ij"), -1)
    heights = distance_energy(patterns, grid, beta)
    middle = heights[1:-1, 1:-1]
    lowest = torch.ones_like(middle, dtype=torch.bool)
    for i, j in product((0, 1, 2), repeat=2):
        if (i, j) != (1, 1):
            n, m = middle.shape
            lowest &= middle < heights[i : n + i, j : m + j]
    return grid[1:-1, 1:-1][lowest]


@pytest.mark.parametrize("beta, count", [(2.5, 1), (2.8, 4), (3.5, 3)])
def test_a_triangle_has_a_fourth_valley_at_its_center_for_a_while(beta, count):
    found = find_minima(triangle(), beta)
    # The step divides nothing of the triangle, so no two grid points tie.
    by_grid = grid_minima(triangle(), beta, 0.00413)
    assert len(found) == len(by_grid) == count
    assert (torch.cdist(found, by_grid).amin(1) < 0.01).all()
    center = triangle().mean(0, keepdim=True)
    assert bool((torch.cdist(found, center) < 1e-9).any()) == (count != 3)


def test_four_points_each_of_two_far_clusters_share_their_centers():
    cluster = torch.tensor(
        [[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]], dtype=torch.float64
    ) / math.sqrt(8)
    shift = torch.tensor([50.0, 0.0, 0.0], dtype=torch.float64)
    both = torch.cat([cluster, cluster + shift])
    for beta in (4.0, 5.0):
        one = find_minima(cluster, beta)
        two = find_minima(both, beta)
        assert len(two) == 2 * len(one)
        assert (torch.cdist(torch.cat([one, one + shift]), two).amin(1) < 1e-6).all()


# SciPy


def by_scipy(patterns, beta, energy, rng, n_starts):
    """Ends of BFGS from random starts at which the slope vanishes, once each."""
    m = patterns.numpy()
    scale = 2 * beta if energy == "distance" else beta
    bias = -beta * (m**2).sum(1) if energy == "distance" else np.zeros(len(m))
    stiffness = scale / beta

    def height(x):
        return stiffness * x @ x / 2 - logsumexp(scale * m @ x + bias) / beta

    def slope(x):
        return stiffness * (x - softmax(scale * m @ x + bias) @ m)

    ends = []
    for _ in range(n_starts):
        start = rng.dirichlet(np.full(len(m), 0.5)) @ m + 0.3 * rng.normal(
            size=m.shape[1]
        )
        end = minimize(height, start, jac=slope, method="BFGS", options={"gtol": 1e-9})
        fresh = all(np.linalg.norm(end.x - other) > 1e-3 for other in ends)
        if np.linalg.norm(slope(end.x)) < 1e-6 and fresh:
            ends.append(end.x)
    return ends


@BOTH
@pytest.mark.parametrize("seed", range(8))
def test_scipy_from_random_starts_finds_no_other_minimum(energy, seed):
    rng = np.random.default_rng(seed)
    patterns, _, _ = draw_memory(seed, n_patterns=2 + seed, dim=1 + seed % 3)
    patterns, beta = 1.5 * patterns, 0.8 + seed % 4
    found = find_minima(patterns, beta, energy=energy).numpy()
    ends = by_scipy(patterns, beta, energy, rng, n_starts=30)
    assert ends
    for end in ends:
        assert np.linalg.norm(found - end, axis=1).min() < 1e-5


# Laws


@BOTH
@pytest.mark.parametrize("seed", range(5))
def test_every_minimum_is_flat_and_curves_upward(energy, seed):
    patterns, _, _ = draw_memory(seed, n_patterns=6, dim=2)
    beta = 1.0 + seed
    for minimum in find_minima(2 * patterns, beta, energy=energy):

        def height(x, patterns=2 * patterns, beta=beta):
            return ENERGIES[energy](patterns, x, beta)

        assert jacobian(height, minimum).norm() < 1e-9
        assert (torch.linalg.eigvalsh(hessian(height, minimum)) > 0).all()


@pytest.mark.parametrize("distance", [0.0, 1e3])
def test_moving_and_turning_the_patterns_moves_and_turns_the_valleys(
    distance, generator
):
    turn = rotation(2, generator)
    found = find_minima(PLANE, 1.0) @ turn + distance
    moved = find_minima(PLANE @ turn + distance, 1.0)
    assert len(moved) == 3
    assert (torch.cdist(found, moved).amin(1) < 1e-6).all()


def test_minima_are_sorted_whatever_the_order_of_the_patterns():
    found = find_minima(PLANE.flip(0), 1.0)
    torch.testing.assert_close(found, find_minima(PLANE, 1.0), rtol=0, atol=1e-10)
    assert (found[:, 0].diff() > 0).all()


def test_a_pattern_stored_twice_is_one_valley():
    twice = torch.cat([PLANE, PLANE])
    torch.testing.assert_close(
        find_minima(twice, 1.0), find_minima(PLANE, 1.0), rtol=0, atol=1e-10
    )


def test_a_large_beta_keeps_every_pattern_apart(generator):
    patterns = torch.randn(70, 3, generator=generator, dtype=torch.float64)
    found = find_minima(patterns, 1e6)
    assert len(found) == 70
    assert (torch.cdist(patterns, found).amin(1) < 1e-6).all()


@BOTH
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_answer_comes_in_the_dtype_of_the_patterns(energy, dtype):
    found = find_minima(PLANE.to(dtype), 1.0, energy=energy)
    assert found.dtype == dtype
    assert found.shape[1] == 2


def test_patterns_that_want_gradients_are_welcome():
    assert not find_minima(PLANE.clone().requires_grad_(), 1.0).requires_grad


@pytest.mark.parametrize("energy", ["hopfield", "", None])
@pytest.mark.usefixtures("as_readers_call")
def test_an_unknown_energy_is_refused_by_name(energy):
    with pytest.raises(ValueError, match="energy must be one of"):
        find_minima(PLANE, 1.0, energy=energy)
