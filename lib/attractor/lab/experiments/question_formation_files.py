"""Is the data set of section 6.3 what the grammar says? Its own files, line by line.

McCoy, Frank and Linzen 2020; used by Murty et al. 2023 and Niu et al. 2024.
"""

import hashlib
import math
from dataclasses import dataclass

import numpy as np

from attractor.lab.corpora import corpus_file, corpus_sources
from attractor.lab.question_formation.grammar import QuestionFormation

FOLDER = "question-formation"


@dataclass(frozen=True)
class QuestionFormationFiles:
    """The files that are read, and how many lines of the data set came before each.

    The data set has no line twice, so that what came before decides what is left.
    """

    files: tuple[str, ...] = (
        *("question.train-first20k", "question.val", "question.iid-test"),
    )
    lines_before: tuple[int, ...] = (0, 100_000, 101_000)
    withheld: str = "question.test"
    seed: int = 0
    device: str = "cpu"

    @property
    def data_sha256(self) -> str:
        """Digest of the digests of all files, in their order."""
        sources = corpus_sources()
        digests = [sources[f"{FOLDER}/{file}"].sha256 for file in self.all_files]
        return hashlib.sha256("".join(digests).encode()).hexdigest()

    @property
    def all_files(self) -> tuple[str, ...]:
        """Those of the training split, and the withheld questions."""
        return (*self.files, self.withheld)


SCALES = {"toy": QuestionFormationFiles(), "paper": QuestionFormationFiles()}


def measure(config: QuestionFormationFiles) -> dict[str, np.ndarray]:
    """What parses, what stands twice, and how well two sets of weights fit.

    By file, the withheld questions last: `n_lines`, `n_parsed`, `n_distinct`,
    `n_words` (of all lines) and `n_questions`. By weights (fitted, published) and
    file of the training split: `chi_squared` of the structures, `cross_entropy` in
    nats per token. `degrees` of freedom of each χ².
    """
    texts = [read(file) for file in config.all_files]
    sources = [QuestionFormation(68, weights) for weights in ("fitted", "published")]
    asked = QuestionFormation(68, "fitted", "generalization")
    splits = [*(sources[0] for _ in config.files), asked]
    fits = [
        [
            source.structure_fit(text, source.without_repeats(len(text), before).shares)
            for text, before in zip(texts, config.lines_before, strict=False)
        ]
        for source in sources
    ]
    paid = [
        [source.cross_entropy(text).nats_per_token for text in texts[:-1]]
        for source in sources
    ]
    return {
        "n_lines": np.array([len(text) for text in texts]),
        "n_parsed": np.array([n_of(*pair) for pair in zip(splits, texts, strict=True)]),
        "n_distinct": np.array([len(set(text)) for text in texts]),
        "n_words": np.array([sum(len(x.split()) for x in text) for text in texts]),
        "n_questions": np.array([sum("?" in line for line in text) for text in texts]),
        "chi_squared": np.array([[fit.chi_squared for fit in row] for row in fits]),
        "degrees": np.array([[fit.degrees for fit in row] for row in fits]),
        "cross_entropy": np.array(paid),
    }


def read(file: str) -> list[str]:
    """The lines of a file of the data set."""
    path = corpus_file(f"{FOLDER}/{file}")
    return path.read_text(encoding="utf-8").splitlines()


def n_of(source: QuestionFormation, lines: list[str]) -> int:
    """How many of the lines a source can have written."""
    return sum(could_write(source, line) for line in lines)


def could_write(source: QuestionFormation, line: str) -> bool:
    """Whether a line is of the grammar, and of the split."""
    try:
        return source.log_probability(line) > -math.inf
    except ValueError:
        return False
