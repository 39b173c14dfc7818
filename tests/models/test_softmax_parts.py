"""Online softmax: the example by hand, the merge law, and keys that are not there."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from attractor.models import (
    SoftmaxPart,
    merge_softmax,
    online_softmax,
    softmax_log_total,
    softmax_mean,
    softmax_part,
)

SCORES = torch.tensor([1, 3, 2], dtype=torch.float64)
VALUES = torch.tensor([[1], [2], [3]], dtype=torch.float64)


def drawn(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


def near(one: SoftmaxPart, other: SoftmaxPart, tolerance: float = 1e-12) -> None:
    for left, right in zip(one, other, strict=True):
        torch.testing.assert_close(left, right, rtol=tolerance, atol=tolerance)


def test_three_scores_in_two_blocks_by_hand() -> None:
    first = softmax_part(SCORES[:1], VALUES[:1])
    second = softmax_part(SCORES[1:], VALUES[1:])
    assert [float(x) for x in first] == [1, 1, 1]
    e = torch.tensor(torch.e, dtype=torch.float64)
    near(second, SoftmaxPart(SCORES[1], 1 + 1 / e, (2 + 3 / e)[None]))
    both = merge_softmax(first, second)
    assert softmax_mean(both).item() == pytest.approx(2.15469790, abs=5e-9)
    assert softmax_log_total(both).item() == pytest.approx(3.40760596, abs=5e-9)


@settings(max_examples=20)
@given(
    st.integers(0, 10_000),
    st.sampled_from([(), (3,), (2, 3)]),
    st.integers(1, 9),
    st.integers(1, 10),
    st.sampled_from([1, 1000]),
)
def test_any_block_gives_torchs_softmax(
    seed: int, batch: tuple[int, ...], n: int, block: int, scale: int
) -> None:
    scores = scale * drawn(seed, *batch, n)
    values = drawn(seed + 1, n, 2)
    found = online_softmax(scores, values, block)
    torch.testing.assert_close(
        found, scores.softmax(-1) @ values, rtol=1e-12, atol=1e-12
    )
    whole = softmax_part(scores, values)
    torch.testing.assert_close(
        softmax_log_total(whole), scores.logsumexp(-1), rtol=1e-13, atol=1e-13
    )


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_merging_is_associative_and_commutative(seed: int, sizes: list[int]) -> None:
    scores, values = drawn(seed, 2, sum(sizes)), drawn(seed + 1, sum(sizes), 2)
    scores = scores.masked_fill(drawn(seed + 2, *scores.shape) > 1, -torch.inf)
    parts = zip(scores.split(sizes, -1), values.split(sizes), strict=True)
    a, b, c = (softmax_part(*part) for part in parts)
    for left, right in zip(merge_softmax(a, b), merge_softmax(b, a), strict=True):
        assert torch.equal(left, right)
    grouped = merge_softmax(merge_softmax(a, b), c)
    near(grouped, merge_softmax(a, merge_softmax(b, c)))
    near(grouped, softmax_part(scores, values))


def test_a_part_of_no_keys_changes_nothing() -> None:
    part = softmax_part(drawn(1, 4, 5), drawn(2, 5, 3))
    none = softmax_part(torch.zeros(4, 0).double(), torch.zeros(0, 3).double())
    for merged in (merge_softmax(part, none), merge_softmax(none, part)):
        assert all(map(torch.equal, merged, part))
    assert softmax_mean(none).tolist() == [[0, 0, 0]] * 4
    assert softmax_log_total(none).tolist() == [-torch.inf] * 4
    assert all(map(torch.equal, merge_softmax(none, none), none))


def test_forbidden_keys_are_as_if_absent() -> None:
    scores, values = drawn(3, 2, 6), drawn(4, 6, 2)
    scores[0, :3] = -torch.inf
    scores[1] = -torch.inf
    found = online_softmax(scores, values, 2)
    torch.testing.assert_close(found[0], scores[0, 3:].softmax(-1) @ values[3:])
    assert found[1].tolist() == [0, 0]
    assert softmax_log_total(softmax_part(scores, values))[1] == -torch.inf


def test_gradients_are_torchs_and_never_nan() -> None:
    scores, values = drawn(5, 3, 7).requires_grad_(), drawn(6, 7, 2).requires_grad_()
    online_softmax(scores, values, 3).square().sum().backward()
    expected = torch.autograd.grad(
        (scores.softmax(-1) @ values).square().sum(), [scores, values]
    )
    for leaf, due in zip([scores, values], expected, strict=True):
        torch.testing.assert_close(leaf.grad, due, rtol=1e-12, atol=1e-12)
    blind = torch.full((1, 4), -torch.inf, dtype=torch.float64, requires_grad=True)
    online_softmax(blind, drawn(7, 4, 2), 2).sum().backward()
    assert blind.grad is not None
    assert blind.grad.tolist() == [[0, 0, 0, 0]]
    (slope,) = torch.autograd.grad(
        softmax_log_total(softmax_part(scores, values)).sum(), scores
    )
    torch.testing.assert_close(slope, scores.softmax(-1))


def test_without_the_shift_large_scores_overflow() -> None:
    scores = torch.tensor([[1000.0, 999.0]])
    values = torch.tensor([[1.0], [0.0]])
    assert scores.exp().isinf().all()
    found = online_softmax(scores, values, 1)
    torch.testing.assert_close(found, torch.tensor([[1.0]]).sigmoid())


def test_blocks_work_where_there_are_no_values(device: torch.device) -> None:
    found = online_softmax(
        torch.zeros(2, 5, device=device), torch.zeros(5, 3, device=device), 2
    )
    assert found.shape == (2, 3)
    assert found.device.type == device.type


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses() -> None:
    with pytest.raises(ValueError, match="block must be 1 or more, got 0"):
        online_softmax(SCORES, VALUES, 0)
    with pytest.raises(ValueError, match="scores must be \\(\\*batch, n\\) and values"):
        online_softmax(SCORES, VALUES[:2], 1)
    with pytest.raises(ValueError, match="must not hold NaN or"):
        softmax_part(SCORES / 0, VALUES)
    with pytest.raises(ValueError, match="values must be finite"):
        softmax_part(SCORES, VALUES / 0)
    with pytest.raises(ValueError, match="scores must be floating point"):
        softmax_part(SCORES.long(), VALUES)
    with pytest.raises(ValueError, match="same rows and width"):
        merge_softmax(
            softmax_part(SCORES, VALUES), softmax_part(SCORES, VALUES.expand(3, 2))
        )
