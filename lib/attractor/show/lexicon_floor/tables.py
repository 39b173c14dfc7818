"""What the page is given to compute with: cells, lexicons, recorded plateaus."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from attractor.show.explorable import numbers

# What one slider sets, by its name: singular and plural have equally many words.
CLASSES = {
    "determiners": ("determiners",),
    "nouns": ("singular_nouns", "plural_nouns"),
    "intransitive": ("intransitive_verbs",),
    "transitive": ("transitive_verbs",),
    "auxiliaries": ("singular_auxiliaries", "plural_auxiliaries"),
    "prepositions": ("prepositions",),
    "relatives": ("relatives",),
}
DIGITS = 6


def cell_rows(source: Any) -> list[list[int | float]]:
    """The cells of a source: how many alike, the share of each, its uses of CLASSES.

    Cells are alike where share and uses are. Raises `TraitError` unless the source has
    a `table` of `cells` with their `probabilities`, and the shares sum to 1.
    """
    try:
        shares = numbers(source.table.probabilities)
        uses = [uses_of(cell.template.classes) for cell in source.table.cells]
    except (AttributeError, TypeError) as error:
        raise traitlets.TraitError(
            "sources must have a table of cells and their probabilities, as "
            f"QuestionFormation has, got {type(source).__name__}"
        ) from error
    if not math.isclose(math.fsum(shares), 1, rel_tol=1e-9):
        raise traitlets.TraitError("sources must have probabilities that sum to 1")
    alike = Counter(zip(shares, uses, strict=True))
    return [[count, share, *used] for (share, used), count in alike.items()]


def uses_of(classes: Sequence[str]) -> tuple[int, ...]:
    """How many words of a sentence are of each of CLASSES."""
    return tuple(
        sum(classes.count(name) for name in names) for names in CLASSES.values()
    )


def named_lexicon(words: Any, lexicon: Any) -> dict[str, Any]:
    """A lexicon as the page keeps it: its number of words, and the size of each class.

    Raises `TraitError` unless it has `sizes` of all classes, as many plural as
    singular.
    """
    try:
        sizes = [[lexicon.sizes[name] for name in names] for names in CLASSES.values()]
    except (AttributeError, KeyError, TypeError) as error:
        raise traitlets.TraitError(
            "lexicons must have sizes of all word classes, as Lexicon has, got "
            f"{type(lexicon).__name__}"
        ) from error
    if any(len(set(size)) > 1 for size in sizes):
        raise traitlets.TraitError(
            f"lexicons must have as many plural words as singular, got {lexicon.sizes}"
        )
    firsts = dict(zip(CLASSES, (size[0] for size in sizes), strict=True))
    return {"words": int(words), "sizes": firsts}


def plateau_point(recorded: Any) -> dict[str, Any]:
    """A recorded plateau as the page keeps it: what it is, its floor, its loss.

    Raises `TraitError` unless it is words and two finite numbers.
    """
    try:
        words, floor, plateau = recorded
        point = {"floor": float(floor), "plateau": float(plateau)}
    except (TypeError, ValueError) as error:
        raise traitlets.TraitError(
            f"plateaus must be (words, floor, plateau) each, got {recorded!r}"
        ) from error
    if not all(math.isfinite(value) for value in point.values()):
        raise traitlets.TraitError(f"plateaus must be finite, got {recorded!r}")
    rounded: Mapping[str, float] = {k: round(v, DIGITS) for k, v in point.items()}
    return {"words": str(words), **rounded}
