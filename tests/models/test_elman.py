"""A recurrent network: by hand, torch's own, and back through time as autograd goes."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from attractor.models import (
    Elman,
    Unrolled,
    elman_backward,
    elman_forward,
    new_elman,
    state_jacobians,
)


def rows(*values: object) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


CELL = Elman(
    rows([0.5, -0.3], [0.2, 0.8]), rows([0.1, 0.4], [-0.2, 0.3]), rows(0.1, -0.1)
)
INPUTS = rows([1, 0], [0, 1], [1, 1])


def drawn(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


def torchs(cell: Elman) -> nn.RNN:
    n_states, n_in = cell.from_inputs.shape
    with torch.random.fork_rng(devices=[]):
        network = nn.RNN(n_in, n_states, batch_first=True).double()
    with torch.no_grad():
        network.weight_ih_l0.copy_(cell.from_inputs)
        network.weight_hh_l0.copy_(cell.from_states)
        network.bias_ih_l0.copy_(cell.bias)
        network.bias_hh_l0.zero_()
    return network


def test_three_steps_by_hand() -> None:
    states = elman_forward(CELL, INPUTS).states
    assert states[0].tolist() == [0, 0]
    torch.testing.assert_close(states[1], torch.tanh(rows(0.6, 0.1)))
    expected = rows(
        [0.53704957, 0.09966799], [-0.10602783, 0.55285967], [0.47036668, 0.79580384]
    )
    torch.testing.assert_close(states[1:], expected, rtol=0, atol=5e-9)


@settings(max_examples=15)
@given(
    st.integers(0, 10_000),
    st.integers(1, 6),
    st.integers(1, 4),
    st.integers(1, 3),
    st.booleans(),
)
def test_forward_is_torchs_and_backward_is_autograds(
    seed: int, n_steps: int, n_states: int, n_lines: int, from_zero: bool
) -> None:
    generator = torch.Generator().manual_seed(seed)
    cell = new_elman(3, n_states, generator=generator)
    inputs = drawn(seed + 1, n_lines, n_steps, 3).requires_grad_()
    start = drawn(seed + 2, n_lines, n_states) * (0.0 if from_zero else 1.0)
    start.requires_grad_()
    upstream = drawn(seed + 3, n_lines, n_steps, n_states)
    with torch.no_grad():
        unrolled = elman_forward(cell, inputs, None if from_zero else start)
        found = elman_backward(cell, unrolled, upstream)

    network = torchs(cell)
    outputs, _ = network(inputs, start[None])
    torch.testing.assert_close(unrolled.states[:, 1:], outputs, rtol=1e-12, atol=1e-12)
    leaves = [network.weight_ih_l0, network.weight_hh_l0, network.bias_ih_l0]
    expected = torch.autograd.grad((outputs * upstream).sum(), [*leaves, inputs, start])
    for left, right in zip(found, expected, strict=True):
        torch.testing.assert_close(left, right, rtol=1e-12, atol=1e-12)


def test_lines_may_have_any_batch() -> None:
    inputs, upstream = drawn(1, 2, 3, 4, 2), drawn(2, 2, 3, 4, 2)
    unrolled = elman_forward(CELL, inputs)
    assert unrolled.states.shape == (2, 3, 5, 2)
    found = elman_backward(CELL, unrolled, upstream)
    alone = [
        elman_backward(CELL, elman_forward(CELL, x), g)
        for x, g in zip(inputs.flatten(0, 1), upstream.flatten(0, 1), strict=True)
    ]
    total = torch.stack([each.from_states for each in alone]).sum(0)
    torch.testing.assert_close(found.from_states, total)
    torch.testing.assert_close(found.inputs[1, 2], alone[-1].inputs)


def test_two_halves_are_one_whole() -> None:
    inputs, upstream = drawn(3, 6, 2), drawn(4, 6, 2)
    whole = elman_forward(CELL, inputs)
    first = elman_forward(CELL, inputs[:4])
    second = elman_forward(CELL, inputs[4:], first.states[-1])
    assert torch.equal(torch.cat([first.states, second.states[1:]]), whole.states)

    late = elman_backward(CELL, second, upstream[4:])
    told = upstream[:4].clone()
    told[-1] += late.start
    early = elman_backward(CELL, first, told)
    due = elman_backward(CELL, whole, upstream)
    torch.testing.assert_close(early.from_inputs + late.from_inputs, due.from_inputs)
    torch.testing.assert_close(early.from_states + late.from_states, due.from_states)
    # Cut between the halves, as truncated back-propagation is, something is missing.
    cut = elman_backward(CELL, first, upstream[:4])
    assert not torch.allclose(cut.from_states + late.from_states, due.from_states)


def test_weights_stay_and_the_state_moves() -> None:
    before = [weights.clone() for weights in CELL]
    states = elman_forward(CELL, INPUTS).states
    assert all(map(torch.equal, CELL, before))
    assert len({tuple(state.tolist()) for state in states}) == 4


def test_the_jacobians_are_autograds() -> None:
    cell = Elman(drawn(1, 3, 2), drawn(2, 3, 3), drawn(3, 3))
    inputs = drawn(4, 5, 2)
    unrolled = elman_forward(cell, inputs)
    found = state_jacobians(cell, unrolled)
    assert found.shape == (6, 3, 3)
    for t in range(6):

        def last_state(state: Tensor, t: int = t) -> Tensor:
            return elman_forward(cell, inputs[t:], state).states[-1]

        due = torch.autograd.functional.jacobian(last_state, unrolled.states[t])
        torch.testing.assert_close(found[t], due, rtol=1e-12, atol=1e-12)


def test_what_is_told_the_start_goes_through_the_jacobians() -> None:
    unrolled = elman_forward(CELL, drawn(5, 7, 2))
    upstream = torch.zeros(7, 2, dtype=torch.float64)
    upstream[-1] = rows(1, -2)
    found = elman_backward(CELL, unrolled, upstream)
    jacobians = state_jacobians(CELL, unrolled)
    torch.testing.assert_close(found.start, rows(1, -2) @ jacobians[0])


def test_at_rest_the_eigenvalue_decides() -> None:
    turn = rows([0.6, -0.8], [0.8, 0.6])
    still = Unrolled(torch.zeros(20, 1).double(), torch.zeros(21, 2).double())
    for radius in (0.5, 1, 1.5):
        cell = Elman(torch.zeros(2, 1).double(), radius * turn, torch.zeros(2).double())
        norms = torch.linalg.matrix_norm(state_jacobians(cell, still), ord=2)
        lags = torch.arange(20, -1, -1).double()
        torch.testing.assert_close(norms, radius**lags)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_a_gradient_never_outgrows_the_norm(seed: int) -> None:
    cell = Elman(drawn(seed, 3, 2), drawn(seed + 1, 3, 3), drawn(seed + 2, 3))
    found = state_jacobians(cell, elman_forward(cell, drawn(seed + 3, 8, 2)))
    norm = torch.linalg.matrix_norm(cell.from_states, ord=2)
    bound = norm ** torch.arange(8, -1, -1)
    assert bool((torch.linalg.matrix_norm(found, ord=2) <= bound * (1 + 1e-12)).all())


def test_no_steps_leave_the_state_where_it_was() -> None:
    unrolled = elman_forward(CELL, INPUTS[:0], rows(0.5, 0.25))
    assert unrolled.states.tolist() == [[0.5, 0.25]]
    found = elman_backward(CELL, unrolled, INPUTS[:0])
    assert found.from_states.tolist() == [[0, 0], [0, 0]]
    assert found.inputs.shape == (0, 2)
    assert found.start.tolist() == [0, 0]


def test_shapes_are_known_without_values() -> None:
    cell = Elman(*(weights.to("meta") for weights in CELL))
    unrolled = elman_forward(cell, INPUTS.to("meta"))
    assert unrolled.states.shape == (4, 2)
    assert state_jacobians(cell, unrolled).shape == (4, 2, 2)
    assert elman_backward(cell, unrolled, INPUTS.to("meta")).start.shape == (2,)


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses(generator: torch.Generator) -> None:
    with pytest.raises(ValueError, match="an Elman cell must have weights"):
        elman_forward(CELL._replace(bias=rows(1)), INPUTS)
    with pytest.raises(ValueError, match="inputs must be \\(\\*batch, n_steps, 2\\)"):
        elman_forward(CELL, INPUTS[:, :1])
    with pytest.raises(ValueError, match="inputs must be finite"):
        elman_forward(CELL, INPUTS / 0)
    with pytest.raises(ValueError, match="start must be \\(2,\\)"):
        elman_forward(CELL, INPUTS, rows(1))
    with pytest.raises(ValueError, match="upstream must be \\(3, 2\\)"):
        elman_backward(CELL, elman_forward(CELL, INPUTS), INPUTS[:2])
    with pytest.raises(ValueError, match="n_in and n_states must be 1 or more"):
        new_elman(0, 2, generator=generator)
