"""Exact nearest neighbors beside faiss: time as a ratio, errors, memory.

Run with `make bench`, or `python benchmarks/nearest_neighbors.py`. Both look for the
nearest other vector of each of 20,000 standard normal vectors in 1,024 dimensions, in
turns, on one thread each; processor times are compared and the median ratio is
reported, so that a busy machine slows both. Errors are against float64 differences, on
3,000 vectors such as a network's activations: clusters, four coordinates near 300,
duplicates, and pairs 1e-4, 1e-3 and 1e-2 apart. Memory is the resident peak above what
was resident before the call, in a process of its own, for n and 2n vectors.
"""

import argparse
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np
import torch
from scipy.spatial.distance import cdist
from torch import Tensor

from attractor.lab import nearest_neighbor_distances

N_VECTORS = 20_000
DIM = 1024
TIME_BAR = 0.65
ERROR_BAR = 1e-6
GAPS = (0.0, 1e-4, 1e-3, 1e-2)
STATUS = Path("/proc/self/status")


def with_faiss(vectors: Tensor) -> Tensor:
    """The second of the two nearest that IndexFlatL2 finds: the first is itself."""
    index = faiss.IndexFlatL2(vectors.shape[1])
    index.add(vectors.numpy())
    squared, _ = index.search(vectors.numpy(), 2)
    return torch.from_numpy(np.sqrt(squared[:, 1].clip(0)))


METHODS: dict[str, Callable[[Tensor], Tensor]] = {
    "ours": nearest_neighbor_distances,
    "faiss": with_faiss,
}


def normal_vectors(n_vectors: int = N_VECTORS) -> Tensor:
    """Standard normal vectors in float32."""
    return torch.randn(n_vectors, DIM, generator=torch.Generator().manual_seed(0))


def activations(n_vectors: int = 3000) -> Tensor:
    """Clusters with large coordinates; the first 100 of each gap have a twin."""
    generator = torch.Generator().manual_seed(1)
    centers = 3 * torch.randn(300, DIM, generator=generator)
    members = torch.randint(300, (n_vectors,), generator=generator)
    vectors = centers[members] + torch.randn(n_vectors, DIM, generator=generator)
    vectors[:, :4] += 300
    for at, gap in enumerate(GAPS):
        push = torch.randn(100, DIM, generator=generator)
        push *= gap / push.norm(dim=1, keepdim=True)
        vectors[1000 + 100 * at : 1100 + 100 * at] = (
            vectors[100 * at : 100 * at + 100] + push
        )
    return vectors


def by_differences(vectors: Tensor) -> Tensor:
    """All differences in float64."""
    squared = cdist(vectors.double(), vectors.double(), "sqeuclidean")
    np.fill_diagonal(squared, np.inf)
    return torch.from_numpy(squared.min(1)).sqrt()


def processor_seconds(method: Callable[[Tensor], Tensor], vectors: Tensor) -> float:
    """Processor time of one call."""
    start = time.process_time()
    method(vectors)
    return time.process_time() - start


def report_times(rounds: int) -> None:
    """Ours and faiss in turns, one thread each."""
    torch.set_num_threads(1)
    faiss.omp_set_num_threads(1)
    vectors = normal_vectors()
    for method in METHODS.values():
        method(vectors[:3000])
    times = [
        [processor_seconds(method, vectors) for method in METHODS.values()]
        for _ in range(rounds)
    ]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(ours / theirs for ours, theirs in times)
    print(
        f"{N_VECTORS:,} vectors, dim {DIM}, float32, one thread, {rounds} rounds: "
        f"ours {ours:.2f} s, faiss {theirs:.2f} s, ratio {ratio:.3f} "
        f"(bar {TIME_BAR}: {'met' if ratio <= TIME_BAR else 'NOT met'})",
        flush=True,
    )


def report_errors() -> None:
    """Largest errors by kind of pair; the rest relative, duplicates absolute."""
    vectors = activations()
    exact = by_differences(vectors)
    found = {name: method(vectors).double() for name, method in METHODS.items()}
    print(f"largest error on activations{'ours':>12}{'faiss':>12}")
    for at, gap in enumerate(GAPS):
        here = slice(100 * at, 100 * at + 100)
        errors = [(values[here] - exact[here]).abs() for values in found.values()]
        if gap:
            errors = [error / exact[here] for error in errors]
        name = f"{gap:g} apart, relative" if gap else "duplicates, absolute"
        print(f"  {name:26}" + "".join(f"{float(e.max()):12.2g}" for e in errors))
    rest = exact > 2 * GAPS[-1]
    worst = [
        float(((values - exact).abs() / exact)[rest].max()) for values in found.values()
    ]
    met = worst[0] <= ERROR_BAR and not found["ours"][exact == 0].any()
    print(f"  {'all others, relative':26}{worst[0]:12.2g}{worst[1]:12.2g}")
    print(f"  (bar {ERROR_BAR:g}, duplicates 0: {'met' if met else 'NOT met'})")


def resident() -> float:
    """What this process has in memory, in MB."""
    text = STATUS.read_text().splitlines()
    return int(next(x for x in text if x.startswith("VmRSS")).split()[1]) / 1024


def extra_memory(name: str, n_vectors: int) -> float:
    """Resident peak of one call above what was resident before it, in MB."""
    vectors, done = normal_vectors(n_vectors), threading.Event()
    METHODS[name](vectors[:100])
    before = peak = resident()

    def watch() -> None:
        nonlocal peak
        while not done.is_set():
            peak = max(peak, resident())
            time.sleep(0.001)

    watcher = threading.Thread(target=watch)
    watcher.start()
    METHODS[name](vectors)
    done.set()
    watcher.join()
    return peak - before


def report_memory() -> None:
    """Each measurement in a fresh process, where nothing was allocated before."""
    for name in METHODS:
        sizes = []
        for n_vectors in (N_VECTORS // 2, N_VECTORS):
            command = [sys.executable, __file__, "--memory", name, str(n_vectors)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            sizes.append(float(done.stdout))
        print(
            f"extra memory, {name}: {sizes[0]:.0f} MB for {N_VECTORS // 2:,} vectors, "
            f"{sizes[1]:.0f} MB for {N_VECTORS:,}",
            flush=True,
        )


def main() -> None:
    """Report, or measure the memory of one method for the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", nargs=2, metavar=("METHOD", "N"))
    options = parser.parse_args()
    if options.memory is not None:
        print(extra_memory(options.memory[0], int(options.memory[1])))
        return
    report_times(options.rounds)
    report_errors()
    report_memory()


if __name__ == "__main__":
    main()
