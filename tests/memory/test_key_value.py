"""Feed-forward layers as memories, and what merging them with attention costs."""

import math
from functools import partial

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn
from torch.nn.functional import gelu, relu, scaled_dot_product_attention

from attractor.memory import context_share, key_value_memory

SOFTMAX = partial(torch.softmax, dim=-1)


def draw(seed, n_context=5, n_persistent=4, dim=3, value_dim=2, batch=(7,)):
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape):
        return torch.randn(*shape, generator=generator, dtype=torch.float64)

    context = normal(n_context, dim), normal(n_context, value_dim)
    persistent = normal(n_persistent, dim), normal(n_persistent, value_dim)
    return context, persistent, normal(*batch, dim)


pairs = st.builds(
    draw,
    seed=st.integers(0, 2**32),
    n_context=st.integers(1, 6),
    n_persistent=st.integers(1, 6),
    dim=st.integers(1, 5),
    value_dim=st.integers(1, 5),
    batch=st.lists(st.integers(1, 4), max_size=2).map(tuple),
)


def merged(context, persistent, queries, activation):
    """One layer whose memories are both sets together."""
    keys, values = (torch.cat(two) for two in zip(context, persistent, strict=True))
    return key_value_memory(keys, values, queries, activation)


# By hand


def test_three_memories_by_hand():
    keys = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]], dtype=torch.float64)
    values = torch.tensor([[10.0], [1.0], [100.0]], dtype=torch.float64)
    query = torch.tensor([2.0, 3.0], dtype=torch.float64)
    assert key_value_memory(keys, values, query, relu).tolist() == [23.0]


def test_the_share_of_one_key_against_three_equal_ones_is_a_quarter():
    key = torch.tensor([[0.5, -1.0]], dtype=torch.float64)
    query = torch.tensor([[0.3, 2.0]], dtype=torch.float64)
    share = context_share(key, key.repeat(3, 1), query, beta=2.0)
    assert share.tolist() == pytest.approx([0.25], abs=1e-15)


# Oracles


def test_it_is_the_feed_forward_block_of_torch():
    generator = torch.Generator().manual_seed(1)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        block = nn.Sequential(
            nn.Linear(6, 20, bias=False), nn.ReLU(), nn.Linear(20, 6, bias=False)
        )
    queries = torch.randn(4, 5, 6, generator=generator)
    keys, values = block[0].weight.detach(), block[2].weight.detach().mT
    torch.testing.assert_close(
        key_value_memory(keys, values, queries, relu), block(queries).detach()
    )


@given(pairs)
def test_with_the_softmax_it_is_torch_attention(pair):
    (keys, values), _, queries = pair
    attended = scaled_dot_product_attention(
        queries.reshape(1, -1, queries.shape[-1]), keys[None], values[None], scale=1.0
    )
    torch.testing.assert_close(
        key_value_memory(keys, values, queries, SOFTMAX),
        attended.reshape(*queries.shape[:-1], values.shape[-1]),
        rtol=1e-11,
        atol=1e-11,
    )


# The gate


@given(pairs)
def test_attention_over_both_is_a_gated_sum_of_the_two_to_1e_12(pair):
    context, persistent, queries = pair
    share = context_share(context[0], persistent[0], queries)[..., None]
    apart = share * key_value_memory(*context, queries, SOFTMAX)
    apart = apart + (1 - share) * key_value_memory(*persistent, queries, SOFTMAX)
    together = merged(context, persistent, queries, SOFTMAX)
    assert (together - apart).abs().max() <= 1e-12


def test_it_is_not_the_sum_of_attention_and_feed_forward():
    context, persistent, queries = draw(2)
    together = merged(context, persistent, queries, SOFTMAX)
    added = key_value_memory(*context, queries, SOFTMAX)
    added = added + key_value_memory(*persistent, queries, SOFTMAX)
    assert (together - added).abs().max() > 0.1


@pytest.mark.parametrize("activation", [relu, gelu])
def test_no_gate_fits_a_feed_forward_layer_that_is_not_a_softmax(activation):
    """With a gate, the whole would lie between the two answers. It does not."""
    context, persistent, queries = draw(3, value_dim=1)
    attended = key_value_memory(*context, queries, SOFTMAX)
    added = key_value_memory(*persistent, queries, activation)
    both = attended + added
    least, most = torch.minimum(attended, added), torch.maximum(attended, added)
    assert ((both < least) | (both > most)).any()


@given(pairs, st.floats(0.1, 10))
def test_relu_memories_grow_with_the_query_and_attention_does_not(pair, factor):
    (keys, values), _, queries = pair
    grown = key_value_memory(keys, values, factor * queries, relu)
    torch.testing.assert_close(
        grown,
        factor * key_value_memory(keys, values, queries, relu),
        rtol=1e-10,
        atol=1e-11,
    )
    attended = key_value_memory(keys, values, factor * queries, SOFTMAX)
    low, high = values.amin(0) - 1e-12, values.amax(0) + 1e-12
    assert ((attended >= low) & (attended <= high)).all()


def test_tied_relu_memories_are_the_slope_of_an_energy_and_free_ones_are_not():
    (keys, _), _, queries = draw(4, n_context=8, batch=())
    free = draw(5, n_context=8, value_dim=3)[0][1]

    def asymmetry(values):
        def answer(x):
            return key_value_memory(keys, values, x, relu)

        jacobian = torch.autograd.functional.jacobian(answer, queries)
        return (jacobian - jacobian.mT).norm() / (jacobian + jacobian.mT).norm()

    assert asymmetry(keys) < 1e-12
    assert asymmetry(free) > 0.1


# Devices and refusals


def test_device_and_dtype_follow_the_input(device):
    (keys, values), (others, _), queries = draw(6, batch=(2, 4))
    keys, values, others = (a.to(device) for a in (keys, values, others))
    queries = queries.to(device)
    answers = key_value_memory(keys, values, queries, relu)
    share = context_share(keys, others, queries)
    assert answers.shape == (2, 4, 2) and share.shape == (2, 4)
    assert answers.device.type == share.device.type == device.type
    assert answers.dtype == share.dtype == torch.float64


@pytest.mark.usefixtures("as_readers_call")
def test_what_makes_no_sense_is_refused():
    keys, values, queries = torch.zeros(3, 2), torch.zeros(3, 4), torch.zeros(2)
    with pytest.raises(ValueError, match=r"values must be \(3, value_dim\)"):
        key_value_memory(keys, torch.zeros(2, 4), queries, relu)
    with pytest.raises(ValueError, match="values must be finite"):
        key_value_memory(keys, torch.full((3, 4), math.nan), queries, relu)
    with pytest.raises(ValueError, match="queries must be"):
        key_value_memory(keys, values, torch.zeros(5), relu)
    with pytest.raises(ValueError, match="persistent keys must be"):
        context_share(keys, torch.zeros(1, 3), queries)
    with pytest.raises(ValueError, match="beta must be a positive"):
        context_share(keys, keys, queries, beta=0.0)
