"""Documents as numbers: GPT-2's tokens, its first 8,191, or bytes."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from attractor.lab.corpora import corpus_file

BYTES = 256
MERGES = 50_000
END_OF_TEXT = BYTES + MERGES
WORDS_KEPT = 200_000  # whose tokens are remembered, which makes it faster


class Encoder(NamedTuple):
    """How many different tokens there are, the one that ends a document, and how."""

    vocabulary: int
    end: int
    encode: Callable[[Sequence[str]], list[np.ndarray]]


@cache
def gpt2_tokenizer(n_merges: int = MERGES) -> Any:
    """GPT-2's tokenizer, a `tokenizers.Tokenizer`, from its two published files.

    Merges are numbered in the order in which they were found, so with `n_merges` the
    tokenizer is what training it only so far would have given, tokens keep their
    numbers, and GPT-2's own tokens are made of whole ones of these. It encodes what it
    is given as text: an end of text written out is some letters. For the files see
    `corpus_file`.
    """
    # Here, not above: few need it.
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    files = (corpus_file(f"gpt2-bpe/{name}") for name in ("encoder.json", "vocab.bpe"))
    numbers, merges = models.BPE.read_file(*map(str, files))
    kept = {token: k for token, k in numbers.items() if k < BYTES + n_merges}
    first = models.BPE(kept, merges[:n_merges], cache_capacity=WORDS_KEPT)
    tokenizer = Tokenizer(first)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def gpt2_encoder(n_merges: int = MERGES) -> Encoder:
    """GPT-2's 50,257 tokens, or those of its first merges and an end of text."""
    tokenizer, end = gpt2_tokenizer(n_merges), BYTES + n_merges
    fast = getattr(tokenizer, "encode_batch_fast", tokenizer.encode_batch)

    def encode(texts: Sequence[str]) -> list[np.ndarray]:
        return [np.array(each.ids, dtype=np.int64) for each in fast(list(texts))]

    return Encoder(end + 1, end, encode)


def byte_encoder() -> Encoder:
    """The 256 bytes of UTF-8, and 256 at the end of a document."""

    def encode(texts: Sequence[str]) -> list[np.ndarray]:
        return [np.frombuffer(text.encode(), dtype=np.uint8) for text in texts]

    return Encoder(BYTES + 1, BYTES, encode)


ENCODERS: Mapping[str, Callable[[], Encoder]] = MappingProxyType(
    {
        "gpt2": gpt2_encoder,
        "gpt2-8192": partial(gpt2_encoder, 8192 - BYTES - 1),
        "bytes": byte_encoder,
    }
)


def encoder_of(tokens: str) -> Encoder:
    """The encoder of a name; `ValueError` where there is none."""
    if tokens not in ENCODERS:
        raise ValueError(f"tokens must be one of {sorted(ENCODERS)}, got {tokens!r}")
    return ENCODERS[tokens]()
