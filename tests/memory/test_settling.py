"""Settling: the same flips as the plain loop, downhill, to rest or in a cycle."""

import math
from itertools import product

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from attractor.memory import (
    hebbian_couplings,
    hopfield_energy,
    settle,
    unit_update,
)
from attractor.memory.sweeps import Network, one_by_one

ROUNDING = 1e-9


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def symmetric(generator, dim, diagonal=0.0):
    draw = torch.randn(dim, dim, generator=generator, dtype=torch.float64)
    couplings = (draw + draw.mT) / 2
    return couplings.fill_diagonal_(diagonal)


def signs(generator, *shape):
    draw = torch.rand(*shape, generator=generator, dtype=torch.float64)
    return torch.where(draw < 0.5, -1.0, 1.0).double()


def plain_sweep(couplings, state, thresholds, order):
    for unit in order:
        field = couplings[unit] @ state
        state[unit] = 1.0 if field >= thresholds[unit] else -1.0
    return state


@given(seed=st.integers(0, 2**32), dim=st.integers(1, 8), batch=st.integers(1, 5))
def test_a_sweep_is_the_plain_loop_over_units(seed, dim, batch):
    generator = seeded(seed)
    couplings = torch.randn(dim, dim, generator=generator, dtype=torch.float64)
    thresholds = torch.randn(dim, generator=generator, dtype=torch.float64)
    states = signs(generator, batch, dim)
    turns = torch.rand(batch, dim, generator=generator, dtype=torch.float64)
    network = Network(couplings, thresholds)
    swept = one_by_one(network, states, network.excess(states), turns)
    for state, order, got in zip(states, turns.argsort(-1), swept, strict=True):
        due = plain_sweep(couplings, state.clone(), thresholds, order.tolist())
        assert torch.equal(got, due)


@pytest.mark.parametrize("field, expected", [(1.0, 1.0), (0.0, 1.0), (-1.0, -1.0)])
def test_one_unit_looks_at_its_field_and_a_tie_gives_plus_one(field, expected):
    couplings = torch.tensor([[0.0, 1.0], [1.0, 0.0]], dtype=torch.float64)
    thresholds = torch.tensor([1.0 - field, 0.0], dtype=torch.float64)
    for start in (1.0, -1.0):
        state = torch.tensor([start, 1.0], dtype=torch.float64)
        assert unit_update(couplings, state, 0, thresholds).tolist() == [expected, 1.0]
        assert state[0] == start  # the given state is left alone


def test_ties_up_to_rounding_are_ties_in_any_precision():
    # ten patterns over seven units: sums of sevenths that cancel, if one could add them
    for dtype in (torch.float32, torch.float64):
        patterns = signs(seeded(2), 10, 7).to(dtype)
        couplings = hebbian_couplings(patterns)
        states = torch.tensor(list(product([-1.0, 1.0], repeat=7)), dtype=dtype)
        exact = (patterns.mT @ patterns).fill_diagonal_(0) @ states.mT
        wants = torch.where(exact.mT >= 0, 1.0, -1.0).to(dtype)
        rest = (wants == states).all(-1)
        assert rest.any()
        settled = settle(couplings, states, generator=seeded(), max_sweeps=1)
        stayed = (settled.flips.sum(-1) == 0) & settled.converged
        assert torch.equal(stayed, rest)


@given(seed=st.integers(0, 2**32), dim=st.integers(1, 9))
def test_with_symmetric_couplings_every_sweep_goes_down_and_every_run_rests(seed, dim):
    generator = seeded(seed)
    couplings = symmetric(generator, dim)
    thresholds = torch.randn(dim, generator=generator, dtype=torch.float64)
    settled = settle(
        couplings,
        signs(generator, 20, dim),
        generator=generator,
        thresholds=thresholds,
        max_sweeps=1000,
    )
    assert settled.converged.all() and (settled.period == 1).all()
    assert (settled.energies.diff() <= ROUNDING).all()
    torch.testing.assert_close(
        settled.energies[..., -1],
        hopfield_energy(couplings, settled.states, thresholds),
        rtol=1e-12,
        atol=1e-12,
    )
    for unit in range(dim):
        again = unit_update(couplings, settled.states, unit, thresholds)
        assert torch.equal(again, settled.states)


