"""The explorable scaling laws: its traits, and what they may be."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, style_of, within

PARAMS = (1e7, 1e15)
TOKENS = (1e8, 1e16)
FLOORS = (1.69, 1.61)

MODULES = (
    "scaling_laws/laws.js",
    "scaling_laws/setting.js",
    "scaling_laws/words.js",
    "scaling_laws/plane.js",
    "scaling_laws/valley.js",
    "scaling_laws/rows.js",
    "explorable/handles.js",
    "scaling_laws/grip.js",
    "scaling_laws/view.js",
)


class ScalingLaws(Explorable):
    """Loss over model size and tokens by two laws, a budget's line, Table 2's models.

    `n_params` from 1e7 to 1e15 and `n_tokens` from 1e8 to 1e16 place the point; `law`
    is "chinchilla" or "kaplan", `floor` its E, 1.69 or (as the paper prints it) 1.61;
    `below` shows the loss along the "budget" C = 6ND of the point, or the "table".
    `anchor`: its field in the page's address, as in
    `#scaling=n_params:7e10;n_tokens:1.4e12;law:chinchilla;floor:1.69;below:table`. Bad
    values raise `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("scaling_laws/style.css")
    shown = ("n_params", "n_tokens", "law", "floor", "below")

    n_params = traitlets.Float(70e9).tag(sync=True)
    n_tokens = traitlets.Float(1.4e12).tag(sync=True)
    law = traitlets.Enum(("chinchilla", "kaplan"), "chinchilla").tag(sync=True)
    floor = traitlets.Enum(FLOORS, FLOORS[0]).tag(sync=True)
    below = traitlets.Enum(("budget", "table"), "budget").tag(sync=True)
    anchor = traitlets.Unicode("scaling").tag(sync=True)

    @traitlets.validate("n_params")
    def _params_within(self, proposal: Any) -> float:
        return within("n_params", proposal["value"], *PARAMS)

    @traitlets.validate("n_tokens")
    def _tokens_within(self, proposal: Any) -> float:
        return within("n_tokens", proposal["value"], *TOKENS)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        law = (
            f"Chinchilla's law with floor {self.floor}"
            if self.law == "chinchilla"
            else "Kaplan's law"
        )
        below = (
            "the loss of every split of that budget"
            if self.below == "budget"
            else "the losses that Table 2 prints beside those of the laws"
        )
        flops = math.log10(6 * self.n_params * self.n_tokens)
        return (
            f"Model size against tokens, shaded by {law}, with the line of best splits "
            f"and five models of the paper. The point has {self.n_params:.3g} "
            f"parameters and {self.n_tokens:.3g} tokens, 10 to the {flops:.1f} "
            f"operations. Below: {below}."
        )
