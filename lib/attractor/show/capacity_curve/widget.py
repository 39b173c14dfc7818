"""The explorable capacity curve: recorded overlaps by load, and a live network."""

import math
from collections.abc import Sequence
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of, within

LOAD_LEAST, LOAD_MOST = 0.02, 0.2
SEED_MOST = 9999
DIGITS = 6

MODULES = (
    "explorable/grab.js",
    "capacity_curve/theory.js",
    "explorable/random.js",
    "capacity_curve/network.js",
    "capacity_curve/curves.js",
    "capacity_curve/histogram.js",
    "capacity_curve/words.js",
    "capacity_curve/view.js",
)


def _size(summary: Any) -> dict[str, Any]:
    """One recorded size as the page keeps it: plain numbers, rounded."""
    try:
        size: dict[str, Any] = {
            "n_units": int(summary.n_units),
            "loads": _rounded(numbers(summary.loads)),
            "mean": _rounded(numbers(summary.mean)),
            "histogram": [_rounded(row) for row in numbers(summary.histogram)],
        }
    except (AttributeError, TypeError) as error:
        raise traitlets.TraitError(
            "recorded must be capacity summaries, with n_units, loads, mean and "
            f"histogram, got {type(summary).__name__}"
        ) from error
    counts = {len(size[name]) for name in ("loads", "mean", "histogram")}
    if len(counts) > 1 or 0 in counts:
        raise traitlets.TraitError(
            "recorded must have a mean and a histogram for every load"
        )
    return size


def _rounded(values: Sequence[float]) -> list[float]:
    if not all(math.isfinite(value) for value in values):
        raise traitlets.TraitError("recorded must hold finite numbers")
    return [round(float(value), DIGITS) for value in values]


class CapacityCurve(Explorable):
    """Overlap at rest by load: recorded networks, the limit, one settling in the page.

    `recorded`: summaries of capacity runs, each with `n_units`, `loads`, `mean`
    overlaps and `histogram`, shares of the starts by overlap in equal bins from 0 to
    1. `load` from 0.02 to 0.2; `units`: which recorded size the histogram shows, by
    default the largest; `seed` from 0 to 9999: which random network settles live.
    `anchor`: its field in the page's address. A link opens a state:
    `#capacity=load:0.14;units:4000;seed:1`. Bad values raise `TraitError` in one
    sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("capacity_curve/style.css")
    shown = ("load", "units", "seed")

    recorded = traitlets.List(traitlets.Dict()).tag(sync=True)
    load = traitlets.Float(0.14).tag(sync=True)
    units = traitlets.Int().tag(sync=True)
    seed = traitlets.Int(1).tag(sync=True)
    anchor = traitlets.Unicode("capacity").tag(sync=True)

    def __init__(self, recorded: Sequence[Any], **traits: Any) -> None:
        sizes = sorted(map(_size, recorded), key=lambda size: size["n_units"])
        if not sizes:
            raise traitlets.TraitError("recorded must be at least one summary")
        traits.setdefault("units", sizes[-1]["n_units"])
        self._sizes = [size["n_units"] for size in sizes]
        super().__init__(recorded=sizes, **traits)

    @traitlets.validate("load")
    def _load_within(self, proposal: Any) -> float:
        return within("load", proposal["value"], LOAD_LEAST, LOAD_MOST)

    @traitlets.validate("seed")
    def _seed_within(self, proposal: Any) -> int:
        return within("seed", proposal["value"], 0, SEED_MOST)

    @traitlets.validate("units")
    def _units_recorded(self, proposal: Any) -> int:
        if proposal["value"] not in self._sizes:
            raise traitlets.TraitError(
                f"units must be one of {self._sizes}, got {proposal['value']}"
            )
        return proposal["value"]

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        size = next(s for s in self.recorded if s["n_units"] == self.units)
        gaps = [abs(load - self.load) for load in size["loads"]]
        at = gaps.index(min(gaps))
        return (
            "Overlap at rest against load for "
            f"{len(self.recorded)} recorded sizes, each falling near 0.138, and a "
            f"histogram for {self.units:,} units at load {size['loads'][at]:g}: mean "
            f"overlap {size['mean'][at]:.3f}."
        )
