"""Section 6.1: a network rescaled, with the same predictions at other distances."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache, partial
from typing import Any

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED

WORDS, LENGTH, FACTOR = 97, 16, 3.0


@cache
def untrained_network() -> Any:
    """A small GPT-2 with random weights, its head not tied to the embeddings."""
    # Here, not above: this import takes seconds, and few claims need it.
    from transformers import GPT2Config, GPT2LMHeadModel

    config = GPT2Config(
        vocab_size=WORDS,
        n_positions=LENGTH,
        n_embd=48,
        n_layer=2,
        n_head=4,
        bos_token_id=0,
        eos_token_id=0,
        tie_word_embeddings=False,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(SEED)
        return GPT2LMHeadModel(config).double().eval()


@torch.no_grad()
def rescaled(factor: float) -> tuple[Tensor, Tensor]:
    """Last activations and logits with ln_f times `factor` and the head over it."""
    model = deepcopy(untrained_network())
    for parameter in model.transformer.ln_f.parameters():
        parameter.mul_(factor)
    model.lm_head.weight.div_(factor)
    generator = torch.Generator().manual_seed(SEED)
    tokens = torch.randint(0, WORDS, (200, LENGTH), generator=generator)
    vectors = model.transformer(tokens).last_hidden_state[:, -1]
    return vectors, model.lm_head(vectors)


def neighbor_distances(vectors: Tensor) -> Tensor:
    """Distances of each vector to all others, the nearest first."""
    apart = torch.cdist(vectors, vectors).fill_diagonal_(torch.inf)
    return apart.sort(-1).values


def nearest(vectors: Tensor) -> float:
    """The median distance to the nearest other vector."""
    return neighbor_distances(vectors)[:, 0].median().item()


def second_over_nearest(vectors: Tensor) -> float:
    """The median ratio of the second nearest distance to the nearest."""
    distances = neighbor_distances(vectors)
    return (distances[:, 1] / distances[:, 0]).median().item()


def distances_measure_a_radius(
    measure: Callable[[Tensor], float] = nearest,
) -> Evidence:
    """An untrained network and itself rescaled: predictions, and what is measured."""
    vectors, logits = rescaled(1.0)
    wide, same = rescaled(FACTOR)
    moved = (same - logits).abs().max().item()
    change = measure(wide) / measure(vectors)
    free = second_over_nearest(wide) / second_over_nearest(vectors)
    what = "what is measured, rescaled over before"
    return Evidence(
        printed=(Comparison(what, change, "=", 1.0, 1e-9),),
        corrected=(Comparison("second over nearest, change", free, "=", 1.0, 1e-9),),
        controls=(
            Comparison("largest change of a logit", moved, "=", 0.0, 1e-9),
            Comparison(what, change, "=", FACTOR, 1e-9),
        ),
    )


CLAIMS = (
    Claim(
        "radius-scale",
        "Section 6.1",
        "The radius of the model's balls can be evaluated from distances between its"
        " last activations.",
        "The balls belong to what the model computes: one function, one radius.",
        "unsupported",
        "Rescale the last norm by c and the head by 1/c: the logits stay, the distances"
        " grow c times. Only ratios of distances can tell.",
        "experiments/radius",
        distances_measure_a_radius,
        Variant(
            "second distance over first",
            partial(distances_measure_a_radius, second_over_nearest),
        ),
    ),
)
