"""Made-up runs on three parts of a text, for the tests of the fractions explorable."""

import numpy as np


def made_up(share: float, steps: int = 4000) -> dict[str, np.ndarray]:
    """A run whose training loss falls with steps, and whose gap grows with epochs."""
    evaluated_at = np.arange(100, steps + 1, 100)
    epochs = evaluated_at / 4000 / share
    gap = 0.02 * epochs
    training = 3.0 + 3.0 * (100 / evaluated_at) ** 0.5 - 0.5 * gap
    return {
        "evaluated_at": evaluated_at,
        "epochs": epochs,
        "training": training,
        "held_out": training + gap,
    }


RUNS = {"all": made_up(1.0), "10 %": made_up(0.1), "1 %": made_up(0.01)}
