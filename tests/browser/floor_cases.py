"""What the tests of the floor explorable show: the real sources, some plateaus."""

from typing import Any

from attractor.lab import QuestionFormation
from attractor.show import LexiconFloor

NAMED = (13, 15, 26, 68, 94, 442)
PLATEAUS = [("15 words", 0.282, 0.286), ("442 words", 1.294, 1.301)]
SOURCES = {name: QuestionFormation(weights=name) for name in ("published", "fitted")}


def floor_explorable(plateaus: Any = (), **traits: Any) -> LexiconFloor:
    """The explorable as a chapter makes it."""
    lexicons = {words: QuestionFormation(words).lexicon for words in NAMED}
    return LexiconFloor(SOURCES, lexicons, plateaus, **traits)
