"""All claims, in the order of the paper, and then those of the deck."""

from attractor.claims import (
    capacity,
    deck_hopfield,
    deck_neurons,
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
    capacity.CLAIMS,
    dense.CLAIMS,
    deck_hopfield.CLAIMS,
    deck_neurons.CLAIMS,
)


def ledger() -> tuple[Claim, ...]:
    """Every claim so far; its `evidence()` computes when called, in seconds at most."""
    return tuple(claim for section in SECTIONS for claim in section)
