"""What the page is given to draw: three measures of a reader, by seed and test."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import traitlets

MEASURES = ("right", "nats", "slope")
FIGURES = 5  # significant digits


def tests_of(runs: Mapping[str, Sequence[Any]]) -> list[int]:
    """The numbers of filler blocks, the same in all runs, or a `TraitError`."""
    every = [seed for seeds in runs.values() for seed in seeds]
    wanted = ("between", *MEASURES)
    for seed in every:
        if not (isinstance(seed, Mapping) and all(name in seed for name in wanted)):
            raise traitlets.TraitError(
                f"runs must have the arrays {', '.join(wanted)}, as those of passkey"
            )
    tests = [np.asarray(seed["between"]).tolist() for seed in every]
    if not tests or any(other != tests[0] for other in tests):
        raise traitlets.TraitError(
            "runs must have been asked after the same numbers of blocks, at least one "
            "run for each reader"
        )
    return [int(count) for count in tests[0]]


def reader_table(name: str, seeds: Sequence[Any], n_tests: int) -> dict[str, Any]:
    """A reader as the page keeps it: each measure as a row for each seed."""
    table: dict[str, Any] = {"name": name}
    for measure in MEASURES:
        rows = [np.asarray(seed[measure], dtype=float) for seed in seeds]
        if not rows or any(
            row.shape != (n_tests,) or not np.isfinite(row).all() for row in rows
        ):
            raise traitlets.TraitError(
                f"runs must have {n_tests} finite numbers in {measure}, {name} has not"
            )
        table[measure] = [[float(f"{value:.{FIGURES}g}") for value in r] for r in rows]
    return table
