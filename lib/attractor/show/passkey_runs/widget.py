"""The explorable pass keys: its traits, and what they may be."""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of, within
from attractor.show.passkey_runs.tables import reader_table, tests_of

MOST_READERS = 5

MODULES = (
    "passkey_runs/summaries.js",
    "passkey_runs/setting.js",
    "passkey_runs/words.js",
    "passkey_runs/picture.js",
    "explorable/handles.js",
    "passkey_runs/view.js",
)


class PassKeyRuns(Explorable):
    """How well readers know a key after blocks of filler, with a switch for each.

    `runs`: by name, one to five readers, each the arrays of its runs of "passkey", one
    for each seed, with `between`, `right`, `nats` and `slope`. `measure` is one of the
    last three. `drawn`: one list with 1 for each reader that is drawn and 0 for the
    others. The marker stands at the number `test`, from 0, of the tests. `trained`: the
    most blocks of filler in training; `chance`: the share that guessing gets right.
    `anchor`: its field in the page's address, as in
    `#keys=measure:right;drawn:1,1,0,0,0;test:6`. Bad values raise `TraitError` in one
    sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("passkey_runs/style.css")
    shown = ("measure", "drawn", "test")

    readers = traitlets.List(traitlets.Dict()).tag(sync=True)
    between = traitlets.List(traitlets.Int()).tag(sync=True)
    trained = traitlets.Int(6).tag(sync=True)
    chance = traitlets.Float(1 / 16).tag(sync=True)
    measure = traitlets.Enum(("right", "nats", "slope"), "right").tag(sync=True)
    drawn = traitlets.List(traitlets.List(traitlets.Int())).tag(sync=True)
    test = traitlets.Int(0).tag(sync=True)
    anchor = traitlets.Unicode("keys").tag(sync=True)

    def __init__(self, runs: Mapping[str, Sequence[Any]], **traits: Any) -> None:
        if not 1 <= len(runs) <= MOST_READERS:
            raise traitlets.TraitError(
                f"runs must be of one to {MOST_READERS} readers, got {len(runs)}"
            )
        between = tests_of(runs)
        readers = [reader_table(name, runs[name], len(between)) for name in runs]
        traits = {name: numbers(value) for name, value in traits.items()}
        super().__init__(
            readers=readers,
            between=between,
            **({"drawn": [[1] * len(readers)]} | traits),
        )

    @traitlets.validate("test")
    def _test_was_made(self, proposal: Any) -> int:
        return within("test", proposal["value"], 0, len(self.between) - 1)

    @traitlets.validate("chance")
    def _chance_is_a_share(self, proposal: Any) -> float:
        if not 0 < proposal["value"] < 1:
            raise traitlets.TraitError(
                f"chance must be between 0 and 1, got {proposal['value']}"
            )
        return proposal["value"]

    @traitlets.validate("drawn")
    def _drawn_is_a_switch_each(self, proposal: Any) -> list[list[int]]:
        value = proposal["value"]
        fits = len(value) == 1 and len(value[0]) == len(self.readers)
        if not fits or not {*value[0]} <= {0, 1}:
            raise traitlets.TraitError(
                f"drawn must be one list of {len(self.readers)} switches, 0 or 1, got "
                f"{value}"
            )
        return value

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        what = {
            "right": "Share of key symbols that readers say right",
            "nats": "Nats that readers pay for a key symbol",
            "slope": "Gradient of a reader's answer in the key's vectors",
        }[self.measure]
        names = ", ".join(
            reader["name"]
            for reader, on in zip(self.readers, self.drawn[0], strict=True)
            if on
        )
        return (
            f"{what}, against the blocks of filler between key and question, from "
            f"{self.between[0]} to {self.between[-1]}, median and seeds: "
            f"{names or 'nobody'}. The marker is at {self.between[self.test]}."
        )
