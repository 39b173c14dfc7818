"""What is said of how long TransformerFAM remembers, against recorded runs."""

from functools import partial

import numpy as np

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.long_context import CHAPTER, SUMMARY
from attractor.lab import load_run, run_names

READER = "passkey-feedback-m0-"
FARTHEST = 64  # blocks of filler; in training there were 6 at most


def keeps_indefinitely(farthest: int = FARTHEST) -> Evidence:
    """How much of a key is right after so much filler, and after none, by median."""
    names = [n for n in run_names() if n.startswith(READER) and n[-1].isdigit()]
    arrays = [load_run(name).arrays for name in names]
    between = arrays[0]["between"].tolist()
    right, slope = (
        dict(
            zip(
                between,
                np.median([each[measure] for each in arrays], axis=0).tolist(),
                strict=True,
            )
        )
        for measure in ("right", "slope")
    )
    beyond = Comparison("right after 16 blocks", right[16], "≥", 0.9)
    path = Comparison(f"gradient after {farthest} blocks", slope[farthest], ">", 0)
    return Evidence(
        printed=(
            Comparison(
                f"right after {farthest} blocks", right[farthest], "≥", right[0], 0.01
            ),
        ),
        core=(path, beyond),
        corrected=(path, beyond),
    )


CLAIMS = (
    Claim(
        "fam-indefinite",
        SUMMARY,
        "TransformerFAM maintains past information indefinitely.",
        "The small readers of this book, trained with six blocks of filler at most.",
        "holds with a correction",
        "A path never ends; what is kept fades well beyond the training's lengths.",
        CHAPTER,
        keeps_indefinitely,
        Variant("within the lengths of training", partial(keeps_indefinitely, 6)),
    ),
)
