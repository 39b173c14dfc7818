"""A matrix as memory: exact for orthonormal keys, and else as wrong as theory says."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn.functional import elu, normalize

from attractor.memory import hebbian_couplings
from attractor.models import (
    delta_write,
    interference,
    linear_attention,
    linear_attention_mean,
    linear_attention_stream,
    recall,
    store_pairs,
)


def drawn(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


def near(one: Tensor, other: Tensor) -> None:
    torch.testing.assert_close(one, other, rtol=1e-12, atol=1e-12)


def test_two_pairs_by_hand() -> None:
    keys = torch.tensor([[1, 0], [1, 1]], dtype=torch.float64)
    values = torch.tensor([[2, 0, 1], [0, 3, 0]], dtype=torch.float64)
    memory = store_pairs(keys, values)
    assert memory.tolist() == [[2, 3, 1], [0, 3, 0]]
    # The second key overlaps the first by 1 and has length² 2.
    assert recall(memory, keys).tolist() == [[2, 3, 1], [2, 6, 1]]


def test_orthonormal_keys_recall_exactly() -> None:
    keys = torch.linalg.qr(drawn(0, 6, 6)).Q[:4]
    values = drawn(1, 4, 3)
    near(recall(store_pairs(keys, values), keys), values)
    one_more = torch.cat([keys, keys[:1]])
    twice = store_pairs(one_more, torch.cat([values, values[:1]]))
    near(recall(twice, keys)[0], 2 * values[0])


def test_patterns_stored_under_themselves_are_hebbs_couplings() -> None:
    patterns = drawn(2, 3, 8).sign()
    memory = store_pairs(patterns, patterns)
    assert memory.diagonal().tolist() == [3] * 8
    near(memory / 8 - 3 / 8 * torch.eye(8), hebbian_couplings(patterns))


@settings(max_examples=20)
@given(
    st.integers(0, 10_000),
    st.integers(0, 7),
    st.sampled_from([(), (2,), (2, 3)]),
)
def test_one_by_one_is_all_at_once(seed: int, n: int, batch: tuple[int, ...]) -> None:
    q, k = drawn(seed, *batch, n, 4), drawn(seed + 1, *batch, n, 4)
    v = drawn(seed + 2, *batch, n, 3)
    streamed = linear_attention_stream(q, k, v)
    near(streamed.outputs, linear_attention(q, k, v))
    near(streamed.memory, store_pairs(k, v))


def test_a_carried_memory_is_one_long_text() -> None:
    q, k, v = drawn(3, 9, 4), drawn(4, 9, 4), drawn(5, 9, 2)
    first = linear_attention_stream(q[:5], k[:5], v[:5])
    second = linear_attention_stream(q[5:], k[5:], v[5:], first.memory)
    near(torch.cat([first.outputs, second.outputs]), linear_attention(q, k, v))
    assert second.memory.shape == first.memory.shape == (4, 2)


def test_what_comes_later_is_not_seen() -> None:
    q, k, v = drawn(6, 5, 3), drawn(7, 5, 3), drawn(8, 5, 2)
    before = linear_attention(q, k, v)[:3]
    k[3:], v[3:] = 100.0, -100.0
    assert torch.equal(linear_attention(q, k, v)[:3], before)


def test_normalized_weights_are_positive_and_sum_to_one() -> None:
    q, k, v = drawn(9, 2, 6, 3), drawn(10, 2, 6, 3), drawn(11, 2, 6, 2)
    weights = ((elu(q) + 1) @ (elu(k) + 1).mT).tril()
    assert bool((weights.tril() >= 0).all())
    due = weights / weights.sum(-1, keepdim=True) @ v
    near(linear_attention_mean(q, k, v), due)
    near(linear_attention_mean(q, k, torch.ones_like(v)), torch.ones_like(v))


@pytest.mark.parametrize(("n_pairs", "dim"), [(1, 8), (8, 16), (40, 16)])
def test_interference_is_what_theory_says(n_pairs: int, dim: int) -> None:
    trials, dim_values = 400, 6
    keys = normalize(drawn(12, trials, n_pairs, dim), dim=-1)
    values = drawn(13, trials, n_pairs, dim_values)
    missed = recall(store_pairs(keys, values), keys) - values
    # One number a trial: they are independent, so their spread gives the error.
    errors = missed.square().sum(-1).mean(-1) / dim_values
    standard_error = errors.std() / trials**0.5
    away = abs(errors.mean() - interference(n_pairs, dim))
    assert away <= 4 * standard_error + 1e-12


def test_the_error_is_the_sum_over_the_other_keys() -> None:
    keys, values = normalize(drawn(14, 5, 3), dim=-1), drawn(15, 5, 2)
    overlaps = keys @ keys.mT
    others = (overlaps - torch.diag(overlaps.diagonal())) @ values
    near(recall(store_pairs(keys, values), keys) - values, others)


def test_the_delta_rule_replaces_what_hebb_would_add() -> None:
    keys = torch.linalg.qr(drawn(16, 4, 4)).Q[:2]
    old, new, other = drawn(17, 3), drawn(18, 3), drawn(19, 3)
    memory = store_pairs(keys, torch.stack([old, other]))
    replaced = delta_write(memory, keys[0], new)
    near(recall(replaced, keys), torch.stack([new, other]))
    added = memory + store_pairs(keys[:1], new[None])
    near(recall(added, keys), torch.stack([old + new, other]))
    near(recall(delta_write(memory, keys[0], new, 0.5), keys)[0], (old + new) / 2)
    near(delta_write(memory, keys[0], old), memory)


def test_delta_writes_again_and_again_recall_independent_keys() -> None:
    keys, values = normalize(drawn(20, 3, 12), dim=-1), drawn(21, 3, 2)
    memory = torch.zeros(12, 2, dtype=torch.float64)
    for _ in range(60):
        for key, value in zip(keys, values, strict=True):
            memory = delta_write(memory, key, value)
    torch.testing.assert_close(recall(memory, keys), values, rtol=0, atol=1e-9)
    assert not torch.allclose(recall(store_pairs(keys, values), keys), values)
    torch.testing.assert_close(
        memory, torch.linalg.pinv(keys) @ values, rtol=0, atol=1e-9
    )


def test_shapes_are_known_without_values(device: torch.device) -> None:
    rows = torch.zeros(2, 5, 3, device=device)
    streamed = linear_attention_stream(rows, rows, rows)
    assert streamed.outputs.shape == (2, 5, 3)
    assert linear_attention_mean(rows, rows, rows).shape == (2, 5, 3)
    assert streamed.memory.device.type == device.type


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses() -> None:
    rows = drawn(22, 5, 3)
    with pytest.raises(ValueError, match="keys must be \\(\\*batch, n_pairs, dim\\)"):
        store_pairs(rows, rows[:2])
    with pytest.raises(ValueError, match="values must be finite"):
        store_pairs(rows, rows / 0)
    with pytest.raises(ValueError, match="queries must be \\(\\*batch, n, 3\\)"):
        recall(store_pairs(rows, rows), rows[:, :2])
    with pytest.raises(ValueError, match="queries must have the keys' shape"):
        linear_attention(rows[:2], rows, rows)
    with pytest.raises(ValueError, match="n_pairs and dim must be 1 or more"):
        interference(0, 3)
