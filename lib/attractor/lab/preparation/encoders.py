"""Documents as numbers: GPT-2's tokens, or bytes."""

from collections.abc import Callable, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from attractor.lab.corpora import corpus_file

END_OF_TEXT = 50_256
WORDS_KEPT = 200_000  # whose tokens are remembered, which makes it faster


class Encoder(NamedTuple):
    """How many different tokens there are, the one that ends a document, and how."""

    vocabulary: int
    end: int
    encode: Callable[[Sequence[str]], list[np.ndarray]]


@cache
def gpt2_tokenizer() -> Any:
    """GPT-2's tokenizer, a `tokenizers.Tokenizer`, from its two published files.

    It encodes what it is given as text: an end of text written out is some letters.
    For the files see `corpus_file`.
    """
    # Here, not above: few need it.
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    files = (corpus_file(f"gpt2-bpe/{name}") for name in ("encoder.json", "vocab.bpe"))
    merges = models.BPE.from_file(*map(str, files), cache_capacity=WORDS_KEPT)
    tokenizer = Tokenizer(merges)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def gpt2_encoder() -> Encoder:
    """GPT-2's 50,257 tokens."""
    tokenizer = gpt2_tokenizer()
    fast = getattr(tokenizer, "encode_batch_fast", tokenizer.encode_batch)

    def encode(texts: Sequence[str]) -> list[np.ndarray]:
        return [np.array(each.ids, dtype=np.int64) for each in fast(list(texts))]

    return Encoder(END_OF_TEXT + 1, END_OF_TEXT, encode)


def byte_encoder() -> Encoder:
    """The 256 bytes of UTF-8, and 256 at the end of a document."""

    def encode(texts: Sequence[str]) -> list[np.ndarray]:
        return [np.frombuffer(text.encode(), dtype=np.uint8) for text in texts]

    return Encoder(257, 256, encode)


ENCODERS = MappingProxyType({"gpt2": gpt2_encoder, "bytes": byte_encoder})


def encoder_of(tokens: str) -> Encoder:
    """The encoder of a name; `ValueError` where there is none."""
    if tokens not in ENCODERS:
        raise ValueError(f"tokens must be one of {sorted(ENCODERS)}, got {tokens!r}")
    return ENCODERS[tokens]()
