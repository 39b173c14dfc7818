"""Asking a reader's function for pairs of tokens, and reading what comes."""

import warnings
from collections.abc import Mapping
from typing import NamedTuple

import torch

from attractor.check.reply import Function

Merges = list[tuple[str, str]]


class Pairs(NamedTuple):
    """Pairs of strings, or else a complaint."""

    merges: Merges | None
    complaint: str = ""


def ask_for_pairs(
    function: Function, word_counts: Mapping[str, int], n_merges: int
) -> Pairs:
    """What `function` replies to a copy of `word_counts`; nothing is raised."""
    copy = dict(word_counts)
    try:
        with warnings.catch_warnings(), torch.random.fork_rng(devices=[]):
            warnings.simplefilter("ignore")
            reply = function(copy, n_merges)
            pairs = _read(list(reply) if isinstance(reply, tuple) else reply)
    except Exception as error:
        first = (str(error).strip().splitlines() or [""])[0].rstrip(".")
        reason = f": {first}" if first else ""
        return Pairs(None, f"raises {type(error).__name__}{reason}")
    if copy != word_counts:
        return Pairs(None, "changes its own input: copy the counts first")
    return pairs


def _read(reply: object) -> Pairs:
    if reply is None:
        return Pairs(None, "returns nothing: the return statement is missing")
    if not isinstance(reply, list):
        shape = getattr(reply, "shape", None)
        made = f" that has shape {tuple(shape)}" if shape is not None else ""
        kind = type(reply).__name__
        return Pairs(None, f"returns a {kind}{made}, not a list of pairs")
    strange = next((item for item in reply if not _is_pair(item)), None)
    if strange is None:
        return Pairs([(left, right) for left, right in reply])
    if isinstance(strange, str):
        return Pairs(
            None, f"returns {strange!r} where two tokens are due, such as ('u', 'g')"
        )
    if isinstance(strange, tuple | list) and strange and _is_pair(strange[0]):
        return Pairs(None, "returns the counts too: give the pairs alone")
    return Pairs(None, f"returns a list of {type(strange).__name__}, not of pairs")


def _is_pair(item: object) -> bool:
    return (
        isinstance(item, tuple | list)
        and len(item) == 2
        and all(isinstance(part, str) for part in item)
    )
