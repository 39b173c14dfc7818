"""What the tests of the radius explorable show: three clouds at four sizes."""

import math
from typing import Any

import numpy as np

from attractor.show import RadiusControls

DIM, LENGTH, COUNTS = 128, 64, (50, 100, 150, 200)
NAMES = ("trained", "layer-0", "shuffled", "rescaled")
MEANS = ((2.0, 1.8, 1.6, 1.5), (0.01, 0.0, 0.0, 0.0), (12.0, 11.8, 11.7, 11.6))
SIGMAS = (0.9, 0.05, 0.9, 2.7)


def radius_arrays() -> dict[str, Any]:
    """Arrays as a "radius" run has them, made up so that they can be read."""
    means = np.array([*MEANS, tuple(3 * mean for mean in MEANS[0])])
    edges = np.stack([np.linspace(0.5, 1.5, 5) * row[-1] for row in means])
    edges[1] = np.linspace(0, 0.4, 5)
    histogram = np.array([[count // 2, count // 4, 0, 0] for count in COUNTS])
    histogram[:, 2] = np.array(COUNTS) - histogram.sum(-1)
    yards = [math.sqrt(DIM * n / (2 * math.pi * math.e)) for n in (1, LENGTH, LENGTH)]
    return {
        "controls": np.array(NAMES),
        "n_vectors": np.array(COUNTS),
        "mean": means,
        "median": 0.9 * means,
        "histogram": np.stack([histogram] * len(NAMES)),
        "edges": edges,
        "sigma": np.array(SIGMAS),
        "yardsticks": np.array(yards),
    }


def radius_explorable(**traits: Any) -> RadiusControls:
    """The explorable as a chapter makes it."""
    return RadiusControls(radius_arrays(), **traits)
