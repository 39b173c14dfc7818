"""Who still knows a key after so many blocks of filler, and who cannot.

Four readers of the same texts: block sliding windows, the same with gradients stopped
at the blocks, feedback memory, and slots whose question never changes. After the
PassKey experiment of Hwang et al. 2024 (TransformerFAM), section 4, in small.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from attractor.lab.generators import generator_at
from attractor.lab.pass_keys import PassKeys
from attractor.lab.training import Batch, Settings, token_nats, train
from attractor.models import (
    FamLayer,
    FamMemory,
    FamSize,
    FamTransformer,
    StaticLayer,
)

TESTED = (0, 1, 2, 4, 6, 8, 16, 32, 64)
LINES = 2**32  # a place that no step of training reaches
AT_ONCE = 32  # lines


@dataclass(frozen=True)
class Keys:
    """A reader, its texts, how it is trained, and how far it is tested.

    `reader` is "feedback" (TransformerFAM), "static" (slots that always ask the same),
    "sliding" (no slots) or "detached" (no slots, and no gradient between blocks). The
    model: `n_layers`, `dim`, `n_heads`, and blocks of `block` tokens with `segments` of
    them seen and `slots`, where the reader has any. Each of `steps` reads `batch` lines
    with from 0 to `between` blocks of filler, a range that grows over the first half;
    `until` ends the run after so many (0: all). Then `lines` lines are asked with up to
    `longest` blocks between. With `checkpoints`, a folder, a stopped run goes on.
    """

    reader: str = "feedback"
    n_layers: int = 2
    dim: int = 64
    n_heads: int = 4
    block: int = 16
    segments: int = 0
    slots: int = 4
    between: int = 6
    batch: int = 32
    steps: int = 500
    until: int = 0
    learning_rate: float = 4e-3
    warmup: int = 20
    lines: int = 128
    longest: int = 64
    checkpoints: str = ""
    seed: int = 0
    device: str = "cpu"


SCALES = {
    "toy": Keys(),
    "colab": Keys(
        n_layers=4, dim=128, slots=8, batch=64, steps=2000, lines=512, device="cuda"
    ),
    # The size, blocks and memory of the paper's 1B model; symbols in place of words,
    # and all weights trained, from nothing.
    "paper": Keys(
        n_layers=18,
        dim=1536,
        n_heads=12,
        block=1024,
        segments=3,
        slots=64,
        between=16,
        batch=128,
        steps=50_000,
        learning_rate=1e-4,
        warmup=1000,
        lines=128,
        device="cuda",
    ),
}


class Detached(FamTransformer):
    """The same numbers, and gradients that end where a block begins."""

    def _piece(self, x: Tensor, memory: FamMemory) -> tuple[Tensor, FamMemory]:
        return super()._piece(x, memory.detach())


READERS: dict[str, tuple[type[FamTransformer], type[FamLayer], bool]] = {
    "feedback": (FamTransformer, FamLayer, True),
    "static": (FamTransformer, StaticLayer, True),
    "sliding": (FamTransformer, FamLayer, False),
    "detached": (Detached, FamLayer, False),
}
"""The model, its layer, and whether it has slots."""


def measure(config: Keys) -> dict[str, np.ndarray]:
    """Losses by step, and what is right after each number of blocks.

    `losses` (steps,) in nats per key symbol. For each of `between` (tests,): the share
    `right` of key symbols that are likeliest where they are due, the mean `nats` paid
    for them, and `slope`, the norm of the gradient of those nats with respect to the
    key's vectors in the first block: 0 exactly where no path leads there that training
    could use.
    """
    model, texts = new_model(config), texts_of(config)
    history = train(
        model,
        batches(config, texts),
        training_settings(config),
        folder=config.checkpoints or None,
    )
    model.eval()
    tested = [each for each in TESTED if each <= config.longest]
    found = [asked(model, config, texts, each) for each in tested]
    right, nats, slope = (np.array(each) for each in zip(*found, strict=True))
    return {
        "losses": history.arrays()["losses"],
        "between": np.array(tested),
        "right": right,
        "nats": nats,
        "slope": slope,
    }


def texts_of(config: Keys) -> PassKeys:
    """Texts in the model's blocks."""
    return PassKeys(config.block)


def new_model(config: Keys) -> FamTransformer:
    """The untrained reader of a run. `ValueError` on one that does not exist."""
    if config.reader not in READERS:
        raise ValueError(
            f"reader must be one of {sorted(READERS)}, got {config.reader!r}"
        )
    model, layer, has_slots = READERS[config.reader]
    size = FamSize(
        config.n_layers,
        config.dim,
        config.n_heads,
        texts_of(config).vocabulary,
        config.block,
        config.segments,
        config.slots if has_slots else 0,
    )
    draws = torch.Generator().manual_seed(config.seed)
    return model(size, layer, generator=draws).to(config.device)


def batches(config: Keys, texts: PassKeys) -> Callable[[int], Batch]:
    """The batch of each step: first little filler, from half of the steps on all."""

    def batch(step: int) -> Batch:
        draws = generator_at(config.seed, step)
        grown = min(1.0, 2 * step / config.steps)
        most = round(config.between * grown)
        between = int(torch.randint(most + 1, (), generator=draws))
        return texts.batch(texts.lines(config.batch, between, generator=draws))

    return batch


def training_settings(config: Keys) -> Settings:
    """AdamW without decay, cosine to 0, gradients cut at 1."""
    return Settings(
        steps=config.steps,
        until=config.until,
        learning_rate=config.learning_rate,
        warmup=config.warmup,
        schedule="cosine",
        final_share=0.0,
        clip=1.0,
        save_every=100 if config.checkpoints else 0,
        seed=config.seed,
    )


def asked(
    model: FamTransformer, config: Keys, texts: PassKeys, between: int
) -> tuple[float, float, float]:
    """Share right, nats per key symbol, and the slope, over all lines of a test."""
    draws = generator_at(config.seed, LINES + between)
    lines = texts.lines(config.lines, between, generator=draws)
    right, nats = 0, 0.0
    with torch.no_grad():
        for part in lines.split(AT_ONCE):
            batch = texts.batch(part.to(config.device))
            said = model(batch.inputs)[:, -texts.length :].argmax(-1)
            right += int((said == batch.targets[:, -texts.length :]).sum())
            nats += float(token_nats(model, batch))
    n = config.lines * texts.length
    return right / n, nats / n, slope(model, texts, lines[:AT_ONCE].to(config.device))


def slope(model: FamTransformer, texts: PassKeys, lines: Tensor) -> float:
    """The gradient of the nats paid at the end in the key's vectors at the start."""
    batch = texts.batch(lines)
    vectors = model.embedding(batch.inputs).detach().requires_grad_()
    logits = model.head(model.through(vectors).states)
    paid = nn.functional.cross_entropy(logits.mT, batch.targets, reduction="sum")
    (gradient,) = torch.autograd.grad(paid, vectors)
    first = lines[:, : texts.block]
    said = (texts.fillers <= first) & (first < texts.mark)
    return float(gradient[:, : texts.block][said].norm())
