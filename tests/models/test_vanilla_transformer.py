"""The plain transformer: against PyTorch's, and what a token may know."""

import math

import pytest
import torch
from torch import Tensor, nn

from attractor.models import (
    TransformerSize,
    VanillaTransformer,
    sinusoidal_positions,
)

TOKENS = 11
TINY = TransformerSize(n_layers=1, dim=8, n_heads=2)


@pytest.fixture
def model() -> VanillaTransformer:
    draw = torch.Generator().manual_seed(0)
    small = VanillaTransformer(
        TOKENS, TransformerSize(n_layers=2, dim=16, n_heads=4), generator=draw
    )
    for parameter in small.parameters():
        if parameter.ndim == 1:
            nn.init.normal_(parameter, generator=draw)
    return small.double().eval()


def some_tokens(*shape: int) -> Tensor:
    return torch.randint(TOKENS, shape, generator=torch.Generator().manual_seed(1))


def encoder_with_the_weights_of(model: VanillaTransformer) -> nn.TransformerEncoder:
    """PyTorch's encoder, its attention biases at zero."""
    with torch.random.fork_rng():
        layer = nn.TransformerEncoderLayer(
            16, 4, dim_feedforward=64, batch_first=True, norm_first=False
        )
        encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
    pairs = zip(encoder.layers, model.blocks, strict=True)
    for theirs, ours in pairs:
        theirs.self_attn.in_proj_weight.data = ours.attention.queries_keys_values.weight
        theirs.self_attn.out_proj.weight.data = ours.attention.out.weight
        theirs.self_attn.in_proj_bias.data.zero_()
        theirs.self_attn.out_proj.bias.data.zero_()
        theirs.linear1.load_state_dict(ours.feed_forward[0].state_dict())
        theirs.linear2.load_state_dict(ours.feed_forward[3].state_dict())
        theirs.norm1.load_state_dict(ours.attention_norm.state_dict())
        theirs.norm2.load_state_dict(ours.feed_forward_norm.state_dict())
    return encoder.double().eval()


def test_it_computes_what_pytorchs_encoder_computes(model: VanillaTransformer) -> None:
    tokens = some_tokens(3, 9)
    start = model.embedding(tokens) * math.sqrt(16)
    start = start + sinusoidal_positions(9, 16).double()
    mask = nn.Transformer.generate_square_subsequent_mask(9, dtype=torch.float64)
    encoded = encoder_with_the_weights_of(model)(start, mask=mask, is_causal=True)
    expected = nn.functional.linear(encoded, model.embedding.weight, model.head.bias)
    assert (model(tokens) - expected).abs().max() < 1e-12


def test_what_follows_a_token_never_changes_its_logits(
    model: VanillaTransformer,
) -> None:
    tokens = some_tokens(2, 8)
    other = tokens.clone()
    other[:, 5:] = (other[:, 5:] + 1) % TOKENS
    before, after = model(tokens), model(other)
    assert torch.equal(before[:, :5], after[:, :5])
    assert not torch.allclose(before[:, 5:], after[:, 5:])
    assert (model(tokens[:, :5]) - before[:, :5]).abs().max() < 1e-12


def test_leaving_out_the_padding_changes_no_logit_of_a_token(
    model: VanillaTransformer,
) -> None:
    tokens = some_tokens(4, 9).clamp(min=1)
    kept = torch.arange(9) < torch.tensor([9, 5, 7, 1])[:, None]
    padded = tokens.where(kept, 0)
    plain = model(padded)
    model.padding = 0
    spared = model(padded)
    assert spared.shape == plain.shape
    assert (spared - plain)[kept].abs().max() < 1e-12
    assert (spared[~kept] == 0).all()
    states = model.states(padded)
    assert [tuple(s.shape) for s in states] == [(4, 9, 16)] * 3


def test_gradients_do_not_depend_on_the_padding(model: VanillaTransformer) -> None:
    tokens = some_tokens(3, 6).clamp(min=1)
    longer = nn.functional.pad(tokens, (0, 4))
    model.padding = 0
    found = []
    for batch in (tokens, longer):
        model.zero_grad()
        model(batch)[:, :6].logsumexp(-1).sum().backward()
        found.append(nn.utils.parameters_to_vector(p.grad for p in model.parameters()))
    assert (found[0] - found[1]).abs().max() < 1e-10


@pytest.mark.parametrize("tied", [True, False])
def test_the_output_layer_is_the_embedding_or_is_not(
    tied: bool, generator: torch.Generator
) -> None:
    model = VanillaTransformer(TOKENS, TINY, tied=tied, generator=generator)
    assert (model.head.weight is model.embedding.weight) == tied


def test_six_layers_of_width_512_have_the_parameters_of_the_paper(
    generator: torch.Generator,
) -> None:
    with torch.device("meta"):
        model = VanillaTransformer(71, generator=generator)
    block = 12 * 512**2 + (2048 + 512) + 4 * 512
    assert sum(p.numel() for p in model.parameters()) == 6 * block + 71 * 512 + 71
    assert round((6 * block + 71 * 512) / 1e6, 1) == 18.9


def test_dropout_only_while_training(model: VanillaTransformer) -> None:
    tokens = some_tokens(2, 6)
    assert torch.equal(model(tokens), model(tokens))
    model.train()
    with torch.random.fork_rng():
        assert not torch.equal(model(tokens), model(tokens))


def test_states_are_given_after_embedding_and_each_block(
    model: VanillaTransformer,
) -> None:
    tokens = some_tokens(2, 6)
    states = model.states(tokens)
    assert [tuple(s.shape) for s in states] == [(2, 6, 16)] * 3
    assert torch.equal(model.head(states[-1]), model(tokens))


@pytest.mark.parametrize(
    ("numbers", "name"),
    [
        ({"n_layers": 0}, "n_layers"),
        ({"n_heads": 0}, "n_heads"),
        ({"dim": 12, "n_heads": 4}, "dim"),
        ({"dim": 0}, "dim"),
    ],
)
def test_sizes_that_do_not_fit_are_named(numbers: dict[str, int], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        TransformerSize(**numbers)


def test_a_model_has_a_token_at_least(generator: torch.Generator) -> None:
    with pytest.raises(ValueError, match="n_tokens"):
        VanillaTransformer(0, generator=generator)


def test_the_same_generator_gives_the_same_model() -> None:
    first, second, other = (
        VanillaTransformer(TOKENS, TINY, generator=torch.Generator().manual_seed(seed))
        for seed in (0, 0, 1)
    )
    assert torch.equal(first.embedding.weight, second.embedding.weight)
    assert not torch.equal(first.embedding.weight, other.embedding.weight)
