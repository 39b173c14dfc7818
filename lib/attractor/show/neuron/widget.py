"""The explorable cell: its traits, and what they may be."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of, within

CURRENT_LEAST, CURRENT_MOST = 0.0, 160.0
KICK_LEAST, KICK_MOST = -30.0, 30.0
DURATION = 150.0
NEAR = 20.0

MODULES = (
    "neuron/membrane.js",
    "neuron/setting.js",
    "neuron/sentences.js",
    "neuron/traces.js",
    "neuron/curve.js",
    "neuron/grip.js",
    "neuron/view.js",
)


def _curve(rows: Any) -> list[list[float]]:
    rows = numbers(rows)
    ok = isinstance(rows, list) and all(
        isinstance(row, list)
        and len(row) == 2
        and all(isinstance(x, int | float) and math.isfinite(x) for x in row)
        for row in rows
    )
    if not ok:
        raise traitlets.TraitError(
            f"curve must be pairs (current, rate) of finite numbers, got {rows!r}"
        )
    return [[float(f"{x:.5g}") for x in row] for row in rows]


def _thresholds(values: Any) -> list[float]:
    values = numbers(values)
    ok = isinstance(values, list) and len(values) == 3
    if not ok or not 0 < values[0] < values[1] < values[2] < CURRENT_MOST:
        raise traitlets.TraitError(
            f"thresholds must be three rising currents above 0, got {values!r}"
        )
    return [float(f"{value:.5g}") for value in values]


class SpikingNeuron(Explorable):
    """A Hodgkin-Huxley cell under a current, its four variables and its rate curve.

    `current` from 0 to 160 µA/cm². `start`: "rest", the current switched on at rest,
    or "balance", a hair off the state that this current leaves unchanged. `kick`
    from −30 to 30 µA/cm²: one millisecond more of current, at `kick_at` ms of 150.
    `span`: "near" shows currents up to 20, "whole" all. `curve`: (current, rate)
    pairs of a cell that fires, to draw below; `thresholds`: the currents of one
    spike, of firing that lasts, and of a balance that is lost. `anchor`: its field
    in the page's address, `#neuron=current:8;start:rest;span:near;kick:0;kick_at:60`.
    Bad values raise `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("neuron/style.css")
    shown = ("current", "start", "kick", "kick_at")

    current = traitlets.Float(10.0).tag(sync=True)
    start = traitlets.Enum(("rest", "balance"), "rest").tag(sync=True)
    span = traitlets.Enum(("near", "whole"), "near").tag(sync=True)
    kick = traitlets.Float(0.0).tag(sync=True)
    kick_at = traitlets.Float(60.0).tag(sync=True)
    curve = traitlets.List(traitlets.Any()).tag(sync=True)
    thresholds = traitlets.List(traitlets.Any()).tag(sync=True)
    anchor = traitlets.Unicode("neuron").tag(sync=True)

    def __init__(
        self,
        current: float = 10.0,
        *,
        curve: Any = (),
        thresholds: Any = (2.24, 6.26, 9.78),
        **traits: Any,
    ) -> None:
        if current > NEAR:
            traits.setdefault("span", "whole")
        super().__init__(
            current=current,
            curve=_curve(curve),
            thresholds=_thresholds(thresholds),
            **traits,
        )

    @traitlets.validate("current")
    def _current_within(self, proposal: Any) -> float:
        return within("current", proposal["value"], CURRENT_LEAST, CURRENT_MOST)

    @traitlets.validate("kick")
    def _kick_within(self, proposal: Any) -> float:
        return within("kick", proposal["value"], KICK_LEAST, KICK_MOST)

    @traitlets.validate("kick_at")
    def _kick_at_within(self, proposal: Any) -> float:
        return within("kick_at", proposal["value"], 0.0, DURATION)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        begun = "rest" if self.start == "rest" else "its own balance"
        kick = f", kicked by {self.kick:g} at {self.kick_at:g} ms" if self.kick else ""
        sentence = (
            f"Voltage and three gates of a Hodgkin-Huxley cell over {DURATION:g} ms "
            f"under {self.current:g} µA/cm², from {begun}{kick}; below, firing rate "
            "against current with its three thresholds."
        )
        return sentence.replace("-", "−").replace("Hodgkin−", "Hodgkin-")
