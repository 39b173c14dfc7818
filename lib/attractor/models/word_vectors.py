"""Word vectors trained by skip-gram, and the neighbors they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attractor.models.skip_gram import (
    negative_sampling_gradients,
    negative_sampling_loss,
    noise_distribution,
)

SMALLEST = 1e-10  # under a root of squared gradients


@dataclass(frozen=True)
class SkipGramSettings:
    """How word vectors are trained. `ValueError` on numbers that train nothing."""

    dim: int = 50
    n_negatives: int = 5  # the paper: 5 to 20, for large corpora 2 to 5
    power: float = 0.75  # of the noise distribution
    n_epochs: int = 5
    batch: int = 1024  # pairs a step
    learning_rate: float = 0.1

    def __post_init__(self) -> None:
        for name in ("dim", "n_negatives", "n_epochs", "batch", "learning_rate"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be positive, got {getattr(self, name)}")


class WordVectors(NamedTuple):
    """Both vectors of each word, and the mean loss of each epoch."""

    centers: Float[Tensor, "n_words dim"]
    contexts: Float[Tensor, "n_words dim"]
    losses: Float[Tensor, " n_epochs"]


class NearestWords(NamedTuple):
    """Words by their numbers, the most similar first, and how similar."""

    words: Int[Tensor, "*batch n_nearest"]
    cosines: Float[Tensor, "*batch n_nearest"]


def train_word_vectors(
    pairs: Int[Tensor, "n_pairs 2"],
    n_words: int,
    settings: SkipGramSettings = SkipGramSettings(),
    *,
    generator: torch.Generator,
) -> WordVectors:
    """Vectors of `n_words` words from the (center, context) pairs they occur in.

    Noise is drawn by how often words are contexts. Starts as the paper's code does:
    centers in a small cube, contexts at 0. That code goes pair by pair; here a batch
    goes at once, each word's gradients added, so that a step of one size would be too
    large for frequent words and too small for rare ones: AdaGrad (Duchi et al. 2011)
    gives each number its own. float32. `ValueError` where there is no pair, or one of
    a word that there is not.
    """
    _check_pairs(pairs, n_words)
    noise = noise_distribution(pairs[:, 1].bincount(minlength=n_words), settings.power)
    device = pairs.device
    shape = n_words, settings.dim
    centers = torch.rand(shape, generator=generator, device=device)
    centers = (centers - 0.5) / settings.dim
    contexts = torch.zeros(shape, device=device)
    squares = torch.zeros(2, *shape, device=device)
    losses = torch.zeros(settings.n_epochs, dtype=torch.float64, device=device)
    for epoch in range(settings.n_epochs):
        order = torch.randperm(len(pairs), generator=generator, device=device)
        for chosen in order.split(settings.batch):
            center, context = pairs[chosen].T
            size = len(chosen) * settings.n_negatives
            drawn = noise.multinomial(size, replacement=True, generator=generator)
            drawn = drawn.reshape(len(chosen), settings.n_negatives)
            vectors = centers[center], contexts[context], contexts[drawn]
            losses[epoch] += negative_sampling_loss(*vectors).sum()
            slopes = negative_sampling_gradients(*vectors)
            summed = torch.zeros(2, *shape, device=device)
            summed[0].index_add_(0, center, slopes.centers)
            summed[1].index_add_(0, context, slopes.contexts)
            summed[1].index_add_(0, drawn.flatten(), slopes.negatives.flatten(0, 1))
            squares += summed.square()
            steps = settings.learning_rate * summed / (squares + SMALLEST).sqrt()
            centers, contexts = centers - steps[0], contexts - steps[1]
    return WordVectors(centers, contexts, losses / len(pairs))


def nearest_words(
    vectors: Float[Tensor, "n_words dim"],
    queries: Float[Tensor, "*batch dim"],
    n_nearest: int,
    *,
    exclude: Sequence[int] = (),
) -> NearestWords:
    """The `n_nearest` rows of `vectors` whose angle with each query is smallest.

    The words in `exclude` are passed over: the analogy "queen − woman + man = king"
    holds only with the words of the question left out. A vector of length 0 has cosine
    0 with all. `ValueError` where not so many words are left.
    """
    left = len(vectors) - len({*exclude})
    if not 1 <= n_nearest <= left:
        raise ValueError(f"n_nearest must be 1 to {left}, got {n_nearest}")
    cosines = _unit(queries) @ _unit(vectors).mT
    if exclude:
        cosines[..., list(exclude)] = -torch.inf
    found = cosines.topk(n_nearest, dim=-1)
    return NearestWords(found.indices, found.values)


def _unit(vectors: Tensor) -> Tensor:
    norms = vectors.norm(dim=-1, keepdim=True)
    return vectors / torch.where(norms > 0, norms, 1.0)


def _check_pairs(pairs: Tensor, n_words: int) -> None:
    if len(pairs) == 0:
        raise ValueError("pairs must have at least one pair")
    if not 0 <= int(pairs.min()) <= int(pairs.max()) < n_words:
        raise ValueError(
            f"pairs must name words from 0 to {n_words - 1}, got "
            f"{int(pairs.min())} to {int(pairs.max())}"
        )
