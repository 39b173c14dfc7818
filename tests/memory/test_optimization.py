"""Problems as networks: their energies are their costs, and settling is a heuristic."""

import itertools

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from attractor.memory import (
    cut_size,
    every_state,
    fixed_points,
    hopfield_energy,
    lowest_states,
    max_cut_couplings,
    qubo_costs,
    settle,
    unit_update,
)


def graph(n_nodes, edges):
    adjacency = torch.zeros(n_nodes, n_nodes, dtype=torch.float64)
    for a, b in edges:
        adjacency[a, b] = adjacency[b, a] = 1
    return adjacency


def petersen():
    outer = [(i, (i + 1) % 5) for i in range(5)]
    spokes = [(i, i + 5) for i in range(5)]
    star = [(i + 5, (i + 2) % 5 + 5) for i in range(5)]
    return graph(10, outer + spokes + star)


def grid(side):
    across = [
        (side * i + j, side * i + j + 1) for i in range(side) for j in range(side - 1)
    ]
    down = [
        (side * i + j, side * i + j + side)
        for i in range(side - 1)
        for j in range(side)
    ]
    return graph(side * side, across + down)


def draw(seed, *shape):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=generator, dtype=torch.float64)


seeds = st.integers(0, 2**32)


@given(seeds, st.integers(1, 7))
def test_the_cut_counts_the_edges_between_the_sides(seed, dim):
    weights = draw(seed, dim, dim).triu(1)
    adjacency = weights + weights.mT
    states = every_state(adjacency)
    for state, cut in zip(states, cut_size(adjacency, states), strict=True):
        pairs = itertools.combinations(range(dim), 2)
        due = sum(weights[i, j] for i, j in pairs if state[i] != state[j])
        torch.testing.assert_close(
            cut, torch.as_tensor(due).double(), rtol=1e-9, atol=1e-9
        )


def test_every_start_on_the_petersen_graph_ends_in_a_largest_cut():
    adjacency = petersen()
    couplings = max_cut_couplings(adjacency)
    starts = every_state(couplings).repeat(4, 1)
    settled = settle(couplings, starts, generator=torch.Generator().manual_seed(0))
    assert settled.converged.all()
    assert (cut_size(adjacency, settled.states) == 12).all()
    best = lowest_states(couplings)
    assert cut_size(adjacency, best.states).tolist() == [12.0] * 10
    assert torch.equal(fixed_points(couplings), best.states)


def test_on_a_grid_some_starts_end_in_a_cut_that_is_not_the_largest():
    adjacency = grid(4)
    couplings = max_cut_couplings(adjacency)
    assert cut_size(adjacency, lowest_states(couplings).states).tolist() == [24.0, 24.0]
    starts = every_state(couplings)[::16]
    settled = settle(couplings, starts, generator=torch.Generator().manual_seed(0))
    cuts = cut_size(adjacency, settled.states)
    assert settled.converged.all()
    assert (cuts == 24).any() and (cuts < 24).any()


@given(seeds, st.integers(1, 7))
def test_a_quadratic_cost_is_an_energy_and_a_constant(seed, dim):
    matrix = draw(seed, dim, dim)
    costs = qubo_costs(matrix)
    states = every_state(matrix)
    chosen = (1 + states) / 2
    due = ((chosen @ matrix) * chosen).sum(-1)
    energies = hopfield_energy(costs.couplings, states, costs.thresholds)
    torch.testing.assert_close(energies + costs.constant, due, rtol=1e-9, atol=1e-9)
    assert torch.equal(costs.couplings, costs.couplings.mT)
    assert (costs.couplings.diagonal() == 0).all()


def test_independent_sets_of_the_petersen_graph_have_at_most_four_nodes():
    adjacency = petersen()
    costs = qubo_costs(adjacency - torch.eye(10, dtype=torch.float64))
    best = lowest_states(costs.couplings, costs.thresholds)
    assert best.energy + costs.constant == -4
    sizes = ((1 + best.states) / 2).sum(-1)
    assert sizes.tolist() == [4.0] * 5
    assert (cut_size(adjacency, best.states) == 12).all()  # no edge inside a set of 4
    settled = settle(
        costs.couplings,
        every_state(costs.couplings),
        generator=torch.Generator().manual_seed(0),
        thresholds=costs.thresholds,
    )
    chosen = (1 + settled.states) / 2
    assert settled.converged.all()
    assert ((chosen @ adjacency) * chosen == 0).all()
    assert set(chosen.sum(-1).tolist()) == {3.0, 4.0}


def test_states_are_counted_in_binary():
    assert every_state(torch.zeros(2, 2)).tolist() == [
        [-1, -1],
        [-1, 1],
        [1, -1],
        [1, 1],
    ]
    assert every_state(torch.zeros(9, 9)).unique(dim=0).shape == (512, 9)


@given(seeds, st.integers(1, 7))
def test_fixed_points_are_the_states_no_unit_would_leave(seed, dim):
    couplings, thresholds = draw(seed, dim, dim), draw(seed + 1, dim)
    found = fixed_points(couplings, thresholds)
    stay = [
        state
        for state in every_state(couplings)
        if all(
            torch.equal(unit_update(couplings, state, unit, thresholds), state)
            for unit in range(dim)
        )
    ]
    assert found.tolist() == [state.tolist() for state in stay]


@given(seeds, st.integers(1, 7))
def test_no_state_is_below_the_lowest(seed, dim):
    draws = draw(seed, dim, dim)
    couplings, thresholds = draws + draws.mT, draw(seed + 1, dim)
    lowest = lowest_states(couplings, thresholds)
    energies = hopfield_energy(couplings, every_state(couplings), thresholds)
    assert energies.min().item() == lowest.energy
    reached = hopfield_energy(couplings, lowest.states, thresholds)
    torch.testing.assert_close(reached, energies.min().expand_as(reached))


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: max_cut_couplings(torch.ones(2, 3)), "adjacency must be square"),
        (lambda: max_cut_couplings(torch.ones(2, 2)), "symmetric with a zero diagonal"),
        (
            lambda: cut_size(torch.tensor([[0.0, 1.0], [2.0, 0.0]]), torch.ones(2)),
            "adjacency must be symmetric",
        ),
        (lambda: qubo_costs(torch.ones(3)), "matrix must be square"),
        (lambda: qubo_costs(torch.ones(2, 2) / 0), "matrix must be finite"),
        (lambda: every_state(torch.ones(21, 21)), "at most 20 units .* got 21"),
        (lambda: fixed_points(torch.ones(2, 2), torch.ones(3)), "thresholds must be"),
        (lambda: lowest_states(torch.ones(2, 3)), "couplings must be square"),
    ],
)
@pytest.mark.usefixtures("as_readers_call")
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
