"""What can be read from a trained model's states, beside what its controls read.

Linear probes for the subject's number and for the main auxiliary, after every layer and
at six places of a line. Controls: labels drawn at random for each noun (Hewitt and
Liang 2019), and a network that was never trained.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from attractor.lab.generators import generator_at
from attractor.lab.probed_lines import ProbedLines, lines_apart, states_at_places
from attractor.lab.trained_models import fresh_model, trained_model
from attractor.models import control_classes, train_probe

N_CLASSES = {"number": 2, "auxiliary": 4}
KINDS = ("trained", "control", "untrained")
TESTS = ("seen", "new", "rival")
N_STEPS = 8

Parts = dict[str, ProbedLines]
Labels = dict[str, Tensor]


@dataclass(frozen=True)
class Probes:
    """The model, how many lines, and how many seeds.

    A seed draws the nouns that are kept apart, all lines, the control labels and the
    untrained network; the trained model is one and the same. `model` is the name of a
    run whose weights ship, `penalty` that of `train_probe`.
    """

    model: str = "question-formation-4-layers"
    n_train: int = 800
    n_tested: int = 400
    n_seeds: int = 3
    penalty: float = 1e-2
    seed: int = 0
    device: str = "cpu"


SCALES = {
    "toy": Probes(),
    "colab": Probes(n_train=5000, n_tested=2500, n_seeds=10, device="cuda"),
}


def measure(config: Probes) -> dict[str, np.ndarray]:
    """Accuracies (seed, task, kind, layer, place, test).

    Tasks, kinds and tests in the order of the names above, places as in `PLACES`.
    "seen" are other lines with the words of the training lines, "new" those about
    nouns that are in none of them, "rival" those of "new" that have a rival. `majority`
    (seed, task, test) is what the most frequent class of the training lines gets.
    """
    found = [measure_seed(config, number) for number in range(config.n_seeds)]
    accuracies, majority = zip(*found, strict=True)
    return {"accuracies": np.stack(accuracies), "majority": np.stack(majority)}


def measure_seed(config: Probes, number: int) -> tuple[np.ndarray, np.ndarray]:
    """The same of one seed, without its axis."""
    generator = generator_at(config.seed, number)
    parts = lines_apart(config.n_train, config.n_tested, generator=generator)
    models = {
        "trained": trained_model(config.model).model,
        "untrained": fresh_model(config.model, 1000 + number),
    }
    states = {
        name: {
            part: states_at_places(model.to(config.device), lines)
            for part, lines in parts.items()
        }
        for name, model in models.items()
    }
    tables, majority = [], []
    for task, n_classes in N_CLASSES.items():
        labels = labels_of(parts, task)
        control = control_labels(parts, n_classes, generator=generator)
        asked = (("trained", labels), ("trained", control), ("untrained", labels))
        tables.append(
            [accuracies(config, states[who], what, parts, task) for who, what in asked]
        )
        usual = labels["train"].mode().values
        right = {part: each == usual for part, each in labels.items()}
        majority.append(by_test(right, parts, task))
    return np.array(tables), np.array(majority)


def labels_of(parts: Parts, task: str) -> Labels:
    """What is to be read in each line."""
    return {
        part: lines.plural if task == "number" else lines.auxiliary
        for part, lines in parts.items()
    }


def control_labels(
    parts: Parts, n_classes: int, *, generator: torch.Generator
) -> Labels:
    """A class for each noun, drawn once, for all lines about it in all parts."""
    nouns = torch.cat([lines.noun for lines in parts.values()])
    drawn = control_classes(nouns, n_classes, generator=generator)
    sizes = [len(lines.noun) for lines in parts.values()]
    return dict(zip(parts, drawn.split(sizes), strict=True))


def accuracies(
    config: Probes, states: Labels, labels: Labels, parts: Parts, task: str
) -> list[list[list[float]]]:
    """How often probes are right, by layer, place and test; one for each place."""
    table = []
    n_layers, n_places = states["train"].shape[:2]
    for layer in range(n_layers):
        row = []
        for place in range(n_places):
            probe = train_probe(
                states["train"][layer, place],
                labels["train"],
                N_CLASSES[task],
                config.penalty,
                N_STEPS,
            )
            right = {
                part: (each[layer, place] @ probe.weights + probe.bias).argmax(-1)
                == labels[part]
                for part, each in states.items()
            }
            row.append(by_test(right, parts, task))
        table.append(row)
    return table


def by_test(right: Labels, parts: Parts, task: str) -> list[float]:
    """The share that is right, of each test in the order of `TESTS`."""
    new = parts["new"]
    rival = new.number_rival if task == "number" else new.auxiliary_rival
    tests = (right["seen"], right["new"], right["new"][rival])
    return [float(each.double().mean()) for each in tests]
