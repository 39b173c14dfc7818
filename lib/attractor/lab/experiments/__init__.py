"""The experiments by name: what each measures, and at which scales.

An experiment is a module with a frozen dataclass (its settings, `seed` and `device`
among them; `data_sha256` where it reads real files), a dictionary of scales, and a
function from settings to named arrays.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from attractor.lab.experiments import (
    attention_cost,
    characters,
    demircigil,
    exchanged_states,
    hopfield_capacity,
    krotov_hopfield,
    passkey,
    probes,
    question_formation,
    question_formation_files,
    radius,
    scaling_laws,
    sparse_features,
    training_gpt2,
)


class Experiment(NamedTuple):
    """Settings by scale (`toy`, `colab`, `paper`), and the function that measures."""

    scales: Mapping[str, Any]
    measure: Callable[[Any], dict[str, np.ndarray]]


EXPERIMENTS: dict[str, Experiment] = {
    "hopfield-capacity": Experiment(
        hopfield_capacity.SCALES, hopfield_capacity.measure
    ),
    "krotov-hopfield": Experiment(krotov_hopfield.SCALES, krotov_hopfield.measure),
    "demircigil": Experiment(demircigil.SCALES, demircigil.measure),
    "question-formation": Experiment(
        question_formation.SCALES, question_formation.measure
    ),
    "question-formation-files": Experiment(
        question_formation_files.SCALES, question_formation_files.measure
    ),
    "characters": Experiment(characters.SCALES, characters.measure),
    "passkey": Experiment(passkey.SCALES, passkey.measure),
    "attention-cost": Experiment(attention_cost.SCALES, attention_cost.measure),
    "probes": Experiment(probes.SCALES, probes.measure),
    "exchanged-states": Experiment(exchanged_states.SCALES, exchanged_states.measure),
    "sparse-features": Experiment(sparse_features.SCALES, sparse_features.measure),
    "training-gpt2": Experiment(training_gpt2.SCALES, training_gpt2.measure),
    "radius": Experiment(radius.SCALES, radius.measure),
    "scaling-laws": Experiment(scaling_laws.SCALES, scaling_laws.measure),
}
