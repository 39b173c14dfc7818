"""A thousand Hodgkin-Huxley cells for 50 ms, beside the same rule written plainly.

Run with `make bench`, or `python benchmarks/neurons.py`. The bar is a wall time on two
cores, so the best of several runs counts: a busy machine can only add to it. The plain
rule calls the package's readable rate functions and allocates as it goes.
"""

import argparse
import time
from collections.abc import Callable

import torch
from torch import Tensor

from attractor.models import (
    HodgkinHuxley,
    State,
    closing_rates,
    lif_rate,
    opening_rates,
)

N_CELLS = 1000
DURATION = 50.0
DT = 0.02
BAR = 250.0  # milliseconds
CELL = HodgkinHuxley()
CURRENTS = torch.linspace(0, 30, N_CELLS, dtype=torch.float64)


def fast(every: int) -> Tensor:
    """The package's integrator, every `every`th state kept; the last voltages."""
    return CELL.simulate(CURRENTS, DURATION, dt=DT, every=every).voltage[-1]


def plain(every: int) -> Tensor:
    """Exponential Euler as one would first write it; the last voltages."""
    voltage, *gates = CELL.rest(torch.zeros_like(CURRENTS))
    kept = []
    for step in range(round(DURATION / DT)):
        pairs = zip(opening_rates(voltage), closing_rates(voltage), gates, strict=True)
        gates = [
            torch.lerp(a / (a + b), gate, torch.exp(-DT * (a + b)))
            for a, b, gate in pairs
        ]
        n, m, h = gates
        potassium, sodium = CELL.g_k * n**4, CELL.g_na * m**3 * h
        total = potassium + sodium + CELL.g_leak
        pull = (
            potassium * CELL.e_k
            + sodium * CELL.e_na
            + CELL.g_leak * CELL.e_leak
            + CURRENTS
        )
        decay = torch.exp(-DT * total / CELL.capacitance)
        voltage = torch.lerp(pull / total, voltage, decay)
        if step % every == 0:
            kept.append(torch.stack([voltage, n, m, h]))
    return voltage


def reference() -> Tensor:
    """One step of the reference integrator for all cells."""
    start = State(*(value.expand(N_CELLS) for value in CELL.rest()))
    return CELL.simulate_reference(CURRENTS, DT, dt=DT, start=start).voltage[-1]


def milliseconds(call: Callable[[], Tensor], rounds: int) -> tuple[float, float]:
    """The best and the median of `rounds` calls, after one to warm up."""
    call()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return times[0], times[len(times) // 2]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    gap = (fast(1) - plain(1)).abs().max().item()
    steps = round(DURATION / DT)
    print(
        f"{N_CELLS:,} Hodgkin-Huxley cells x {DURATION:g} ms at dt {DT:g} ms, float64, "
        f"{torch.get_num_threads()} threads, best of {rounds}, torch "
        f"{torch.__version__}; fast and plain agree to {gap:.0e} mV"
    )
    cases: dict[str, Callable[[], Tensor]] = {
        "fast, every state kept": lambda: fast(1),
        "fast, a state each 0.1 ms": lambda: fast(5),
        "plain, every state kept": lambda: plain(1),
    }
    for name, call in cases.items():
        best, median = milliseconds(call, rounds)
        met = "met" if best <= BAR else "NOT met"
        bar = f"(bar {BAR:g}: {met})" if name.startswith("fast") else ""
        print(f"{name:28} {best:8.0f} ms {bar:18} median {median:.0f}", flush=True)
    best, _ = milliseconds(reference, rounds)
    print(f"{'reference, the same':28} {steps * best:8.0f} ms (from one step)")
    best, _ = milliseconds(lambda: lif_rate(CURRENTS), rounds)
    print(f"{'lif_rate, 1,000 currents':28} {best:8.3f} ms")


if __name__ == "__main__":
    main()
