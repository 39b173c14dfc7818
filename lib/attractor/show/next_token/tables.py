"""What the page is given of a recorded run: tokens, texts and the logits after them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import traitlets

DIGITS = 4
NEEDED = (
    "vocabulary", "beginnings", "after_beginnings", "passage", "along_passage",
)  # fmt: skip


def next_distributions(arrays: Mapping[str, Any]) -> dict[str, Any]:
    """`tokens`, `beginnings` and the logits `after` them; a `passage`, logits `along`.

    Logits are rounded to four digits. Raises `TraitError` unless there are the arrays
    of a "characters" run, with one logit for each token, all finite.
    """
    missing = [name for name in NEEDED if name not in arrays]
    if missing:
        raise traitlets.TraitError(
            f"arrays must be those of a characters run, {', '.join(missing)} missing"
        )
    tokens, beginnings, passage = (
        np.asarray(arrays[name]) for name in ("vocabulary", "beginnings", "passage")
    )
    for name, texts in (("after_beginnings", beginnings), ("along_passage", passage)):
        shape, due = np.shape(arrays[name]), (len(texts), len(tokens))
        if shape != due or 0 in due:
            raise traitlets.TraitError(f"{name} must have shape {due}, got {shape}")
        if not np.isfinite(arrays[name]).all():
            raise traitlets.TraitError(f"{name} must be finite")
    if not ((passage >= 0) & (passage < len(tokens))).all():
        raise traitlets.TraitError(f"passage must be of tokens 0 to {len(tokens) - 1}")
    return {
        "tokens": [str(token) for token in tokens],
        "beginnings": [str(text) for text in beginnings],
        "after": short(arrays["after_beginnings"]),
        "passage": [int(token) for token in passage],
        "along": short(arrays["along_passage"]),
    }


def short(logits: Any) -> list[list[float]]:
    """Logits with four decimals, as lists."""
    return [
        [round(float(value), DIGITS) for value in row]
        for row in np.asarray(logits, dtype=np.float64)
    ]
