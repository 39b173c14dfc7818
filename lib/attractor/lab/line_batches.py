"""Batches of whole lines, nearly equal ones together, so that little is padded."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from attractor.lab.training.batch import NOT_COUNTED, Batch


class Lines(NamedTuple):
    """Where the lines of a text of tokens begin; their lengths with the end mark."""

    tokens: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray


def find_lines(tokens: np.ndarray, end: int) -> Lines:
    """The lines of a text in which each is closed by the end mark.

    Raises `ValueError` where the last one is not, and where there is none.
    """
    ends = np.flatnonzero(tokens == end)
    if len(tokens) == 0 or tokens[-1] != end:
        raise ValueError(f"tokens must end with the end mark, {end}")
    starts = np.concatenate([[0], ends[:-1] + 1])
    return Lines(tokens, starts, ends + 1 - starts)


def length_buckets(
    lengths: Sequence[int] | np.ndarray, batch: int, *, generator: torch.Generator
) -> list[Tensor]:
    """One epoch: every line once, in batches of nearly equal lengths, in random order.

    Lines are shuffled, then ordered by length and cut into batches, and the batches
    shuffled; the numbers of the lines are returned. Raises `ValueError` on a batch
    size below 1 and on no lines.
    """
    sizes = torch.as_tensor(np.asarray(lengths))
    if batch < 1 or len(sizes) == 0:
        raise ValueError(
            f"batch must be at least 1 and lengths not empty, got {batch} and "
            f"{len(sizes)} lines"
        )
    shuffled = torch.randperm(len(sizes), generator=generator)
    batches = shuffled[sizes[shuffled].argsort(stable=True)].split(batch)
    order = torch.randperm(len(batches), generator=generator)
    return [batches[place] for place in order.tolist()]


def padded_batch(lines: Lines, chosen: Tensor, start: int, pad: int) -> Batch:
    """The chosen lines as inputs and targets.

    A line is read from a start mark on and is said up to its end mark; beyond it
    stands padding, which does not count among the targets.
    """
    rows = chosen.numpy()
    places = np.arange(lines.lengths[rows].max())
    inside = places < lines.lengths[rows][:, None]
    at = np.where(inside, lines.starts[rows][:, None] + places, 0)
    said = torch.from_numpy(np.where(inside, lines.tokens[at], 0).astype(np.int64))
    within = torch.from_numpy(inside)
    read = torch.full_like(said, start)
    read[:, 1:] = said[:, :-1].where(within[:, 1:], pad)
    return Batch(read, said.where(within, NOT_COUNTED))
