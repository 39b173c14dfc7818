"""The recorded capacity runs, and what a figure needs of one."""

from typing import NamedTuple

import numpy as np

from attractor.lab.runs import Run

RECORDED_CAPACITY = (
    "hopfield-capacity-500",
    "hopfield-capacity-1000",
    "hopfield-capacity-2000",
    "hopfield-capacity-4000",
)
N_BINS = 50


class CapacitySummary(NamedTuple):
    """Final overlaps of one run by load, from undamaged patterns.

    `mean` over all starts and its standard error over networks, `error`; `histogram`
    (loads, 50): shares of the starts by final overlap in equal bins from 0 to 1,
    overlaps below 0 in the first.
    """

    n_units: int
    loads: np.ndarray
    mean: np.ndarray
    error: np.ndarray
    histogram: np.ndarray


def capacity_summary(run: Run) -> CapacitySummary:
    """What a run of `hopfield-capacity` says about its first cue."""
    n_units = int(run.config["n_units"])
    overlaps = run.arrays["overlaps"][:, 0].astype(np.float64)
    by_network = overlaps.mean(-1)
    edges = np.linspace(0, 1, N_BINS + 1)
    flat = overlaps.reshape(len(overlaps), -1).clip(0, 1)
    histogram = np.stack([np.histogram(row, edges)[0] for row in flat]) / flat.shape[1]
    return CapacitySummary(
        n_units,
        run.arrays["n_patterns"] / n_units,
        by_network.mean(-1),
        by_network.std(-1, ddof=1) / np.sqrt(by_network.shape[1]),
        histogram,
    )
