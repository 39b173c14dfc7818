"""Which documents are held out: decided one by one, by a hash."""

import hashlib


def is_held_out(document: int, share: float, seed: int) -> bool:
    """Whether a document, by its place in the text, goes to val.bin.

    Each does with probability `share`, whatever the others do.
    """
    digest = hashlib.sha256(f"{seed} {document}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < share * 2**64


def check_split(n_documents: int, share: float, seed: int) -> None:
    """Raise `ValueError` unless some documents are held out and some are not."""
    if any(is_held_out(k, share, seed) for k in range(n_documents)) and not all(
        is_held_out(k, share, seed) for k in range(n_documents)
    ):
        return
    if n_documents < 2:
        raise ValueError(
            f"a text must have two documents at least, one for train.bin and one for "
            f"val.bin, got {n_documents}"
        )
    raise ValueError(
        f"share = {share} of {n_documents} documents with seed {seed} leaves train.bin "
        "or val.bin empty; choose another share or seed"
    )
