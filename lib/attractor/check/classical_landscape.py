"""Check on the classical energy: E = −½ sᵀWs + θᵀs."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.classical_cases import network_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.memory import hopfield_energy as energy


def _pairs(w: Tensor, s: Tensor) -> Tensor:
    return ((s @ w.mT) * s).sum(-1)


def _wishes(s: Tensor, t: Tensor) -> Tensor:
    return s @ t


HOPFIELD_ENERGY = Exercise(
    arguments=("couplings", "states", "thresholds"),
    truth=energy,
    cases=network_cases(),
    mistakes=(
        Mistake(
            "The ½ is missing: each pair is counted twice in sᵀWs.",
            lambda w, s, t: -_pairs(w, s) + _wishes(s, t),
        ),
        Mistake(
            "The thresholds are missing: + θᵀs.",
            lambda w, s, t: -_pairs(w, s) / 2,
        ),
        Mistake(
            "The ½ and the thresholds are missing.",
            lambda w, s, t: -_pairs(w, s),
        ),
        Mistake(
            "The thresholds have the wrong sign: a high threshold makes +1 costly, "
            "+ θᵀs.",
            lambda w, s, t: -_pairs(w, s) / 2 - _wishes(s, t),
        ),
        Mistake(
            "The sign of the first term is flipped: agreement lowers the energy.",
            lambda w, s, t: _pairs(w, s) / 2 + _wishes(s, t),
        ),
        Mistake(
            "The sign is flipped: low energy is where the network rests.",
            lambda w, s, t: -energy(w, s, t),
        ),
        Mistake("Twice too large.", lambda w, s, t: 2 * energy(w, s, t)),
        Mistake("Half as large as it should be.", lambda w, s, t: energy(w, s, t) / 2),
        Mistake(
            "The thresholds are halved too: the ½ belongs to the couplings alone.",
            lambda w, s, t: -_pairs(w, s) / 2 + _wishes(s, t) / 2,
        ),
        Mistake(
            "The ½ is applied twice to the couplings: a sum over pairs i < j has it "
            "already.",
            lambda w, s, t: -_pairs(w, s) / 4 + _wishes(s, t),
        ),
        Mistake(
            "The diagonal is left out: that is right only where it is zero.",
            lambda w, s, t: energy(w - torch.diag(w.diagonal()), s, t),
        ),
        Mistake(
            "The state enters once: it is sᵀWs, with s on both sides.",
            lambda w, s, t: -(s @ w.mT).sum(-1) / 2 + _wishes(s, t),
        ),
        Mistake(
            "The thresholds are added to every state alike: multiply each by its unit.",
            lambda w, s, t: -_pairs(w, s) / 2 + t.sum(),
        ),
        Mistake(
            "Those are the units' shares: sum them over the last axis.",
            lambda w, s, t: -(s @ w.mT) * s / 2 + t * s,
        ),
        Mistake(
            "Those are the fields over their thresholds, not the energy.",
            lambda w, s, t: s @ w.mT - t,
        ),
        Mistake(
            "The sum runs over the whole batch: one energy per state, over the last "
            "axis.",
            lambda w, s, t: energy(w, s, t).sum(),
        ),
        Mistake(
            "The states are squared unit by unit: sᵀWs multiplies different units.",
            lambda w, s, t: -(s.square() @ w.sum(0)) / 2 + _wishes(s, t),
        ),
    ),
)


def hopfield_energy(function: object) -> Answer:
    """Check (couplings, states, thresholds) ↦ energies of a Hopfield network."""
    return HOPFIELD_ENERGY.examine(function)
