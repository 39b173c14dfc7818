"""All claims, in the order of the paper, and then those of the deck."""

from attractor.claims import (
    activations,
    assumptions,
    attention,
    ball_integrals,
    ball_volumes,
    capacity,
    cross_entropy,
    deck_hopfield,
    deck_neurons,
    dense,
    densities,
    distance,
    entropy_bound,
    entropy_proof,
    gpt2,
    layer_density,
    modern,
    propositions,
    question_formation,
    radius,
    remarks,
    scaling,
    size_and_data,
    smooth_maximum,
    stack,
    token_loss,
    training,
)
from attractor.claims.claim import Claim

SECTIONS = (
    scaling.CLAIMS,
    assumptions.CLAIMS,
    modern.CLAIMS,
    attention.CLAIMS,
    distance.CLAIMS,
    propositions.CLAIMS,
    layer_density.CLAIMS,
    smooth_maximum.CLAIMS,
    stack.CLAIMS,
    cross_entropy.CLAIMS,
    densities.CLAIMS,
    entropy_bound.CLAIMS,
    ball_integrals.CLAIMS,
    ball_volumes.CLAIMS,
    size_and_data.CLAIMS,
    remarks.CLAIMS,
    radius.CLAIMS,
    activations.CLAIMS,
    training.CLAIMS,
    question_formation.CLAIMS,
    entropy_proof.CLAIMS,
    capacity.CLAIMS,
    dense.CLAIMS,
    gpt2.CLAIMS,
    token_loss.CLAIMS,
    deck_hopfield.CLAIMS,
    deck_neurons.CLAIMS,
)


def ledger() -> tuple[Claim, ...]:
    """Every claim so far; its `evidence()` computes when called, in seconds at most."""
    return tuple(claim for section in SECTIONS for claim in section)
