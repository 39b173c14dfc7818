"""Every sentence structure of the grammar: 272 sequences of word classes."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from attractor.lab.question_formation.lexicon import DECLARATIVE, QUESTION
from attractor.lab.question_formation.weights import INTRANSITIVE

NUMBERS = ("singular", "plural")

Classes = tuple[str, ...]


class Template(NamedTuple):
    """A sentence with its words left open.

    `subject` and `predicate` name its structure as `StructureWeights` do; `classes`
    has a word class for each of its words; `main_auxiliary` is the place of the one
    that a question begins with; `share` is the probability of its singulars and
    plurals, given the structure.
    """

    subject: str
    predicate: str
    classes: Classes
    main_auxiliary: int
    share: float


class Cell(NamedTuple):
    """A template with its marker: lines of one cell are equally likely."""

    template: Template
    marker: str

    @property
    def withheld(self) -> bool:
        """Whether it is a question with a relative clause on its subject."""
        return self.marker == QUESTION and self.template.subject.endswith("relative")


@cache
def all_templates() -> tuple[Template, ...]:
    """The 272 templates; no two have the same sequence of classes."""
    return tuple(
        Template(subject, predicate, before + after, len(before), share * further)
        for number in NUMBERS
        for subject, before, share in noun_phrases(number)
        for predicate, after, further in verb_phrases(number)
    )


@cache
def all_cells() -> tuple[Cell, ...]:
    """Every template as a declarative and as a question, 544 cells."""
    markers = (DECLARATIVE, QUESTION)
    return tuple(
        Cell(template, marker) for template in all_templates() for marker in markers
    )


def noun_phrases(number: str) -> Iterator[tuple[str, Classes, float]]:
    """Every noun phrase with a head of this number: form, classes, share.

    The share is of the head's number (1/2) and of a second noun's, where there is one.
    """
    head = noun(number)
    clause = (*head, "relatives")
    verb = f"{number}_auxiliaries"
    yield "bare", head, 1 / 2
    yield "intransitive_relative", (*clause, verb, "intransitive_verbs"), 1 / 2
    for other in NUMBERS:
        yield "prepositional", (*head, "prepositions", *noun(other)), 1 / 4
        inside = (*noun(other), f"{other}_auxiliaries", "transitive_verbs")
        yield "object_relative", (*clause, *inside), 1 / 4
        inside = (verb, "transitive_verbs", *noun(other))
        yield "transitive_relative", (*clause, *inside), 1 / 4


def verb_phrases(number: str) -> Iterator[tuple[str, Classes, float]]:
    """Every predicate of a subject of this number: form, classes, share."""
    auxiliary = f"{number}_auxiliaries"
    yield INTRANSITIVE, (auxiliary, "intransitive_verbs"), 1.0
    for own in NUMBERS:
        for form, classes, share in noun_phrases(own):
            yield form, (auxiliary, "transitive_verbs", *classes), share


def noun(number: str) -> Classes:
    """A determiner and a noun."""
    return ("determiners", f"{number}_nouns")
