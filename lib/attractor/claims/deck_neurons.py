"""The deck's slides on the Hodgkin-Huxley model and on leaky integrate-and-fire."""

import math
from collections.abc import Callable
from functools import partial
from itertools import product

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.linalg import expm
from scipy.optimize import curve_fit
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.models import (
    Gates,
    HodgkinHuxley,
    IntegrateAndFire,
    closing_rates,
    lif_rate,
    opening_rates,
    steady_gates,
    upcrossings,
)

CHAPTER = "memory/neurons"
Curves = Callable[[Tensor], Gates]
VOLTS = torch.linspace(-100, 20, 121, dtype=torch.float64)


def barrier_rates(voltage: Tensor) -> Gates:
    """Rates of charges that cross a barrier in the membrane's field: exponentials."""
    ends = opening_rates(voltage[[0, -1]])
    along = (voltage - voltage[0]) / (voltage[-1] - voltage[0])
    return Gates(*(each[0] ** (1 - along) * each[1] ** along for each in ends))


def rates_follow_from_the_field(opening: Curves = opening_rates) -> Evidence:
    """How far log α bends away from a line in V; and what the circuit alone gives.

    A charge that a field helps over a barrier has a rate whose logarithm is linear in
    the voltage. Kirchhoff's law asks only that the branches' currents add up.
    """
    bend = max(rate.log().diff(n=2).abs().max().item() for rate in opening(VOLTS))
    cell = HodgkinHuxley()
    balance = abs(cell.ionic_current(cell.rest()).item())
    currents = torch.tensor([0.0, 10.0], dtype=torch.float64)
    trace = cell.simulate(currents, 30.0, dt=0.02)
    silent, driven = upcrossings(trace.times, trace.voltage).counts.tolist()
    return Evidence(
        printed=(Comparison("bend of log α per mV²", bend, "=", 0.0, 1e-9),),
        core=(
            Comparison("sum of the currents at rest", balance, "=", 0.0, 1e-9),
            Comparison("spikes without a current", silent, "=", 0),
            Comparison("spikes at 10 µA/cm²", driven, ">", 0),
        ),
    )


def open_share(opening: Callable[[int], float], closing: float, times: int) -> float:
    """The share of channels whose four gates are all open after `times` ms.

    Exact, by the chances of all sixteen states; `opening` is the rate at which a shut
    gate opens beside so many open ones. All gates start shut.
    """
    states = list(product((0, 1), repeat=4))
    flow = np.zeros((16, 16))
    for i, state in enumerate(states):
        for gate in range(4):
            turned = tuple(b ^ (k == gate) for k, b in enumerate(state))
            rate = closing if state[gate] else opening(sum(state))
            flow[states.index(turned), i] += rate
            flow[i, i] -= rate
    return float(expm(flow * times)[-1, 0])


def four_gates_open_as_a_power(help_by_open: float = 1.0) -> Evidence:
    """Four gates at −20 mV beside n⁴; each open one may help the others to open."""
    volts = torch.tensor(-20.0, dtype=torch.float64)
    alpha, beta = opening_rates(volts).n.item(), closing_rates(volts).n.item()

    def chance(time: int, gates_help: float) -> tuple[float, float]:
        whole = open_share(lambda n_open: alpha * gates_help**n_open, beta, time)
        one = alpha / (alpha + beta) * -math.expm1(-(alpha + beta) * time)
        return whole, one**4

    apart = [chance(time, help_by_open) for time in (1, 2, 3, 5, 20)]
    worst = max(abs(whole - power) for whole, power in apart)
    return Evidence(
        printed=(Comparison("share with four open, less n⁴", worst, "=", 0.0, 1e-9),)
    )


def boltzmann(
    volts: NDArray[np.float64], half: float, width: float
) -> NDArray[np.float64]:
    """1/(1 + e^(−(V − half)/width))."""
    return np.asarray(1 / (1 + np.exp(-(volts - half) / width)))


def later_gates(voltage: Tensor) -> Gates:
    """Steady values as later models have them, ½(1 + tanh((V − a)/b))."""
    ends = ((-50.0, 30.0), (-40.0, 18.0), (-60.0, -14.0))
    return Gates(*((1 + torch.tanh((voltage - a) / b)) / 2 for a, b in ends))