def test_a_positive_diagonal_only_makes_units_stubborn():
    generator = seeded(4)
    couplings, states = symmetric(generator, 8, diagonal=3.0), signs(generator, 50, 8)
    settled = settle(couplings, states, generator=generator)
    assert settled.converged.all()
    assert (settled.energies.diff() <= ROUNDING).all()


def test_a_negative_diagonal_lets_the_energy_rise_and_a_unit_blink():
    blinking = torch.tensor([[-1.0]], dtype=torch.float64)
    start = torch.tensor([1.0], dtype=torch.float64)
    settled = settle(blinking, start, generator=seeded(), order="sequential")
    assert settled.period == 2 and not settled.converged
    couplings = symmetric(seeded(1), 8, diagonal=-4.0)
    settled = settle(couplings, signs(seeded(2), 50, 8), generator=seeded(3))
    assert (settled.energies.diff() > 0.1).any()


def test_two_units_in_step_change_places_for_ever():
    couplings = torch.tensor([[0.0, 1.0], [1.0, 0.0]], dtype=torch.float64)
    start = torch.tensor([1.0, -1.0], dtype=torch.float64)
    settled = settle(couplings, start, generator=seeded(), order="synchronous")
    assert settled.period == 2 and not settled.converged
    assert (settled.flips == 2).all()
    assert (settled.energies == 1.0).all()


def test_two_units_that_disagree_about_each_other_never_rest():
    couplings = torch.tensor([[0.0, 1.0], [-1.0, 0.0]], dtype=torch.float64)
    start = torch.tensor([1.0, 1.0], dtype=torch.float64)
    in_turn = settle(couplings, start, generator=seeded(), order="sequential")
    assert in_turn.period == 2  # sweeps, of two updates each
    at_random = settle(couplings, start, generator=seeded(), max_sweeps=500)
    assert not at_random.converged and at_random.period == 0
    assert at_random.flips.sum() > 400


@given(seed=st.integers(0, 2**32), dim=st.integers(2, 9))
def test_symmetric_couplings_in_step_end_in_a_cycle_of_one_or_two(seed, dim):
    generator = seeded(seed)
    couplings = symmetric(generator, dim, diagonal=seed % 3 - 1.0)
    settled = settle(
        couplings,
        signs(generator, 20, dim),
        generator=generator,
        order="synchronous",
        max_sweeps=1000,
    )
    assert ((settled.period == 1) | (settled.period == 2)).all()


@pytest.mark.parametrize("length", [3, 4, 5, 7, 12])
def test_a_ring_that_passes_on_its_states_has_the_period_of_its_length(length):
    ring = torch.eye(length, dtype=torch.float64).roll(1, 0)
    one = torch.full((length,), -1.0, dtype=torch.float64)
    one[0] = 1.0
    alternating = one.clone()
    settled = settle(
        ring,
        torch.stack([one, alternating, -one, torch.ones_like(one)]),
        generator=seeded(),
        order="synchronous",
    )
    assert settled.period.tolist() == [length, length, length, 1]


def test_too_few_sweeps_decide_nothing():
    ring = torch.eye(50, dtype=torch.float64).roll(1, 0)
    start = signs(seeded(1), 50)
    settled = settle(ring, start, generator=seeded(), order="synchronous", max_sweeps=9)
    assert settled.period == 0 and not settled.converged
    assert settled.flips.shape == (9,) and settled.energies.shape == (10,)


def test_the_last_allowed_sweep_may_be_the_one_that_settles():
    couplings = torch.tensor([[0.0, 1.0], [1.0, 0.0]], dtype=torch.float64)
    start = torch.tensor([1.0, -1.0], dtype=torch.float64)
    settled = settle(couplings, start, generator=seeded(), max_sweeps=1)
    assert settled.converged and settled.flips.tolist() == [1]
    assert settled.energies.tolist() == [1.0, -1.0]


