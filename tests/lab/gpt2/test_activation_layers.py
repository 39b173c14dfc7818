"""Activations by layer: beside the library's own, and nothing left behind."""

import pytest
import torch
from tiny_gpt2 import SIZE, chunks_of, tiny_gpt2

from attractor.lab.activations import FINAL_NORM, layer_activations

TOKENS = torch.from_numpy(chunks_of(5).astype("int64"))
EVERY = (*range(SIZE.n_layers + 1), FINAL_NORM)


@pytest.mark.parametrize("position", [-1, 0, 4, 9])
def test_they_are_the_hidden_states_of_the_library(position: int) -> None:
    model = tiny_gpt2()
    found = layer_activations(model, TOKENS, EVERY, position)
    with torch.no_grad():
        states = model(TOKENS, output_hidden_states=True).hidden_states
    for layer in range(SIZE.n_layers):
        assert torch.equal(found[layer], states[layer][:, position])
    # The library's last hidden state is what the final norm gives.
    assert torch.equal(found[FINAL_NORM], states[-1][:, position])


def test_the_last_block_is_what_goes_into_the_final_norm() -> None:
    model = tiny_gpt2()
    found = layer_activations(model, TOKENS, [SIZE.n_layers, FINAL_NORM])
    normed = model.transformer.ln_f(found[SIZE.n_layers])
    torch.testing.assert_close(normed, found[FINAL_NORM])
    logits = found[FINAL_NORM] @ model.transformer.wte.weight.T
    torch.testing.assert_close(logits, model(TOKENS).logits[:, -1])


def test_the_embedding_is_the_sum_of_its_two_tables() -> None:
    model = tiny_gpt2()
    inside = model.transformer
    by_hand = inside.wte.weight[TOKENS[:, 3]] + inside.wpe.weight[3]
    assert torch.equal(layer_activations(model, TOKENS, [0], 3)[0], by_hand)


def test_dropout_is_off_within_and_every_part_is_as_before_after() -> None:
    model = tiny_gpt2(dropout=0.5)
    calm = layer_activations(model, TOKENS, [FINAL_NORM])[FINAL_NORM]
    model.train()
    model.transformer.h[1].eval()
    switches = [module.training for module in model.modules()]
    assert torch.equal(layer_activations(model, TOKENS, [FINAL_NORM])[FINAL_NORM], calm)
    assert [module.training for module in model.modules()] == switches


def test_no_hook_is_left_after_an_error() -> None:
    model = tiny_gpt2()
    model.train()
    with pytest.raises(IndexError):
        layer_activations(model, TOKENS + SIZE.vocabulary, EVERY)
    assert not any(module._forward_hooks for module in model.modules())
    assert model.training
    layer_activations(model, TOKENS, EVERY)
    assert not any(module._forward_hooks for module in model.modules())


def test_no_more_than_one_position_is_kept() -> None:
    found = layer_activations(tiny_gpt2(), TOKENS, EVERY)
    for vectors in found.values():
        size = vectors.numel() * vectors.element_size()
        assert vectors.untyped_storage().nbytes() == size == 5 * SIZE.dim * 4


def test_lower_precision_comes_back_in_single() -> None:
    model = tiny_gpt2().to(torch.bfloat16)
    assert layer_activations(model, TOKENS, [1])[1].dtype == torch.float32


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("layers", "position", "message"),
    [
        ([4], -1, "a layer must be from 0 to 3 or 'final-norm', got 4"),
        ([-1], -1, "a layer must be from 0 to 3 or 'final-norm', got -1"),
        (["ln_f"], -1, "got 'ln_f'"),
        ([], -1, "layers must be one or more different ones"),
        ([1, 1], -1, "layers must be one or more different ones"),
        ([0], 10, "position must be from -10 to 9, got 10"),
        ([0], -11, "position must be from -10 to 9, got -11"),
    ],
)
def test_what_does_not_exist_is_refused(layers, position, message) -> None:
    with pytest.raises(ValueError, match=message):
        layer_activations(tiny_gpt2(), TOKENS, layers, position)
    with pytest.raises(ValueError, match="model must be a GPT2LMHeadModel"):
        layer_activations(torch.nn.Identity(), TOKENS, [0])
