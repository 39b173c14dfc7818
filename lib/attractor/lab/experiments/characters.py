"""How a decoder learns to continue a text, one character after another.

Our own `Gpt` reads tiny Shakespeare, and what it says is kept: losses, next-token
distributions after chosen beginnings and along a held-out passage, and samples. After
nanoGPT's example of that name (Karpathy 2022).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from attractor.lab.corpora import corpus_sources
from attractor.lab.generators import generator_at
from attractor.lab.plays import corpus_bytes
from attractor.lab.token_files import random_windows, window_batches
from attractor.lab.token_texts import HELD_OUT
from attractor.lab.training import History, Settings, in_parts, mean_nats, train
from attractor.models import (
    CharacterTokenizer,
    Gpt,
    Gpt2Size,
    Sampling,
    generate,
    pad_left,
)

WINDOWS, SAMPLES = 2**32, 2**32 + 1  # places that no step of training reaches
AT_ONCE = 64  # windows
PASSAGE = 64  # characters, or the context where that is shorter
BEGINNINGS = (
    "\n",
    "First Citizen:\n",
    "ROMEO:\nO",
    "To be, or not to b",
    "the ",
    "my lord",
    "KING RICHARD I",
    "\n\nQ",
)
TEMPERATURES = (0.0, 0.5, 1.0, 1.5)


@dataclass(frozen=True)
class Characters:
    """A text, a model, how it is trained, and what is kept of it.

    The last tenth of the corpus file `text` is held out. The model: `n_layers`, `dim`,
    `n_heads`, `context`, `dropout`. Training draws `batch` random windows of `context`
    characters for each of `steps`, at a `learning_rate` reached after `warmup` of them
    and with Adam's second mean over about 1/(1 − `beta2`); `until` ends the run after
    so many of them (0: all). Every `evaluate_every` steps the loss is measured on
    `windows` windows that are held out, the same each time. In the end `sample`
    characters are drawn at each of four temperatures. With `checkpoints`, a folder, a
    stopped run goes on.
    """

    text: str = "tinyshakespeare/input.txt"
    n_layers: int = 3
    dim: int = 96
    n_heads: int = 4
    context: int = 32
    dropout: int | float = 0.0
    batch: int = 16
    steps: int = 1200
    until: int = 0
    learning_rate: float = 8e-3
    beta2: float = 0.95
    warmup: int = 100
    evaluate_every: int = 100
    windows: int = 400
    sample: int = 200
    checkpoints: str = ""
    seed: int = 0
    device: str = "cpu"

    @property
    def data_sha256(self) -> str | None:
        """Checksum of the whole text."""
        source = corpus_sources().get(self.text)
        return source.sha256 if source else None


SCALES = {
    "toy": Characters(),
    # nanoGPT's config/train_shakespeare_char.py.
    "colab": Characters(
        n_layers=6,
        dim=384,
        n_heads=6,
        context=256,
        dropout=0.2,
        batch=64,
        steps=5000,
        learning_rate=1e-3,
        beta2=0.99,
        warmup=100,
        evaluate_every=250,
        windows=400,
        sample=500,
        device="cuda",
    ),
    # The same text in the smallest GPT-2's size, but for the vocabulary.
    "paper": Characters(
        n_layers=12,
        dim=768,
        n_heads=12,
        context=1024,
        dropout=0.2,
        batch=16,
        steps=5000,
        learning_rate=6e-4,
        warmup=200,
        evaluate_every=250,
        windows=100,
        sample=1000,
        device="cuda",
    ),
}


class CharacterText(NamedTuple):
    """A text as numbers, in two parts, and how to read them."""

    training: np.ndarray
    held_out: np.ndarray
    tokenizer: CharacterTokenizer


def measure(config: Characters) -> dict[str, np.ndarray]:
    """Losses by step and by evaluation, and what the trained model says.

    `losses` (steps,) and `held_out` (evaluations,), at the steps `evaluated_at`, in
    nats per character. `vocabulary` (characters,). `beginnings`, and the logits
    `after_beginnings` (beginnings, characters); a held-out `passage` (n,), the logits
    `along_passage` (n, characters) after each of its characters, and the `attention`
    among them (layers, heads, n, n). `samples` (temperatures, sample), drawn at
    `temperatures`.
    """
    text = character_text(config.text)
    model, history = trained_on(config, text)
    letters = np.array(list(text.tokenizer.vocabulary))
    kept = {"vocabulary": letters, "temperatures": np.array(TEMPERATURES)}
    return history.arrays() | kept | said(model, text) | sampled(model, config, text)


def trained_on(config: Characters, text: CharacterText) -> tuple[Gpt, History]:
    """The model of a configuration, trained, or gone on with where it stopped."""
    model = new_model(config, text.tokenizer)
    batches = window_batches(
        text.training, config.batch, config.context, seed=config.seed
    )
    history = train(
        model,
        batches,
        training_settings(config),
        evaluate=evaluation(config, text),
        folder=config.checkpoints or None,
    )
    return model.eval(), history


def character_text(name: str) -> CharacterText:
    """A corpus file by its characters, the last tenth held out."""
    whole = corpus_bytes(name).decode("utf-8")
    tokenizer = CharacterTokenizer.of(whole)
    numbers = np.array(tokenizer.encode(whole), dtype=np.uint16)
    kept = len(numbers) - len(numbers) // HELD_OUT
    return CharacterText(numbers[:kept], numbers[kept:], tokenizer)


def new_model(config: Characters, tokenizer: CharacterTokenizer) -> Gpt:
    """The untrained model of a run."""
    size = Gpt2Size(
        config.n_layers,
        config.dim,
        config.n_heads,
        config.context,
        len(tokenizer.vocabulary),
    )
    draws = torch.Generator().manual_seed(config.seed)
    return Gpt(size, config.dropout, generator=draws)


def training_settings(config: Characters) -> Settings:
    """nanoGPT: AdamW, decay 0.1, cosine to a tenth, gradients cut at 1."""
    return Settings(
        steps=config.steps,
        until=config.until,
        learning_rate=config.learning_rate,
        warmup=config.warmup,
        schedule="cosine",
        final_share=0.1,
        betas=(0.9, config.beta2),
        weight_decay=0.1,
        clip=1.0,
        evaluate_every=config.evaluate_every,
        save_every=config.evaluate_every if config.checkpoints else 0,
        seed=config.seed,
    )


def evaluation(
    config: Characters, text: CharacterText
) -> Callable[[nn.Module], dict[str, float]]:
    """The loss on windows held out, the same each time."""
    draws = generator_at(config.seed, WINDOWS)
    windows = random_windows(
        text.held_out, config.windows, config.context, generator=draws
    )
    batches = list(in_parts(windows, AT_ONCE))

    def measured(model: nn.Module) -> dict[str, float]:
        return {"held_out": mean_nats(model, batches)}

    return measured


@torch.no_grad()
def said(model: Gpt, text: CharacterText) -> dict[str, np.ndarray]:
    """Logits after beginnings that can be spelled, and along a held-out passage."""
    known = {*text.tokenizer.vocabulary}
    spelled = [each for each in BEGINNINGS if known.issuperset(each)]
    device, context = next(model.parameters()).device, model.size.context
    lines = [text.tokenizer.encode(each)[-context:] for each in spelled]
    tokens, is_token = (each.to(device) for each in pad_left(lines))
    n = min(context, PASSAGE)
    passage = torch.from_numpy(text.held_out[:n].astype(np.int64))
    read = passage[None].to(device)
    return {
        "beginnings": np.array(spelled),
        "after_beginnings": model(tokens, is_token)[:, -1].cpu().numpy(),
        "passage": passage.numpy(),
        "along_passage": model(read)[0].cpu().numpy(),
        "attention": model.attention(read)[:, 0].half().cpu().numpy(),
    }


def sampled(
    model: Gpt, config: Characters, text: CharacterText
) -> dict[str, np.ndarray]:
    """Characters drawn after a line break, at each of the temperatures."""
    device = next(model.parameters()).device
    draws = torch.Generator(device).manual_seed(
        generator_at(config.seed, SAMPLES).initial_seed()
    )
    start = torch.tensor([text.tokenizer.encode("\n")], device=device)
    samples = []
    for temperature in TEMPERATURES:
        told = Sampling(temperature)
        drawn = generate(model, start, config.sample, told, generator=draws)
        samples.append([int(each) for each in drawn])
    return {"samples": np.array(samples, dtype=np.int64)}
