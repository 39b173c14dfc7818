"""Made-up runs of readers, for the tests of the explorable of pass keys."""

import numpy as np

BETWEEN = np.array([0, 1, 2, 4, 8, 16])


def made_up(least: float, seed: int, reach: int = 99) -> dict[str, np.ndarray]:
    """A reader that is right in all at first, and no path to a key beyond `reach`."""
    draws = np.random.default_rng(seed)
    right = np.linspace(1.0, least, len(BETWEEN)) - 0.02 * draws.random(len(BETWEEN))
    slope = 10.0 ** (-draws.random(len(BETWEEN)) - BETWEEN / 4)
    return {
        "between": BETWEEN,
        "right": right,
        "nats": 4 * (1 - right),
        "slope": np.where(reach < BETWEEN, 0.0, slope),
        "losses": draws.random(7),
    }


RUNS = {
    "feedback": [made_up(0.9, seed) for seed in (0, 1, 2)],
    "sliding": [made_up(0.1, seed, reach=1) for seed in (3, 4, 5)],
    "one run": [made_up(0.5, 6)],
}
