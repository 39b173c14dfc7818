"""The explorable race of optimizers: its traits, and what they may be."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of, within
from attractor.show.palette import PALETTE

RULES = ("sgd", "momentum", "rmsprop", "adam", "adamw")
BOUNDS = {
    "conditioning": (1.0, 100.0),
    "angle": (0.0, 90.0),
    "rate": (0.001, 3.0),
    "momentum": (0.0, 0.99),
    "square_decay": (0.5, 0.999),
    "weight_decay": (0.0, 1.0),
    "steps": (1, 300),
}
FARTHEST = 4.0

MODULES = (
    "landscape/energies.js",
    "landscape/grid.js",
    "optimizer_paths/valleys.js",
    "optimizer_paths/rules.js",
    "optimizer_paths/race.js",
    "optimizer_paths/setting.js",
    "optimizer_paths/sayings.js",
    "optimizer_paths/ground.js",
    "optimizer_paths/losses.js",
    "optimizer_paths/controls.js",
    "explorable/handles.js",
    "optimizer_paths/grip.js",
    "optimizer_paths/view.js",
)


def _map_hue() -> str:
    """The one color on the map that the shared style does not have."""
    holds = PALETTE["dark"]["holds"]
    return f".attractor-optimizers {{ --attractor-map-holds: {holds}; }}\n"


class OptimizerPaths(Explorable):
    """Five optimizers from one start down one valley, to take hold of.

    `valley`: "bowl", ½ (u² + κ v²) turned by `angle` (0 to 90 degrees), or "curved",
    ½ ((1 − x)² + κ (y − x²)²); κ is `conditioning`, 1 to 100. All take `steps` (1 to
    300) at the same `rate` (0.001 to 3) from `start`, a point up to 4 away in each
    coordinate. `momentum` (0 to 0.99) is also Adam's β₁, `square_decay` (0.5 to 0.999)
    is α of RMSProp and Adam's β₂, `weight_decay` (0 to 1) is AdamW's. `rules`: which
    run, of "sgd", "momentum", "rmsprop", "adam", "adamw". `anchor`: its field in the
    page's address, as in `#optimizers=valley:bowl;conditioning:20;angle:45`. Bad
    values raise `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("optimizer_paths/style.css") + _map_hue()
    shown = (
        "valley", "conditioning", "angle", "rate", "momentum", "square_decay",
        "weight_decay", "steps", "start", "rules",
    )  # fmt: skip

    valley = traitlets.Enum(("bowl", "curved"), "bowl").tag(sync=True)
    conditioning = traitlets.Float(20.0).tag(sync=True)
    angle = traitlets.Float(0.0).tag(sync=True)
    rate = traitlets.Float(0.08).tag(sync=True)
    momentum = traitlets.Float(0.9).tag(sync=True)
    square_decay = traitlets.Float(0.99).tag(sync=True)
    weight_decay = traitlets.Float(0.1).tag(sync=True)
    steps = traitlets.Int(60).tag(sync=True)
    start = traitlets.List(traitlets.Any()).tag(sync=True)
    rules = traitlets.List(traitlets.Any()).tag(sync=True)
    anchor = traitlets.Unicode("optimizers").tag(sync=True)

    def __init__(
        self, start: Any = (-2.0, 1.5), *, rules: Any = RULES, **traits: Any
    ) -> None:
        super().__init__(start=numbers(start), rules=numbers(rules), **traits)

    @traitlets.validate(*BOUNDS)
    def _within_bounds(self, proposal: Any) -> Any:
        name = proposal["trait"].name
        return within(name, proposal["value"], *BOUNDS[name])

    @traitlets.validate("start")
    def _start_is_a_point(self, proposal: Any) -> list[float]:
        point = numbers(proposal["value"])
        ok = len(point) == 2 and all(
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and math.isfinite(value)
            and abs(value) <= FARTHEST
            for value in point
        )
        if not ok:
            raise traitlets.TraitError(
                f"start must be two numbers from −{FARTHEST:g} to {FARTHEST:g}, "
                f"got {point!r}"
            )
        return [float(value) for value in point]

    @traitlets.validate("rules")
    def _rules_are_known(self, proposal: Any) -> list[str]:
        rules = list(proposal["value"])
        if not rules or any(rule not in RULES for rule in rules):
            raise traitlets.TraitError(
                f"rules must be one or more of {', '.join(RULES)}, got {rules!r}"
            )
        return [rule for rule in RULES if rule in rules]

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        names = {"sgd": "SGD", "rmsprop": "RMSProp", "adam": "Adam", "adamw": "AdamW"}
        rules: Any = self.rules
        runners = ", ".join(names.get(rule, rule) for rule in rules)
        ground = f"a curved valley of steepness {self.conditioning:g}"
        if self.valley == "bowl":
            ground = (
                f"a bowl {self.conditioning:g} times as steep across as along, "
                f"turned by {self.angle:g}°"
            )
        start: Any = self.start
        place = ", ".join(f"{value:g}" for value in start).replace("-", "−")
        steps = "1 step" if self.steps == 1 else f"{self.steps} steps"
        return (
            f"Paths of {runners} over {ground}: {steps} at rate {self.rate:g} from "
            f"({place}), with the loss by step below."
        )
