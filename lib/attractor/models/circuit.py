"""The membrane as an electric circuit: a capacitor beside three leaks."""

import math
from dataclasses import dataclass, fields

from attractor.models.gates import closing_rates, opening_rates
from attractor.models.traces import State
from attractor.shapes import PerState


@dataclass(frozen=True)
class Circuit:
    """The constants of Hodgkin and Huxley's squid axon, per cm² of membrane.

    Conductances must not be negative, the leak and the capacitance must be positive;
    `ValueError` otherwise. `e_leak` is the 1952 value with today's sign of V.
    """

    capacitance: float = 1.0  # C, µF/cm²
    g_na: float = 120.0  # sodium conductance with every gate open, mS/cm²
    g_k: float = 36.0  # potassium, the same
    g_leak: float = 0.3  # what is always open, mS/cm²
    e_na: float = 50.0  # mV at which sodium is in balance
    e_k: float = -77.0  # the same for potassium
    e_leak: float = -54.387  # and for the leak

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not math.isfinite(value):
                raise ValueError(f"{field.name} must be finite, got {value}")
        for name in ("capacitance", "g_leak"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive, got {getattr(self, name)}")
        for name in ("g_na", "g_k"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must be 0 or more, got {getattr(self, name)}")

    def ionic_current(self, state: State) -> PerState:
        """What flows out through the channels, µA/cm².

        I = g_K n⁴ (V − E_K) + g_Na m³h (V − E_Na) + g_L (V − E_L).
        """
        voltage, n, m, h = state
        potassium = self.g_k * n**4 * (voltage - self.e_k)
        sodium = self.g_na * m**3 * h * (voltage - self.e_na)
        return potassium + sodium + self.g_leak * (voltage - self.e_leak)

    def derivative(self, state: State, current: PerState | float) -> State:
        """How fast V (mV/ms) and the gates (per ms) change under `current` (µA/cm²)."""
        voltage, *gates = state
        rates = zip(opening_rates(voltage), closing_rates(voltage), gates, strict=True)
        return State(
            (current - self.ionic_current(state)) / self.capacitance,
            *(alpha * (1 - gate) - beta * gate for alpha, beta, gate in rates),
        )
