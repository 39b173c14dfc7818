"""Words for lexicons larger than English lent us: syllables in a fixed order."""

from collections.abc import Iterator
from itertools import count, product

ONSETS = "bdfgjklmnprstvwyz"
VOWELS = "aiou"
ENDINGS = {
    "determiners": "n",
    "singular_nouns": "",
    "plural_nouns": "s",
    "intransitive_verbs": "le",
    "transitive_verbs": "rt",
    "singular_auxiliaries": "th",
    "plural_auxiliaries": "ve",
    "prepositions": "sk",
    "relatives": "ch",
}


def invented_words(word_class: str) -> Iterator[str]:
    """Words that no other class has, without end: biba, boba, ... for nouns.

    Each class has its own ending, so that singular and plural nouns go together.
    """
    for stem in stems():
        yield stem + ENDINGS[word_class]


def stems() -> Iterator[str]:
    """All words of two syllables, then of three, and so on, of different syllables."""
    syllables = [onset + vowel for onset in ONSETS for vowel in VOWELS]
    for length in count(2):
        for chosen in product(syllables, repeat=length):
            if len(set(chosen)) == length:
                yield "".join(reversed(chosen))
