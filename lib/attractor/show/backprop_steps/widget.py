"""The explorable back-propagation stepper: its traits, and what they may be."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of, within

LAST_STAGE = 11
MOST = 5.0
DECK_INPUTS = (1.0, 0.1)
DECK_WEIGHTS = (0.1, 0.2, 0.5, 0.8, 0.0, 0.0, 0.3, -0.4, 0.0)

MODULES = (
    "backprop_steps/network.js",
    "backprop_steps/stages.js",
    "backprop_steps/setting.js",
    "backprop_steps/places.js",
    "backprop_steps/graph.js",
    "explorable/handles.js",
    "backprop_steps/knobs.js",
    "backprop_steps/view.js",
)


def _list(name: str, values: Any, count: int) -> list[float]:
    values = numbers(values)
    ok = len(values) == count and all(
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and abs(value) <= MOST
        for value in values
    )
    if not ok:
        raise traitlets.TraitError(
            f"{name} must be {count} numbers from −{MOST:g} to {MOST:g}, got {values!r}"
        )
    return [float(value) for value in values]


class BackpropSteps(Explorable):
    """One pass forward and one back through a small network, stage by stage.

    Two `inputs`, two hidden neurons, one output; `weights` are nine numbers: W (2, 2)
    row by row, the hidden biases, the output's two weights and its bias. The loss is
    (y − `target`)², all neurons have the `activation` "sigmoid", "tanh" or "relu".
    `stage` from 0 (the input) to 11 (the step at `rate`, 0 to 5). It opens on the
    deck's network. `anchor`: its field in the page's address, as in
    `#backprop=stage:7;activation:tanh`. Bad values raise `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("backprop_steps/style.css")
    shown = ("inputs", "weights", "target", "activation", "stage", "rate")

    inputs = traitlets.List(traitlets.Any()).tag(sync=True)
    weights = traitlets.List(traitlets.Any()).tag(sync=True)
    target = traitlets.Float(1.0).tag(sync=True)
    activation = traitlets.Enum(("sigmoid", "tanh", "relu"), "sigmoid").tag(sync=True)
    stage = traitlets.Int(0).tag(sync=True)
    rate = traitlets.Float(1.0).tag(sync=True)
    anchor = traitlets.Unicode("backprop").tag(sync=True)

    def __init__(
        self, inputs: Any = DECK_INPUTS, weights: Any = DECK_WEIGHTS, **traits: Any
    ) -> None:
        super().__init__(inputs=numbers(inputs), weights=numbers(weights), **traits)

    @traitlets.validate("inputs")
    def _inputs_fit(self, proposal: Any) -> list[float]:
        return _list("inputs", proposal["value"], 2)

    @traitlets.validate("weights")
    def _weights_fit(self, proposal: Any) -> list[float]:
        return _list("weights", proposal["value"], 9)

    @traitlets.validate("target")
    def _target_within(self, proposal: Any) -> float:
        return within("target", proposal["value"], -MOST, MOST)

    @traitlets.validate("stage")
    def _stage_within(self, proposal: Any) -> int:
        return within("stage", proposal["value"], 0, LAST_STAGE)

    @traitlets.validate("rate")
    def _rate_within(self, proposal: Any) -> float:
        return within("rate", proposal["value"], 0.0, 5.0)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        inputs: Any = self.inputs
        place = ", ".join(f"{value:g}" for value in inputs)
        sentence = (
            f"A network of two inputs, two hidden {self.activation} neurons and one "
            f"output, with input ({place}) and target {self.target:g}, at stage "
            f"{self.stage} of {LAST_STAGE} of a pass forward and back."
        )
        return sentence.replace("-", "−")
