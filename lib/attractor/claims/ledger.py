"""All claims, in the order of the paper."""

from attractor.claims import dense, distance, modern, smooth_maximum, stack
from attractor.claims.claim import Claim

SECTIONS = (
    modern.CLAIMS,
    distance.CLAIMS,
    smooth_maximum.CLAIMS,
    stack.CLAIMS,
    dense.CLAIMS,
)


def ledger() -> tuple[Claim, ...]:
    """Every claim; its `evidence()` computes when called, in well under a second."""
    return tuple(claim for section in SECTIONS for claim in section)
