"""The Python side of the floor explorable."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import traitlets

from attractor.show import LexiconFloor
from attractor.show.lexicon_floor.tables import CLASSES

ALL_CLASSES = [name for names in CLASSES.values() for name in names]
SIZES = dict(zip(ALL_CLASSES, (1, 3, 3, 2, 2, 2, 2, 1, 1), strict=True))
BARE = ("determiners", "singular_nouns", "singular_auxiliaries", "intransitive_verbs")
PLURAL = ("determiners", "plural_nouns", "plural_auxiliaries", "intransitive_verbs")


def source(*cells: tuple[tuple[str, ...], float]) -> Any:
    """A source with these sequences of classes and their probabilities."""
    templates = [SimpleNamespace(template=SimpleNamespace(classes=c)) for c, _ in cells]
    shares = np.array([share for _, share in cells])
    return SimpleNamespace(table=SimpleNamespace(cells=templates, probabilities=shares))


EVEN = source((BARE, 0.5), (PLURAL, 0.5))
UNEVEN = source((BARE, 0.75), (PLURAL, 0.25))
SMALL = SimpleNamespace(sizes=SIZES)


def floor(sources=None, lexicons=None, plateaus=(), **traits) -> LexiconFloor:
    sources = {"published": EVEN, "fitted": UNEVEN} if sources is None else sources
    return LexiconFloor(sources, lexicons or {21: SMALL}, plateaus, **traits)


def test_it_opens_on_the_data_sets_lexicon_and_the_first_weights():
    shown = floor()
    sizes = [getattr(shown, name) for name in CLASSES]
    assert sizes == [6, 13, 9, 9, 2, 8, 2]
    assert (shown.weights, shown.scored, shown.copies) == ("published", "line", 1)
    assert shown.lines == 500


def test_cells_that_are_alike_become_one_row():
    rows = floor().sources
    assert rows["published"] == [[2, 0.5, 1, 1, 1, 0, 1, 0, 0]]
    assert rows["fitted"] == [
        [1, 0.75, 1, 1, 1, 0, 1, 0, 0],
        [1, 0.25, 1, 1, 1, 0, 1, 0, 0],
    ]


def test_lexicons_and_plateaus_are_plain_numbers():
    shown = floor(plateaus=[("21 words, seed 0", np.float64(1 / 3), 0.34)])
    assert shown.lexicons == [
        {
            "words": 21,
            "sizes": {
                "determiners": 1,
                "nouns": 3,
                "intransitive": 2,
                "transitive": 2,
                "auxiliaries": 2,
                "prepositions": 1,
                "relatives": 1,
            },
        }
    ]
    assert shown.plateaus == [
        {"words": "21 words, seed 0", "floor": 0.333333, "plateau": 0.34}
    ]


def test_the_text_alternative_follows_the_state():
    shown = floor()
    assert "13 nouns" in shown.alt and "published weights" in shown.alt
    assert "recorded runs: 0." in shown.alt and "the line is scored" in shown.alt
    shown.nouns, shown.weights, shown.scored = 26, "fitted", "source"
    assert "26 nouns" in shown.alt and "fitted weights" in shown.alt
    assert "the source is scored" in shown.alt
    assert "recorded runs: 1." in floor(plateaus=[("one", 1, 1)]).alt


def test_the_repr_is_the_state():
    assert repr(floor(nouns=200, weights="fitted", scored="source")) == (
        "LexiconFloor(determiners=6, nouns=200, intransitive=9, transitive=9, "
        "auxiliaries=2, prepositions=8, relatives=2, weights='fitted', "
        "scored='source', copies=1, lines=500)"
    )


@pytest.mark.parametrize(
    ("traits", "complaint"),
    [
        ({"nouns": 0}, "nouns must be from 1 to 200, got 0"),
        ({"relatives": 201}, "relatives must be from 1 to 200, got 201"),
        ({"lines": 9}, r"lines must be from 10 to 1e\+07, got 9"),
        ({"copies": 5}, "copies must be from 0 to 4, got 5"),
        ({"copies": 0, "scored": "target"}, "copies must be from 1 to 4, got 0"),
        ({"weights": "guessed"}, r"weights must be one of \['published', 'fitted'\]"),
        ({"scored": "end"}, "'scored' trait"),
        ({"sources": {}}, "sources must be at least one"),
        ({"sources": {"a": 3}}, "sources must have a table of cells.* got int"),
        ({"sources": {"a": source((BARE, 0.5))}}, "probabilities that sum to 1"),
        ({"lexicons": {3: 3}}, "lexicons must have sizes of all .* got int"),
        (
            {"lexicons": {9: SimpleNamespace(sizes=SIZES | {"plural_nouns": 4})}},
            "lexicons must have as many plural words as singular",
        ),
        ({"plateaus": [("a", 1)]}, r"plateaus must be \(words, floor, plateau\)"),
        ({"plateaus": [("a", 1, np.nan)]}, "plateaus must be finite"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(traits, complaint):
    with pytest.raises(traitlets.TraitError, match=complaint):
        floor(**traits)


def test_a_target_that_is_not_there_cannot_be_scored_later_either():
    shown = floor(copies=0)
    with pytest.raises(traitlets.TraitError, match="from 1 to 4"):
        shown.scored = "target"
    assert shown.scored == "line"
