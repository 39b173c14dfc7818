"""The experiment of section 6.2, small: what it measures, refuses, and takes up."""

import dataclasses
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from attractor.lab import gpt2_nats, prepare_tokens, run
from attractor.lab.experiments import training_gpt2 as experiment
from attractor.lab.experiments.training_gpt2 import (
    SCALES,
    TrainingGpt2,
    measure,
    text_of,
    trained_on,
    training_settings,
)
from attractor.lab.trained_gpt2 import trained_gpt2
from attractor.lab.training import Batch, in_parts, mean_nats

WORDS = ("sea", "sky", "sun", "rain", "wind", "snow", "ice", "fog")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Token files of made-up lines, in bytes."""
    draws = np.random.default_rng(0)
    documents = [" ".join(draws.choice(WORDS, 30)) for _ in range(20)]
    folder = tmp_path_factory.mktemp("texts") / "tokens"
    prepare_tokens(documents, folder, "bytes", share=0.3)
    return folder


@pytest.fixture
def small(folder: Path) -> TrainingGpt2:
    """A tiny model on them."""
    return TrainingGpt2(
        folder=str(folder),
        vocabulary=257,
        n_layers=2,
        dim=32,
        n_heads=2,
        context=16,
        batch=4,
        steps=6,
        warmup=2,
        evaluate_every=2,
        windows=6,
    )


def test_a_run_keeps_losses_both_evaluations_and_the_epochs(
    small: TrainingGpt2,
) -> None:
    result = run("training-gpt2", **dataclasses.asdict(replace(small, share=0.5)))
    arrays, whole = result.arrays, text_of(small).training
    assert arrays["losses"].shape == (6,)
    assert arrays["evaluated_at"].tolist() == [2, 4, 6]
    assert arrays["n_tokens"] == round(len(whole) / 2)
    seen = np.array([2, 4, 6]) * 4 * 16
    np.testing.assert_allclose(arrays["epochs"], seen / round(len(whole) / 2))
    for name in ("training", "held_out"):
        assert arrays[name].shape == (3,)
        assert np.abs(arrays[name] - np.log(257)).max() < 1.0
    assert result.provenance.data_sha256 == small.data_sha256


def test_little_text_is_learned_by_heart_and_the_text_held_out_is_not(
    small: TrainingGpt2,
) -> None:
    told = replace(
        small,
        share=0.03,
        steps=150,
        warmup=10,
        learning_rate=1e-2,
        evaluate_every=75,
        windows=24,
    )
    arrays = measure(told)
    assert arrays["epochs"][-1] > 80
    assert arrays["training"][-1] < 0.5
    assert arrays["held_out"][-1] > arrays["training"][-1] + 1.0


def test_evaluation_is_by_hand_the_loss_on_fixed_windows(small: TrainingGpt2) -> None:
    model = trained_on(replace(small, steps=1, warmup=0)).model
    text = text_of(small)
    measured = experiment.evaluation(small, text)
    with torch.no_grad():
        assert measured(model) == measured(model)
        length = text.training[: 16 * 3 + 1].astype(np.int64)
        inputs = torch.from_numpy(length[:-1].reshape(3, 16))
        targets = torch.from_numpy(length[1:].reshape(3, 16))
        batch = Batch(inputs, targets)
        logs = torch.log_softmax(model(inputs).logits, -1)
        by_hand = -logs.gather(-1, targets[..., None]).mean().item()
        paid = mean_nats(model, list(in_parts(batch, 2)), gpt2_nats)
        assert paid == pytest.approx(by_hand, rel=1e-5)


def test_a_killed_run_ends_as_one_that_ran_through(
    small: TrainingGpt2, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(small, dropout=0.1)
    through = trained_on(replace(small, checkpoints=str(tmp_path / "through")))
    calls = 0

    def dying(model: nn.Module, batch: Batch) -> torch.Tensor:
        nonlocal calls
        calls += model.training
        if calls == 6:
            raise KeyboardInterrupt
        return gpt2_nats(model, batch)

    killed = replace(small, checkpoints=str(tmp_path / "killed"))
    with monkeypatch.context() as patched:
        patched.setattr(experiment, "gpt2_nats", dying)
        with pytest.raises(KeyboardInterrupt):
            trained_on(killed)
    resumed = trained_on(killed)
    assert resumed.history == through.history
    assert_same(resumed.model, through.model)
    assert_same(trained_gpt2(tmp_path / "killed"), through.model)


def assert_same(one: nn.Module, other: nn.Module) -> None:
    pairs = zip(one.parameters(), other.parameters(), strict=True)
    assert all(torch.equal(*pair) for pair in pairs)


def test_a_run_may_stop_and_go_on_but_not_as_another_run(
    small: TrainingGpt2, tmp_path: Path
) -> None:
    stopped = replace(small, until=2, checkpoints=str(tmp_path))
    assert measure(stopped)["losses"].shape == (2,)
    assert measure(replace(stopped, until=0))["losses"].shape == (6,)
    with pytest.raises(ValueError, match=r"was trained with share = 1.0, not 0.5"):
        measure(replace(stopped, share=0.5))
    with pytest.raises(ValueError, match="was trained with n_layers = 2, not 1"):
        measure(replace(stopped, n_layers=1))


def test_what_does_not_fit_together_is_refused_in_one_sentence(
    small: TrainingGpt2, as_readers_call: None
) -> None:
    with pytest.raises(ValueError, match=r"share must leave a window of .* = 17 tok"):
        measure(replace(small, share=0.001))
    with pytest.raises(ValueError, match="vocabulary must be at least the 257"):
        measure(replace(small, vocabulary=256))
    with pytest.raises(ValueError, match="held out must have a window"):
        measure(replace(small, context=1500))
    with pytest.raises(ValueError, match="share must be above 0 and at most 1"):
        measure(replace(small, share=2))
    with pytest.raises(FileNotFoundError, match="is no folder of token files"):
        measure(SCALES["paper"])


def test_the_paper_scale_is_nanogpts_setting_and_runs(folder: Path) -> None:
    paper = SCALES["paper"]
    told = training_settings(paper)
    assert (told.steps, told.warmup, told.learning_rate) == (600_000, 2000, 6e-4)
    assert (told.schedule, told.final_share, told.weight_decay) == ("cosine", 0.1, 0.1)
    assert (told.betas, told.clip, told.precision) == ((0.9, 0.95), 1.0, "bf16")
    assert (paper.batch, paper.context, paper.dropout) == (12, 1024, 0.0)
    size = paper.size
    assert (size.n_layers, size.dim, size.n_heads) == (12, 768, 12)
    shrunken = replace(
        paper,
        folder=str(folder),
        vocabulary=257,
        dim=24,
        context=32,
        until=3,
        windows=3,
        checkpoints="",
    )
    arrays = measure(shrunken)
    assert arrays["losses"].shape == (3,)
    assert np.isfinite(arrays["losses"]).all()
    assert np.isfinite(arrays["held_out"]).all()
