"""The lowest loss that memorized sequences allow."""

import math


def memorized_loss(n_sequences: int | float, n_tokens: int | float) -> float:
    r"""log d/T, in nats per token: what d different sequences of T tokens cost.

    $$-\frac1{dT}\sum_{i=1}^d\log p(s_i)\;\ge\;\frac{\log d}T$$

    for every distribution p over sequences, because the probabilities of d different
    ones add up to at most 1; with equality when each has 1/d. Raises `ValueError` on
    fewer than one sequence or token.
    """
    for name, value in (("n_sequences", n_sequences), ("n_tokens", n_tokens)):
        if not (math.isfinite(value) and value >= 1):
            raise ValueError(f"{name} must be at least 1 and finite, got {value}")
    return math.log(n_sequences) / n_tokens
