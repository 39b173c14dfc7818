"""Losses of small models of many sizes on as many tokens, for a law to be fitted to.

Every size is trained on every number of tokens, each run with a schedule of its own
that ends with it, and hardly any token seen twice: the design of Hoffmann et al. 2022
(their third approach), a million times smaller.
"""

from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np

from attractor.lab.experiments.training_gpt2 import (
    TrainingGpt2,
    evaluation,
    text_of,
    trained_on,
)
from attractor.lab.token_texts import text_sha256
from attractor.lab.training.loop import measured

Shape = tuple[int, int, int]


@dataclass(frozen=True)
class ScalingLaws:
    """Which models are trained, and on how much of which text.

    `shapes` are models, each a number of layers, a width and a number of heads;
    `tokens` are how many each of them sees, rounded to whole batches. The text is a
    prepared `folder`, or without one the bytes of the corpus file `text`. A batch is
    `batch` windows of `context` tokens. All runs share one `learning_rate`, reached in
    the first tenth of their steps. The loss held out is measured on `windows` windows,
    the same for every seed. With `checkpoints`, a folder, models that are done are not
    trained again, and one that was stopped goes on.
    """

    folder: str = ""
    text: str = "tinyshakespeare/input.txt"
    shapes: tuple[Shape, ...] = ((2, 16, 1), (2, 32, 2), (2, 48, 2))
    tokens: tuple[int, ...] = (20_000, 40_000, 80_000)
    context: int = 64
    vocabulary: int = 256
    batch: int = 8
    learning_rate: float = 3e-3
    windows: int = 64
    checkpoints: str = ""
    seed: int = 0
    device: str = "cpu"

    @property
    def data_sha256(self) -> str | None:
        """Checksum of the text that the models are trained on."""
        return text_sha256(self.folder, self.text)


NOVELS = ScalingLaws(
    folder="novels-bytes",
    shapes=(
        (2, 16, 1),
        (2, 32, 2),
        (2, 48, 2),
        (3, 64, 2),
        (4, 80, 2),
        (4, 112, 4),
        (5, 144, 4),
    ),
    tokens=(400_000, 800_000, 1_600_000, 3_200_000, 6_400_000),
    context=128,
    vocabulary=257,
    windows=1000,
)

SCALES = {
    "toy": ScalingLaws(),
    "colab": replace(NOVELS, batch=32, device="cuda"),
}


def measure(config: ScalingLaws) -> dict[str, np.ndarray]:
    """Sizes, tokens and losses, one number of each for a run.

    `n_params` all parameters, `n_inner` those of layers and norms, without embeddings;
    `n_tokens` seen; `training` and `held_out` in nats per token at the end.
    """
    rows = [row_of(config, *pair) for pair in product(config.shapes, config.tokens)]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def row_of(config: ScalingLaws, shape: Shape, tokens: int) -> dict[str, int | float]:
    """Train one model on so many tokens, and measure it."""
    told = training_of(config, shape, tokens)
    model = trained_on(told).model
    # Not what training looks at on its way: few windows, and other ones by seed.
    looked_at = replace(told, seed=0, windows=config.windows)
    losses = measured(model, evaluation(looked_at, text_of(told)))
    parts = {name: weight.numel() for name, weight in model.named_parameters()}
    embeddings = sum(n for name, n in parts.items() if ".wte" in name or ".wpe" in name)
    return {
        "n_params": sum(parts.values()),
        "n_inner": sum(parts.values()) - embeddings,
        "n_tokens": told.steps * told.batch * told.context,
        **losses,
    }


def training_of(config: ScalingLaws, shape: Shape, tokens: int) -> TrainingGpt2:
    """The settings of one run, of as many steps as its tokens ask for."""
    n_layers, dim, n_heads = shape
    steps = max(1, round(tokens / (config.batch * config.context)))
    name = f"{n_layers}-{dim}-{n_heads}-{steps}-{config.seed}"
    kept = str(Path(config.checkpoints) / name) if config.checkpoints else ""
    return TrainingGpt2(
        folder=config.folder,
        text=config.text,
        n_layers=n_layers,
        dim=dim,
        n_heads=n_heads,
        context=config.context,
        vocabulary=config.vocabulary,
        batch=config.batch,
        steps=steps,
        learning_rate=config.learning_rate,
        warmup=steps // 10,
        evaluate_every=max(1, steps // 8),
        windows=1,
        checkpoints=kept,
        seed=config.seed,
        device=config.device,
    )
