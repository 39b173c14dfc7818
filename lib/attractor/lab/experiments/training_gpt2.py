"""What more data buys GPT-2, and what more rounds through the same data do.

A `GPT2LMHeadModel` learns the first share of a text, and the loss is measured on what
it trains on and on a text held out. Section 6.2 and Fig. 3 of Niu et al. 2024, in the
settings of nanoGPT, whose preparation of OpenWebText they describe.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import torch
from torch import nn

from attractor.lab.generators import generator_at
from attractor.lab.gpt2 import Gpt2, gpt2_nats, new_gpt2
from attractor.lab.token_files import first_fraction, random_windows, window_batches
from attractor.lab.token_texts import TokenText, text_sha256, token_text
from attractor.lab.trained_gpt2 import describe
from attractor.lab.training import History, Settings, in_parts, mean_nats, train
from attractor.models import Gpt2Size

WINDOWS = 2**32  # a place that no step of training reaches
FREE = ("until", "checkpoints", "device")  # what a run taken up again may change


@dataclass(frozen=True)
class TrainingGpt2:
    """A text and how much of it, a model, and how it is trained.

    The text: a prepared `folder` (see `token_text`), or without one the bytes of the
    corpus file `text`; of its training tokens the first `share`. The model: `n_layers`,
    `dim`, `n_heads`, `context`, `vocabulary` (of different tokens), `dropout`. Training
    draws `batch` random windows of `context` tokens for each of `steps`; `until` ends
    the run after so many of them (0: all). Every `evaluate_every` steps the loss is
    measured on `windows` fixed windows of what is trained on, and as many held out.
    `precision` is "no" for float32, or "bf16". With `checkpoints`, a folder, a stopped
    run goes on, and `trained_gpt2` finds the model there.
    """

    folder: str = ""
    text: str = "tinyshakespeare/input.txt"
    share: int | float = 1.0
    n_layers: int = 4
    dim: int = 128
    n_heads: int = 4
    context: int = 64
    vocabulary: int = 256
    dropout: int | float = 0.0
    batch: int = 12
    steps: int = 300
    until: int = 0
    learning_rate: float = 3e-3
    warmup: int = 30
    evaluate_every: int = 30
    windows: int = 48
    precision: Literal["no", "bf16"] = "no"
    checkpoints: str = ""
    seed: int = 0
    device: str = "cpu"

    @property
    def size(self) -> Gpt2Size:
        """The size of the model."""
        return Gpt2Size(
            self.n_layers, self.dim, self.n_heads, self.context, self.vocabulary
        )

    @property
    def data_sha256(self) -> str | None:
        """Checksum of the whole text to train on, of which a share is taken."""
        return text_sha256(self.folder, self.text)


SCALES = {
    "toy": TrainingGpt2(share=0.002),
    "colab": TrainingGpt2(
        folder="novels",
        share=0.01,
        n_layers=6,
        dim=384,
        n_heads=6,
        context=256,
        vocabulary=50_257,
        batch=32,
        steps=1800,
        learning_rate=1e-3,
        warmup=100,
        evaluate_every=100,
        windows=256,
        device="cuda",
    ),
    "paper": TrainingGpt2(
        folder="openwebtext",
        n_layers=12,
        dim=768,
        n_heads=12,
        context=1024,
        vocabulary=50_257,
        steps=600_000,
        learning_rate=6e-4,
        warmup=2000,
        evaluate_every=1000,
        windows=2400,
        precision="bf16",
        device="cuda",
    ),
}


class Trained(NamedTuple):
    """A model after training, what it went through, and how many tokens it had."""

    model: Gpt2
    history: History
    n_tokens: int


def measure(config: TrainingGpt2) -> dict[str, np.ndarray]:
    """Losses by step, and by evaluation on the part trained on and on held-out text.

    `losses` (steps,), `training` and `held_out` (evaluations,) in nats per token, at
    the steps `evaluated_at`, after as many `epochs`: tokens seen over `n_tokens`, the
    tokens there are to train on.
    """
    trained = trained_on(config)
    arrays = trained.history.arrays()
    seen = arrays["evaluated_at"] * config.batch * config.context
    return arrays | {
        "epochs": seen / trained.n_tokens,
        "n_tokens": np.array(trained.n_tokens),
    }


def trained_on(config: TrainingGpt2) -> Trained:
    """Train the model of a configuration, or go on where its checkpoints end."""
    text = text_of(config)
    model = new_gpt2(
        config.size,
        config.dropout,
        generator=torch.Generator().manual_seed(config.seed),
    )
    if config.checkpoints:
        decided = {k: v for k, v in asdict(config).items() if k not in FREE}
        described = decided | {"data_sha256": config.data_sha256}
        describe(Path(config.checkpoints), model, described)
    batches = window_batches(
        text.training, config.batch, config.context, seed=config.seed
    )
    history = train(
        model,
        batches,
        training_settings(config),
        evaluate=evaluation(config, text),
        nats=gpt2_nats,
        folder=config.checkpoints or None,
    )
    return Trained(model.eval(), history, len(text.training))


def text_of(config: TrainingGpt2) -> TokenText:
    """The share of the text that is trained on, and all that is held out.

    Raises `ValueError` where one of them has no window, or tokens the model has not.
    """
    text = token_text(config.folder, config.text)
    if text.vocabulary > config.vocabulary:
        raise ValueError(
            f"vocabulary must be at least the {text.vocabulary} different tokens of "
            f"the text, got {config.vocabulary}"
        )
    part = first_fraction(text.training, config.share)
    if len(part) <= config.context:
        raise ValueError(
            f"share must leave a window of context + 1 = {config.context + 1} tokens, "
            f"and {config.share} of {len(text.training):,} leaves {len(part):,}"
        )
    if len(text.held_out) <= config.context:
        raise ValueError(
            f"the text held out must have a window of context + 1 = "
            f"{config.context + 1} tokens, it has {len(text.held_out):,}"
        )
    return text._replace(training=part)


def training_settings(config: TrainingGpt2) -> Settings:
    """nanoGPT: AdamW (0.9, 0.95), decay 0.1, cosine to a tenth, gradients cut at 1."""
    return Settings(
        steps=config.steps,
        until=config.until,
        learning_rate=config.learning_rate,
        warmup=config.warmup,
        schedule="cosine",
        final_share=0.1,
        betas=(0.9, 0.95),
        weight_decay=0.1,
        clip=1.0,
        evaluate_every=config.evaluate_every,
        save_every=config.evaluate_every if config.checkpoints else 0,
        precision=config.precision,
        seed=config.seed,
    )


def evaluation(
    config: TrainingGpt2, text: TokenText
) -> Callable[[nn.Module], dict[str, float]]:
    """The loss on windows of both parts, the same windows each time."""
    draws = generator_at(config.seed, WINDOWS)
    parts = {"training": text.training, "held_out": text.held_out}
    drawn = {
        name: random_windows(part, config.windows, config.context, generator=draws)
        for name, part in parts.items()
    }
    batches = {
        name: list(in_parts(windows, config.batch)) for name, windows in drawn.items()
    }

    def measured(model: nn.Module) -> dict[str, float]:
        return {
            name: mean_nats(model, fixed, gpt2_nats) for name, fixed in batches.items()
        }

    return measured
