"""Attention in heads, beside torch's own module with the same weights."""

import pytest
import torch
from torch import nn

from attractor.models import (
    MultiHeadAttention,
    causal_mask,
    left_padded,
    padding_mask,
    scaled_dot_product,
)


def pair_of(dim: int, n_heads: int) -> tuple[MultiHeadAttention, nn.MultiheadAttention]:
    """Ours and torch's, in float64 and with ours' weights and some biases."""
    generator = torch.Generator().manual_seed(3)
    ours = MultiHeadAttention(dim, n_heads, generator=generator).double()
    layers = (ours.to_queries, ours.to_keys, ours.to_values, ours.out)
    with torch.no_grad():
        for layer in layers:
            layer.bias.normal_(generator=generator)
        with torch.random.fork_rng(devices=[]):
            theirs = nn.MultiheadAttention(dim, n_heads, batch_first=True).double()
        weights = torch.cat([layer.weight for layer in layers[:3]])
        theirs.in_proj_weight.copy_(weights)
        theirs.in_proj_bias.copy_(torch.cat([layer.bias for layer in layers[:3]]))
        theirs.out_proj.load_state_dict(ours.out.state_dict())
    return ours, theirs


def drawn(*shape: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(4)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


@pytest.mark.parametrize("n_heads", [1, 2, 4])
@pytest.mark.parametrize("masked", [False, True])
def test_output_and_weights_are_those_of_torch(n_heads: int, masked: bool) -> None:
    ours, theirs = pair_of(8, n_heads)
    x = drawn(3, 5, 8)
    mask = causal_mask(5) if masked else None
    forbidden = ~causal_mask(5) if masked else None  # there true forbids
    expected, weights = theirs(x, x, x, attn_mask=forbidden, average_attn_weights=False)
    torch.testing.assert_close(ours(x, mask=mask), expected, rtol=1e-12, atol=1e-12)
    torch.testing.assert_close(
        ours.weights(x, mask=mask), weights, rtol=1e-12, atol=1e-12
    )


def test_cross_attention_with_padded_memory_is_that_of_torch() -> None:
    ours, theirs = pair_of(8, 2)
    x, memory = drawn(3, 5, 8), drawn(3, 6, 8)
    is_token = left_padded(torch.tensor([6, 2, 3]), 6)
    expected, _ = theirs(x, memory, memory, key_padding_mask=~is_token)
    found = ours(x, memory, padding_mask(is_token))
    torch.testing.assert_close(found, expected, rtol=1e-12, atol=1e-12)
    assert ours.weights(x, memory).shape == (3, 2, 5, 6)


def test_a_line_padded_on_the_left_is_the_line_alone() -> None:
    ours, _ = pair_of(8, 2)
    x = drawn(1, 5, 8)
    mask = padding_mask(left_padded(torch.tensor([3]), 5)) & causal_mask(5)
    alone = ours(x[:, 2:], mask=causal_mask(3))
    found = ours(x, mask=mask)
    torch.testing.assert_close(found[:, 2:], alone, rtol=1e-12, atol=1e-12)
    # Who sees nothing has W_O's bias for an answer.
    torch.testing.assert_close(found[0, 0], ours.out.bias)


def test_one_head_of_identities_is_attention_itself(
    generator: torch.Generator,
) -> None:
    ours = MultiHeadAttention(4, 1, generator=generator).double()
    for layer in (ours.to_queries, ours.to_keys, ours.to_values, ours.out):
        nn.init.eye_(layer.weight)
    x = drawn(2, 3, 4)
    torch.testing.assert_close(ours(x), scaled_dot_product(x, x, x))


@pytest.mark.parametrize("n_heads", [1, 8, 64])
def test_the_number_of_parameters_does_not_depend_on_the_heads(
    n_heads: int, generator: torch.Generator
) -> None:
    with torch.device("meta"):
        ours = MultiHeadAttention(512, n_heads, generator=generator)
    assert sum(each.numel() for each in ours.parameters()) == 1_050_624
    assert 4 * 512**2 + 4 * 512 == 1_050_624


def test_the_same_seed_starts_the_same_weights() -> None:
    one, other = (
        MultiHeadAttention(6, 3, generator=torch.Generator().manual_seed(8))
        for _ in range(2)
    )
    assert all(map(torch.equal, one.parameters(), other.parameters()))
    assert not torch.equal(one.to_queries.weight, one.to_keys.weight)


def test_lines_without_tokens_come_back_empty(generator: torch.Generator) -> None:
    ours = MultiHeadAttention(6, 3, generator=generator)
    assert ours(torch.zeros(2, 0, 6)).shape == (2, 0, 6)
    assert ours(torch.zeros(0, 4, 6)).shape == (0, 4, 6)


def test_a_width_that_heads_cannot_share_is_refused(
    generator: torch.Generator,
) -> None:
    with pytest.raises(ValueError, match="dim must be a positive multiple of n_heads"):
        MultiHeadAttention(6, 4, generator=generator)
