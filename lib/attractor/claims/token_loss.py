"""Appendix D: the loss of a language model, written out."""

from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED

FOLLOWS = torch.tensor(
    [[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.7, 0.1, 0.2]], dtype=torch.float64
)


def chain(length: int = 3000) -> Tensor:
    """Tokens 0, 1, 2, each drawn by the row of the one before it."""
    generator = torch.Generator().manual_seed(SEED)
    chances = torch.rand(length, generator=generator, dtype=torch.float64)
    ends, tokens = FOLLOWS.cumsum(-1), [0]
    for chance in chances.tolist():
        tokens.append(int((chance > ends[tokens[-1]]).sum()))
    return torch.tensor(tokens)


def loss_is_a_sum_over_words(use_context: float = 1.0) -> Evidence:
    """Both sides of the displayed equation, for a model that may look back.

    The model mixes the true next-token probabilities with those of the words alone;
    `use_context` is the share of the former.
    """
    tokens = chain()
    before, after = tokens[:-1], tokens[1:]
    pairs = torch.zeros(3, 3, dtype=torch.float64)
    pairs.index_put_((before, after), torch.ones(3000).double(), accumulate=True)
    seen = pairs / pairs.sum()
    words = seen.sum(0)
    model = use_context * FOLLOWS + (1 - use_context) * words
    mean = -model[before, after].log().mean().item()
    marginal = (seen.sum(1, keepdim=True) * model).sum(0)
    over_words = -(words * marginal.log()).sum().item()
    over_pairs = -(seen * model.log()).sum().item()
    alone = -(words * words.log()).sum().item()
    per_word = -words[after].log().mean().item()
    return Evidence(
        printed=(
            Comparison("mean of −log p, over words", mean, "=", over_words, 1e-9),
        ),
        core=(
            Comparison("the same without context", per_word, "=", alone, 1e-9),
            Comparison("over contexts and words", mean, "=", over_pairs, 1e-9),
        ),
    )


CLAIMS = (
    Claim(
        "token-loss",
        "Appendix D",
        "The loss is −(1/D) Σ log p(xᵢ) = −Σ p_D(x) log p(x), summed over the words x.",
        "The model predicts each token from those before it.",
        "holds with a correction",
        "The right side needs the context as well: −Σ p_D(c) Σ p_D(x|c) log p(x|c).",
        "transformer/gpt",
        loss_is_a_sum_over_words,
        Variant(
            "a model that does not look back", partial(loss_is_a_sum_over_words, 0.0)
        ),
    ),
)
