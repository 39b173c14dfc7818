"""The explorable of probes: recorded accuracies, their intervals, their margin."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from attractor.show.explorable import Explorable, module_of, style_of

AXES = ("tasks", "places", "tests")
N_KINDS = 3
DIGITS = 6

MODULES = (
    "explorable/grab.js",
    "probe_layers/intervals.js",
    "probe_layers/chart.js",
    "probe_layers/words.js",
    "probe_layers/view.js",
)


class ProbeLayers(Explorable):
    """Accuracy of probes by layer, beside control labels and an untrained model.

    `accuracies` (seed, task, kind, layer, place, test), the kinds being the trained
    model, control labels, the untrained model; `majority` (seed, task, test); `names`
    has words for all "tasks", "places" and "tests". `task`, `place`, `test` and
    `layer` say by number what is shown. `anchor`: its field in the page's address. A
    link opens a state: `#probes=task:1;place:4;test:2;layer:3`. Bad values raise
    `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("probe_layers/style.css")
    shown = ("task", "place", "test", "layer")

    table = traitlets.List(traitlets.List()).tag(sync=True)
    majority = traitlets.List(traitlets.List()).tag(sync=True)
    names = traitlets.Dict().tag(sync=True)
    task = traitlets.Int(0).tag(sync=True)
    place = traitlets.Int(0).tag(sync=True)
    test = traitlets.Int(0).tag(sync=True)
    layer = traitlets.Int(0).tag(sync=True)
    anchor = traitlets.Unicode("probes").tag(sync=True)

    def __init__(
        self,
        accuracies: ArrayLike,
        majority: ArrayLike,
        names: Mapping[str, Sequence[str]],
        **traits: Any,
    ) -> None:
        found = np.asarray(accuracies, dtype=np.float64)
        usual = np.asarray(majority, dtype=np.float64)
        sizes = tuple(len(names.get(axis, ())) for axis in AXES)
        _check(found, usual, sizes)
        self._sizes = dict(zip(("task", "place", "test"), sizes, strict=True))
        self._sizes["layer"] = found.shape[3]
        super().__init__(
            table=np.moveaxis(found, 0, -1).round(DIGITS).tolist(),
            majority=np.moveaxis(usual, 0, -1).round(DIGITS).tolist(),
            names={axis: [*names[axis]] for axis in AXES},
            **traits,
        )

    @traitlets.validate("task", "place", "test", "layer")
    def _is_there(self, proposal: Any) -> int:
        name, value = proposal["trait"].name, proposal["value"]
        most = self._sizes[name] - 1
        if not 0 <= value <= most:
            raise traitlets.TraitError(f"{name} must be from 0 to {most}, got {value}")
        return value

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        rows = [
            np.mean(kind[self.layer][self.place][self.test])
            for kind in self.table[self.task]
        ]
        return (
            f"Accuracy of a probe for the {self.names['tasks'][self.task]} at the "
            f"{self.names['places'][self.place]}, {self.names['tests'][self.test]}, "
            f"by layer. After layer {self.layer}: trained model {rows[0]:.1%}, "
            f"control labels {rows[1]:.1%}, untrained model {rows[2]:.1%}."
        )


def _check(found: np.ndarray, usual: np.ndarray, sizes: tuple[int, ...]) -> None:
    tasks, places, tests = sizes
    n = found.shape[0] if found.ndim else 0
    layers = found.shape[3] if found.ndim == 6 else 0
    if found.shape != (n, tasks, N_KINDS, layers, places, tests) or 0 in found.shape:
        raise traitlets.TraitError(
            "accuracies must be (seed, task, kind, layer, place, test), with three "
            f"kinds and a name for each task, place and test, got {found.shape}"
        )
    if n < 2:
        raise traitlets.TraitError("accuracies must hold two seeds or more")
    if usual.shape != (n, tasks, tests):
        raise traitlets.TraitError(
            f"majority must be (seed, task, test), got shape {usual.shape}"
        )
    both = np.concatenate([found.ravel(), usual.ravel()])
    if not ((both >= 0) & (both <= 1)).all():
        raise traitlets.TraitError("accuracies and majority must be from 0 to 1")
