"""What the three storage rules promise, and where each of them ends."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from attractor.memory import (
    covariance_couplings,
    hebbian_couplings,
    hopfield_energy,
    pseudo_inverse_couplings,
    settle,
    unit_update,
)

EXACT = {"rtol": 1e-12, "atol": 1e-12}
RULES = {
    "hebbian": hebbian_couplings,
    "covariance": covariance_couplings,
    "pseudo-inverse": pseudo_inverse_couplings,
}
FOUR_BITS = torch.tensor([[1, -1, 1, -1], [1, 1, -1, -1]], dtype=torch.float64)


def signs(seed, n_patterns, dim):
    generator = torch.Generator().manual_seed(seed)
    draw = torch.rand(n_patterns, dim, generator=generator, dtype=torch.float64)
    return torch.where(draw < 0.5, -1.0, 1.0).double()


sign_sets = st.builds(
    signs, st.integers(0, 2**32), st.integers(1, 6), st.integers(2, 9)
)


def test_two_patterns_of_four_bits_by_hand():
    couplings = hebbian_couplings(FOUR_BITS)
    by_hand = torch.zeros(4, 4, dtype=torch.float64)
    for i in range(4):
        by_hand[i, 3 - i] = -0.5
    assert torch.equal(couplings, by_hand)
    assert hopfield_energy(couplings, FOUR_BITS).tolist() == [-1.0, -1.0]


@given(sign_sets)
def test_the_hebbian_rule_adds_one_product_per_pattern_and_pair(patterns):
    n_patterns, dim = patterns.shape
    couplings = hebbian_couplings(patterns)
    for i in range(dim):
        for j in range(dim):
            due = sum(patterns[m, i] * patterns[m, j] for m in range(n_patterns)) / dim
            torch.testing.assert_close(
                couplings[i, j], due * (i != j), rtol=1e-12, atol=1e-12
            )


@given(sign_sets)
def test_storing_a_pattern_or_its_inverse_makes_the_same_network(patterns):
    flipped = patterns.clone()
    flipped[0] *= -1
    for rule in (hebbian_couplings, pseudo_inverse_couplings):
        torch.testing.assert_close(rule(patterns), rule(flipped), **EXACT)


@given(sign_sets)
def test_learning_is_additive_only_for_hebb(patterns):
    one_by_one = sum(hebbian_couplings(pattern[None]) for pattern in patterns)
    torch.testing.assert_close(hebbian_couplings(patterns), one_by_one, **EXACT)


def test_the_pseudo_inverse_is_not_additive():
    overlapping = torch.tensor([[1, 1, 1], [1, 1, -1]], dtype=torch.float64)
    one_by_one = sum(pseudo_inverse_couplings(p[None]) for p in overlapping)
    gap = pseudo_inverse_couplings(overlapping) - one_by_one
    assert gap.abs().max() > 0.1


@given(sign_sets)
def test_the_covariance_rule_stores_what_is_left_without_the_mean(patterns):
    couplings = covariance_couplings(patterns)
    centered = patterns - patterns.mean(0)
    covariance = centered.mT @ centered / patterns.shape[1]
    covariance.fill_diagonal_(0)
    torch.testing.assert_close(couplings, covariance, **EXACT)
    constant = patterns.std(0, unbiased=False) == 0
    assert (couplings[constant].abs() < 1e-12).all()


@pytest.mark.parametrize("name", list(RULES))
@given(sign_sets)
def test_couplings_are_symmetric_without_diagonal(name, patterns):
    couplings = RULES[name](patterns)
    torch.testing.assert_close(couplings, couplings.mT, **EXACT)
    assert (couplings.diagonal() == 0).all()


@given(sign_sets)
def test_orthogonal_patterns_are_told_the_same_by_hebb_and_projection(patterns):
    rows = torch.linalg.qr(patterns.mT).Q.mT * patterns.shape[1] ** 0.5
    torch.testing.assert_close(
        hebbian_couplings(rows), pseudo_inverse_couplings(rows), rtol=1e-9, atol=1e-9
    )


def test_every_pattern_is_fixed_under_the_pseudo_inverse_however_similar():
    patterns = signs(3, 1, 40).repeat(20, 1)
    patterns[torch.arange(20), torch.arange(20)] *= -1  # 38 of 40 bits in common
    couplings = pseudo_inverse_couplings(patterns)
    for unit in range(40):
        assert torch.equal(unit_update(couplings, patterns, unit), patterns)
    hebb = hebbian_couplings(patterns)
    rest = settle(hebb, patterns, generator=torch.Generator().manual_seed(0))
    assert not (rest.states == patterns).all(-1).any()


def test_a_nearly_empty_hebbian_memory_keeps_random_patterns():
    patterns = signs(5, 10, 500)
    rest = settle(
        hebbian_couplings(patterns),
        patterns,
        generator=torch.Generator().manual_seed(0),
    )
    assert torch.equal(rest.states, patterns)


@pytest.mark.parametrize("name", list(RULES))
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_device_and_dtype_follow_the_patterns(name, dtype, device):
    if device.type == "meta" and name == "pseudo-inverse":
        pytest.skip("an inverse looks at values, and meta has none")
    couplings = RULES[name](signs(1, 3, 8).to(device, dtype))
    assert couplings.shape == (8, 8)
    assert (couplings.dtype, couplings.device.type) == (dtype, device.type)


@pytest.mark.parametrize("name", list(RULES))
@pytest.mark.parametrize(
    "patterns, message",
    [
        (torch.ones(3), r"patterns must be \(n_patterns, dim\)"),
        (torch.ones(0, 3), "at least one pattern"),
        (torch.ones(2, 3).int(), "patterns must be floating point"),
        (torch.full((2, 3), float("nan")), "patterns must be finite"),
    ],
)
@pytest.mark.usefixtures("as_readers_call")
def test_bad_patterns_are_refused_by_name(name, patterns, message):
    with pytest.raises(ValueError, match=message):
        RULES[name](patterns)
