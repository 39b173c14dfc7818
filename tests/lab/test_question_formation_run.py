"""The experiment of section 6.3, small: what it measures, and that it learns."""

import dataclasses

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from attractor.lab import (
    LEXICONS,
    LineTokenizer,
    QuestionFormation,
    run,
    telling_questions,
)
from attractor.lab.experiments.question_formation import (
    SCALES,
    evaluation,
    main_auxiliary_share,
    measure,
    new_model,
    training_settings,
)
from attractor.lab.question_formation.stream import Scoring, sorted_batches
from attractor.lab.training import mean_nats

SMALL = {"lexicon": 13, "dim": 32, "n_layers": 1, "batch": 16, "held_out": 100}
SOURCE = QuestionFormation(13, "fitted")
TOKENIZER = LineTokenizer(SOURCE.lexicon)
N_TOKENS = len(TOKENIZER.vocabulary)


class Oracle(nn.Module):
    """Says of each line what is right, and is sure of it by `sharpness`."""

    def __init__(self, sharpness: float, n_tokens: int = N_TOKENS) -> None:
        super().__init__()
        self.n_tokens = n_tokens
        self.sharpness = nn.Parameter(torch.tensor(sharpness))

    def forward(self, inputs: Tensor) -> Tensor:
        after = torch.cat([inputs[:, 1:], torch.zeros_like(inputs[:, :1])], dim=1)
        return self.sharpness * nn.functional.one_hot(after, self.n_tokens).float()


def test_a_run_keeps_losses_new_lines_and_the_exact_entropy() -> None:
    result = run(
        "question-formation", **SMALL, steps=6, warmup=2, evaluate_every=2, n_heads=2
    )
    arrays = result.arrays
    assert arrays["losses"].shape == (6,)
    assert arrays["evaluated_at"].tolist() == [2, 4, 6]
    assert arrays["held_out"].shape == (3,)
    assert arrays["floor"] == pytest.approx(0.235334, abs=1e-6)
    assert (arrays["losses"] > arrays["floor"]).all()
    assert result.config["weights"] == "fitted"


def test_it_learns_and_stays_above_the_entropy() -> None:
    config = dataclasses.replace(
        SCALES["toy"], **SMALL, n_heads=2, steps=120, warmup=10, evaluate_every=40
    )
    arrays = measure(config)
    held_out = arrays["held_out"]
    assert held_out[0] > held_out[-1]
    assert arrays["floor"] < held_out[-1] < arrays["losses"][0] - 1.0


def test_a_few_lines_are_memorized_below_the_entropy_of_the_source() -> None:
    config = dataclasses.replace(
        SCALES["toy"],
        **{**SMALL, "lexicon": 68},
        n_lines=4,
        n_heads=2,
        steps=150,
        warmup=10,
    )
    arrays = measure(config)
    assert arrays["losses"][-1] < 0.3 < arrays["floor"]
    assert arrays["held_out"][-1] > arrays["floor"]


def test_nats_are_means_over_tokens_not_over_batches() -> None:
    draws = torch.Generator().manual_seed(0)
    lines = SOURCE.sample(50, generator=draws)
    batches = sorted_batches(lines, TOKENIZER, 16, Scoring(), draws)
    n_tokens = sum(len(line.split()) + 1 for line in lines)
    assert mean_nats(Oracle(0.0), batches) == pytest.approx(np.log(N_TOKENS), rel=1e-6)
    nearly = mean_nats(Oracle(50.0), batches)
    ends = len(lines) / n_tokens  # the last input has nothing after it
    assert nearly == pytest.approx(50.0 * ends, rel=0.2)


def test_the_main_auxiliary_is_asked_for_after_the_marker() -> None:
    tokenizer = LineTokenizer(LEXICONS[26])
    draws = torch.Generator().manual_seed(0)
    lines = telling_questions(60, lexicon=26, generator=draws)
    batches = sorted_batches(lines, tokenizer, 16, Scoring(), draws)
    n_tokens = len(tokenizer.vocabulary)
    for sharpness, share in ((9.0, 1.0), (-9.0, 0.0)):
        oracle = Oracle(sharpness, n_tokens)
        assert main_auxiliary_share(oracle, batches, tokenizer) == share


def test_generalization_is_measured_where_it_is_asked_for() -> None:
    source = QuestionFormation(26, "fitted")
    tokenizer = LineTokenizer(source.lexicon)
    config = dataclasses.replace(SCALES["toy"], held_out=100, generalization=40)
    oracle = Oracle(9.0, len(tokenizer.vocabulary))
    found = evaluation(config, source, tokenizer)(oracle)
    assert set(found) == {"held_out", "main_auxiliary"}
    assert found["main_auxiliary"] == 1.0


def test_the_paper_scale_is_murtys_setting_and_runs() -> None:
    paper = SCALES["paper"]
    told = training_settings(paper)
    assert (told.steps, told.warmup, told.learning_rate) == (300_000, 10_000, 1e-4)
    assert (told.schedule, told.epsilon, told.weight_decay) == ("linear", 1e-7, 0.0)
    assert told.clip == 1.0
    with torch.device("meta"):
        model = new_model(paper, LineTokenizer(LEXICONS[68]))
    assert (len(model.blocks), model.dim, model.blocks[0].attention.n_heads) == (
        6,
        512,
        8,
    )
    shrunken = dataclasses.replace(
        paper, dim=16, n_layers=6, n_lines=50, until=3, held_out=20, generalization=20
    )
    arrays = measure(shrunken)
    assert arrays["losses"].shape == (3,)
    assert np.isfinite(arrays["losses"]).all()
    assert set(arrays) >= {"held_out", "main_auxiliary", "floor"}