def test_a_state_at_rest_takes_no_sweep():
    pattern = signs(seeded(6), 1, 20)
    settled = settle(hebbian_couplings(pattern), pattern, generator=seeded())
    assert torch.equal(settled.states, pattern)
    assert settled.flips.shape == (1, 0) and settled.energies.shape == (1, 1)


def test_a_batch_of_any_shape_keeps_its_shape_and_its_rows_apart():
    patterns = signs(seeded(7), 3, 40)
    couplings = hebbian_couplings(patterns)
    cues = patterns.clone()
    cues[:, :8] *= -1
    settled = settle(couplings, cues.expand(2, 3, 40), generator=seeded())
    assert settled.states.shape == (2, 3, 40)
    assert settled.converged.shape == settled.period.shape == (2, 3)
    assert settled.flips.shape[:2] == settled.energies.shape[:2] == (2, 3)
    assert torch.equal(settled.states, patterns.expand(2, 3, 40))


def test_the_given_states_are_left_alone():
    patterns = signs(seeded(8), 4, 30)
    before = patterns.clone()
    for order in ("asynchronous", "sequential", "synchronous"):
        settle(hebbian_couplings(patterns), -patterns, generator=seeded(), order=order)
    assert torch.equal(patterns, before)


def test_the_order_of_visits_is_drawn_anew_for_each_state():
    # two units that want to agree: whoever looks first gives way
    couplings = torch.tensor([[0.0, 1.0], [1.0, 0.0]], dtype=torch.float64)
    start = torch.tensor([1.0, -1.0], dtype=torch.float64).expand(1000, 2)
    ends = settle(couplings, start, generator=seeded()).states[:, 0]
    share = (ends == 1).double().mean().item()
    assert abs(share - 0.5) < 5 * math.sqrt(0.25 / 1000)


def test_the_same_seed_settles_in_the_same_way(device):
    if device.type == "meta":
        pytest.skip("settling looks at values, and meta has none")
    patterns = signs(seeded(9), 60, 200).float()
    couplings = hebbian_couplings(patterns)
    here = settle(couplings, patterns, generator=seeded(1))
    there = settle(couplings.to(device), patterns.to(device), generator=seeded(1))
    assert there.states.device.type == device.type
    assert torch.equal(here.states, there.states.cpu())


@pytest.mark.parametrize(
    "change, message",
    [
        ({"states": torch.zeros(3)}, r"states must be \+1 or -1 in every unit"),
        ({"states": torch.ones(4)}, r"states must be \(\*batch, 3\)"),
        ({"states": torch.ones(3).double()}, "states must have the couplings' dtype"),
        ({"couplings": torch.ones(2, 3)}, "couplings must be square"),
        ({"couplings": torch.ones(3, 3) / 0}, "couplings must be finite"),
        ({"thresholds": torch.ones(2)}, "thresholds must be"),
        ({"order": "random"}, r"order must be one of \['asynchronous', .*'random'"),
        ({"max_sweeps": 0}, "max_sweeps must be at least 1, got 0"),
    ],
)
@pytest.mark.usefixtures("as_readers_call")
def test_bad_input_is_refused_by_name(change, message):
    arguments = {"couplings": torch.ones(3, 3), "states": torch.ones(3)} | change
    couplings, states = arguments.pop("couplings"), arguments.pop("states")
    with pytest.raises(ValueError, match=message):
        settle(couplings, states, generator=seeded(), **arguments)


@pytest.mark.parametrize("unit", [-1, 3])
@pytest.mark.usefixtures("as_readers_call")
def test_a_unit_that_is_not_there_is_refused(unit):
    with pytest.raises(ValueError, match=f"unit must be 0 to 2, got {unit}"):
        unit_update(torch.ones(3, 3), torch.ones(3), unit)
