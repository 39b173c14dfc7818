"""How far apart the last activations of GPT-2 are, beside clouds that stored nothing.

Section 6.1 and Fig. 2 of Niu et al. 2024 take half the distance from an activation to
its nearest neighbor for the radius around a stored pattern. Here the same distance is
measured for networks and clouds that share less and less with the trained model.
"""

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import Tensor

from attractor.lab.activations import FINAL_NORM, capture_activations, random_chunks
from attractor.lab.activations.fingerprints import model_sha256
from attractor.lab.controls import (
    matched_gaussian,
    matched_sphere,
    shuffled_coordinates,
)
from attractor.lab.experiments import training_gpt2
from attractor.lab.generators import generator_at
from attractor.lab.gpt2 import Gpt2, new_gpt2, rescaled_norm
from attractor.lab.neighbor_statistics import NeighborStatistics, neighbor_statistics
from attractor.lab.token_texts import text_sha256, token_text
from attractor.lab.trained_gpt2 import trained_gpt2
from attractor.models import Gpt2Size

CHUNKS, UNTRAINED, CLOUDS, PAIRS = range(4)  # places of a run's generators
FEW = 4  # chunks whose logits are compared
ROWS = 4096


@dataclass(frozen=True)
class Radius:
    """A GPT-2, a text, and how many chunks of it are read.

    The `model` is what `trained_gpt2` takes; without one, training-gpt2's toy model
    reads the whole text for `steps` steps. The text is a prepared `folder`, or else the
    bytes of the corpus file `text`. Of `n_chunks` chunks of `length` tokens the
    activations at the last token are taken, also behind some other `layers`, and of the
    first `shares` of them the nearest neighbors. `factor` is what the final norm is
    multiplied by. `activations`, a folder, keeps the vectors, and a run that was
    stopped goes on there.
    """

    model: str = ""
    folder: str = ""
    text: str = "tinyshakespeare/input.txt"
    steps: int = 150
    n_chunks: int = 2000
    length: int = 64
    layers: tuple[int, ...] = (0, 2)
    shares: tuple[int | float, ...] = (0.25, 0.5, 0.75, 1.0)
    factor: int | float = 3.0
    batch: int = 16
    bins: int = 60
    activations: str = ""
    seed: int = 0
    device: str = "cpu"

    @property
    def data_sha256(self) -> str | None:
        """Checksum of the text."""
        return text_sha256(self.folder, self.text)


SCALES = {
    "toy": Radius(),
    "colab": Radius(
        model="gpt2",
        folder="novels",
        n_chunks=10_000,
        length=256,
        layers=(0, 4, 8),
        batch=32,
        device="cuda",
    ),
    "paper": Radius(
        model="gpt2-medium",
        folder="openwebtext",
        n_chunks=80_000,
        length=256,
        layers=(0, 6, 12, 18),
        batch=64,
        device="cuda",
    ),
}


def measure(config: Radius) -> dict[str, np.ndarray]:
    """Nearest-neighbor statistics of every cloud in `controls`, by share.

    For the fields of `NeighborStatistics` see there; each has the controls in front,
    and `edges` too. `same_last` and `same_next` (controls,) are the shares of nearest
    pairs that read the same last token, and that are followed by the same one;
    `base_last` and `base_next` those of any two. `yardsticks` are √(n/2πe) for n =
    dim, dim × length and dim × context. `logit_difference` is the largest between the
    model and the one with its final norm multiplied.
    """
    text = token_text(config.folder, config.text)
    chunks = random_chunks(
        text.training,
        config.n_chunks,
        config.length + 1,
        generator=generator_at(config.seed, CHUNKS),
    )
    model = model_of(config, text.vocabulary)
    rescaled = rescaled_norm(model, config.factor)
    found: dict[str, NeighborStatistics] = {}
    with kept_in(config) as folder:
        for name, vectors in clouds(config, (model, rescaled), chunks, Path(folder)):
            found[name] = neighbor_statistics(
                vectors.to(config.device),
                config.shares,
                config.bins,
                generator=generator_at(config.seed, PAIRS),
            )
    last, after = chunks[:, -2], chunks[:, -1]
    about = model.config
    stacked = {
        field: np.stack([getattr(each, field) for each in found.values()])
        for field in NeighborStatistics._fields
        if field != "nearest"
    }
    pairs = [each.nearest for each in found.values()]
    return stacked | {
        "controls": np.array(list(found)),
        "n_vectors": np.array([round(s * config.n_chunks) for s in config.shares]),
        "same_last": np.array([(last == last[of]).mean() for of in pairs]),
        "same_next": np.array([(after == after[of]).mean() for of in pairs]),
        "base_last": np.array(same_by_chance(last)),
        "base_next": np.array(same_by_chance(after)),
        "yardsticks": np.array(
            [
                yardstick(about.n_embd * tokens)
                for tokens in (1, config.length, about.n_positions)
            ]
        ),
        "logit_difference": np.array(
            logit_difference(model, rescaled, chunks[:FEW, :-1])
        ),
        "model_sha256": np.array(model_sha256(model)),
    }


