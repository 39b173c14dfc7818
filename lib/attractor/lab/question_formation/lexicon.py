"""The words of Question-Formation by class, and lexicons of other sizes."""

from dataclasses import dataclass, fields
from itertools import islice

from attractor.lab.question_formation.invented import invented_words

FULL_STOP, QUESTION_MARK = ".", "?"
DECLARATIVE, QUESTION = "decl", "quest"
MARKS = (FULL_STOP, QUESTION_MARK, DECLARATIVE, QUESTION)

NOUNS = (
    *("newt", "orangutan", "peacock", "quail", "raven", "salamander"),
    *("tyrannosaurus", "unicorn", "vulture", "walrus", "xylophone", "yak", "zebra"),
)


@dataclass(frozen=True)
class Lexicon:
    """The words of each class; by default those of McCoy, Frank and Linzen (2020).

    A word stands in one class only, so that a line has one reading; `ValueError` on a
    class without words, a word that stands twice, and a word with a blank in it.
    """

    determiners: tuple[str, ...] = ("the", "some", "my", "your", "our", "her")
    singular_nouns: tuple[str, ...] = NOUNS
    plural_nouns: tuple[str, ...] = tuple(
        noun + ("es" if noun.endswith("s") else "s") for noun in NOUNS
    )
    intransitive_verbs: tuple[str, ...] = (
        *("giggle", "smile", "sleep", "swim", "wait", "move", "change", "read", "eat"),
    )
    transitive_verbs: tuple[str, ...] = (
        *("entertain", "amuse", "high_five", "applaud", "confuse", "admire"),
        *("accept", "remember", "comfort"),
    )
    singular_auxiliaries: tuple[str, ...] = ("does", "doesn't")
    plural_auxiliaries: tuple[str, ...] = ("do", "don't")
    prepositions: tuple[str, ...] = (
        *("around", "near", "with", "upon", "by", "behind", "above", "below"),
    )
    relatives: tuple[str, ...] = ("who", "that")

    def __post_init__(self) -> None:
        seen = dict.fromkeys(MARKS, "the marks")
        for name, words in self.classes.items():
            if not words:
                raise ValueError(f"{name} must hold at least one word")
            for word in words:
                if word.split() != [word]:
                    raise ValueError(
                        f"words must be without blanks, got {word!r} in {name}"
                    )
                if word in seen:
                    raise ValueError(
                        f"words must stand once in one class, got {word!r} in "
                        f"{name} and in {seen[word]}"
                    )
                seen[word] = name

    @property
    def classes(self) -> dict[str, tuple[str, ...]]:
        """The words of each class, by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def sizes(self) -> dict[str, int]:
        """How many words each class has."""
        return {name: len(words) for name, words in self.classes.items()}

    @property
    def words(self) -> tuple[str, ...]:
        """All words, class after class, and at the end the marks `. ? decl quest`."""
        words = (word for words in self.classes.values() for word in words)
        return (*words, *MARKS)


WORD_CLASSES = tuple(field.name for field in fields(Lexicon))


def sized_lexicon(**sizes: int) -> Lexicon:
    """The standard lexicon with other numbers of words, as in `singular_nouns=26`.

    A class takes its first words; where they run out, invented ones follow. Raises
    `ValueError` on a class that does not exist and on a size below 1.
    """
    standard = Lexicon().classes
    for name, size in sizes.items():
        if name not in standard:
            raise ValueError(f"a class must be one of {WORD_CLASSES}, got {name!r}")
        if size < 1:
            raise ValueError(f"{name} must be at least 1, got {size}")
        words = standard[name]
        invented = islice(invented_words(name), max(0, size - len(words)))
        standard[name] = (*words[:size], *invented)
    return Lexicon(**standard)


ONE_WORD_EACH = dict.fromkeys(WORD_CLASSES, 1)
TWO_AUXILIARIES = {"singular_auxiliaries": 2, "plural_auxiliaries": 2}
TWO_OR_THREE = {
    name: 3 if name.endswith(("nouns", "verbs")) else 2 for name in WORD_CLASSES
}

# By how many words they have, the four marks counted.
LEXICONS: dict[int, Lexicon] = {
    13: sized_lexicon(**ONE_WORD_EACH),
    15: sized_lexicon(**ONE_WORD_EACH | TWO_AUXILIARIES),
    26: sized_lexicon(**TWO_OR_THREE),
    68: Lexicon(),
    94: sized_lexicon(singular_nouns=26, plural_nouns=26),
    442: sized_lexicon(singular_nouns=200, plural_nouns=200),
}
