"""What skip-gram's products would be if it could learn everything: PMI − log k.

Levy and Goldberg, Neural word embedding as implicit matrix factorization, NeurIPS 2014.
"""

import math

from jaxtyping import Float
from torch import Tensor
from torch.nn.functional import softplus

from attractor.models.skip_gram import noise_distribution

PairCounts = Float[Tensor, "n_words n_contexts"]


def shifted_pmi(
    counts: PairCounts, n_negatives: int, power: int | float = 1
) -> PairCounts:
    r"""The products at which the loss of `expected_skip_gram_loss` is least.

    $$w\cdot c = \log\frac{\#(w,c)}{\#(w)\,q(c)} - \log k$$

    with noise q(c) ∝ #(c)ᵖ. For p = 1, as Levy and Goldberg have it, the first term is
    the pointwise mutual information; p = ¾ is the noise of the paper's code. −∞ where
    a pair never occurs. `ValueError` on counts that are negative or leave a word out.
    """
    _check_pair_counts(counts, n_negatives)
    expected = counts.sum(1, keepdim=True) * _noise(counts, power)
    return (counts / expected).log() - math.log(n_negatives)


def expected_skip_gram_loss(
    counts: PairCounts, products: PairCounts, n_negatives: int, power: int | float = 1
) -> Float[Tensor, ""]:
    r"""The loss of skip-gram over a whole corpus, per pair, the noise averaged out.

    $$\frac1n\sum_{w,c}\bigl(\#(w,c)\,(-\log\sigma(w\cdot c))
      + k\,\#(w)\,q(c)\,(-\log\sigma(-w\cdot c))\bigr)$$

    `counts` say how often each word has each context, n in all, and `products` are
    w·c. Levy and Goldberg 2014, section 3.1. `ValueError` as in `shifted_pmi`.
    """
    _check_pair_counts(counts, n_negatives)
    negatives = n_negatives * counts.sum(1, keepdim=True) * _noise(counts, power)
    losses = counts * softplus(-products) + negatives * softplus(products)
    return losses.sum() / counts.sum()


def _noise(counts: Tensor, power: int | float) -> Tensor:
    return noise_distribution(counts.sum(0), power).to(counts)


def _check_pair_counts(counts: Tensor, n_negatives: int) -> None:
    if counts.ndim != 2 or 0 in counts.shape:
        raise ValueError(
            f"counts must be (n_words, n_contexts), got shape {tuple(counts.shape)}"
        )
    if not counts.is_meta and not (
        counts.min() >= 0 and counts.sum(0).min() > 0 and counts.sum(1).min() > 0
    ):
        raise ValueError("counts must be 0 or more, and not 0 for a whole word")
    if n_negatives < 1:
        raise ValueError(f"n_negatives must be 1 or more, got {n_negatives}")
