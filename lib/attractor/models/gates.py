"""The six rate functions of the squid axon, and what follows from them.

Each is an amplitude times a shape of (V − midpoint)/width: a ramp that bends, an
exponential, or a sigmoid. V is in mV, rates are per ms, at 6.3 °C. Hodgkin and Huxley
(1952), equations 12 to 24, with today's sign of V and rest near −65 mV.
"""

from typing import NamedTuple

import torch

from attractor.shapes import PerState


class Rate(NamedTuple):
    """The constants of one rate function."""

    amplitude: float  # per ms
    midpoint: float  # mV
    width: float  # mV


ALPHA_N = Rate(0.1, -55.0, 10.0)  # bent ramp
ALPHA_M = Rate(1.0, -40.0, 10.0)  # bent ramp
ALPHA_H = Rate(0.07, -65.0, 20.0)  # falling exponential
BETA_N = Rate(0.125, -65.0, 80.0)  # falling exponential
BETA_M = Rate(4.0, -65.0, 18.0)  # falling exponential
BETA_H = Rate(1.0, -35.0, 10.0)  # sigmoid


class Gates(NamedTuple):
    """A value for each gate: n opens potassium, m opens sodium, h lets it pass."""

    n: PerState
    m: PerState
    h: PerState


def bent_ramp(x: PerState) -> PerState:
    """x / (1 − e^(−x)), and its limit 1 at x = 0, with its slope there."""
    at_zero = x == 0
    elsewhere = torch.where(at_zero, torch.ones_like(x), x)
    return torch.where(at_zero, 1 + x / 2, -elsewhere / torch.expm1(-elsewhere))


def opening_rates(voltage: PerState) -> Gates:
    """α of each gate, per ms.

    αₙ = 0.01 (V + 55)/(1 − e^(−(V+55)/10)), αₘ = 0.1 (V + 40)/(1 − e^(−(V+40)/10)),
    αₕ = 0.07 e^(−(V+65)/20). At −55 and −40 mV, where the formulas read 0/0, the
    limits 0.1 and 1 are returned.
    """
    return Gates(
        n=ALPHA_N.amplitude * bent_ramp(_scaled(ALPHA_N, voltage)),
        m=ALPHA_M.amplitude * bent_ramp(_scaled(ALPHA_M, voltage)),
        h=ALPHA_H.amplitude * torch.exp(-_scaled(ALPHA_H, voltage)),
    )


def closing_rates(voltage: PerState) -> Gates:
    """β of each gate, per ms.

    βₙ = 0.125 e^(−(V+65)/80), βₘ = 4 e^(−(V+65)/18), βₕ = 1/(1 + e^(−(V+35)/10)).
    """
    return Gates(
        n=BETA_N.amplitude * torch.exp(-_scaled(BETA_N, voltage)),
        m=BETA_M.amplitude * torch.exp(-_scaled(BETA_M, voltage)),
        h=BETA_H.amplitude * torch.sigmoid(_scaled(BETA_H, voltage)),
    )


def steady_gates(voltage: PerState) -> Gates:
    """p∞ = α/(α + β): where each gate comes to rest while V is held."""
    pairs = zip(opening_rates(voltage), closing_rates(voltage), strict=True)
    return Gates(*(alpha / (alpha + beta) for alpha, beta in pairs))


def time_constants(voltage: PerState) -> Gates:
    """τ = 1/(α + β): how fast each gate gets there, in ms."""
    pairs = zip(opening_rates(voltage), closing_rates(voltage), strict=True)
    return Gates(*(1 / (alpha + beta) for alpha, beta in pairs))


def _scaled(rate: Rate, voltage: PerState) -> PerState:
    return (voltage - rate.midpoint) / rate.width
