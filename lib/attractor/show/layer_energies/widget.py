"""The explorable stack of memories: its traits, and what they may be."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of, within
from attractor.show.palette import PALETTE

MOST_LAYERS, MOST_EACH = 6, 3
DELTA_LEAST, DELTA_MOST = 0.0, 100.0
BETA_LEAST, BETA_MOST = 0.1, 5.0

MODULES = (
    "landscape/energies.js",
    "landscape/bounds.js",
    "landscape/grid.js",
    "landscape/frame.js",
    "landscape/plane.js",
    "landscape/axes.js",
    "landscape/gap.js",
    "landscape/line.js",
    "layer_energies/forms.js",
    "layer_energies/stack.js",
    "layer_energies/words.js",
    "layer_energies/staircase.js",
    "layer_energies/ground.js",
    "explorable/handles.js",
    "layer_energies/grasps.js",
    "layer_energies/view.js",
)


def _map_hues() -> str:
    """The colors of the forms on the energy map, the same in both themes."""
    rows = (f"--attractor-map-{n}: {PALETTE['dark'][n]};" for n in ("holds", "fails"))
    return f".attractor-layers {{ {' '.join(rows)} }}\n"


def _point(name: str, values: Any, width: int) -> list[float]:
    values = numbers(values)
    point = values if isinstance(values, list) else [values]
    ok = len(point) == width and all(
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        for value in point
    )
    if not ok:
        raise traitlets.TraitError(
            f"{name} must be a point of {width} finite coordinates, got {values!r}"
        )
    return [float(value) for value in point]


def _points(name: str, rows: Any) -> list[list[float]]:
    rows = numbers(rows)
    if not isinstance(rows, list) or not rows:
        raise traitlets.TraitError(f"{name} must be a list of points, got {rows!r}")
    width = len(rows[0]) if isinstance(rows[0], list) else 1
    if width not in (1, 2):
        raise traitlets.TraitError(f"{name} must be on the line or in the plane")
    return [_point(name, row, width) for row in rows]


class LayerEnergies(Explorable):
    """The global energy of a stack after every layer, in three forms, to take hold of.

    `layers`: one to six pattern sets of equal size, one to three points of the line
    or the plane each. `query`: where the state enters, by default the first
    pattern. `delta` from 0 to 100: how far, squared, a layer of Eq. 6 as printed may
    move. `beta` from 0.1 to 5. `anchor`: its field in the page's address. The state
    is in `patterns` (flat, layer after layer) and `n_layers`, and a link opens it:
    `#layers=n_layers:2;patterns:0_10;query:0;delta:1;beta:1`. Bad values raise
    `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("layer_energies/style.css") + _map_hues()
    shown = ("n_layers", "patterns", "query", "delta", "beta")

    n_layers = traitlets.Int(2).tag(sync=True)
    patterns = traitlets.List(traitlets.Any()).tag(sync=True)
    query = traitlets.List(traitlets.Any()).tag(sync=True)
    delta = traitlets.Float(1.0).tag(sync=True)
    beta = traitlets.Float(1.0).tag(sync=True)
    anchor = traitlets.Unicode("layers").tag(sync=True)

    def __init__(self, layers: Any = ((0.0,), (10.0,)), **traits: Any) -> None:
        rows = numbers(layers)
        if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_LAYERS:
            raise traitlets.TraitError(
                f"layers must be 1 to {MOST_LAYERS} pattern sets, got {rows!r}"
            )
        sets = [_points("each layer", row) for row in rows]
        if len({len(patterns) for patterns in sets}) > 1:
            raise traitlets.TraitError("all layers must have equally many patterns")
        if len(sets[0]) > MOST_EACH:
            raise traitlets.TraitError(
                f"a layer must have 1 to {MOST_EACH} patterns, got {len(sets[0])}"
            )
        width = len(sets[0][0])
        flat = [_point("each pattern", p, width) for one in sets for p in one]
        query = _point("query", traits.pop("query", flat[0]), width)
        super().__init__(n_layers=len(sets), patterns=flat, query=query, **traits)

    @traitlets.validate("delta")
    def _delta_within(self, proposal: Any) -> float:
        return within("delta", proposal["value"], DELTA_LEAST, DELTA_MOST)

    @traitlets.validate("beta")
    def _beta_within(self, proposal: Any) -> float:
        return within("beta", proposal["value"], BETA_LEAST, BETA_MOST)

    @traitlets.validate("query")
    def _query_fits(self, proposal: Any) -> list[float]:
        first: Any = self.patterns[0]
        return _point("query", proposal["value"], len(first))

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        each = len(self.patterns) // self.n_layers
        layers = "1 layer" if self.n_layers == 1 else f"{self.n_layers} layers"
        memories = "1 memory" if each == 1 else f"{each} memories each"
        query: Any = self.query
        inside = ", ".join(f"{value:g}" for value in query).replace("-", "−")
        return (
            f"Global energy after each of {layers} of {memories}, for a query from "
            f"{inside if len(query) == 1 else f'({inside})'}, in three forms: "
            f"equation 6 as printed with δ = {self.delta:g}, gated, and sequential."
        )
