"""The explorable lexicon floor: sizes of word classes, and the loss they allow."""

from attractor.show.lexicon_floor.tables import CLASSES as CLASSES
from attractor.show.lexicon_floor.widget import MODULES as MODULES
from attractor.show.lexicon_floor.widget import LexiconFloor as LexiconFloor
