"""What a trained model uses of its states: exchange them, and see what it answers.

A state of one line is replaced by that of another, whose answer differs: all of it, or
only along the directions of a probe, of the classes' means, or random ones.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from attractor.lab.generators import generator_at
from attractor.lab.patching import (
    exchange,
    find_donors,
    logits_from,
    mean_directions,
    probe_directions,
)
from attractor.lab.probed_lines import (
    AUXILIARIES,
    PLACES,
    ProbedLines,
    lines_apart,
    states_at_places,
)
from attractor.lab.trained_models import TrainedModel, trained_model
from attractor.models import train_probe

N_CLASSES = {"number": 2, "auxiliary": 4}
WAYS = ("whole state", "class means", "probe", "random")
READ_AT = {
    "number": PLACES.index("end of subject"),
    "auxiliary": PLACES.index("marker"),
}
N_STEPS = 20


@dataclass(frozen=True)
class ExchangedStates:
    """The model, how many lines, and how many seeds, which draw the lines.

    `n_train` lines train probes and give the means, with `penalty` that of
    `train_probe`; `n_tested` others exchange their states.
    """

    model: str = "question-formation-4-layers"
    n_train: int = 500
    n_tested: int = 200
    n_seeds: int = 3
    penalty: float = 1e-2
    seed: int = 0
    device: str = "cpu"


SCALES = {
    "toy": ExchangedStates(),
    "colab": ExchangedStates(n_train=5000, n_tested=2500, n_seeds=10, device="cuda"),
}


def measure(config: ExchangedStates) -> dict[str, np.ndarray]:
    """`answers` (seed, task, way, layer, place, 2): the line's own, and the donor's.

    Shares of the answers of all lines that have a donor, a line that differs in what is
    asked and is alike in every place; their number is `n_lines` (seed, task). The
    number of a verb is asked at the end of the subject, by the sum over both
    auxiliaries of a number, of subjects of more than two words; the main auxiliary at
    the marker of questions, by the likeliest word. What comes after the place where it
    is asked cannot matter, and is not exchanged. `as_is` (seed, task, 2): the same
    before any exchange.
    """
    kept: dict[str, list[list[object]]] = {"answers": [], "as_is": [], "n_lines": []}
    trained = trained_model(config.model)
    trained.model.to(config.device)
    for number in range(config.n_seeds):
        generator = generator_at(config.seed, number)
        parts = lines_apart(config.n_train, config.n_tested, generator=generator)
        swaps = [Swaps(trained, parts, task, generator=generator) for task in N_CLASSES]
        kept["answers"].append([swap.table(config.penalty) for swap in swaps])
        kept["as_is"].append([swap.shares(swap.states[0], 0) for swap in swaps])
        kept["n_lines"].append([len(swap.lines.tokens) for swap in swaps])
    return {name: np.array(values) for name, values in kept.items()}


class Swaps:
    """The lines of one task that have donors, and what the model answers of them."""

    def __init__(
        self,
        trained: TrainedModel,
        parts: dict[str, ProbedLines],
        task: str,
        *,
        generator: torch.Generator,
    ) -> None:
        self.task, self.generator = task, generator
        self.model = trained.model
        self.train = parts["train"]
        lines = parts["seen"]
        longer = lines.places[:, 0] < lines.places[:, 1]
        lines = lines.take(lines.question if task == "auxiliary" else longer)
        donors = find_donors(self.asked(lines), lines.places, generator=generator)
        kept = donors >= 0
        self.lines, self.donors = lines.take(kept), lines.take(donors[kept])
        device = next(self.model.parameters()).device
        with torch.no_grad():
            self.states = self.model.states(self.lines.tokens.to(device))
        vocabulary = trained.tokenizer.vocabulary
        self.words = torch.tensor([vocabulary.index(word) for word in AUXILIARIES])

    def asked(self, lines: ProbedLines) -> Tensor:
        """What is asked of each line."""
        return lines.plural if self.task == "number" else lines.auxiliary

    def answers(self, states: Tensor, layer: int) -> Tensor:
        """What the model answers, given states after a layer; −1 for another word."""
        rows = torch.arange(len(states))
        read = self.lines.places[:, READ_AT[self.task]]
        logits = logits_from(self.model, states, layer).cpu()[rows, read]
        if self.task == "number":
            shares = logits[:, self.words].softmax(-1)
            return (shares[:, :2].sum(-1) > shares[:, 2:].sum(-1)).long()
        said = logits.argmax(-1)[:, None] == self.words
        return torch.where(said.any(-1), said.int().argmax(-1), -1)

    def shares(self, states: Tensor, layer: int) -> list[float]:
        """How many answers are the line's own, and how many the donor's."""
        found = self.answers(states, layer)
        return [
            float((found == self.asked(each)).double().mean())
            for each in (self.lines, self.donors)
        ]

    def table(self, penalty: float) -> list[list[list[list[float]]]]:
        """Both shares by way, layer and place."""
        training = states_at_places(self.model, self.train)
        giving = states_at_places(self.model, self.donors)
        as_is = self.shares(self.states[0], 0)
        table: list[list[list[list[float]]]] = [[] for _ in WAYS]
        for layer in range(len(training)):
            for row in table:
                row.append([])
            for place in range(len(PLACES)):
                if place > READ_AT[self.task]:
                    for row in table:
                        row[-1].append(as_is)
                    continue
                known, given = training[layer, place], giving[layer, place]
                for row, directions in zip(
                    table, self.ways(known, penalty), strict=True
                ):
                    states = self.exchanged(layer, place, given, directions)
                    row[-1].append(self.shares(states, layer))
        return table

    def ways(self, known: Tensor, penalty: float) -> list[Tensor | None]:
        """The directions of each way, in the order of `WAYS`; None for all of them."""
        classes, n = self.asked(self.train), N_CLASSES[self.task]
        means = mean_directions(known, classes)
        probe = train_probe(known, classes, n, penalty, N_STEPS)
        drawn = torch.randn(means.shape, generator=self.generator, dtype=known.dtype)
        return [None, means, probe_directions(probe), drawn]

    def exchanged(
        self, layer: int, place: int, given: Tensor, directions: Tensor | None
    ) -> Tensor:
        """All states after a layer, those at one place exchanged."""
        states = self.states[layer].clone()
        rows, at = torch.arange(len(states)), self.lines.places[:, place]
        own = states[rows, at].cpu().double()
        new = given if directions is None else exchange(own, given, directions)
        states[rows, at] = new.to(states)
        return states
