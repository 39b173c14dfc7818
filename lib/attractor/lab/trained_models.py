"""The weights of a trained model, kept like any other result of a run."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

from attractor.lab.experiments import characters, passkey
from attractor.lab.experiments.characters import Characters
from attractor.lab.experiments.passkey import Keys
from attractor.lab.experiments.question_formation import QuestionFormationRun, new_model
from attractor.lab.question_formation.grammar import QuestionFormation
from attractor.lab.question_formation.tokens import LineTokenizer
from attractor.lab.runs import RECORDED, Run, load_run
from attractor.lab.training.checkpoints import checked_manifest, checkpoints
from attractor.models import CharacterTokenizer

WEIGHTS = "model.safetensors"
VOCABULARY = "vocabulary"


class TrainedModel(NamedTuple):
    """A model that has learned a language, and how it reads and writes.

    A `VanillaTransformer` with a `LineTokenizer` after "question-formation", a `Gpt`
    with a `CharacterTokenizer` after "characters", a `FamTransformer` with the
    `PassKeys` that it reads after "passkey".
    """

    model: Any
    tokenizer: Any


def trained_model(name: str, folder: str | Path = RECORDED) -> TrainedModel:
    """The model of the run `NAME`, from its weights in `NAME-weights`.

    It is in evaluation mode, in float32; the weights were kept in half precision.
    Raises as `load_run`, and `ValueError` where the weights are not of that model.
    """
    kept = load_run(f"{name}-weights", folder)
    model, tokenizer = untrained(kept)
    weights = {
        k: torch.from_numpy(v).float()
        for k, v in kept.arrays.items()
        if k != VOCABULARY
    }
    fill(model, weights, f"the run {name}-weights")
    return TrainedModel(model.eval(), tokenizer)


def weights_of(run: Run, folder: str | Path) -> Run:
    """The last checkpoint's weights in half precision, with the papers of its run.

    Raises `ValueError` where there is no whole checkpoint, or of another model.
    """
    found = checkpoints(Path(folder))
    if not found:
        raise ValueError(f"folder must hold a checkpoint, there is none in {folder}")
    checked_manifest(found[-1])
    model, _ = untrained(run)
    fill(model, load_file(found[-1] / WEIGHTS), str(found[-1]))
    kept: dict[str, np.ndarray] = {
        k: v.detach().half().numpy() for k, v in model.named_parameters()
    }
    if VOCABULARY in run.arrays:
        kept[VOCABULARY] = run.arrays[VOCABULARY]
    return replace(run, name=f"{run.name}-weights", arrays=kept)


def fresh_model(name: str, seed: int, folder: str | Path = RECORDED) -> nn.Module:
    """A model like that of the run `NAME`, never trained, its weights drawn anew.

    In evaluation mode. `NAME-weights` must be a run of question-formation or
    characters; raises as `load_run`.
    """
    known = load_run(f"{name}-weights", folder)
    started = replace(known, config={**known.config, "seed": seed})
    model: nn.Module = untrained(started).model
    return model.eval()


def untrained(run: Run) -> TrainedModel:
    """The model that a run of one of these experiments began with."""
    if is_of(QuestionFormationRun, run):
        return untrained_lines(QuestionFormationRun(**run.config))
    if is_of(Characters, run) and VOCABULARY in run.arrays:
        tokenizer = CharacterTokenizer("".join(run.arrays[VOCABULARY]))
        made = characters.new_model(Characters(**run.config), tokenizer)
        return TrainedModel(made, tokenizer)
    if is_of(Keys, run):
        asked = Keys(**run.config)
        return TrainedModel(passkey.new_model(asked), passkey.texts_of(asked))
    raise ValueError(
        f"run must be of question-formation, characters or passkey, {run.name} is not"
    )


def is_of(settings: type, run: Run) -> bool:
    """Whether a run has the settings of an experiment, all of them and no others."""
    return set(run.config) == {field.name for field in fields(settings)}


def untrained_lines(config: QuestionFormationRun) -> TrainedModel:
    """The model that a run of question-formation began with."""
    lexicon = QuestionFormation(config.lexicon, config.weights).lexicon
    tokenizer = LineTokenizer(lexicon)
    return TrainedModel(new_model(config, tokenizer), tokenizer)


def fill(model: nn.Module, weights: dict[str, Any], where: str) -> None:
    """Give a model all its parameters, by name; tied ones stand there once."""
    wanted = {name: each.shape for name, each in model.named_parameters()}
    given = {name: weights[name].shape for name in wanted if name in weights}
    if given != wanted:
        different = next(name for name in wanted if given.get(name) != wanted[name])
        raise ValueError(f"{where} holds no {different} that fits this model")
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(weights[name])