def clouds(
    config: Radius, models: tuple[Gpt2, Gpt2], chunks: np.ndarray, folder: Path
) -> Iterator[tuple[str, Tensor]]:
    """One cloud after another by its name, (n_chunks, dim) each.

    `models` are the model and the one with its final norm multiplied. What networks
    compute lies in files and is mapped into memory; of the clouds that are drawn, the
    one before may be forgotten when the next one comes.
    """
    (model, rescaled), read = models, chunks[:, :-1]
    top = model.config.n_layer
    layers = (FINAL_NORM, top, *config.layers)
    place = folder / "trained"
    kept = capture_activations(model, read, place, layers, batch=config.batch)
    trained, before = (torch.from_numpy(kept[layer]) for layer in (FINAL_NORM, top))
    yield "trained", trained
    yield "before-norm", before
    for layer in config.layers:
        yield f"layer-{layer}", torch.from_numpy(kept[layer])
    fresh, place = untrained_as(model, config.seed), folder / "untrained"
    kept = capture_activations(fresh, read, place, batch=config.batch)
    yield "untrained", torch.from_numpy(kept[FINAL_NORM])
    draws = generator_at(config.seed, CLOUDS)
    yield "gaussian", matched_gaussian(trained, generator=draws)
    yield "sphere", matched_sphere(trained, generator=draws)
    yield "shuffled", shuffled_coordinates(trained, generator=draws)
    yield "rescaled", after_norm(rescaled, before)


def model_of(config: Radius, vocabulary: int) -> Gpt2:
    """The model of a configuration, on its device."""
    if config.model:
        return trained_gpt2(config.model).to(config.device)
    toy = replace(
        training_gpt2.SCALES["toy"],
        folder=config.folder,
        text=config.text,
        share=1.0,
        vocabulary=vocabulary,
        steps=config.steps,
        warmup=config.steps // 10,
        evaluate_every=0,
        windows=1,
        seed=config.seed,
    )
    return training_gpt2.trained_on(toy).model.to(config.device)


def untrained_as(model: Gpt2, seed: int) -> Gpt2:
    """A network of the same size that has learned nothing."""
    about = model.config
    size = Gpt2Size(
        about.n_layer,
        about.n_embd,
        about.n_head,
        about.n_positions,
        about.vocab_size,
    )
    fresh = new_gpt2(size, generator=generator_at(seed, UNTRAINED))
    return fresh.to(model.transformer.wte.weight.device)


def kept_in(config: Radius) -> AbstractContextManager[str]:
    """The folder of the activations; one that vanishes where none was asked for."""
    if config.activations:
        return nullcontext(config.activations)
    return TemporaryDirectory(ignore_cleanup_errors=True)


@torch.no_grad()
def after_norm(model: Gpt2, before: Tensor) -> Tensor:
    """What the model's final norm makes of its last block's output, on the CPU."""
    norm = model.transformer.ln_f
    vectors = torch.empty_like(before)
    for into, part in zip(vectors.split(ROWS), before.split(ROWS), strict=True):
        into.copy_(norm(part.to(norm.weight.device)))
    return vectors


@torch.no_grad()
def logit_difference(one: Gpt2, other: Gpt2, chunks: np.ndarray) -> float:
    """The largest difference of two models' logits, at every token of some chunks."""
    tokens = torch.from_numpy(chunks.astype(np.int64))
    tokens = tokens.to(one.transformer.wte.weight.device)
    difference = one(tokens).logits - other(tokens).logits
    return difference.abs().max().item()


def same_by_chance(tokens: np.ndarray) -> float:
    """The share of all pairs of different chunks whose tokens are the same."""
    counts = np.unique(tokens, return_counts=True)[1]
    return float((counts * (counts - 1)).sum() / (len(tokens) * (len(tokens) - 1)))


def yardstick(dim: int) -> float:
    """√(n/2πe), near the radius of a ball of volume one in n dimensions."""
    return math.sqrt(dim / (2 * math.pi * math.e))
