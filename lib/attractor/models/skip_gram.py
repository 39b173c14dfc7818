"""Skip-gram with negative sampling: which pairs, which noise, what loss.

Mikolov, Sutskever, Chen, Corrado and Dean, Distributed representations of words and
phrases and their compositionality, NeurIPS 2013. A word has two vectors: one as the
center of a window, one as context in another's.
"""

import math
from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn.functional import softplus

Centers = Float[Tensor, "*batch dim"]
Contexts = Float[Tensor, "*batch dim"]
Negatives = Float[Tensor, "*batch n_negatives dim"]


class SkipGramGradients(NamedTuple):
    """The loss's derivatives, in the shapes of what they belong to."""

    centers: Centers
    contexts: Contexts
    negatives: Negatives


def skip_gram_pairs(tokens: Int[Tensor, " n_tokens"], window: int) -> Tensor:
    """All (center, context) with at most `window` places between them, (n_pairs, 2).

    The centers come in the order of `tokens`, their contexts from left to right.
    `ValueError` on a `window` below 1.
    """
    if window < 1:
        raise ValueError(f"window must be 1 or more, got {window}")
    n_tokens = len(tokens)
    offsets = torch.arange(-window, window + 1, device=tokens.device)
    places = torch.arange(n_tokens, device=tokens.device)
    others = places[:, None] + offsets[offsets != 0]
    inside = (others >= 0) & (others < n_tokens)
    centers = places[:, None].expand_as(others)
    return torch.stack([tokens[centers[inside]], tokens[others[inside]]], dim=-1)


def noise_distribution(
    counts: Tensor, power: int | float = 0.75
) -> Float[Tensor, " n_words"]:
    """How likely each word is drawn as a negative, ∝ countᵖ; the paper's p is ¾.

    float64. `ValueError` unless `counts` (n_words) are 0 or more, not all 0, and
    `power` is 0 or more. A word that never occurs is never drawn.
    """
    check_word_counts(counts)
    if not (math.isfinite(power) and power >= 0):
        raise ValueError(f"power must be 0 or more and finite, got {power}")
    raised = torch.where(counts > 0, counts.double() ** power, 0.0)
    return raised / raised.sum()


def keep_probabilities(
    counts: Tensor, threshold: float = 1e-5
) -> Float[Tensor, " n_words"]:
    """How likely each occurrence of a word is kept before pairs are made.

    min(1, √(t/f)) with f the word's share of all tokens: the paper's equation 5, which
    thins out the frequent. float64; `ValueError` on a `threshold` that is not positive.
    """
    check_word_counts(counts)
    if not threshold > 0:
        raise ValueError(f"threshold must be positive, got {threshold}")
    share = counts.double() / counts.sum()
    return (threshold / share).sqrt().clamp(max=1.0)


def negative_sampling_loss(
    centers: Centers, contexts: Contexts, negatives: Negatives
) -> Float[Tensor, "*batch"]:
    r"""Minus the paper's equation 4, for each pair of vectors c and o.

    $$-\log\sigma(o\cdot c) - \sum_n \log\sigma(-n\cdot c)$$

    where n runs over the vectors drawn as `negatives`.
    """
    positive, negative = _products(centers, contexts, negatives)
    return softplus(-positive) + softplus(negative).sum(-1)


def negative_sampling_gradients(
    centers: Centers, contexts: Contexts, negatives: Negatives
) -> SkipGramGradients:
    r"""The derivatives of `negative_sampling_loss`.

    With misses $m = 1 - \sigma(o\cdot c)$ and $m_n = \sigma(n\cdot c)$, each vector is
    moved along the others: $\partial c = -m\,o + \sum_n m_n\,n$,
    $\partial o = -m\,c$, $\partial n = m_n\,c$.
    """
    positive, negative = _products(centers, contexts, negatives)
    missed, fooled = torch.sigmoid(-positive)[..., None], torch.sigmoid(negative)
    from_noise = (fooled[..., None, :] @ negatives)[..., 0, :]
    return SkipGramGradients(
        centers=from_noise - missed * contexts,
        contexts=-missed * centers,
        negatives=fooled[..., None] * centers[..., None, :],
    )


def check_word_counts(counts: Tensor) -> None:
    """Raise `ValueError` unless `counts` say how often each word occurs."""
    if counts.ndim != 1 or len(counts) == 0:
        raise ValueError(f"counts must be (n_words), got shape {tuple(counts.shape)}")
    if not counts.is_meta and not (counts.min() >= 0 and counts.max() > 0):
        raise ValueError("counts must be 0 or more, and not all 0")


def _products(
    centers: Tensor, contexts: Tensor, negatives: Tensor
) -> tuple[Tensor, Tensor]:
    """o·c and n·c."""
    positive = (contexts * centers).sum(-1)
    return positive, (negatives @ centers[..., None])[..., 0]
