"""The explorable overlap landscape: its traits, and what they may be."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of, within

MOST_ANGLES = 8
DEGREES = (2, 8)
SHARPNESS = (1.0, 64.0)
LOADS = (2, 512)
SEEDS = (0, 9999)

MODULES = (
    "overlap_landscape/overlaps.js",
    "overlap_landscape/circle.js",
    "explorable/random.js",
    "overlap_landscape/crowd.js",
    "overlap_landscape/setting.js",
    "overlap_landscape/sayings.js",
    "overlap_landscape/circle_picture.js",
    "overlap_landscape/crowd_picture.js",
    "explorable/handles.js",
    "overlap_landscape/hold.js",
    "overlap_landscape/view.js",
)


class OverlapLandscape(Explorable):
    """Dense energies over the overlap, degree by degree, to take hold of.

    `scene`: "circle", where patterns lie at `angles` (one to eight, in degrees) and
    can be dragged; or "crowd", where `load` (2 to 512) random patterns of 64 units
    are drawn from `seed`, and the energy is followed from one of them to its
    opposite. `energy`: "power" with `degree` 2 to 8, or "exponential" with
    `sharpness` 1 to 64. `anchor`: its field in the page's address, as in
    `#overlaps=scene:circle;energy:power;degree:3;angles:-100,10,60`. Bad values raise
    `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("overlap_landscape/style.css")
    shown = ("angles", "scene", "energy", "degree", "sharpness", "load", "seed")

    scene = traitlets.Enum(("circle", "crowd"), "circle").tag(sync=True)
    energy = traitlets.Enum(("power", "exponential"), "power").tag(sync=True)
    degree = traitlets.Int(2).tag(sync=True)
    sharpness = traitlets.Float(20.0).tag(sync=True)
    angles = traitlets.List(traitlets.Any()).tag(sync=True)
    load = traitlets.Int(16).tag(sync=True)
    seed = traitlets.Int(1).tag(sync=True)
    anchor = traitlets.Unicode("overlaps").tag(sync=True)

    def __init__(self, angles: Any = (-130.0, 0.0, 120.0), **traits: Any) -> None:
        super().__init__(angles=numbers(angles), **traits)

    @traitlets.validate("angles")
    def _angles_fit(self, proposal: Any) -> list[float]:
        angles = numbers(proposal["value"])
        ok = 1 <= len(angles) <= MOST_ANGLES and all(
            isinstance(angle, int | float)
            and not isinstance(angle, bool)
            and math.isfinite(angle)
            for angle in angles
        )
        if not ok:
            raise traitlets.TraitError(
                f"angles must be 1 to {MOST_ANGLES} finite numbers of degrees, "
                f"got {angles!r}"
            )
        return [float(angle) for angle in angles]

    @traitlets.validate("degree")
    def _degree_within(self, proposal: Any) -> int:
        return within("degree", proposal["value"], *DEGREES)

    @traitlets.validate("sharpness")
    def _sharpness_within(self, proposal: Any) -> float:
        return within("sharpness", proposal["value"], *SHARPNESS)

    @traitlets.validate("load")
    def _load_within(self, proposal: Any) -> int:
        return within("load", proposal["value"], *LOADS)

    @traitlets.validate("seed")
    def _seed_within(self, proposal: Any) -> int:
        return within("seed", proposal["value"], *SEEDS)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        power = f"power {self.degree} of the overlap"
        soft = f"exponential of the overlap at sharpness {self.sharpness:g}"
        energy = power if self.energy == "power" else soft
        if self.scene == "crowd":
            return (
                f"Energy from a stored pattern to its opposite on six walks, with "
                f"{self.load} random patterns of 64 units: the {energy}."
            )
        count = len(self.angles)
        patterns = "1 pattern" if count == 1 else f"{count} patterns"
        places = ", ".join(f"{angle:g}°" for angle in self.angles).replace("-", "−")
        return f"Energy around a circle with {patterns} at {places}: the {energy}."
