"""A sparse autoencoder on a trained model's states, at several penalties.

How many features a state then has, how many never occur, and how much of the states is
left out, with the trained autoencoders. After Bricken et al. 2023, in small.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from attractor.lab.generators import generator_at
from attractor.lab.probed_lines import EVEN_WEIGHTS, ProbedLines, probed_lines
from attractor.lab.question_formation.grammar import QuestionFormation
from attractor.lab.trained_models import trained_model
from attractor.models import (
    SparseAutoencoder,
    VanillaTransformer,
    train_sparse_autoencoder,
)


@dataclass(frozen=True)
class SparseFeatures:
    """The states after a `layer`, the autoencoder's width, and how it is trained.

    One autoencoder for each of `penalties`, on `n_states` states of tokens drawn from
    `n_lines` lines, all at every one of `steps`; as many others are held out.
    """

    model: str = "question-formation-4-layers"
    layer: int = 3
    n_features: int = 256
    penalties: tuple[float, ...] = (2.0, 6.0)
    n_lines: int = 200
    n_states: int = 1024
    steps: int = 300
    learning_rate: float = 5e-3
    seed: int = 0
    device: str = "cpu"


SCALES = {
    "toy": SparseFeatures(),
    "colab": SparseFeatures(
        n_features=1024, n_lines=20_000, n_states=65_536, steps=20_000, device="cuda"
    ),
}


def measure(config: SparseFeatures) -> dict[str, np.ndarray]:
    """The weights by penalty in half precision, and losses (penalty, step).

    Of held-out states: `left_out` (penalty), the squared error over the variance;
    `active` (penalty), features of a state; `silent` (penalty), features of none.
    """
    generator = generator_at(config.seed, 0)
    source = QuestionFormation(weights=EVEN_WEIGHTS, split="all")
    drawn = source.sample(config.n_lines, generator=generator)
    model = trained_model(config.model).model.to(config.device)
    states = line_states(model, probed_lines(drawn), config.layer)
    order = torch.randperm(len(states), generator=generator)
    training = states[order[: config.n_states]]
    held_out = states[order[config.n_states : 2 * config.n_states]]
    kept: dict[str, list[np.ndarray]] = {}
    for penalty in config.penalties:
        autoencoder = SparseAutoencoder(
            states.shape[1], config.n_features, generator=generator
        ).to(config.device)
        with torch.no_grad():
            autoencoder.center.copy_(training.mean(0))
        losses = train_sparse_autoencoder(
            autoencoder, training, penalty, config.steps, config.learning_rate
        )
        found = {"losses": losses} | quality(autoencoder, held_out)
        found |= {k: v.detach().half() for k, v in autoencoder.named_parameters()}
        for name, value in found.items():
            kept.setdefault(name, []).append(value.numpy(force=True))
    return {name: np.stack(arrays) for name, arrays in kept.items()}


@torch.no_grad()
def line_states(model: VanillaTransformer, lines: ProbedLines, layer: int) -> Tensor:
    """The states of all words after a layer, (words, dim); start marks left out."""
    tokens = lines.tokens.to(next(model.parameters()).device)
    places = torch.arange(tokens.shape[1], device=tokens.device)
    words = (tokens != 0) & (places > 0)
    states: Tensor = model.states(tokens)[layer][words]
    return states


@torch.no_grad()
def quality(autoencoder: SparseAutoencoder, states: Tensor) -> dict[str, Tensor]:
    """What is left out, how many features are active, and how many never are."""
    features = autoencoder.features(states)
    error = (states - autoencoder.decode(features)).square().sum(-1).mean()
    spread = (states - states.mean(0)).square().sum(-1).mean()
    on = features > 0
    return {
        "left_out": error / spread,
        "active": on.double().sum(-1).mean(),
        "silent": (~on.any(0)).sum(),
    }
