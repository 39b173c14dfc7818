"""The character model as an experiment: what it keeps, refuses, and takes up."""

import dataclasses
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from attractor.__main__ import main
from attractor.lab import load_run, run, save_run, trained_model
from attractor.lab.experiments import characters as experiment
from attractor.lab.experiments.characters import (
    BEGINNINGS,
    SCALES,
    TEMPERATURES,
    Characters,
    CharacterText,
    character_text,
    evaluation,
    trained_on,
    training_settings,
)
from attractor.models import CharacterTokenizer

RHYME = "To be, or not to be\nlord the my First Citizen:\n" * 40


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Characters:
    """A tiny model of a text that is no file."""
    tokenizer = CharacterTokenizer.of(RHYME)
    numbers = np.array(tokenizer.encode(RHYME), dtype=np.uint16)
    text = CharacterText(numbers[:-200], numbers[-200:], tokenizer)
    monkeypatch.setattr(experiment, "character_text", lambda name: text)
    return Characters(
        text="rhyme",
        n_layers=2,
        dim=16,
        n_heads=2,
        context=12,
        batch=4,
        steps=6,
        warmup=2,
        evaluate_every=2,
        windows=5,
        sample=20,
    )


def test_a_run_keeps_losses_distributions_and_samples(small: Characters) -> None:
    result = run("characters", **dataclasses.asdict(small))
    arrays, letters = result.arrays, len({*RHYME})
    assert arrays["losses"].shape == (6,)
    assert arrays["evaluated_at"].tolist() == [2, 4, 6]
    assert arrays["held_out"].shape == (3,)
    assert arrays["held_out"][0] == pytest.approx(np.log(letters), abs=0.3)
    assert "".join(arrays["vocabulary"]) == "".join(sorted({*RHYME}))
    assert set(arrays["beginnings"]) < {*BEGINNINGS}
    assert arrays["after_beginnings"].shape == (len(arrays["beginnings"]), letters)
    assert arrays["along_passage"].shape == (12, letters)
    assert arrays["attention"].shape == (2, 2, 12, 12)
    assert arrays["samples"].shape == (len(TEMPERATURES), 20)
    assert arrays["samples"].max() < letters


def test_what_it_says_is_what_the_model_says_line_by_line(small: Characters) -> None:
    text = experiment.character_text("")
    model, _ = trained_on(small, text)
    kept = experiment.said(model, text)
    with torch.no_grad():
        for spelled, logits in zip(
            kept["beginnings"], kept["after_beginnings"], strict=True
        ):
            line = torch.tensor([text.tokenizer.encode(spelled)[-12:]])
            due = model(line)[0, -1]
            torch.testing.assert_close(torch.from_numpy(logits), due)
        passage = torch.from_numpy(text.held_out[:12].astype(np.int64))
        due = model(passage[None])[0]
    torch.testing.assert_close(torch.from_numpy(kept["along_passage"]), due)


def test_a_rhyme_is_learned_and_continued_by_heart(small: Characters) -> None:
    told = replace(small, steps=150, learning_rate=1e-2, evaluate_every=150, dim=24)
    arrays = experiment.measure(told)
    assert arrays["held_out"][-1] < 0.6
    greedy = "".join(arrays["vocabulary"][arrays["samples"][0]])
    assert greedy[:11] in RHYME  # with the line break before them, the context


def test_a_killed_run_ends_as_one_that_ran_through(
    small: Characters, tmp_path: Path
) -> None:
    small = replace(small, dropout=0.1)
    text = experiment.character_text("")
    through, _ = trained_on(small, text)
    stopped = replace(small, until=4, checkpoints=str(tmp_path))
    trained_on(stopped, text)
    resumed, history = trained_on(replace(stopped, until=0), text)
    assert history.steps == 6
    pairs = zip(through.parameters(), resumed.parameters(), strict=True)
    assert all(torch.equal(*pair) for pair in pairs)


def test_weights_come_back_with_their_characters(
    small: Characters, tmp_path: Path
) -> None:
    told = replace(small, checkpoints=str(tmp_path / "kept"))
    result = run("characters", **dataclasses.asdict(told))
    save_run(replace(result, name="small"), tmp_path)
    main(["weights", "small", "--folder", str(tmp_path)])
    model, tokenizer = trained_model("small", tmp_path)
    assert not model.training
    assert tokenizer.vocabulary == "".join(sorted({*RHYME}))
    text = experiment.character_text("")
    paid = evaluation(told, text)
    with torch.no_grad():
        assert paid(model)["held_out"] == pytest.approx(
            result.arrays["held_out"][-1], abs=2e-3
        )
    weights = load_run("small-weights", tmp_path).arrays
    assert weights["embedding.weight"].dtype == np.float16


def test_tiny_shakespeare_has_65_characters_and_a_tenth_is_held_out(
    data_folder: Path,
) -> None:
    text = character_text("tinyshakespeare/input.txt")
    assert len(text.tokenizer.vocabulary) == 65
    assert text.tokenizer.encode("First Cit") == [18, 47, 56, 57, 58, 1, 15, 47, 58]
    assert len(text.training) + len(text.held_out) == 1_115_394
    assert len(text.held_out) == 111_539
    assert text.tokenizer.decode(text.training[:9].tolist()) == "First Cit"


@pytest.mark.parametrize("scale", ["colab", "paper"])
def test_the_larger_scales_run(scale: str, small: Characters) -> None:
    shrunken = replace(
        SCALES[scale],
        text="rhyme",
        n_layers=2,
        dim=24,
        context=16,
        batch=2,
        until=2,
        windows=2,
        sample=3,
        device="cpu",
    )
    arrays = run("characters", scale, **dataclasses.asdict(shrunken)).arrays
    assert np.isfinite(arrays["losses"]).all() and len(arrays["losses"]) == 2


def test_the_colab_scale_is_nanogpts_setting() -> None:
    colab = SCALES["colab"]
    told = training_settings(colab)
    assert (told.steps, told.warmup, told.learning_rate) == (5000, 100, 1e-3)
    assert (told.schedule, told.final_share, told.weight_decay) == ("cosine", 0.1, 0.1)
    assert (told.betas, told.clip) == ((0.9, 0.99), 1.0)
    assert (colab.batch, colab.context, colab.dropout) == (64, 256, 0.2)
    assert (colab.n_layers, colab.dim, colab.n_heads) == (6, 384, 6)
    assert all(len(scale.data_sha256) == 64 for scale in SCALES.values())
