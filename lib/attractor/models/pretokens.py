"""What byte pairs are counted in: GPT-2's words, spelled in bytes.

A text is first cut into words, most of which begin with their space; then each byte of
a word becomes a letter, so that any text is spelled with 256 letters. Radford et al.
2019, section 2.2, as in the code published with it.
"""

from collections import Counter
from collections.abc import Iterator

import regex

GPT2_PATTERN = regex.compile(
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
)
"""GPT-2's words: a suffix such as 's, letters, digits, other signs, or spaces."""

# Bytes that print stand for themselves; the others follow from code point 256 on.
_PRINTING = {*range(ord("!"), ord("~") + 1), *range(0xA1, 0x100)} - {0xAD}
_OTHERS = [byte for byte in range(256) if byte not in _PRINTING]
_LETTER_OF = {byte: chr(256 + place) for place, byte in enumerate(_OTHERS)}
_BYTE_OF = {ord(letter): byte for byte, letter in _LETTER_OF.items()}

BYTE_LETTERS = tuple(_LETTER_OF.get(byte, chr(byte)) for byte in range(256))
"""The letter of each byte; a space is Ġ, a line's end Ċ."""

_LETTERS = frozenset(BYTE_LETTERS)


def bytes_to_letters(data: bytes) -> str:
    """Each byte as its letter in `BYTE_LETTERS`."""
    return data.decode("latin-1").translate(_LETTER_OF)


def letters_to_bytes(letters: str) -> bytes:
    """The bytes that `letters` stand for; `ValueError` on a letter that is none."""
    strange = set(letters) - _LETTERS
    if strange:
        raise ValueError(
            f"letters must be among BYTE_LETTERS, got {min(strange)!r}; "
            "bytes_to_letters writes bytes in them"
        )
    return letters.translate(_BYTE_OF).encode("latin-1")


def pretokens(text: str) -> Iterator[str]:
    """The words that GPT-2 cuts `text` into; joined they are the text again.

    Each space goes to the word after it, but where several follow one another only
    the last does.
    """
    return (match.group() for match in GPT2_PATTERN.finditer(text))


def pretoken_counts(text: str) -> dict[str, int]:
    """How often each of GPT-2's words occurs in `text`, spelled in byte letters.

    Words come in the order in which they first occur. `byte_pair_merges` of the result
    are byte-level merges.
    """
    counts = Counter(GPT2_PATTERN.findall(text))
    return {bytes_to_letters(to_bytes(word)): times for word, times in counts.items()}


def to_bytes(text: str) -> bytes:
    """UTF-8, and the bytes that `to_text` could not read as they were."""
    return text.encode("utf-8", "surrogateescape")


def to_text(data: bytes) -> str:
    """UTF-8 read so that every byte survives: what is none becomes a surrogate."""
    return data.decode("utf-8", "surrogateescape")
