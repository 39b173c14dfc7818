"""The capacity experiment beside the slide's Python loop: time per trial.

Run with `make bench`, or `python benchmarks/capacity.py`. A trial is one start, on a
stored pattern, until nothing flips. The loop visits the units of a 500 × 500 matrix
one by one, as the deck does, in a random order, and stops as soon as a sweep flips
nothing; `recall` takes 40 networks and all their patterns at once. Both settle the
same networks from the same starts, one thread each, in turns; processor times are
compared, and the median ratio is reported, so that a busy machine slows both. The
loop is timed without and with making its matrix.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from attractor.memory import recall

N_UNITS = 500
N_PATTERNS = 50
N_NETWORKS = 40
LOOP_TRIALS = 20
BAR = 50


class Round(NamedTuple):
    """Seconds per trial: the loop alone, the loop with its matrix, and ours."""

    loop: float
    loop_and_matrix: float
    ours: float


def couplings_of(patterns: np.ndarray) -> np.ndarray:
    """Hebbian couplings with a zero diagonal."""
    couplings = patterns.T @ patterns / patterns.shape[1]
    np.fill_diagonal(couplings, 0)
    return couplings


def slide_loop(
    couplings: np.ndarray, start: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """The deck's update, unit by unit, until a sweep flips nothing."""
    state = start.copy()
    while True:
        flipped = False
        for i in random.permutation(len(state)):
            new = 1 if np.dot(couplings[i], state) >= 0 else -1
            if new != state[i]:
                state[i] = new
                flipped = True
        if not flipped:
            return state


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def one_round(patterns: Tensor, seed: int) -> Round:
    """Both ways, once."""
    random, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    arrays = patterns[:LOOP_TRIALS].double().numpy()
    matrices: list[np.ndarray] = []
    making = seconds(lambda: matrices.extend(map(couplings_of, arrays)))
    looping = seconds(
        lambda: [
            slide_loop(w, x[0], random) for w, x in zip(matrices, arrays, strict=True)
        ]
    )
    ours = seconds(lambda: recall(patterns, patterns, generator=generator))
    return Round(
        looping / LOOP_TRIALS,
        (looping + making) / LOOP_TRIALS,
        ours / (N_NETWORKS * N_PATTERNS),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(0)
    shape = (N_NETWORKS, N_PATTERNS, N_UNITS)
    patterns = 2.0 * torch.randint(0, 2, shape, generator=generator) - 1
    one_round(patterns, 0)  # libraries load here
    rounds = [one_round(patterns, seed) for seed in range(options.rounds)]
    print(f"N = {N_UNITS}, K = {N_PATTERNS}, median of {len(rounds)} rounds, 1 thread")
    for name, field in (
        ("slide's loop", "loop"),
        ("slide's loop, with its matrix", "loop_and_matrix"),
        ("recall, all at once", "ours"),
    ):
        median = statistics.median(getattr(item, field) for item in rounds)
        print(f"{name:32} {1e6 * median:8.1f} µs a trial")
    bare = statistics.median(item.loop / item.ours for item in rounds)
    whole = statistics.median(item.loop_and_matrix / item.ours for item in rounds)
    print(f"ratio to the loop alone {bare:.0f}")
    met = "met" if whole >= BAR else "NOT met"
    print(f"ratio to the loop with its matrix {whole:.0f} (bar {BAR}: {met})")


if __name__ == "__main__":
    main()
