"""A claim of the paper, the evidence for or against it, and how one decides.

The verdict is not written beside the evidence, it follows from it: `decide` looks at
what was compared and with what result. For every claim there is also one named
variant, a formula or an input changed, whose evidence decides otherwise.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args

Verdict = Literal[
    "holds", "holds with a correction", "inconsistent", "fails", "unsupported"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Relation = Literal["=", "≠", "<", "≤", ">", "≥"]

EXACT = {"<": operator.lt, "≤": operator.le, ">": operator.gt, "≥": operator.ge}


@dataclass(frozen=True)
class Comparison:
    """A number, and what it is compared to; `tolerance` is for equality and ≤, ≥."""

    what: str
    value: int | float
    relation: Relation
    reference: int | float
    tolerance: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the number stands in that relation."""
        difference = abs(self.value - self.reference)
        match self.relation:
            case "=":
                return difference <= self.tolerance
            case "≠":
                return difference > self.tolerance
            case "≤" | "≥":
                close = difference <= self.tolerance
                return close or EXACT[self.relation](self.value, self.reference)
            case _:
                return EXACT[self.relation](self.value, self.reference)

    def __str__(self) -> str:
        sign = self.relation if self.holds else f"not {self.relation}"
        return f"{self.what}: {self.value:.7g} {sign} {self.reference:.7g}"


Comparisons = tuple[Comparison, ...]


@dataclass(frozen=True)
class Evidence:
    """What was computed, sorted by what it bears on.

    `printed`: the claim in its own terms. `core`: what the paper needs it for, asked
    only where the printed form does not hold. `corrected`: the strongest statement
    in its place. `readings`: where the paper uses a word in two senses, one tuple of
    comparisons for each sense, over all the places that use it. `controls`: the
    evidence that the paper offers, repeated where the claim is not true.
    """

    printed: Comparisons = ()
    core: Comparisons = ()
    corrected: Comparisons = ()
    readings: tuple[Comparisons, ...] = ()
    controls: Comparisons = ()

    @property
    def verdict(self) -> Verdict:
        """What follows from the comparisons."""
        return decide(self)

    @property
    def comparisons(self) -> Comparisons:
        """All of them."""
        readings = chain.from_iterable(self.readings)
        return (*self.printed, *self.core, *self.corrected, *readings, *self.controls)


def decide(evidence: Evidence) -> Verdict:
    """The verdict that the comparisons give.

    Unsupported: the controls show the same as the evidence offered. Inconsistent:
    no reading fits all places. Else the printed claim holds; or it does not, but
    what it is needed for does, with a correction; or it fails.
    """
    if evidence.controls and all_hold(evidence.controls):
        return "unsupported"
    if evidence.readings and not any(map(all_hold, evidence.readings)):
        return "inconsistent"
    if all_hold(evidence.printed):
        return "holds"
    if evidence.core and all_hold(evidence.core):
        return "holds with a correction"
    return "fails"


def all_hold(comparisons: Comparisons) -> bool:
    """Whether every comparison holds."""
    return all(each.holds for each in comparisons)


@dataclass(frozen=True)
class Variant:
    """The claim with one thing changed, by name, so that another verdict follows."""

    name: str
    evidence: Callable[[], Evidence]


@dataclass(frozen=True)
class Claim:
    """One item of the paper, in its own terms, and what became of it.

    `evidence()` computes. `where` is the place in the paper, `assumptions` what is
    taken for granted there, `corrected` the strongest statement that holds, empty
    where the claim does. `chapter` is where the book treats it. A claim whose evidence
    needs trained models comes with its chapter: until then it has neither evidence
    nor variant nor verdict, all three are `None`.
    """

    id: str
    where: str
    statement: str
    assumptions: str
    verdict: Verdict | None
    corrected: str
    chapter: str
    evidence: Callable[[], Evidence] | None
    variant: Variant | None

    @property
    def part(self) -> str:
        """The part of the book that its chapter belongs to."""
        return self.chapter.split("/")[0]
