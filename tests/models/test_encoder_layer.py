"""Encoder and decoder layers, beside torch's own with the same weights."""

import pytest
import torch
from torch import Tensor, nn

from attractor.models import (
    DecoderLayer,
    EncoderLayer,
    MultiHeadAttention,
    causal_mask,
    padding_mask,
    post_norm,
    pre_norm,
    right_padded,
)

DIM, N_HEADS, HIDDEN = 8, 2, 12


def drawn(*shape: int, seed: int = 4) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


@torch.no_grad()
def randomized(layer: nn.Module) -> nn.Module:
    """The layer in float64, all of its parameters random: biases and norms too."""
    generator = torch.Generator().manual_seed(3)
    layer = layer.double()
    for parameter in layer.parameters():
        parameter.normal_(std=0.5, generator=generator)
    return layer


@torch.no_grad()
def copy_attention(ours: MultiHeadAttention, theirs: nn.MultiheadAttention) -> None:
    parts = (ours.to_queries, ours.to_keys, ours.to_values)
    theirs.in_proj_weight.copy_(torch.cat([part.weight for part in parts]))
    theirs.in_proj_bias.copy_(torch.cat([part.bias for part in parts]))
    theirs.out_proj.load_state_dict(ours.out.state_dict())


def torchs(kind: type, norm: str) -> nn.Module:
    with torch.random.fork_rng(devices=[]):
        made = kind(
            DIM, N_HEADS, HIDDEN, 0.0, batch_first=True, norm_first=norm == "pre"
        )
    return made.double()


def encoders(norm: str) -> tuple[nn.Module, nn.Module]:
    made = EncoderLayer(DIM, N_HEADS, HIDDEN, norm, generator=torch.Generator())
    ours = randomized(made)
    theirs = torchs(nn.TransformerEncoderLayer, norm)
    copy_attention(ours.attention, theirs.self_attn)
    theirs.linear1.load_state_dict(ours.feed_forward.wide.state_dict())
    theirs.linear2.load_state_dict(ours.feed_forward.back.state_dict())
    theirs.norm1.load_state_dict(ours.attention_norm.state_dict())
    theirs.norm2.load_state_dict(ours.feed_forward_norm.state_dict())
    return ours, theirs


def decoders(norm: str) -> tuple[nn.Module, nn.Module]:
    made = DecoderLayer(DIM, N_HEADS, HIDDEN, norm, generator=torch.Generator())
    ours = randomized(made)
    theirs = torchs(nn.TransformerDecoderLayer, norm)
    copy_attention(ours.attention, theirs.self_attn)
    copy_attention(ours.cross_attention, theirs.multihead_attn)
    theirs.linear1.load_state_dict(ours.feed_forward.wide.state_dict())
    theirs.linear2.load_state_dict(ours.feed_forward.back.state_dict())
    theirs.norm1.load_state_dict(ours.attention_norm.state_dict())
    theirs.norm2.load_state_dict(ours.cross_attention_norm.state_dict())
    theirs.norm3.load_state_dict(ours.feed_forward_norm.state_dict())
    return ours, theirs


