"""What the tests of the next-token explorable show: five letters, made-up logits."""

from typing import Any

import numpy as np

from attractor.show import NextToken

TOKENS = ("\n", " ", "a", "b", "c")
BEGINNINGS = ("\n", "ab ")
PASSAGE = (2, 3, 1, 4, 2, 0)


def next_arrays(n_tokens: int = len(TOKENS), **changed: Any) -> dict[str, Any]:
    """Arrays as a "characters" run has them, the logits drawn at random."""
    draws = np.random.default_rng(3)
    letters = TOKENS if n_tokens == len(TOKENS) else tuple(map(chr, range(n_tokens)))
    return {
        "vocabulary": np.array(letters),
        "beginnings": np.array(BEGINNINGS),
        "after_beginnings": np.array(
            [[0.0, 1.0, 3.0, 2.0, -1.0], [2.0, 2.0, 0.0, 0.0, 0.0]]
        )
        if n_tokens == len(TOKENS)
        else draws.normal(0, 3, (len(BEGINNINGS), n_tokens)),
        "passage": np.array(PASSAGE),
        "along_passage": draws.normal(0, 2, (len(PASSAGE), n_tokens)),
        **changed,
    }


def next_explorable(**traits: Any) -> NextToken:
    """The explorable as a chapter makes it."""
    return NextToken(next_arrays(), **traits)
