"""What the page is given to draw: the losses of a run at its evaluations."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import traitlets

LOSSES = {"training": "training", "heldOut": "held_out"}
DIGITS = 5  # after the point of a loss
FIGURES = 8  # of a number of epochs


def fraction_curve(name: str, arrays: Any) -> dict[str, Any]:
    """A run as the page keeps it: `steps`, `epochs` and both losses, of equal length.

    `arrays` are those of a run of "training-gpt2": `evaluated_at`, `epochs`,
    `training`, `held_out`. Raises `TraitError` unless they are so many finite numbers
    each, two at least, steps and epochs positive and rising.
    """
    wanted = ("evaluated_at", "epochs", *LOSSES.values())
    if not (isinstance(arrays, Mapping) and all(key in arrays for key in wanted)):
        raise traitlets.TraitError(
            f"runs must have the arrays {', '.join(wanted)}, as runs of training-gpt2 "
            f"have, got {sorted(arrays) if isinstance(arrays, Mapping) else arrays!r}"
        )
    columns = [np.asarray(arrays[key], dtype=float) for key in wanted]
    shapes = [column.shape for column in columns]
    if len(set(shapes)) > 1 or columns[0].ndim != 1 or len(columns[0]) < 2:
        raise traitlets.TraitError(
            f"runs must have two evaluations at least, and as many of each array, got "
            f"{shapes} of {name}"
        )
    if not all(np.isfinite(column).all() for column in columns):
        raise traitlets.TraitError(f"runs must have finite numbers, {name} has not")
    steps, epochs, *losses = columns
    if any(axis[0] <= 0 or (np.diff(axis) <= 0).any() for axis in (steps, epochs)):
        raise traitlets.TraitError(
            f"runs must have positive steps and epochs that rise, {name} has not"
        )
    curve: dict[str, Any] = {"name": name, "steps": steps.tolist()}
    curve["epochs"] = [float(f"{value:.{FIGURES}g}") for value in epochs]
    for key, loss in zip(LOSSES, losses, strict=True):
        curve[key] = loss.round(DIGITS).tolist()
    return curve
