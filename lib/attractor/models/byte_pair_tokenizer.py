"""The byte-level tokenizer around learned merges: text to numbers, and back."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from jaxtyping import Int
from torch import Tensor

from attractor.models.byte_pairs import merge_pair
from attractor.models.pretokens import (
    BYTE_LETTERS,
    bytes_to_letters,
    letters_to_bytes,
    pretokens,
    to_bytes,
    to_text,
)

Pair = tuple[str, str]
Numbers = Iterable[int] | Int[Tensor, " n_tokens"]

WORDS_KEPT = 2**16


def byte_pair_split(word: str, ranks: Mapping[Pair, int]) -> tuple[str, ...]:
    """`word` in tokens: of the pairs it has, the one merged first goes first.

    `ranks` says when each pair was learned, from 0 on: `merge_ranks` makes it. A
    character that no merge knows stays as it is.
    """
    tokens = list(word)
    while len(tokens) > 1:
        pair = min(pairwise(tokens), key=lambda pair: ranks.get(pair, len(ranks)))
        if pair not in ranks:
            break
        tokens = merge_pair(tokens, *pair, "".join(pair))
    return tuple(tokens)


def merge_ranks(merges: Iterable[Pair]) -> dict[Pair, int]:
    """When each pair was merged, from 0 on."""
    return {pair: rank for rank, pair in enumerate(merges)}


@dataclass(frozen=True, eq=False)
class BytePairTokenizer:
    """Text to token numbers and back, without loss whatever the text is.

    `merges` are in `BYTE_LETTERS`, in the order learned; `vocabulary` numbers the
    tokens. Nothing in a text is special: "<|endoftext|>" is thirteen signs like any
    others. `ValueError` unless every byte and every merged token has a number and no
    two share one.
    """

    merges: Sequence[Pair] = field(repr=False)
    vocabulary: Mapping[str, int] = field(repr=False)

    def __post_init__(self) -> None:
        missing = {*BYTE_LETTERS, *map("".join, self.merges)}.difference(
            self.vocabulary
        )
        if missing:
            raise ValueError(
                "vocabulary must number every byte's letter and every merged token, "
                f"{len(missing)} are missing, such as {min(missing)!r}"
            )
        if len(set(self.vocabulary.values())) < len(self.vocabulary):
            raise ValueError("vocabulary must give each token a number of its own")

    @classmethod
    def learned(cls, merges: Sequence[Pair]) -> "BytePairTokenizer":
        """With GPT-2's numbering: the 256 bytes by letter, then `merges` in order."""
        tokens = dict.fromkeys([*sorted(BYTE_LETTERS), *map("".join, merges)])
        return cls(merges, {token: number for number, token in enumerate(tokens)})

    @classmethod
    def from_files(cls, vocabulary: Path, merges: Path) -> "BytePairTokenizer":
        """From files as GPT-2's `encoder.json` and `vocab.bpe` are."""
        numbers = json.loads(vocabulary.read_text(encoding="utf-8"))
        lines = merges.read_text(encoding="utf-8").split("\n")
        written = [line for line in lines if line and not line.startswith("#version")]
        return cls([_pair(line) for line in written], numbers)

    def __len__(self) -> int:
        return len(self.vocabulary)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.merges, self.vocabulary)  # without what is kept

    def encode(self, text: str) -> list[int]:
        """The numbers of the tokens of `text`; `ValueError` on a lone surrogate."""
        numbers: list[int] = []
        for word in pretokens(text):
            numbers += self._encode_word(word)
        return numbers

    def decode(self, numbers: Numbers) -> str:
        """The text of token numbers; bytes that are no UTF-8 show as U+FFFD."""
        return self.decode_bytes(numbers).decode("utf-8", "replace")

    def encode_bytes(self, data: bytes) -> list[int]:
        """The numbers of the tokens of any bytes, be they UTF-8 or not."""
        return self.encode(to_text(data))

    def decode_bytes(self, numbers: Numbers) -> bytes:
        """The bytes of token numbers; `ValueError` on a number that is none."""
        tokens = self._tokens
        try:
            return b"".join([tokens[int(number)] for number in numbers])
        except KeyError as error:
            raise ValueError(
                f"numbers must be in the vocabulary of {len(self)}, got {error}"
            ) from None

    def tokens(self, text: str) -> list[str]:
        """The tokens of `text` in byte letters, such as "Ġthe"."""
        spelled = self._spelled
        return [spelled[number] for number in self.encode(text)]

    @cached_property
    def ranks(self) -> Mapping[Pair, int]:
        """When each pair was merged."""
        return MappingProxyType(merge_ranks(self.merges))

    @cached_property
    def _spelled(self) -> dict[int, str]:
        return {number: token for token, number in self.vocabulary.items()}

    @cached_property
    def _tokens(self) -> dict[int, bytes]:
        return {
            number: letters_to_bytes(token) for number, token in self._spelled.items()
        }

    @cached_property
    def _encode_word(self) -> Callable[[str], tuple[int, ...]]:
        ranks, vocabulary = dict(self.ranks), self.vocabulary

        def encode_word(word: str) -> tuple[int, ...]:
            letters = bytes_to_letters(to_bytes(word))
            return tuple(vocabulary[each] for each in byte_pair_split(letters, ranks))

        return lru_cache(maxsize=WORDS_KEPT)(encode_word)


def _pair(line: str) -> Pair:
    left, *rest = line.split(" ")
    if len(rest) != 1:
        raise ValueError(f"merges must have two tokens a line, got {line!r}")
    return left, rest[0]
