"""All claims, in the order of the paper."""

from attractor.claims import (
    dense,
    distance,
    modern,
    propositions,
    scaling,
    smooth_maximum,
    stack,
)
from attractor.claims.claim import Claim

SECTIONS = (
    scaling.CLAIMS,
    modern.CLAIMS,
    distance.CLAIMS,
    propositions.CLAIMS,
    smooth_maximum.CLAIMS,
    stack.CLAIMS,
    dense.CLAIMS,
)


def ledger() -> tuple[Claim, ...]:
    """Every claim so far; its `evidence()` computes when called, in seconds at most."""
    return tuple(claim for section in SECTIONS for claim in section)
