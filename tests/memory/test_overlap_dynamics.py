"""Recall through overlaps is the one-by-one dynamics, network by network."""

import pytest
import torch

from attractor.memory import (
    hebbian_couplings,
    hopfield_energy,
    recall,
    settle,
    unstable_units,
)


def coins(generator, *shape, dtype=torch.float64):
    return torch.randint(0, 2, shape, generator=generator).to(dtype) * 2 - 1


def loop(patterns, state, seed):
    """The textbook loop, in the order that `recall` draws."""
    generator = torch.Generator().manual_seed(seed)
    couplings, state = hebbian_couplings(patterns) * patterns.shape[1], state.clone()
    flips = sweeps = 0
    while True:
        before = flips
        for unit in torch.randperm(len(state), generator=generator).tolist():
            new = 1.0 if (couplings[unit] * state).sum().round() >= 0 else -1.0
            flips += int(new != state[unit])
            state[unit] = new
        if flips == before:
            return state, flips, sweeps
        sweeps += 1


@pytest.mark.parametrize(
    ("n_patterns", "dim"), [(1, 7), (2, 8), (3, 40), (30, 150), (40, 129), (3, 300)]
)
def test_every_start_ends_where_the_loop_ends(n_patterns, dim, generator):
    patterns = coins(generator, 3, n_patterns, dim)
    states = coins(generator, 3, 4, dim)
    found = recall(patterns, states, generator=torch.Generator().manual_seed(5))
    assert found.converged.all()
    for network in range(3):
        for start in range(4):
            state, flips, sweeps = loop(patterns[network], states[network, start], 5)
            place = network, start
            torch.testing.assert_close(found.states[place], state)
            assert found.flips[place] == flips
            assert found.sweeps[place] == sweeps


def test_it_stays_where_settle_stays_and_measures_the_same_energy(generator):
    patterns, states = coins(generator, 2, 20, 100), coins(generator, 2, 6, 100)
    found = recall(patterns, states, generator=generator)
    for network in range(2):
        couplings = hebbian_couplings(patterns[network])
        ends = found.states[network]
        settled = settle(couplings, ends, generator=generator)
        assert settled.flips.sum() == 0
        torch.testing.assert_close(
            found.energies[network], hopfield_energy(couplings, ends)
        )


def test_both_dynamics_recall_equally_well(generator):
    """The same distribution: two samples of 200 mean overlaps, standard error 0.004."""
    patterns = coins(generator, 20, 14, 100)
    found = recall(patterns, patterns[:, :10], generator=generator)
    overlap = (found.states * patterns[:, :10]).mean()
    settled = torch.stack(
        [
            settle(hebbian_couplings(p), p[:10], generator=generator).states
            for p in patterns
        ]
    )
    assert abs(overlap - (settled * patterns[:, :10]).mean()) < 0.02


def test_the_unstable_units_are_those_that_one_synchronous_step_flips(generator):
    patterns = coins(generator, 2, 15, 60)
    counts = unstable_units(patterns, patterns[:, :5])
    for network in range(2):
        start = patterns[network, :5]
        fields = start @ hebbian_couplings(patterns[network])
        expected = ((fields >= -1e-9) != (start > 0)).sum(-1)
        assert counts[network].tolist() == expected.tolist()
    assert counts.sum() > 0


def test_a_tie_goes_to_plus_one():
    # Three units, two patterns: unit 2 hears 1 from one pattern and −1 from the other.
    patterns = torch.tensor([[[1.0, 1.0, 1.0], [1.0, 1.0, -1.0]]])
    states = torch.tensor([[[1.0, 1.0, -1.0]]])
    assert unstable_units(patterns, states).tolist() == [[1]]
    found = recall(patterns, states, generator=torch.Generator().manual_seed(0))
    assert found.states.tolist() == [[[1.0, 1.0, 1.0]]]
    assert found.flips.tolist() == [[1]]


@pytest.mark.parametrize("n_starts", [1, 3])
def test_the_starts_are_left_as_they_were(n_starts, generator):
    patterns = coins(generator, 2, 9, 60, dtype=torch.float32)
    states = coins(generator, 2, n_starts, 60, dtype=torch.float32)
    before = states.clone()
    found = recall(patterns, states, generator=generator)
    assert found.flips.sum() > 0
    assert torch.equal(states, before)


def test_too_few_sweeps_are_reported(generator):
    patterns, states = coins(generator, 1, 40, 200), coins(generator, 1, 3, 200)
    found = recall(patterns, states, generator=generator, max_sweeps=1)
    assert not found.converged.any()
    assert found.sweeps.tolist() == [[1, 1, 1]]


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_device_and_dtype_follow_the_input(dtype, device):
    if device.type == "meta":
        pytest.skip("recall looks at values, and meta has none")
    here, there = (torch.Generator().manual_seed(1) for _ in range(2))
    patterns = coins(torch.Generator().manual_seed(0), 2, 9, 60, dtype=dtype)
    expected = recall(patterns, -patterns.flip(1), generator=here)
    patterns = patterns.to(device)
    found = recall(patterns, -patterns.flip(1), generator=there)
    assert found.states.dtype == found.energies.dtype == dtype
    for one, other in zip(found, expected, strict=True):
        assert one.device.type == device.type
        torch.testing.assert_close(one.cpu(), other)


@pytest.mark.parametrize(
    ("patterns", "states", "message"),
    [
        (torch.ones(3), torch.ones(1, 3), "patterns must be"),
        (torch.ones(0, 3), torch.ones(1, 3), "patterns must be"),
        (torch.ones(2, 3), torch.ones(3), "states must be"),
        (torch.ones(2, 3), torch.ones(1, 4), "states must have the patterns' networks"),
        (torch.ones(5, 2, 3), torch.ones(4, 1, 3), "states must have the patterns'"),
        (torch.ones(2, 3), torch.zeros(1, 3), r"states must hold \+1 and −1 only"),
        (torch.ones(2, 3) / 0, torch.ones(1, 3), "patterns must hold"),
        (torch.ones(2, 3) * torch.nan, torch.ones(1, 3), "patterns must hold"),
        ([[1.0]], torch.ones(1, 1), "patterns must be a torch tensor"),
    ],
)
@pytest.mark.usefixtures("as_readers_call")
def test_bad_input_is_refused_by_name(patterns, states, message, generator):
    for function in (
        lambda: recall(patterns, states, generator=generator),
        lambda: unstable_units(patterns, states),
    ):
        with pytest.raises(ValueError, match=message):
            function()
