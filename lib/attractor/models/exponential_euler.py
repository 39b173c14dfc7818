"""The fast integrator: each step solves exactly what is linear in it.

While V is held, each gate decays to p∞ along an exponential; while the gates are held,
so does V. They take turns, V with the gates just found. That is stable at any step, and
the firing rate errs with the square of the step.

The loop runs tens of thousands of times, so it allocates nothing: every line writes
into a buffer made before it. The constants are those of `gates`, whose functions are
the readable form of what happens here.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from attractor.models.circuit import Circuit
from attractor.models.gates import ALPHA_H, ALPHA_M, ALPHA_N, BETA_H, BETA_M, BETA_N

# One row a rate: those of opening, then those of closing, each in the order m, n, h.
ROWS = (ALPHA_M, ALPHA_N, ALPHA_H, BETA_M, BETA_N, BETA_H)
EXPONENTIALS = (ALPHA_H, BETA_M, BETA_N)


def exponential_euler(
    circuit: Circuit, current: Tensor, state: Tensor, steps: int, dt: float, every: int
) -> Tensor:
    """Every `every`th of the states after `steps` steps of `dt`, and the first.

    `current` is (n_cells), `state` (4, n_cells) with rows V, m, n, h; the answer is
    (steps/every + 1, 4, n_cells).
    """
    kept = state.new_empty(steps // every + 1, *state.shape)
    kept[0] = state
    now = state.clone()
    with torch.inference_mode():
        open_and_close = _gates(now, dt)
        charge = _voltage(circuit, current, now, dt)
        for row in kept.unbind(0)[1:]:
            for _ in range(every):
                open_and_close()
                charge()
            row.copy_(now)
    return kept


def _gates(state: Tensor, dt: float) -> Callable[[], object]:
    """A step of m, n and h at the voltage of `state`, in place."""
    voltage, gates = state[0], state[1:]
    # exp of −(V − midpoint)/width, with the amplitude inside where it can be.
    slopes = _column(state, [-1 / rate.width for rate in ROWS], 6)
    offsets = _column(
        state,
        [
            rate.midpoint / rate.width
            + (math.log(rate.amplitude) if rate in EXPONENTIALS else 0.0)
            for rate in ROWS
        ],
        6,
    )
    amplitudes = _column(state, [ALPHA_M.amplitude, ALPHA_N.amplitude], 2)
    rates = state.new_empty(6, *voltage.shape)
    opening, closing, ramps, sigmoid = rates[:3], rates[3:], rates[:2], rates[5]
    logarithms = torch.empty_like(amplitudes)
    decay = torch.empty_like(gates)

    def step() -> None:
        torch.addcmul(offsets, voltage, slopes, out=rates).exp_()
        # x/(1 − y) with y = e^(−x), as log y/(y − 1): their roundings cancel near
        # y = 1, and only y = 1 itself is 0/0, whose limit is 1.
        torch.log(ramps, out=logarithms)
        torch.div(logarithms, ramps.sub_(1), out=ramps)
        ramps.nan_to_num_(1.0).mul_(amplitudes)
        sigmoid.add_(1).reciprocal_()
        torch.add(opening, closing, out=decay)
        steady = opening.div_(decay)
        torch.lerp(steady, gates, decay.mul_(-dt).exp_(), out=gates)

    return step


def _voltage(
    circuit: Circuit, current: Tensor, state: Tensor, dt: float
) -> Callable[[], object]:
    """A step of V with the gates of `state`, in place."""
    voltage, m, h, m_and_n = state[0], state[1], state[3], state[1:3]
    # Both rows times −dt/C: the conductance, and what it pulls V toward.
    scale = -dt / circuit.capacitance
    pull = [circuit.g_na * circuit.e_na, circuit.g_k * circuit.e_k]
    channels = scale * state.new_tensor([[circuit.g_na, circuit.g_k], pull])
    leak = torch.full_like(current, circuit.g_leak)
    rest = scale * torch.stack([leak, circuit.g_leak * circuit.e_leak + current])
    # Rows mh, m², n²: the last two times the first and last are m³h and n⁴.
    powers = state.new_empty(3, *voltage.shape)
    first, squares, ends = powers[0], powers[1:], powers[::2]
    opened = state.new_empty(2, *voltage.shape)
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


def _column(like: Tensor, values: list[float], rows: int) -> Tensor:
    """One value a row, (rows, n_cells) in full: no broadcasting in the loop."""
    column = like.new_tensor(values)[:, None]
    return column.expand(rows, like.shape[1]).contiguous()
