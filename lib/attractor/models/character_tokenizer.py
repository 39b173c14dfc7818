"""The smallest tokenizer: every character of a text is a token."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class CharacterTokenizer:
    """Characters by number, in the order of `vocabulary`.

    Tiny Shakespeare's sorted characters are 65; "First Cit" is 18, 47, 56, 57, 58, 1,
    15, 47, 58 there. `ValueError` on a character that occurs twice, and on none.
    """

    vocabulary: str

    def __post_init__(self) -> None:
        if not self.vocabulary or len({*self.vocabulary}) < len(self.vocabulary):
            raise ValueError(
                "vocabulary must hold one character at least, and each of them once, "
                f"got {self.vocabulary!r}"
            )

    @classmethod
    def of(cls, text: str) -> "CharacterTokenizer":
        """The tokenizer of all characters of a text, sorted."""
        return cls("".join(sorted({*text})))

    def encode(self, text: str) -> list[int]:
        """The number of each character; `ValueError` on one that has none."""
        numbers = {letter: number for number, letter in enumerate(self.vocabulary)}
        strange = {*text} - numbers.keys()
        if strange:
            raise ValueError(
                "text must hold only characters of the vocabulary, "
                f"got {min(strange)!r}"
            )
        return [numbers[letter] for letter in text]

    def decode(self, tokens: Iterable[int]) -> str:
        """The characters of numbers; `ValueError` on a number that has none."""
        numbers = list(tokens)
        if any(not 0 <= number < len(self.vocabulary) for number in numbers):
            raise ValueError(
                f"tokens must be from 0 to {len(self.vocabulary) - 1}, got "
                f"{min(numbers)} to {max(numbers)}"
            )
        return "".join(self.vocabulary[number] for number in numbers)
