"""Temperature, top-k and top-p: by hand, by law, and beside transformers'."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from transformers import TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

from attractor.models import Sampling, draw, nucleus, tempered, top_k

HALF_QUARTER = torch.tensor([0.125, 0.5, 0.125, 0.25], dtype=torch.float64).log()


def drawn(*shape: int, seed: int = 1) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return 3 * torch.randn(shape, generator=generator, dtype=torch.float64)


def kept(logits: Tensor) -> list[int]:
    return logits.isfinite().nonzero()[:, 0].tolist()


def test_the_fewest_tokens_that_reach_p_by_hand() -> None:
    assert kept(nucleus(HALF_QUARTER, 0.3)) == [1]
    assert kept(nucleus(HALF_QUARTER, 0.5)) == [1]  # one half reaches one half
    assert kept(nucleus(HALF_QUARTER, 0.51)) == [1, 3]
    assert kept(nucleus(HALF_QUARTER, 0.75)) == [1, 3]
    assert kept(nucleus(HALF_QUARTER, 0.8)) == [0, 1, 3]  # of equals the first
    assert kept(nucleus(HALF_QUARTER, 1)) == [0, 1, 2, 3]
    assert kept(nucleus(HALF_QUARTER, 1e-9)) == [1]


def test_the_k_largest_by_hand_and_all_that_tie_with_the_last() -> None:
    assert kept(top_k(HALF_QUARTER, 1)) == [1]
    assert kept(top_k(HALF_QUARTER, 2)) == [1, 3]
    assert kept(top_k(HALF_QUARTER, 3)) == [0, 1, 2, 3]
    assert kept(top_k(HALF_QUARTER, 99)) == [0, 1, 2, 3]


def test_temperature_by_hand() -> None:
    cold = tempered(HALF_QUARTER, 0.5).softmax(-1)
    shares = torch.tensor([1, 16, 1, 4], dtype=torch.float64) / 22  # squares
    torch.testing.assert_close(cold, shares)
    hot = tempered(HALF_QUARTER, 1e9).softmax(-1)
    torch.testing.assert_close(hot, torch.full((4,), 0.25, dtype=torch.float64))
    assert kept(tempered(HALF_QUARTER, 0)) == [1]
    assert kept(tempered(torch.tensor([2.0, 5.0, 5.0]), 0)) == [1]


@pytest.mark.parametrize("seed", range(3))
def test_each_is_what_transformers_does(seed: int) -> None:
    logits, nothing = drawn(5, 40, seed=seed), torch.zeros(5, 1, dtype=torch.long)
    for t in (0.1, 0.7, 1.0, 2.5):
        assert torch.equal(
            tempered(logits, t), TemperatureLogitsWarper(t)(nothing, logits)
        )
    for k in (1, 5, 40, 60):
        assert torch.equal(top_k(logits, k), TopKLogitsWarper(k)(nothing, logits))
    for p in (0.05, 0.5, 0.9, 0.999):
        assert torch.equal(nucleus(logits, p), TopPLogitsWarper(p)(nothing, logits))


def test_all_three_in_the_order_of_transformers() -> None:
    logits, nothing = drawn(5, 40), torch.zeros(5, 1, dtype=torch.long)
    due = logits
    steps = (TemperatureLogitsWarper(1.5), TopKLogitsWarper(7), TopPLogitsWarper(0.6))
    for step in steps:
        due = step(nothing, due)
    assert torch.equal(Sampling(1.5, 7, 0.6).logits(logits), due)
    torch.testing.assert_close(
        Sampling(1.5, 7, 0.6).probabilities(logits), due.softmax(-1)
    )


@settings(max_examples=20)
@given(
    values=st.lists(st.floats(-20, 20), min_size=1, max_size=12),
    p=st.floats(1e-6, 1.0),
)
def test_a_nucleus_reaches_p_and_none_of_its_tokens_can_go(values, p) -> None:
    logits = torch.tensor(values, dtype=torch.float64)
    shares = logits.softmax(-1)
    inside = nucleus(logits, p).isfinite()
    assert shares[inside].sum() >= p - 1e-12
    if p < 1:
        assert shares[inside].sum() - shares[inside].min() < p + 1e-12
    if not inside.all():
        assert shares[inside].min() >= shares[~inside].max()


@settings(max_examples=20)
@given(values=st.lists(st.floats(-9, 9), min_size=2, max_size=9), t=st.floats(0.1, 9))
def test_temperature_never_changes_the_order_and_adding_changes_nothing(
    values, t
) -> None:
    logits = torch.tensor(values, dtype=torch.float64)
    shares = tempered(logits, t).softmax(-1)
    ordered = shares[logits.argsort()]
    assert (ordered.diff() >= -1e-15).all()
    torch.testing.assert_close(tempered(logits + 7, t).softmax(-1), shares)


def test_greedy_is_one_token_and_the_limit_of_small_temperatures() -> None:
    logits = drawn(6, 9)
    greedy = Sampling(temperature=0).probabilities(logits)
    assert torch.equal(greedy.argmax(-1), logits.argmax(-1))
    assert (greedy.amax(-1) == 1).all()
    cold = Sampling(temperature=1e-6).probabilities(logits)
    torch.testing.assert_close(cold, greedy)


def test_draws_come_as_often_as_their_probabilities(
    generator: torch.Generator,
) -> None:
    shares = Sampling(top_p=0.8).probabilities(HALF_QUARTER)
    tokens = draw(shares.expand(20_000, -1), generator=generator)
    counts = torch.bincount(tokens, minlength=4).double()
    assert counts[2] == 0
    due = 20_000 * shares[shares > 0]
    chi2 = ((counts[shares > 0] - due).square() / due).sum().item()
    assert chi2 < 13.8  # 2 degrees of freedom, one in a thousand


def test_shapes_and_types_follow_the_input(generator: torch.Generator) -> None:
    for dtype in (torch.float32, torch.float64):
        logits = drawn(2, 3, 5).to(dtype)
        shares = Sampling(0.5, 3, 0.9).probabilities(logits)
        assert shares.shape == logits.shape and shares.dtype == dtype
        assert draw(shares, generator=generator).shape == (2, 3)
    assert draw(torch.ones(0, 5), generator=generator).shape == (0,)
    assert draw(torch.ones(5), generator=generator).shape == ()


def test_the_nucleus_of_many_equal_tokens_in_float32_is_as_large_as_it_should_be() -> (
    None
):
    logits = torch.zeros(50_000)
    assert nucleus(logits, 0.5).isfinite().sum() == 25_000


def test_what_makes_no_sense_is_refused(
    as_readers_call: None, generator: torch.Generator
) -> None:
    logits = drawn(3)
    for wrong in (-1, math.nan, math.inf):
        with pytest.raises(ValueError, match="temperature must be 0 or more"):
            Sampling(temperature=wrong)
    with pytest.raises(ValueError, match="k must be at least 1, got 0"):
        Sampling(top_k=0)
    for wrong in (0, 1.5, math.nan):
        with pytest.raises(ValueError, match="p must be above 0 and at most 1"):
            nucleus(logits, wrong)
    with pytest.raises(ValueError, match="finite largest one in every row"):
        top_k(torch.tensor([1.0, math.nan]), 1)
    with pytest.raises(ValueError, match="finite largest one in every row"):
        tempered(torch.full((2, 3), -math.inf), 1)
    with pytest.raises(ValueError, match="one token at least"):
        nucleus(torch.zeros(3, 0), 0.5)
    with pytest.raises(ValueError, match="logits must be a torch tensor"):
        top_k([1.0, 2.0], 1)
    with pytest.raises(ValueError, match="one token at least"):
        draw(torch.ones(2, 0), generator=generator)
    with pytest.raises(ValueError, match="generator must be on meta"):
        draw(torch.ones(2, 3, device="meta"), generator=generator)
