"""GPT-2 made here: its shapes, its numbers, its seed; and rescaled."""

import subprocess
import sys

import pytest
import torch
from tiny_gpt2 import SIZE, chunks_of, tiny_gpt2
from torch import nn

from attractor.lab import nearest_neighbor_distances
from attractor.lab.gpt2 import new_gpt2, rescaled_norm
from attractor.models import Gpt2Size


def test_it_is_the_model_of_the_library_in_the_size_asked_for(generator) -> None:
    model = new_gpt2(SIZE, generator=generator)
    assert type(model).__name__ == "GPT2LMHeadModel" and not model.training
    assert model.lm_head.weight is model.transformer.wte.weight
    d, v, t = SIZE.dim, SIZE.vocabulary, SIZE.context
    expected = v * d + t * d + SIZE.n_layers * (12 * d * d + 13 * d) + 2 * d
    assert sum(p.numel() for p in model.parameters()) == expected
    assert model(torch.zeros(2, t, dtype=torch.int64)).logits.shape == (2, t, v)


def test_weights_spread_as_gpt2s_do(generator) -> None:
    size = Gpt2Size(n_layers=8, dim=64, n_heads=4, context=32, vocabulary=500)
    model = new_gpt2(size, generator=generator).transformer
    assert model.wte.weight.std().item() == pytest.approx(0.02, rel=0.05)
    block = model.h[3]
    assert block.mlp.c_fc.weight.std().item() == pytest.approx(0.02, rel=0.05)
    assert block.mlp.c_proj.weight.std().item() == pytest.approx(0.02 / 4, rel=0.05)
    assert block.attn.c_proj.weight.std().item() == pytest.approx(0.02 / 4, rel=0.05)
    assert (block.ln_1.weight == 1).all() and (block.attn.c_attn.bias == 0).all()


def test_the_generator_decides_the_weights() -> None:
    draws = [torch.Generator().manual_seed(seed) for seed in (5, 5, 6)]
    one, same, other = (new_gpt2(SIZE, generator=draw) for draw in draws)
    vectors = [
        nn.utils.parameters_to_vector(m.parameters()) for m in (one, same, other)
    ]
    assert torch.equal(vectors[0], vectors[1])
    assert not torch.equal(vectors[0], vectors[2])
    again = new_gpt2(SIZE, generator=draws[0])
    assert not torch.equal(
        vectors[0], nn.utils.parameters_to_vector(again.parameters())
    )


def test_dropout_is_where_it_was_asked_for(generator) -> None:
    model = new_gpt2(SIZE, 0.25, generator=generator)
    rates = {m.p for m in model.modules() if isinstance(m, nn.Dropout)}
    assert rates == {0.25}


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gpt-2",), "size must be a Gpt2Size or one of gpt2, .* got 'gpt-2'"),
        ((SIZE, 1.0), "dropout must be from 0 to below 1, got 1.0"),
    ],
)
def test_what_makes_no_model_is_refused(arguments, message, generator) -> None:
    with pytest.raises(ValueError, match=message):
        new_gpt2(*arguments, generator=generator)


@pytest.mark.parametrize("factor", [0.1, 3, 7.5])
def test_another_scale_leaves_the_logits_and_stretches_the_distances(factor) -> None:
    model = tiny_gpt2()
    before = nn.utils.parameters_to_vector(model.parameters())
    other = rescaled_norm(model, factor)
    tokens = torch.from_numpy(chunks_of(60).astype("int64"))
    with torch.no_grad():
        states, logits = model.transformer(tokens)[0][:, -1], model(tokens).logits
        stretched, same = other.transformer(tokens)[0][:, -1], other(tokens).logits
    assert (same - logits).abs().max() < 1e-4
    one, many = (nearest_neighbor_distances(v) for v in (states, stretched))
    torch.testing.assert_close(many, factor * one, rtol=1e-4, atol=1e-6)
    assert torch.equal(before, nn.utils.parameters_to_vector(model.parameters()))
    assert model.config.tie_word_embeddings


@pytest.mark.usefixtures("as_readers_call")
def test_rescaling_refuses_what_it_cannot_rescale() -> None:
    with pytest.raises(ValueError, match=r"be a GPT2LMHeadModel.*got Identity"):
        rescaled_norm(nn.Identity(), 2.0)
    for factor in (0.0, -1.0, float("inf")):
        with pytest.raises(ValueError, match="factor must be positive and finite"):
            rescaled_norm(tiny_gpt2(), factor)


def test_the_room_opens_without_the_libraries_of_models() -> None:
    heavy = "{'transformers', 'tokenizers', 'datasets'}"
    code = f"import sys, attractor.lab; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
