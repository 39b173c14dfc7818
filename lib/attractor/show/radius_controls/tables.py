"""What the page is given of a recorded run: its clouds, by share of their vectors."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import traitlets

from attractor.show.explorable import numbers

LEFT_OUT = "rescaled"  # the page rescales by itself
DIGITS = 6
NEEDED = (
    "controls", "n_vectors", "mean", "median", "histogram", "edges", "sigma",
    "yardsticks",
)  # fmt: skip


def recorded_clouds(arrays: Mapping[str, Any]) -> dict[str, Any]:
    """`clouds`, `counts` of their vectors, `dim` and `length` of the chunks.

    Raises `TraitError` unless there are the arrays of a "radius" run: every cloud with
    as many histograms, means and medians as there are counts, all finite.
    """
    missing = [name for name in NEEDED if name not in arrays]
    if missing:
        raise traitlets.TraitError(
            f"arrays must be those of a radius run, {', '.join(missing)} missing"
        )
    counts = [int(count) for count in arrays["n_vectors"]]
    names = [str(name) for name in arrays["controls"]]
    shapes = {name: np.shape(arrays[name])[:2] for name in NEEDED[2:5]}
    wrong = [name for name, s in shapes.items() if s != (len(names), len(counts))]
    if wrong or counts != sorted(set(counts)):
        raise traitlets.TraitError(
            "arrays must have rising n_vectors and, for each control and each of "
            f"them, {', '.join(wrong) or 'n_vectors'}"
        )
    if not all(np.isfinite(arrays[name]).all() for name in NEEDED[1:]):
        raise traitlets.TraitError("arrays must be finite")
    of_token, of_sequence = (float(yard) for yard in arrays["yardsticks"][:2])
    return {
        "counts": counts,
        "dim": round(2 * math.pi * math.e * of_token**2),
        "length": round((of_sequence / of_token) ** 2),
        "clouds": [
            {
                "name": name,
                "mean": short(arrays["mean"][at]),
                "median": short(arrays["median"][at]),
                "sigma": short(arrays["sigma"][at]),
                "edges": short(arrays["edges"][at]),
                "histogram": numbers(np.asarray(arrays["histogram"][at]).astype(int)),
            }
            for at, name in enumerate(names)
            if name != LEFT_OUT
        ],
    }


def short(values: Any) -> Any:
    """Numbers to six significant digits."""
    kept = np.asarray(values, dtype=np.float64)
    if kept.ndim == 0:
        return float(f"{kept:.{DIGITS}g}")
    return [float(f"{value:.{DIGITS}g}") for value in kept]
