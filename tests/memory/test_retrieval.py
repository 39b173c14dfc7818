import pytest
import torch
from draws import draw_memory, memories
from hypothesis import given
from hypothesis import strategies as st

from attractor.memory import distance_update, modern_update, retrieve

UPDATES = {"modern": modern_update, "distance": distance_update}
ENERGIES = pytest.mark.parametrize("energy", ["modern", "distance"])


def by_loop(patterns, query, beta, energy, max_steps, tol):
    """One query, updated in a plain loop."""
    state = query
    for step in range(1, max_steps + 1):
        previous, state = state, UPDATES[energy](patterns, state, beta)
        if (state - previous).norm() <= tol:
            return state, step, True
    return state, max_steps, False


@ENERGIES
@given(memory=memories, max_steps=st.integers(1, 30))
def test_every_query_ends_where_a_plain_loop_of_its_own_ends(energy, memory, max_steps):
    patterns, queries, beta = memory
    states, steps, converged = retrieve(
        patterns, queries, beta, energy=energy, max_steps=max_steps, tol=1e-4
    )
    dim = patterns.shape[1]
    for query, state, step, rests in zip(
        queries.reshape(-1, dim),
        states.reshape(-1, dim),
        steps.flatten().tolist(),
        converged.flatten().tolist(),
        strict=True,
    ):
        alone = by_loop(patterns, query, beta, energy, max_steps, 1e-4)
        torch.testing.assert_close(state, alone[0], rtol=1e-10, atol=1e-10)
        assert (step, rests) == alone[1:]


@pytest.mark.parametrize("batch", [(), (4,), (2, 3), (0,)])
def test_states_steps_and_flags_have_the_shape_of_the_batch(batch):
    patterns, queries, beta = draw_memory(1, batch=batch)
    states, steps, converged = retrieve(patterns, queries, beta)
    assert states.shape == queries.shape
    assert steps.shape == converged.shape == batch
    assert (steps.dtype, converged.dtype) == (torch.long, torch.bool)


def test_a_query_at_rest_takes_the_one_step_that_shows_it():
    pattern = torch.tensor([[0.3, -2.0]], dtype=torch.float64)
    states, steps, converged = retrieve(pattern, pattern, 1.0)
    assert (steps.tolist(), converged.tolist()) == ([1], [True])
    assert torch.equal(states, pattern)


def test_too_few_steps_leave_a_query_unconverged_but_moved():
    patterns, queries, beta = draw_memory(2)
    states, steps, converged = retrieve(patterns, queries, beta, max_steps=1, tol=0.0)
    assert steps.tolist() == [1] * 7
    assert not converged.any()
    torch.testing.assert_close(states, modern_update(patterns, queries, beta))


def test_a_query_that_rests_is_not_updated_again():
    # The first query moves by less than `tol` at once, the second travels on.
    patterns = torch.tensor([[2.0], [-2.0]], dtype=torch.float64)
    queries = torch.tensor([[1.99], [0.1]], dtype=torch.float64)
    states, steps, _ = retrieve(patterns, queries, 1.0, tol=0.1)
    assert steps[0] == 1
    assert steps[1] > 2
    once = modern_update(patterns, queries[:1], 1.0)
    torch.testing.assert_close(states[:1], once, rtol=0, atol=1e-15)


def test_moving_by_exactly_the_tolerance_counts_as_rest():
    pattern = torch.tensor([[1.0]], dtype=torch.float64)
    query = torch.tensor([1.5], dtype=torch.float64)
    _, steps, converged = retrieve(pattern, query, 1.0, tol=0.5, max_steps=1)
    assert converged
    assert steps == 1


def test_the_queries_are_left_as_they_were():
    patterns, queries, beta = draw_memory(3)
    before = queries.clone()
    retrieve(patterns, queries, beta)
    assert torch.equal(queries, before)


def test_gradients_flow_through_a_retrieval():
    patterns, queries, beta = draw_memory(4, batch=(2,), beta=0.5)
    assert torch.autograd.gradcheck(
        lambda m, x: retrieve(m, x, beta, max_steps=3, tol=0.0).states,
        (patterns.requires_grad_(), queries.requires_grad_()),
    )


@ENERGIES
def test_each_stored_pattern_of_a_sparse_set_is_recalled_in_one_step(energy, generator):
    patterns = 3 * torch.randn(20, 64, generator=generator, dtype=torch.float64)
    noise = 0.5 * torch.randn(20, 64, generator=generator, dtype=torch.float64)
    states, steps, converged = retrieve(patterns, patterns + noise, 1.0, energy=energy)
    torch.testing.assert_close(states, patterns, rtol=0, atol=1e-9)
    assert converged.all()
    assert (steps == 2).all()  # one to arrive, one to find out


@pytest.mark.parametrize(
    "settings, message",
    [
        ({"energy": "Modern"}, "energy must be one of .*'Modern'"),
        ({"max_steps": 0}, "max_steps must be at least 1, got 0"),
        ({"tol": -1.0}, "tol must be 0 or more, got -1.0"),
        ({"tol": float("nan")}, "tol must be 0 or more, got nan"),
    ],
)
@pytest.mark.usefixtures("as_readers_call")
def test_bad_settings_are_refused_by_name(settings, message):
    patterns, queries, beta = draw_memory(5)
    with pytest.raises(ValueError, match=message):
        retrieve(patterns, queries, beta, **settings)
