"""Chunks of a text of tokens, none of which share a token."""

import numpy as np
import torch


def random_chunks(
    tokens: np.ndarray, n_chunks: int, length: int, *, generator: torch.Generator
) -> np.ndarray:
    """Chunks at random, without overlap and in random order, (n_chunks, length).

    The text is cut into chunks from its beginning, and some are chosen; so the first
    quarter of them is a random quarter. Who also wants the token after each asks for
    one more and looks at the last column. Raises `ValueError` where the text has too
    few.
    """
    if length < 1 or n_chunks < 1 or n_chunks > len(tokens) // max(1, length):
        raise ValueError(
            f"n_chunks must be from 1 to the {len(tokens) // max(1, length)} chunks of "
            f"length {length} that the text has, got {n_chunks}"
        )
    there = len(tokens) // length
    chosen = torch.randperm(there, generator=generator)[:n_chunks].numpy()
    return np.array(tokens[: there * length].reshape(there, length)[chosen])
