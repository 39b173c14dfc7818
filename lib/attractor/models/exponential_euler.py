"""The fast integrator: each step solves exactly what is linear in it.

While V is held, each gate decays to p∞ along an exponential; while the gates are held,
so does V. They take turns, V with the gates just found. That is stable at any step, and
the firing rate errs with the square of the step.

The loop runs tens of thousands of times, so it allocates nothing: every line writes
into a buffer made before it. The constants are those of `gates`, whose functions are
the readable form of what happens here.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor

from attractor.models.circuit import Circuit
from attractor.models.gates import ALPHA_H, ALPHA_M, ALPHA_N, BETA_H, BETA_M, BETA_N

# One row a rate: those of opening, then those of closing, each in the order h, m, n.
# So the two bent ramps and the sigmoid, which are quotients, lie side by side.
ROWS = (ALPHA_H, ALPHA_M, ALPHA_N, BETA_H, BETA_M, BETA_N)
QUOTIENTS = slice(1, 4)
# A gate's two rates are counted in units of the amplitude of its quotient.
UNITS = (BETA_H.amplitude, ALPHA_M.amplitude, ALPHA_N.amplitude)
SHARED = 10_000  # cells from which on a step is worth sharing between threads


def exponential_euler(
    circuit: Circuit, current: Tensor, state: Tensor, steps: int, dt: float, every: int
) -> Tensor:
    """Every `every`th of the states after `steps` steps of `dt`, and the first.

    `current` is (n_cells), `state` (4, n_cells) with rows V, h, m, n; the answer is
    (steps/every + 1, 4, n_cells).
    """
    kept = state.new_empty(steps // every + 1, *state.shape)
    kept[0] = state
    now = state.clone()
    with torch.inference_mode(), _threads_for(state.shape[1]):
        open_and_close = _gates(now, dt)
        charge = _voltage(circuit, current, now, dt)
        for row in kept.unbind(0)[1:]:
            for _ in range(every):
                open_and_close()
                charge()
            row.copy_(now)
    return kept


def _gates(state: Tensor, dt: float) -> Callable[[], None]:
    """A step of h, m and n at the voltage of `state`, in place."""
    voltage, gates = state[0], state[1:]
    # exp(−(V − midpoint)/width); where that is the whole rate, amplitude and unit too.
    factors = [
        1.0 if rate in ROWS[QUOTIENTS] else rate.amplitude / unit
        for rate, unit in zip(ROWS, 2 * UNITS, strict=True)
    ]
    slopes = _rows(state, [-1 / rate.width for rate in ROWS])
    offsets = _rows(
        state,
        [
            rate.midpoint / rate.width + math.log(factor)
            for rate, factor in zip(ROWS, factors, strict=True)
        ],
    )
    rates = torch.empty_like(slopes)
    opening, closing, quotients, ramps = rates[:3], rates[3:], rates[1:4], rates[1:3]
    # With y = e^(−x) the ramps are log y/(y − 1), the sigmoid is 1/(y + 1). In the
    # first, the roundings of y cancel; only y = 1 itself is 0/0, whose limit is 1.
    shifts = _rows(state, [-1.0, -1.0, 1.0])
    numerators = torch.ones_like(shifts)
    logarithms = numerators[:2]
    paces = _rows(state, [-dt * unit for unit in UNITS])
    decay = torch.empty_like(gates)

    def step() -> None:
        torch.addcmul(offsets, voltage, slopes, out=rates).exp_()
        torch.log(ramps, out=logarithms)
        quotients.add_(shifts)
        torch.div(numerators, quotients, out=quotients).nan_to_num_(1.0)
        torch.add(opening, closing, out=decay)
        steady = opening.div_(decay)
        torch.lerp(steady, gates, decay.mul_(paces).exp_(), out=gates)

    return step


def _voltage(
    circuit: Circuit, current: Tensor, state: Tensor, dt: float
) -> Callable[[], None]:
    """A step of V with the gates of `state`, in place."""
    voltage, h, m, m_and_n = state[0], state[1], state[2], state[2:]
    # Both rows times −dt/C: the conductance, and its product with where it pulls V.
    scale = -dt / circuit.capacitance
    pull = [circuit.g_na * circuit.e_na, circuit.g_k * circuit.e_k]
    channels = scale * state.new_tensor([[circuit.g_na, circuit.g_k], pull])
    leak = torch.full_like(current, circuit.g_leak)
    rest = scale * torch.stack([leak, circuit.g_leak * circuit.e_leak + current])
    # Rows mh, m², n²: the last two times the first and last are m³h and n⁴.
    powers = state.new_empty(3, *voltage.shape)
    first, squares, ends = powers[0], powers[1:], powers[::2]
    opened = torch.empty_like(rest)
    totals = torch.empty_like(rest)
    conductance, target = totals

    def step() -> None:
        torch.mul(m, h, out=first)
        torch.mul(m_and_n, m_and_n, out=squares)
        torch.mul(squares, ends, out=opened)
        torch.addmm(rest, channels, opened, out=totals)
        target.div_(conductance)
        torch.lerp(target, voltage, conductance.exp_(), out=voltage)

    return step


@contextmanager
def _threads_for(n_cells: int) -> Iterator[None]:
    """One thread for few cells: handing them out takes longer than a step."""
    before = torch.get_num_threads()
    if n_cells < SHARED and before > 1:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        if torch.get_num_threads() != before:
            torch.set_num_threads(before)


def _rows(like: Tensor, values: list[float]) -> Tensor:
    """One value a row, (rows, n_cells) in full: no broadcasting in the loop."""
    column = like.new_tensor(values)[:, None]
    return column.expand(len(values), like.shape[1]).contiguous()
