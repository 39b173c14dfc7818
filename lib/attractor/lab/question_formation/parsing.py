"""A line read back: its words, their template, its marker."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, NoReturn

from attractor.lab.question_formation.lexicon import (
    DECLARATIVE,
    FULL_STOP,
    QUESTION,
    QUESTION_MARK,
)
from attractor.lab.question_formation.templates import (
    Cell,
    Classes,
    Template,
    all_templates,
)

MARKERS = (DECLARATIVE, QUESTION)


class Parsed(NamedTuple):
    """The words of a line's sentence, without its full stop, and the line's cell."""

    words: tuple[str, ...]
    cell: Cell


def parse_line(line: str, class_of: Mapping[str, str]) -> Parsed:
    """The one reading of a line `SENTENCE . MARKER<TAB>TARGET`.

    `class_of` says which class a word belongs to. Raises `ValueError` with the first
    thing that is wrong: the form, a word, its place, the target.
    """
    source, tab, target = line.rstrip("\n").partition("\t")
    if not tab or "\t" in target:
        refuse(line, "it must have one tab, between source and target")
    *words, stop, marker = ["", "", *source.split(" ")]
    words = words[2:]
    if stop != FULL_STOP or marker not in MARKERS:
        refuse(line, f"its source must end with '. {DECLARATIVE}' or '. {QUESTION}'")
    template = find_template(line, words, class_of)
    expected = " ".join(target_words(words, marker, template.main_auxiliary))
    if target != expected:
        refuse(line, f"its target must be {expected!r}")
    return Parsed(tuple(words), Cell(template, marker))


def target_words(words: list[str], marker: str, main_auxiliary: int) -> list[str]:
    """The sentence again, or as a question: its main auxiliary goes first."""
    if marker == DECLARATIVE:
        return [*words, FULL_STOP]
    at = main_auxiliary
    return [words[at], *words[:at], *words[at + 1 :], QUESTION_MARK]


def find_template(line: str, words: list[str], class_of: Mapping[str, str]) -> Template:
    """The template that these words fill."""
    for word in words:
        if word not in class_of:
            refuse(line, f"{word!r} is no word of this lexicon")
    classes = tuple(class_of[word] for word in words)
    template = by_classes().get(classes)
    if template is None:
        refuse(line, wrong_place(words, classes))
    return template


def wrong_place(words: list[str], classes: Classes) -> str:
    """Where these words leave the grammar, and how they could have gone on."""
    known = next(n for n in range(len(words), -1, -1) if classes[:n] in beginnings())
    possible = sorted(beginnings()[classes[:known]])
    place = f"after {' '.join(words[:known])!r}" if known else "at its beginning"
    found = repr(words[known]) if known < len(words) else "the full stop"
    return f"{place} may stand {' or '.join(possible)}, got {found}"


@cache
def by_classes() -> dict[Classes, Template]:
    """The template of each sequence of classes."""
    return {template.classes: template for template in all_templates()}


@cache
def beginnings() -> dict[Classes, set[str]]:
    """Which classes may follow each beginning of a sentence."""
    following: dict[Classes, set[str]] = {}
    for classes in by_classes():
        for at, name in enumerate(classes):
            following.setdefault(classes[:at], set()).add(name.replace("_", " "))
        following.setdefault(classes, set()).add("the full stop")
    return following


def refuse(line: str, reason: str) -> NoReturn:
    """Raise the `ValueError` of a line that is not of the grammar."""
    raise ValueError(f"line {line!r} is not of this grammar: {reason}")
