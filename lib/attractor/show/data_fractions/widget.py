"""The explorable data fractions: its traits, and what they may be."""

from collections.abc import Mapping
from typing import Any

import traitlets

from attractor.show.data_fractions.tables import fraction_curve
from attractor.show.explorable import Explorable, module_of, style_of, within

MOST_RUNS = 5

MODULES = (
    "data_fractions/curves.js",
    "data_fractions/setting.js",
    "data_fractions/words.js",
    "data_fractions/picture.js",
    "explorable/handles.js",
    "data_fractions/view.js",
)


class DataFractions(Explorable):
    """Training and held-out loss of runs on parts of a text, by steps or by epochs.

    `runs`: by name, one to five, the arrays of runs of "training-gpt2", which have
    `evaluated_at`, `epochs`, `training` and `held_out`. `axis` is "epochs" or "steps";
    `view` is "losses" or "gap", held-out loss less training loss. The marker stands
    at `epochs` on the one axis, at `steps` on the other, anywhere from the first
    evaluation of a run to the last of any. `anchor`: its field in the page's address,
    as in `#fractions=axis:steps;view:losses;epochs:1;steps:4100`. Bad values raise
    `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("data_fractions/style.css")
    shown = ("axis", "view", "epochs", "steps")

    curves = traitlets.List(traitlets.Dict()).tag(sync=True)
    axis = traitlets.Enum(("epochs", "steps"), "steps").tag(sync=True)
    view = traitlets.Enum(("losses", "gap"), "losses").tag(sync=True)
    epochs = traitlets.Float().tag(sync=True)
    steps = traitlets.Float().tag(sync=True)
    anchor = traitlets.Unicode("fractions").tag(sync=True)

    def __init__(self, runs: Mapping[str, Any], **traits: Any) -> None:
        if not 1 <= len(runs) <= MOST_RUNS:
            raise traitlets.TraitError(
                f"runs must be one to {MOST_RUNS}, by name, got {len(runs)}"
            )
        curves = [fraction_curve(name, arrays) for name, arrays in runs.items()]
        self._ranges = {
            axis: (
                min(curve[axis][0] for curve in curves),
                max(curve[axis][-1] for curve in curves),
            )
            for axis in ("epochs", "steps")
        }
        ends = {axis: min(curve[axis][-1] for curve in curves) for axis in self._ranges}
        super().__init__(curves=curves, **(ends | traits))

    @traitlets.validate("epochs", "steps")
    def _within_the_runs(self, proposal: Any) -> float:
        name = proposal["trait"].name
        return within(name, proposal["value"], *self._ranges[name])

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        what = (
            "Held-out loss less training loss"
            if self.view == "gap"
            else "Training loss, solid, and held-out loss, dashed"
        )
        names = ", ".join(curve["name"] for curve in self.curves)
        at = self.epochs if self.axis == "epochs" else self.steps
        return (
            f"{what}, against {self.axis} on a logarithmic axis, for runs of one model "
            f"on parts of a text: {names}. The marker is at {at:.4g} {self.axis}."
        )
