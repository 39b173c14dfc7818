"""The explorable radius: its traits, and what they may be."""

from collections.abc import Mapping
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, style_of, within
from attractor.show.radius_controls.tables import recorded_clouds

MOST_FACTOR = 1000.0

MODULES = (
    "balls_and_loss/gamma.js",
    "radius_controls/noise.js",
    "radius_controls/setting.js",
    "radius_controls/facts.js",
    "radius_controls/words.js",
    "radius_controls/histogram.js",
    "radius_controls/growth.js",
    "radius_controls/view.js",
)


class RadiusControls(Explorable):
    """Distances between nearest neighbors, at every scale, beside both yardsticks.

    `arrays`: those of a "radius" run, whose clouds are shown. `cloud`: one of its
    controls, by default the first. `share`: the vectors taken, in percent of all, one
    of the run's. `factor`, from 0.001 to 1,000: what all distances are multiplied by.
    `anchor`: its field in the page's address, as in
    `#radius=cloud:untrained;share:25;factor:3`. Bad values raise `TraitError` in one
    sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("radius_controls/style.css")
    shown = ("cloud", "share", "factor")

    recorded = traitlets.Dict().tag(sync=True)
    cloud = traitlets.Unicode().tag(sync=True)
    share = traitlets.Int(100).tag(sync=True)
    factor = traitlets.Float(1.0).tag(sync=True)
    anchor = traitlets.Unicode("radius").tag(sync=True)

    def __init__(self, arrays: Mapping[str, Any], **traits: Any) -> None:
        recorded = recorded_clouds(arrays)
        counts = recorded["counts"]
        self._shares = [round(100 * count / counts[-1]) for count in counts]
        self._clouds = {cloud["name"]: cloud for cloud in recorded["clouds"]}
        traits.setdefault("cloud", next(iter(self._clouds)))
        super().__init__(recorded=recorded, **traits)

    @traitlets.validate("cloud")
    def _cloud_known(self, proposal: Any) -> str:
        if proposal["value"] not in self._clouds:
            raise traitlets.TraitError(
                f"cloud must be one of {[*self._clouds]}, got {proposal['value']!r}"
            )
        return proposal["value"]

    @traitlets.validate("share")
    def _share_known(self, proposal: Any) -> int:
        if proposal["value"] not in self._shares:
            raise traitlets.TraitError(
                f"share must be one of {self._shares}, got {proposal['value']}"
            )
        return proposal["value"]

    @traitlets.validate("factor")
    def _factor_within(self, proposal: Any) -> float:
        return within("factor", proposal["value"], 1 / MOST_FACTOR, MOST_FACTOR)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        recorded, at = self.recorded, self._shares.index(self.share)
        cloud = self._clouds[self.cloud]
        mean, median = (self.factor * cloud[name][at] for name in ("mean", "median"))
        return (
            "Histogram of the distances to the nearest other of "
            f"{recorded['counts'][at]:,} vectors, {self.cloud.replace('-', ' ')}, "
            f"times {self.factor:g}, on a logarithmic axis: mean {mean:.3g}, median "
            f"{median:.3g}. Two bands mark once to twice the root of n over 2 pi e, "
            f"for n = {recorded['dim']:,} and n = "
            f"{recorded['dim'] * recorded['length']:,}. Below, the mean as points are "
            "added, beside that of noise."
        )
