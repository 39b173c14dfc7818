"""One loss in other units: per byte, in bits, as a perplexity."""

import math


def bits_per_byte(nats_per_token: int | float, bytes_per_token: int | float) -> float:
    r"""$\ell/(b\log2)$: bits that a byte of text costs, whatever the tokens.

    `nats_per_token` ℓ, `bytes_per_token` b the mean length of a token in the text that
    was scored. Raises `ValueError` unless b is positive and finite.
    """
    if not (math.isfinite(bytes_per_token) and bytes_per_token > 0):
        raise ValueError(
            f"bytes_per_token must be positive and finite, got {bytes_per_token}"
        )
    return nats_per_token / (bytes_per_token * math.log(2))
