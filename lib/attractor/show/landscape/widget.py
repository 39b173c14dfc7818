"""The explorable energy landscape: a widget whose formulas run in the page."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of, within

ENERGIES = ("classical", "polynomial", "exponential", "modern", "distance")
BANDS = ("proposition-1", "proposition-3")
FIGURE_1 = {
    1: [[-2.0], [0.0], [1.0]],
    2: [[-2.0, -0.5], [0.2, -0.3], [1.5, 1.5]],
}
FIRST_QUERY = {1: [0.0], 2: [-0.6, 1.2]}
MOST_PATTERNS = 12
BETA_LEAST, BETA_MOST = 0.1, 20.0
DEGREE_LEAST, DEGREE_MOST = 2, 6

MODULES = (
    "landscape/energies.js",
    "landscape/bounds.js",
    "landscape/retrieval.js",
    "landscape/minima.js",
    "landscape/state.js",
    "landscape/words.js",
    "landscape/grid.js",
    "landscape/frame.js",
    "landscape/plane.js",
    "landscape/axes.js",
    "landscape/gap.js",
    "landscape/line.js",
    "explorable/handles.js",
    "landscape/handles.js",
    "landscape/controls.js",
    "landscape/layout.js",
    "landscape/drawing.js",
    "landscape/actions.js",
    "landscape/view.js",
)


def _point(name: str, values: Any, width: int | None = None) -> list[float]:
    values = numbers(values)
    point = values if isinstance(values, list) else [values]
    ok = all(
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        for value in point
    )
    if not ok or len(point) not in (1, 2) or (width and len(point) != width):
        raise traitlets.TraitError(
            f"{name} must be a point of {width or '1 or 2'} finite coordinates, "
            f"got {values!r}"
        )
    return [float(value) for value in point]


class Patterns(traitlets.TraitType):
    """One to twelve points of one width, 1 or 2; a flat list is a set on the line."""

    def validate(self, obj: Any, value: Any) -> list[list[float]]:
        """`value` as a list of lists of floats."""
        rows = numbers(value)
        if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_PATTERNS:
            raise traitlets.TraitError(
                f"patterns must be 1 to {MOST_PATTERNS} points, got {rows!r}"
            )
        first = _point("each pattern", rows[0])
        return [_point("each pattern", row, len(first)) for row in rows]


class Query(traitlets.TraitType):
    """A point, a number, or None for no query."""

    def validate(self, obj: Any, value: Any) -> list[float] | None:
        """`value` as a list of floats, or None."""
        return None if value is None else _point("query", value)


class Bands(traitlets.TraitType):
    """Some of the names in `BANDS`."""

    def validate(self, obj: Any, value: Any) -> list[str]:
        """`value` as a list without repetition, in a fixed order."""
        if isinstance(value, str) or not set(value) <= set(BANDS):
            raise traitlets.TraitError(f"bands must be some of {BANDS}, got {value!r}")
        return [band for band in BANDS if band in value]


class EnergyLandscape(Explorable):
    """An energy over the line or the plane, with patterns and a query to move.

    `patterns` (n_patterns, 1 or 2): list, array or tensor of up to twelve points,
    by default those of the paper's Fig. 1; `dim` (1 or 2) picks which of its two
    panels. `energy`: classical, polynomial, exponential, modern or distance. `beta`
    from 0.1 to 20 (modern, distance), `degree` from 2 to 6 (polynomial). `query`: a
    point, or None. `bands`: "proposition-1", "proposition-3" (on the line).
    `anchor`: the name of its field in the page's address. `alt`: what the picture
    shows, written from the state unless given. What the reader moves comes back
    into the traits when the hand lets go. Bad values raise `TraitError` in one
    sentence.

    The address keeps the state, and a link to it opens it:
    `#landscape=energy:distance;beta:1;patterns:-2,-0.5_0.2,-0.3;query:0,1`, with
    `degree:3`, `dim:1` (the paper's patterns), `bands:proposition-1,proposition-3`,
    `query:none` and `full` (fills the window); any order, any part left out. A
    second landscape on the page that has the same anchor answers to `landscape-2`.
    """

    _esm = module_of(*MODULES)
    _css = style_of("landscape/style.css")
    shown = ("patterns", "energy", "beta", "degree", "query", "bands")

    patterns = Patterns(FIGURE_1[2]).tag(sync=True)
    dim = traitlets.Int(2).tag(sync=True)
    energy = traitlets.Enum(ENERGIES, "distance").tag(sync=True)
    beta = traitlets.Float(1.0).tag(sync=True)
    degree = traitlets.Int(3).tag(sync=True)
    query = Query(FIRST_QUERY[2], allow_none=True).tag(sync=True)
    bands = Bands([]).tag(sync=True)
    anchor = traitlets.Unicode("landscape").tag(sync=True)

    def __init__(self, patterns: Any = None, **traits: Any) -> None:
        dim = traits.pop("dim", None)
        if patterns is None:
            if dim not in (None, *FIGURE_1):
                raise traitlets.TraitError(f"dim must be 1 or 2, got {dim!r}")
            patterns = FIGURE_1[dim or 2]
        rows = Patterns().validate(None, patterns)
        width = len(rows[0])
        if dim not in (None, width):
            raise traitlets.TraitError(
                f"dim must be the patterns' width, {width}, got {dim!r}"
            )
        traits.setdefault("query", FIRST_QUERY[width])
        super().__init__(patterns=rows, dim=width, **traits)

    @traitlets.validate("beta")
    def _beta_within(self, proposal: Any) -> float:
        return within("beta", proposal["value"], BETA_LEAST, BETA_MOST)

    @traitlets.validate("degree")
    def _degree_within(self, proposal: Any) -> int:
        return within("degree", proposal["value"], DEGREE_LEAST, DEGREE_MOST)

    @traitlets.validate("query")
    def _query_fits(self, proposal: Any) -> list[float] | None:
        query = proposal["value"]
        width = len(self.patterns[0])
        return None if query is None else _point("query", query, width)

    @traitlets.validate("dim")
    def _dim_fits(self, proposal: Any) -> int:
        width = len(self.patterns[0])
        if proposal["value"] != width:
            raise traitlets.TraitError(
                f"dim follows the patterns, whose width is {width}: set those"
            )
        return width

    @traitlets.observe("patterns")
    def _width_follows(self, change: Any) -> None:
        self.dim = len(self.patterns[0])
        if self.query is not None and len(self.query) != self.dim:
            self.query = None

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        return describe(self)

    def __repr__(self) -> str:
        shown = ["patterns", "energy"]
        shown += ["beta"] if self.energy in ("modern", "distance") else []
        shown += ["degree"] if self.energy == "polynomial" else []
        shown += ["query", "bands"] if self.bands else ["query"]
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"EnergyLandscape({values})"


def describe(landscape: EnergyLandscape) -> str:
    """The picture in a sentence, from the state alone."""
    parameter = {
        "polynomial": f" of degree {landscape.degree}",
        "modern": f" at β = {landscape.beta:g}",
        "distance": f" at β = {landscape.beta:g}",
    }.get(landscape.energy, "")
    picture = (
        "Curve of" if landscape.dim == 1 else "Color map, seen from above, of"
    ) + f" the {landscape.energy} energy{parameter}"
    points = [_place(point) for point in landscape.patterns]
    *others, last = points
    listed = f"{', '.join(others)} and {last}" if others else last
    kind = "stored patterns" if others else "stored pattern"
    sentence = f"{picture} with {len(points)} {kind} at {listed}"
    if landscape.query is None:
        return f"{sentence}."
    return f"{sentence}, and the path of a query from {_place(landscape.query)}."


def _place(point: list[float]) -> str:
    inside = ", ".join(f"{value:g}" for value in point)
    return (inside if len(point) == 1 else f"({inside})").replace("-", "−")
