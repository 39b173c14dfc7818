"""Retrieval beside plain softmax: time as a ratio, memory as a peak.

Run with `make bench`, or `python benchmarks/retrieval.py`. Each of our functions and
its plain counterpart take turns on the same arrays; the ratio of each pair of runs is
noted and the median reported, so that a busy machine slows both. Memory is the
resident peak above what was resident before the call, in a process of its own.
"""

import argparse
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from attractor.memory import (
    distance_energy,
    distance_update,
    modern_energy,
    modern_update,
    nearest_squared_distance,
)

N_QUERIES = 2048
N_PATTERNS = 100_000
DIM = 64
BETA = DIM**-0.5
STATUS = Path("/proc/self/status")


def plain_step(patterns: Tensor, queries: Tensor) -> Tensor:
    """softmax(β q Mᵀ) M, as it stands in the paper."""
    return (BETA * queries @ patterns.mT).softmax(-1) @ patterns


def plain_distance_step(patterns: Tensor, queries: Tensor) -> Tensor:
    """The same with the distances' scale and key bias."""
    bias = BETA * patterns.square().sum(-1)
    return (2 * BETA * queries @ patterns.mT - bias).softmax(-1) @ patterns


def plain_log_sum(patterns: Tensor, queries: Tensor) -> Tensor:
    """The log-sum-exp over all scores at once."""
    return (BETA * queries @ patterns.mT).logsumexp(-1)


def plain_nearest(patterns: Tensor, queries: Tensor) -> Tensor:
    """The smallest of all distances at once."""
    return torch.cdist(queries, patterns).amin(-1)


class Case(NamedTuple):
    """One of our functions beside its plain counterpart, and the bars it must meet."""

    ours: Callable[[Tensor, Tensor], Tensor]
    plain: Callable[[Tensor, Tensor], Tensor]
    ratio_bar: float | None
    memory_bar: float


CASES = {
    "modern step": Case(
        lambda m, x: modern_update(m, x, BETA), plain_step, ratio_bar=0.5, memory_bar=20
    ),
    "distance step": Case(
        lambda m, x: distance_update(m, x, BETA),
        plain_step,
        ratio_bar=0.5,
        memory_bar=20,
    ),
    "distance step, biased plain": Case(
        lambda m, x: distance_update(m, x, BETA),
        plain_distance_step,
        ratio_bar=0.5,
        memory_bar=20,
    ),
    "modern energy": Case(
        lambda m, x: modern_energy(m, x, BETA),
        plain_log_sum,
        ratio_bar=None,
        memory_bar=100,
    ),
    "distance energy": Case(
        lambda m, x: distance_energy(m, x, BETA),
        plain_log_sum,
        ratio_bar=None,
        memory_bar=100,
    ),
    "nearest squared distance": Case(
        nearest_squared_distance, plain_nearest, ratio_bar=None, memory_bar=100
    ),
}


def arrays() -> tuple[Tensor, Tensor]:
    """Standard normal patterns and queries in float32."""
    generator = torch.Generator().manual_seed(0)
    patterns = torch.randn(N_PATTERNS, DIM, generator=generator)
    return patterns, torch.randn(N_QUERIES, DIM, generator=generator)


def seconds(function: Callable[[Tensor, Tensor], Tensor], *inputs: Tensor) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    function(*inputs)
    return time.perf_counter() - start


def paired_times(case: Case, rounds: int) -> list[tuple[float, float]]:
    """(ours, plain) of each round, after one call of each to warm up."""
    inputs = arrays()
    case.ours(*inputs), case.plain(*inputs)
    return [
        (seconds(case.ours, *inputs), seconds(case.plain, *inputs))
        for _ in range(rounds)
    ]


def resident(field: str) -> float:
    """A field of this process's status in MB: VmRSS now, VmHWM at the highest."""
    line = next(x for x in STATUS.read_text().splitlines() if x.startswith(field))
    return int(line.split()[1]) / 1024


def extra_memory(function: Callable[[Tensor, Tensor], Tensor]) -> float:
    """Resident peak of one call above what was resident before it, in MB."""
    patterns, queries = arrays()
    function(patterns[:2000], queries[:8])  # threads and libraries load here
    before, peak, done = resident("VmRSS"), [0.0], threading.Event()

    def watch() -> None:
        while not done.is_set():
            peak[0] = max(peak[0], resident("VmRSS"))
            time.sleep(0.001)

    watcher = threading.Thread(target=watch)
    watcher.start()
    function(patterns, queries)
    done.set()
    watcher.join()
    return max(peak[0], resident("VmRSS")) - before


def extra_memory_elsewhere(name: str, which: str) -> float:
    """`extra_memory` in a fresh process, where nothing was allocated before."""
    command = [sys.executable, __file__, "--memory", name, which]
    output = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(output.stdout)


def beside(value: float, bar: float | None, form: str) -> str:
    """A figure with its bar and whether it is met."""
    if bar is None:
        return format(value, form)
    return f"{value:{form}} (bar {bar:g}: {'met' if value <= bar else 'NOT met'})"


def report(rounds: int) -> None:
    """Print the table."""
    print(
        f"{N_QUERIES:,} queries x {N_PATTERNS:,} patterns, dim {DIM}, float32, "
        f"{torch.get_num_threads()} threads, {rounds} rounds, torch {torch.__version__}"
    )
    row = "{:28} {:>8} {:>8}   {:30} {:32} {:>12}"
    print(row.format("", "ours s", "plain s", "ratio", "extra MB", "plain's MB"))
    for name, case in CASES.items():
        times = paired_times(case, rounds)
        ratio = statistics.median(ours / plain for ours, plain in times)
        ours_mb = extra_memory_elsewhere(name, "ours")
        plain_mb = extra_memory_elsewhere(name, "plain")
        print(
            row.format(
                name,
                f"{statistics.median(t for t, _ in times):.3f}",
                f"{statistics.median(t for _, t in times):.3f}",
                beside(ratio, case.ratio_bar, ".2f"),
                beside(ours_mb, case.memory_bar, ".0f"),
                f"{plain_mb:.0f}",
            ),
            flush=True,
        )


def main() -> None:
    """Report, or measure the memory of one function for the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", nargs=2, metavar=("CASE", "WHICH"))
    options = parser.parse_args()
    with torch.no_grad():
        if options.memory is None:
            report(options.rounds)
        else:
            name, which = options.memory
            print(extra_memory(getattr(CASES[name], which)))


if __name__ == "__main__":
    main()
