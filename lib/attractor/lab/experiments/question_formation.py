"""Where the loss of a transformer stops, beside the entropy of what it reads.

A plain transformer learns lines of a grammar whose entropy is known exactly. Section
6.3 and Fig. 4 of Niu et al. 2024, in the settings of Murty et al. 2023.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from attractor.lab.generators import generator_at
from attractor.lab.question_formation.grammar import QuestionFormation
from attractor.lab.question_formation.stream import LineStream, Scoring, sorted_batches
from attractor.lab.question_formation.telling import telling_questions
from attractor.lab.question_formation.tokens import LineTokenizer
from attractor.lab.training import Batch, Settings, mean_nats, train
from attractor.models import TransformerSize, VanillaTransformer

HELD_OUT_BATCH = 64
HELD_OUT = 2**32  # a place that no step of training reaches


@dataclass(frozen=True)
class QuestionFormationRun:
    """A source of lines, a model, and how it is trained.

    The source: the number of words of the `lexicon`, "fitted" or "published"
    `weights`, `n_lines` different lines (0: endless independent ones), what is
    `scored` (line, source or target), how many `copies` of the target stand in a line.
    `tied` output weights as Niu et al. say, untied as Murty et al.'s code has them.
    Every `evaluate_every` steps the loss on `held_out` new lines is measured, and on
    `generalization` questions that tell the main auxiliary from the first one, such as
    training never shows, whether the main one comes first. `until` ends the run after
    so many of its steps (0: all). With `checkpoints`, a folder, a stopped run goes on.
    """

    lexicon: int = 68
    weights: str = "fitted"
    n_lines: int = 0
    scored: str = "line"
    copies: int = 1
    n_layers: int = 2
    dim: int = 128
    n_heads: int = 4
    dropout: float = 0.0
    tied: bool = True
    batch: int = 64
    steps: int = 800
    until: int = 0
    learning_rate: float = 2e-3
    warmup: int = 80
    evaluate_every: int = 40
    held_out: int = 2000
    generalization: int = 0
    checkpoints: str = ""
    seed: int = 0
    device: str = "cpu"

    @property
    def scoring(self) -> Scoring:
        """What of a line counts."""
        return Scoring(self.scored, self.copies)


SCALES = {
    "toy": QuestionFormationRun(
        lexicon=26,
        dim=96,
        batch=32,
        steps=600,
        warmup=60,
        evaluate_every=30,
        held_out=1000,
    ),
    "colab": QuestionFormationRun(
        n_layers=6,
        dim=512,
        n_heads=8,
        dropout=0.1,
        batch=64,
        steps=10_000,
        learning_rate=3e-4,
        warmup=500,
        evaluate_every=500,
        generalization=1000,
        device="cuda",
    ),
    "paper": QuestionFormationRun(
        n_lines=100_000,
        n_layers=6,
        dim=512,
        n_heads=8,
        dropout=0.1,
        batch=8,
        steps=300_000,
        learning_rate=1e-4,
        warmup=10_000,
        evaluate_every=1000,
        generalization=1000,
        device="cuda",
    ),
}


def measure(config: QuestionFormationRun) -> dict[str, np.ndarray]:
    """Losses by step, losses on new lines, accuracies, and the exact entropy."""
    source = QuestionFormation(config.lexicon, config.weights)
    stream = LineStream(
        source,
        config.batch,
        n_lines=config.n_lines,
        scoring=config.scoring,
        seed=config.seed,
    )
    model = new_model(config, stream.tokenizer)
    evaluate = evaluation(config, source, stream.tokenizer)
    history = train(
        model,
        stream,
        training_settings(config),
        evaluate=evaluate,
        folder=config.checkpoints or None,
    )
    floor = source.entropy(config.scored, config.copies)
    return history.arrays() | {"floor": np.array(floor.nats_per_token)}


def new_model(
    config: QuestionFormationRun, tokenizer: LineTokenizer
) -> VanillaTransformer:
    """The untrained model of a run."""
    return VanillaTransformer(
        len(tokenizer.vocabulary),
        TransformerSize(config.n_layers, config.dim, config.n_heads, config.dropout),
        tied=config.tied,
        padding=tokenizer.pad,
        generator=torch.Generator().manual_seed(config.seed),
    )


def training_settings(config: QuestionFormationRun) -> Settings:
    """Murty et al.: AdamW, ε = 1e-7, no decay, linear schedule, gradients cut at 1."""
    return Settings(
        steps=config.steps,
        until=config.until,
        learning_rate=config.learning_rate,
        warmup=config.warmup,
        epsilon=1e-7,
        evaluate_every=config.evaluate_every,
        save_every=config.evaluate_every if config.checkpoints else 0,
        seed=config.seed,
    )


def evaluation(
    config: QuestionFormationRun, source: QuestionFormation, tokenizer: LineTokenizer
) -> Callable[[nn.Module], dict[str, float]]:
    """What is measured on lines that the model has not seen, the same each time."""
    draws = generator_at(config.seed, HELD_OUT)
    lines = source.sample(config.held_out, generator=draws)
    new = sorted_batches(lines, tokenizer, HELD_OUT_BATCH, config.scoring, draws)
    asked = []
    if config.generalization:
        questions = telling_questions(
            config.generalization, lexicon=source.lexicon, generator=draws
        )
        asked = sorted_batches(questions, tokenizer, HELD_OUT_BATCH, Scoring(), draws)

    def measured(model: nn.Module) -> dict[str, float]:
        found = {"held_out": mean_nats(model, new)}
        if asked:
            found["main_auxiliary"] = main_auxiliary_share(model, asked, tokenizer)
        return found

    return measured


def main_auxiliary_share(
    model: nn.Module, batches: list[Batch], tokenizer: LineTokenizer
) -> float:
    """The share of questions whose first word, the main auxiliary, the model says."""
    device = next(model.parameters()).device
    marker = tokenizer.vocabulary.index("quest")
    right = asked = 0
    for batch in (batch.to(device) for batch in batches):
        after: Tensor = batch.inputs == marker
        said = model(batch.inputs)[after].argmax(-1)
        right += int((said == batch.targets[after]).sum())
        asked += int(after.sum())
    return right / asked