def steady_values_are_boltzmann(curves: Curves = steady_gates) -> Evidence:
    """How far each steady value lies from the best Boltzmann curve."""
    guesses = {"n": (-50.0, 15.0), "m": (-40.0, 9.0), "h": (-60.0, -7.0)}
    volts, misses = VOLTS.numpy(), {}
    for name, values in curves(VOLTS)._asdict().items():
        data = values.numpy()
        found, _ = curve_fit(boltzmann, volts, data, p0=guesses[name])
        misses[name] = float(np.abs(boltzmann(volts, *found) - data).max())
    return Evidence(
        printed=tuple(
            Comparison(f"{name}∞ less its Boltzmann curve", miss, "=", 0.0, 1e-3)
            for name, miss in misses.items()
        ),
        core=tuple(
            Comparison(f"{name}∞, to a twentieth", miss, "≤", 0.05)
            for name, miss in misses.items()
        ),
    )


def quoted_cell_fires(threshold: float = 1e9) -> Evidence:
    """Spikes at strong currents, and the smooth curve that the equation gives."""
    currents = torch.tensor([2.0, 5.0, 20.0], dtype=torch.float64)
    spikes = IntegrateAndFire(threshold=threshold).simulate(currents, 100.0)
    fewest = int(spikes.fired.isfinite().sum(0).min())
    plain = IntegrateAndFire(threshold=1e9)
    charged = plain.simulate(currents, 100.0)
    share = -torch.expm1(-charged.times / plain.time_constant)[:, None]
    smooth = plain.rest + plain.resistance * currents * share
    away = (charged.voltage - smooth).abs().max().item()
    return Evidence(
        printed=(Comparison("spikes in 100 ms, fewest", fewest, ">", 0),),
        core=(Comparison("voltage less R I (1 − e^(−t/τ))", away, "=", 0.0, 1e-9),),
        corrected=(
            Comparison("Hz at 2 nA with the rule", float(lif_rate(2.0)), ">", 0.0),
        ),
    )


CLAIMS = (
    Claim(
        "deck-circuit",
        "The deck, slide on the Hodgkin–Huxley model",
        "The model fits electromagnetic theory to observed neuron data.",
        "A rate that follows from the field is exponential in the voltage.",
        "holds with a correction",
        "It is an equivalent circuit under Kirchhoff's law; its rate functions were"
        " measured and given formulas.",
        CHAPTER,
        rates_follow_from_the_field,
        Variant(
            "rates over a barrier", partial(rates_follow_from_the_field, barrier_rates)
        ),
    ),
    Claim(
        "deck-fourth-power",
        "The deck, slide on the Hodgkin–Huxley model",
        "A potassium channel has four subunits that must all be open, so its share open"
        " is n⁴.",
        "The subunits open and close independently.",
        "holds",
        "",
        CHAPTER,
        four_gates_open_as_a_power,
        Variant(
            "an open subunit doubles the others' rate",
            partial(four_gates_open_as_a_power, 2.0),
        ),
    ),
    Claim(
        "deck-boltzmann",
        "The deck, slide on the Hodgkin–Huxley model",
        "The steady values are usually represented by Boltzmann equations.",
        "The model is the one on the slide, with the rates of 1952.",
        "holds with a correction",
        "They are quotients of rates; the best Boltzmann curves come within a"
        " twentieth. Later models define them so.",
        CHAPTER,
        steady_values_are_boltzmann,
        Variant(
            "steady values of later models",
            partial(steady_values_are_boltzmann, later_gates),
        ),
    ),
    Claim(
        "deck-leaky",
        "The deck, slide “Leaky Integrate and Fire”",
        "A capacitor with a leak beside it is a leaky integrate-and-fire cell.",
        "The slide quotes the circuit and no threshold.",
        "holds with a correction",
        "It integrates and leaks; to fire it needs a threshold, a reset, and the rule"
        " that joins them.",
        CHAPTER,
        quoted_cell_fires,
        Variant("a threshold at −50 mV", partial(quoted_cell_fires, -50.0)),
    ),
)
