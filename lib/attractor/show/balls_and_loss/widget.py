"""The explorable balls and loss: its traits, and what they may be."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, style_of, within

MOST_DIM, MOST_PATTERNS = 10_000, 10**9
LEAST_RADIUS, MOST_RADIUS = 1e-12, 1e4
WINDOWS = ("near", "all")

MODULES = (
    "explorable/grab.js",
    "balls_and_loss/gamma.js",
    "balls_and_loss/balls.js",
    "balls_and_loss/windows.js",
    "balls_and_loss/words.js",
    "balls_and_loss/axes.js",
    "balls_and_loss/curves.js",
    "balls_and_loss/view.js",
)


class BallsAndLoss(Explorable):
    """A model of equal balls: the true loss and the printed one, by radius.

    `dim` from 1 to 10,000, `n_patterns` from 1 to 10⁹, `radius` of every ball, by
    default (None) the one at which Z = 1. `window`: the radii shown, "near" those
    with Z around 1, or "all". `anchor`: its field in the page's address. A link
    opens a state: `#balls=dim:2;n_patterns:10;radius:0.18;window:near`. Bad values
    raise `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("balls_and_loss/style.css")
    shown = ("dim", "n_patterns", "radius", "window")

    dim = traitlets.Int(2).tag(sync=True)
    n_patterns = traitlets.Int(10).tag(sync=True)
    radius = traitlets.Float(None, allow_none=True).tag(sync=True)
    window = traitlets.Unicode("near").tag(sync=True)
    anchor = traitlets.Unicode("balls").tag(sync=True)

    @traitlets.validate("dim")
    def _dim_within(self, proposal: Any) -> int:
        return within("dim", proposal["value"], 1, MOST_DIM)

    @traitlets.validate("n_patterns")
    def _patterns_within(self, proposal: Any) -> int:
        return within("n_patterns", proposal["value"], 1, MOST_PATTERNS)

    @traitlets.validate("radius")
    def _radius_within(self, proposal: Any) -> float | None:
        radius = proposal["value"]
        if radius is not None and not math.isfinite(radius):
            raise traitlets.TraitError(f"radius must be finite, got {radius}")
        if radius is None:
            return None
        return within("radius", radius, LEAST_RADIUS, MOST_RADIUS)

    @traitlets.validate("window")
    def _window_known(self, proposal: Any) -> str:
        if proposal["value"] not in WINDOWS:
            raise traitlets.TraitError(
                f'window must be "near" or "all", got {proposal["value"]!r}'
            )
        return proposal["value"]

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        balls = "1 ball" if self.n_patterns == 1 else f"{self.n_patterns:,} balls"
        space = "1 dimension" if self.dim == 1 else f"{self.dim:,} dimensions"
        at = "at Z = 1" if self.radius is None else f"{self.radius:.6g}"
        return (
            f"The loss of {balls} in {space} against their radius, now {at}. The true "
            "loss is log Z and rises straight through 0 and 1; the printed one, "
            "log Z + 1/Z, turns at Z = 1, where it is 1, and rises on both sides."
        )
