"""A mean over a few seeds, and how far it may be from the mean over all seeds."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats


class MeanInterval(NamedTuple):
    """The mean, and the interval `mean` ± `half`; arrays where there were axes left."""

    mean: np.ndarray
    half: np.ndarray


def mean_interval(values: ArrayLike, level: float = 0.95) -> MeanInterval:
    r"""Student's interval $\bar x \pm t\,s/\sqrt n$ along the first axis, the seeds.

    t has n − 1 degrees of freedom: for three seeds it is 4.30, not 1.96. Raises
    `ValueError` on fewer than two seeds and on a level outside (0, 1).
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim == 0 or len(array) < 2:
        raise ValueError(f"values must hold two seeds or more, got {array.shape}")
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, got {level}")
    n = len(array)
    factor = stats.t.ppf((1 + level) / 2, n - 1)
    half = factor * array.std(0, ddof=1) / np.sqrt(n)
    return MeanInterval(array.mean(0), np.asarray(half))


def best_control(trained: ArrayLike, controls: ArrayLike) -> tuple[int, MeanInterval]:
    """Which of the controls is best on average, and by how much the probe beats it.

    `trained` (seeds), `controls` (controls, seeds); the differences are taken seed by
    seed. The first of two that are equally good.
    """
    rows = np.asarray(controls, dtype=np.float64)
    best = int(rows.mean(1).argmax())
    return best, mean_interval(np.asarray(trained, dtype=np.float64) - rows[best])
