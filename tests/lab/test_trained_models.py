"""Weights kept with a run: what comes back is the model that was trained."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from attractor.__main__ import main
from attractor.lab import load_run, run, run_names, save_run, trained_model
from attractor.lab.generators import generator_at
from attractor.lab.question_formation.grammar import QuestionFormation
from attractor.lab.question_formation.stream import Scoring, sorted_batches
from attractor.lab.trained_models import weights_of
from attractor.lab.training import mean_nats

SMALL = {"lexicon": 13, "dim": 16, "n_heads": 2, "batch": 8, "steps": 3, "warmup": 1}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("runs")
    for name, tied in (("tied", True), ("untied", False)):
        kept = str(place / f"checkpoints-{name}")
        result = run("question-formation", **SMALL, tied=tied, checkpoints=kept)
        save_run(replace(result, name=name), place)
        main(["weights", name, "--folder", str(place)])
    return place


@pytest.mark.parametrize("name", ["tied", "untied"])
def test_the_model_that_comes_back_has_the_weights_that_were_trained(name, folder):
    model, _ = trained_model(name, folder)
    (last,) = (folder / f"checkpoints-{name}").glob("step-00000003")
    trained = load_file(last / "model.safetensors")
    assert not model.training
    assert dict(model.named_parameters()).keys() <= trained.keys()
    for key, weight in model.named_parameters():
        assert weight.dtype == torch.float32
        torch.testing.assert_close(weight, trained[key], rtol=1e-3, atol=1e-6)
    assert (model.head.weight is model.embedding.weight) == (name == "tied")


def test_it_pays_what_its_run_says_it_paid(folder):
    model, tokenizer = trained_model("tied", folder)
    draws = generator_at(0, 2**32)
    lines = QuestionFormation(13, "fitted").sample(1000, generator=draws)
    batches = sorted_batches(lines, tokenizer, 64, Scoring(), draws)
    with torch.no_grad():
        paid = mean_nats(model, batches)
    recorded = load_run("tied", folder).arrays["held_out"][-1]
    assert paid == pytest.approx(recorded, abs=1e-3)


def test_weights_carry_the_papers_of_their_run_and_are_halves(folder):
    weights, trained = load_run("tied-weights", folder), load_run("tied", folder)
    assert weights.provenance == trained.provenance
    assert weights.config == trained.config
    assert {array.dtype for array in weights.arrays.values()} == {np.dtype("float16")}


def test_a_run_without_weights_is_named(folder):
    with pytest.raises(FileNotFoundError, match=r"other-weights\.json is not in"):
        trained_model("other", folder)


def test_weights_of_another_model_are_refused(folder):
    wide = load_run("tied-weights", folder)
    other = replace(wide, name="wide-weights", config={**wide.config, "dim": 32})
    save_run(other, folder)
    with pytest.raises(ValueError, match=r"wide-weights holds no embedding\.weight"):
        trained_model("wide", folder)


def test_weights_are_of_a_run_of_this_experiment_that_has_a_checkpoint(folder):
    trained = load_run("tied", folder)
    with pytest.raises(ValueError, match="there is none in"):
        weights_of(trained, folder / "nowhere")
    (kept,) = (folder / "checkpoints-tied").glob("step-00000003")
    alien = replace(trained, name="alien", config={"seed": 0})
    with pytest.raises(ValueError, match="alien is not"):
        weights_of(alien, kept.parent)


def test_a_damaged_checkpoint_is_named_and_left(folder, tmp_path):
    kept = tmp_path / "step-00000003"
    kept.mkdir()
    (kept / "manifest.json").write_text('{"sha256": {"model.safetensors": "0"}}')
    (kept / "model.safetensors").write_bytes(b"cut")
    with pytest.raises(ValueError, match=r"model\.safetensors is not what was writ"):
        weights_of(load_run("tied", folder), tmp_path)
    assert (kept / "model.safetensors").read_bytes() == b"cut"


def test_the_command_line_refuses_in_a_sentence(folder, capsys):
    save_run(replace(load_run("tied", folder), name="bare", config={}), folder)
    assert "bare" in run_names(folder)
    with pytest.raises(SystemExit):
        main(["weights", "bare", "--folder", str(folder)])
    assert "there is none in" in capsys.readouterr().err