def near(found: Tensor, due: Tensor) -> None:
    torch.testing.assert_close(found, due, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_an_encoder_layer_is_that_of_torch(norm: str) -> None:
    ours, theirs = encoders(norm)
    x = drawn(3, 5, DIM)
    near(ours(x), theirs(x))
    near(ours(x, causal_mask(5)), theirs(x, ~causal_mask(5)))


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_so_it_is_with_padding(norm: str) -> None:
    ours, theirs = encoders(norm)
    x, is_token = drawn(3, 5, DIM), right_padded(torch.tensor([5, 2, 4]), 5)
    near(
        ours(x, padding_mask(is_token)),
        theirs(x, src_key_padding_mask=~is_token),
    )


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_a_decoder_layer_is_that_of_torch_and_causal_by_itself(norm: str) -> None:
    ours, theirs = decoders(norm)
    x, memory = drawn(3, 5, DIM), drawn(3, 7, DIM, seed=5)
    is_token = right_padded(torch.tensor([7, 2, 4]), 7)
    due = theirs(x, memory, tgt_mask=~causal_mask(5), memory_key_padding_mask=~is_token)
    near(ours(x, memory, memory_mask=padding_mask(is_token)), due)
    everything = torch.ones(5, 5, dtype=torch.bool)
    near(ours(x, memory, mask=everything), theirs(x, memory))


def test_cross_attention_to_a_memory_of_another_width_is_that_of_torch(
    generator: torch.Generator,
) -> None:
    ours = randomized(MultiHeadAttention(DIM, N_HEADS, 6, generator=generator))
    with torch.random.fork_rng(devices=[]):
        theirs = nn.MultiheadAttention(
            DIM, N_HEADS, batch_first=True, kdim=6, vdim=6
        ).double()
    parts = (ours.to_queries, ours.to_keys, ours.to_values)
    with torch.no_grad():
        theirs.q_proj_weight.copy_(ours.to_queries.weight)
        theirs.k_proj_weight.copy_(ours.to_keys.weight)
        theirs.v_proj_weight.copy_(ours.to_values.weight)
        theirs.in_proj_bias.copy_(torch.cat([part.bias for part in parts]))
        theirs.out_proj.load_state_dict(ours.out.state_dict())
    x, memory = drawn(2, 3, DIM), drawn(2, 4, 6, seed=6)
    due, _ = theirs(x, memory, memory)
    near(ours(x, memory), due)


def test_without_positions_an_encoder_cannot_tell_an_order() -> None:
    ours, _ = encoders("post")
    x, order = drawn(1, 5, DIM), torch.tensor([3, 0, 4, 1, 2])
    near(ours(x[:, order]), ours(x)[:, order])


def test_the_two_places_of_the_norm_by_hand() -> None:
    def tripled(x: Tensor) -> Tensor:
        return 3 * x

    def halved(x: Tensor) -> Tensor:
        return x / 2

    x = torch.tensor([2.0])
    assert post_norm(x, tripled, halved).item() == 4  # (2 + 6)/2
    assert pre_norm(x, tripled, halved).item() == 5  # 2 + 3 · 1


def test_post_norm_leaves_every_state_normalized_and_pre_norm_none() -> None:
    x = 30 * drawn(2, 5, DIM)
    for norm, is_normalized in (("post", True), ("pre", False)):
        layer = EncoderLayer(DIM, N_HEADS, HIDDEN, norm, generator=torch.Generator())
        lengths = layer.double()(x).square().mean(-1)
        close = torch.isclose(lengths, torch.ones_like(lengths), atol=1e-4)
        assert bool(close.all()) == is_normalized


def test_a_layer_of_the_paper_has_so_many_parameters(
    generator: torch.Generator,
) -> None:
    with torch.device("meta"):
        encoder = EncoderLayer(512, 8, 2048, generator=generator)
        decoder = DecoderLayer(512, 8, 2048, generator=generator)
    attention, norm = 4 * 512**2 + 4 * 512, 2 * 512
    feed_forward = 2 * 512 * 2048 + 2048 + 512
    counted = [sum(p.numel() for p in each.parameters()) for each in (encoder, decoder)]
    assert counted[0] == attention + feed_forward + 2 * norm
    assert counted[1] == 2 * attention + feed_forward + 3 * norm


def test_no_tokens_stay_no_tokens() -> None:
    encoder, decoder = encoders("pre")[0], decoders("pre")[0]
    assert encoder(drawn(2, 0, DIM)).shape == (2, 0, DIM)
    assert decoder(drawn(2, 0, DIM), drawn(2, 3, DIM)).shape == (2, 0, DIM)


def test_what_does_not_fit_is_refused(as_readers_call: None) -> None:
    generator = torch.Generator()
    with pytest.raises(ValueError, match=r"norm must be .post. or .pre., got .mid."):
        EncoderLayer(DIM, N_HEADS, HIDDEN, "mid", generator=generator)
    with pytest.raises(ValueError, match="dim_hidden must be at least 1, got 8 and 0"):
        EncoderLayer(DIM, N_HEADS, 0, generator=generator)
    with pytest.raises(ValueError, match="dim must be a positive multiple"):
        DecoderLayer(DIM, 3, HIDDEN, generator=generator)
