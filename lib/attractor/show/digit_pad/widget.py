"""The digit pad: a Hopfield network to draw on, whose formulas run in the page."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

import traitlets

from attractor.show.explorable import Explorable, module_of, numbers, style_of

UNITS = 64
MOST_STORED = 12
RULES = ("hebbian", "pseudo-inverse")
WIRINGS = ("symmetric", "half-cut", "scrambled")
LIBRARY = (
    "183c262626242c18",
    "181c18381818181c",
    "0c1c3c0c38703c0e",
    "186818180c06261c",
    "08081016343c0c08",
    "303c3c3804060c3c",
    "18183030303c1e1c",
    "1e060c3c38103020",
    "383c341c183c263c",
    "303c3c2c3c060c38",
)
"""Ten digits, each as sixteen hexadecimal digits, row by row: the first ten
pictures of scikit-learn's `load_digits`, dark where a pixel is 8 or more."""

MODULES = (
    "digit_pad/pixels.js",
    "digit_pad/network.js",
    "digit_pad/state.js",
    "digit_pad/words.js",
    "digit_pad/pad.js",
    "digit_pad/trace.js",
    "digit_pad/shelf.js",
    "explorable/random.js",
    "digit_pad/run.js",
    "digit_pad/actions.js",
    "digit_pad/controls.js",
    "digit_pad/view.js",
)


def _picture(name: str, value: Any) -> str:
    """A picture as sixteen hexadecimal digits, from those or from 64 values of ±1."""
    values = numbers(value)
    if isinstance(values, str) and re.fullmatch("[0-9a-f]{16}", values):
        return values
    if isinstance(values, list) and values and isinstance(values[0], list):
        values = [item for row in values for item in row]
    if (
        not isinstance(values, list)
        or len(values) != UNITS
        or not all(item in (-1, 1) for item in values)
    ):
        raise traitlets.TraitError(
            f"{name} must be 64 values of ±1 or 16 hexadecimal digits, got {value!r}"
        )
    bits = "".join("1" if item > 0 else "0" for item in values)
    return f"{int(bits, 2):016x}"


class Stored(traitlets.TraitType):
    """Up to twelve pictures, each by the name of a digit or as a picture of its own."""

    def validate(self, obj: Any, value: Any) -> list[str]:
        """`value` as a list of names and hexadecimal words, without repetition."""
        rows = numbers(value)
        if not isinstance(rows, list) or len(rows) > MOST_STORED:
            raise traitlets.TraitError(
                f"stored must be a list of up to {MOST_STORED} pictures, got {value!r}"
            )
        words = [
            str(row)
            if str(row) in map(str, range(10)) and not isinstance(row, bool)
            else _picture("each stored picture", row)
            for row in rows
        ]
        return list(dict.fromkeys(words))


class Drawing(traitlets.TraitType):
    """The state of the 64 units, as a picture."""

    def validate(self, obj: Any, value: Any) -> str:
        """`value` as sixteen hexadecimal digits; 0 to 9 names a digit."""
        if not isinstance(value, bool) and str(value) in map(str, range(10)):
            return LIBRARY[int(value)]
        return _picture("drawing", value)


class DigitPad(Explorable):
    """Sixty-four units to draw on, and the memory they settle into.

    `stored`: up to twelve pictures, each a digit from 0 to 9 or 64 values of ±1
    (list, array or tensor, flat or 8 × 8) or sixteen hexadecimal digits. `drawing`:
    the state of the units, given in the same ways. `rule`: "hebbian" or
    "pseudo-inverse" couplings, without thresholds. `wiring`: "symmetric", "half-cut"
    (half of the one-way couplings are cut) or "scrambled" (half change their sign).
    Bad values raise `TraitError` in one sentence.

    The address keeps the state, and a link to it opens it:
    `#digits=stored:0,1,2;drawing:3c7e66060c1830ff;rule:hebbian;wiring:scrambled;full`,
    any order, any part left out.
    """

    _esm = module_of(*MODULES)
    _css = style_of("digit_pad/style.css")
    shown: ClassVar[Sequence[str]] = ("stored", "drawing", "rule", "wiring")

    stored = Stored(["0", "1", "2"]).tag(sync=True)
    drawing = Drawing(0).tag(sync=True)
    rule = traitlets.Enum(RULES, "hebbian").tag(sync=True)
    wiring = traitlets.Enum(WIRINGS, "symmetric").tag(sync=True)
    library = traitlets.List(list(LIBRARY), read_only=True).tag(sync=True)
    anchor = traitlets.Unicode("digits").tag(sync=True)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        dark = f"{int(self.drawing, 16):b}".count("1")
        memory = f"a memory of {_listed(self.stored)}" if self.stored else "no memory"
        return (
            f"A pad of eight by eight pixels, {dark} of them dark, over {memory}; "
            f"{self.rule} couplings, {self.wiring}. Beside it the energy after each "
            "update of a unit, below it the overlap with each stored picture."
        )


def _listed(stored: list[str]) -> str:
    digits = [f"digit {word}" for word in stored if len(word) == 1]
    drawings = len(stored) - len(digits)
    names = digits + ([f"{drawings} drawings"] if drawings > 1 else [])
    names += ["one drawing"] if drawings == 1 else []
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
