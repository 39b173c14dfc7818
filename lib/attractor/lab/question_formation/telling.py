"""Questions that tell two rules apart: move the main auxiliary, or move the first.

In training both rules say the same. McCoy, Frank and Linzen (2020) then ask for
questions where they differ in the very first word.
"""

import torch

from attractor.lab.question_formation.cells import count_lines
from attractor.lab.question_formation.grammar import QuestionFormation
from attractor.lab.question_formation.lexicon import Lexicon
from attractor.lab.question_formation.parsing import Parsed
from attractor.lab.question_formation.templates import Template
from attractor.lab.question_formation.weights import StructureWeights

TELLING_WEIGHTS = StructureWeights(
    subject=(1, 1, 1, 1, 1),
    predicate=(3, 1, 1, 1, 1, 1),
    source=(
        "small integers chosen by us to fit the structures counted in the 10,000 lines "
        "of the data set's generalization file; in no document"
    ),
)


def telling_questions(
    n_lines: int, *, lexicon: Lexicon | int = 68, generator: torch.Generator
) -> list[str]:
    """Different questions such as the data set's generalization file has.

    The subject has a relative clause, whose auxiliary has the number of the main
    auxiliary and is another word; the object has no clause. Raises `ValueError` where
    there are not so many, as with a lexicon of one auxiliary for each number.
    """
    source = QuestionFormation(lexicon, TELLING_WEIGHTS, "generalization")
    most = n_telling(source)
    if not 0 <= n_lines <= most:
        raise ValueError(
            f"n_lines must be from 0 to {most}, which is all there are, got {n_lines}"
        )
    found: dict[str, None] = {}
    while len(found) < n_lines:
        drawn = source.sample(4 * n_lines, generator=generator)
        found |= dict.fromkeys(line for line in drawn if tells(source.parse(line)))
    return list(found)[:n_lines]


def tells(parsed: Parsed) -> bool:
    """Whether a line is such as `telling_questions` gives, marker aside."""
    words, (template, _) = parsed
    other = could_tell(template)
    return other is not None and words[other] != words[template.main_auxiliary]


def could_tell(template: Template) -> int | None:
    """The place of the clause's auxiliary, if it could stand for the main auxiliary."""
    main = template.main_auxiliary
    if template.predicate.endswith("relative"):
        return None
    places = [
        at for at in range(main) if template.classes[at] == template.classes[main]
    ]
    return places[0] if places else None


def n_telling(source: QuestionFormation) -> int:
    """How many different lines of a source tell the rules apart."""
    sizes, total = source.lexicon.sizes, 0
    for cell in source.table.cells:
        if could_tell(cell.template) is not None:
            auxiliaries = sizes[cell.template.classes[cell.template.main_auxiliary]]
            alike = count_lines(cell, sizes) // auxiliaries
            total += count_lines(cell, sizes) - alike
    return total
