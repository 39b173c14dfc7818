"""GPT-2 in the training loop: the library's own loss, and a run that was stopped."""

from pathlib import Path

import pytest
import torch
from tiny_gpt2 import SIZE, tiny_gpt2
from torch import nn

from attractor.lab import Batch, Settings, train, window_batches
from attractor.lab.gpt2 import gpt2_nats
from attractor.lab.training import NOT_COUNTED

TOKENS = (torch.arange(4000) * 7 % SIZE.vocabulary).numpy().astype("uint16")
BATCHES = window_batches(TOKENS, 4, 10, seed=0)


def test_it_is_the_loss_that_the_library_gives_with_the_same_gradients() -> None:
    ours, theirs = tiny_gpt2(), tiny_gpt2()
    inputs, targets = BATCHES(0)
    targets = targets.clone()
    targets[1, 4:] = NOT_COUNTED
    batch = Batch(inputs, targets)
    summed = gpt2_nats(ours, batch)
    summed.backward()
    # The library shifts labels itself: the first is never looked at.
    labels = torch.cat([torch.zeros_like(targets[:, :1]), targets], 1)
    read = torch.cat([inputs, inputs[:, :1]], 1)
    mean = theirs(read, labels=labels).loss
    (mean * batch.n_tokens).backward()
    torch.testing.assert_close(summed, mean * batch.n_tokens)
    for one, other in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(one.grad, other.grad, rtol=1e-4, atol=1e-4)


def test_the_model_gives_logits_again_afterwards_even_after_an_error() -> None:
    model, batch = tiny_gpt2(), BATCHES(0)
    before = model(batch.inputs).logits
    gpt2_nats(model, batch)
    with pytest.raises(IndexError):
        gpt2_nats(model, Batch(batch.inputs + SIZE.vocabulary, batch.targets))
    assert torch.equal(model(batch.inputs).logits, before)


def test_the_head_is_computed_in_the_lower_precision() -> None:
    model, batch = tiny_gpt2(), BATCHES(0)
    exact = gpt2_nats(model, batch)
    with torch.autocast("cpu", torch.bfloat16):
        rounded = gpt2_nats(model, batch)
        logits = model(batch.inputs).logits
    expected = nn.functional.cross_entropy(
        logits.float().flatten(0, 1), batch.targets.flatten(), reduction="sum"
    )
    assert rounded.dtype == torch.float32
    assert rounded.item() == pytest.approx(expected.item(), rel=2e-3)
    assert rounded.item() == pytest.approx(exact.item(), rel=2e-2)
    assert rounded.item() != exact.item()


def test_it_learns_with_the_loop_of_all_models() -> None:
    model = tiny_gpt2()
    told = Settings(steps=120, learning_rate=2e-2, warmup=5)
    history = train(model, BATCHES, told, nats=gpt2_nats)
    assert history.losses[0] > 3
    assert history.losses[-1] < 0.5
    assert model.lm_head.weight is model.transformer.wte.weight


def test_a_run_that_was_stopped_goes_on_bit_for_bit(tmp_path: Path) -> None:
    told = Settings(steps=8, learning_rate=1e-2, warmup=2, save_every=3)
    whole, stopped, resumed = (tiny_gpt2(dropout=0.1) for _ in range(3))
    train(whole, BATCHES, told, nats=gpt2_nats)

    def until(step: int) -> Batch:
        if step == 5:
            raise KeyboardInterrupt
        return BATCHES(step)

    with pytest.raises(KeyboardInterrupt):
        train(stopped, until, told, nats=gpt2_nats, folder=tmp_path)
    history = train(resumed, BATCHES, told, nats=gpt2_nats, folder=tmp_path)
    assert history.steps == 8
    one, other = (
        nn.utils.parameters_to_vector(m.parameters()) for m in (whole, resumed)
    )
    assert torch.equal(one, other)


@pytest.mark.usefixtures("as_readers_call")
def test_another_model_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"be a GPT2LMHeadModel.*got Identity"):
        gpt2_nats(nn.Identity(), BATCHES(0))
