"""What the table asks of a claim and of its evidence; `attractor.claims` has them."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable


@runtime_checkable
class Entry(Protocol):
    """A claim."""

    @property
    def id(self) -> str:
        """Its short name."""

    @property
    def where(self) -> str:
        """The place in the paper."""

    @property
    def statement(self) -> str:
        """What the paper says."""

    @property
    def assumptions(self) -> str:
        """What is taken for granted there."""

    @property
    def verdict(self) -> str | None:
        """In words, or none yet."""

    @property
    def corrected(self) -> str:
        """The strongest statement that holds."""

    @property
    def chapter(self) -> str:
        """Where the book treats it, as `part/chapter`."""


@runtime_checkable
class Comparison(Protocol):
    """A number and what it is compared to."""

    @property
    def what(self) -> str:
        """What was computed, in words."""

    @property
    def value(self) -> int | float:
        """What came out."""

    @property
    def relation(self) -> str:
        """Between value and reference, a sign."""

    @property
    def reference(self) -> int | float:
        """What it is compared to."""

    @property
    def tolerance(self) -> float:
        """How far off still counts as equal."""

    @property
    def holds(self) -> bool:
        """Whether it is so."""


@runtime_checkable
class Evidence(Protocol):
    """What was compared, by what it bears on."""

    @property
    def printed(self) -> Sequence[Comparison]:
        """The claim in its own terms."""

    @property
    def core(self) -> Sequence[Comparison]:
        """What the paper needs it for."""

    @property
    def corrected(self) -> Sequence[Comparison]:
        """The statement in its place."""

    @property
    def readings(self) -> Sequence[Sequence[Comparison]]:
        """Each sense of a word that is used in several."""

    @property
    def controls(self) -> Sequence[Comparison]:
        """The same where the claim is not true."""


class Result(NamedTuple):
    """The evidence, and what overturns it: a change by name, and its verdict."""

    evidence: Evidence
    change: str
    overturned: str
