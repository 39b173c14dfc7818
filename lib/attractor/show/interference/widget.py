"""The explorable interference: its traits, and what they may be."""

from typing import Any

import traitlets

from attractor.show.digit_pad.widget import LIBRARY
from attractor.show.explorable import Explorable, module_of, numbers, style_of, within

LEAST_DIM, MOST_DIM = 8, 128
MOST_PAIRS = 160
MOST_BETA = 40
MOST_SEED = 9999
PIXELS = 64
NAMES = {"hebb": "Hebb's rule", "delta": "the delta rule", "softmax": "softmax"}

MODULES = (
    "explorable/random.js",
    "interference/basis.js",
    "interference/draws.js",
    "interference/memories.js",
    "interference/setting.js",
    "interference/words.js",
    "interference/chart.js",
    "interference/shown.js",
    "explorable/handles.js",
    "interference/view.js",
)


def _word(picture: Any) -> str:
    """64 values of ±1 as sixteen hexadecimal digits, row by row, a 1 for ink."""
    if not (
        isinstance(picture, list)
        and len(picture) == PIXELS
        and all(value in (-1, 1) for value in picture)
    ):
        raise traitlets.TraitError(
            f"pictures must be (n, 64) of ±1, with n from 1 to {MOST_PAIRS}"
        )
    return f"{int(''.join('1' if value > 0 else '0' for value in picture), 2):016x}"


class Interference(Explorable):
    """Pairs of random keys and pictures in one matrix, by how many and how wide.

    `pictures`: values to store, (n, 64) of ±1 with n to 160, used again from the first
    where there are fewer than pairs; by default ten digits. `memory`, which is asked:
    "hebb" (S += k vᵀ), "delta" (S += k (v − Sᵀk)ᵀ) or "softmax" (all pairs kept, read
    at `beta`, 0 to 40). `directions` of the keys: "random", or "orthonormal" as far
    as there are dimensions. `dim` of the keys, 8 to 128; `pairs`, 1 to 160; `seed`, 0
    to 9999. `anchor`: its field in the page's address, as in
    `#interference=memory:hebb;directions:random;dim:64;pairs:65`. Bad values raise
    `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("interference/style.css")
    shown = ("memory", "directions", "dim", "pairs", "beta", "seed")

    pictures = traitlets.List(traitlets.Unicode()).tag(sync=True)
    memory = traitlets.Enum(("hebb", "delta", "softmax"), "hebb").tag(sync=True)
    directions = traitlets.Enum(("random", "orthonormal"), "random").tag(sync=True)
    dim = traitlets.Int(64).tag(sync=True)
    pairs = traitlets.Int(16).tag(sync=True)
    beta = traitlets.Float(12.0).tag(sync=True)
    seed = traitlets.Int(1).tag(sync=True)
    anchor = traitlets.Unicode("interference").tag(sync=True)

    def __init__(self, pictures: Any = None, **traits: Any) -> None:
        words = list(LIBRARY)
        if pictures is not None:
            rows = numbers(pictures)
            if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_PAIRS:
                rows = [None]
            words = [_word(row) for row in rows]
        super().__init__(pictures=words, **traits)

    @traitlets.validate("dim")
    def _dim_within(self, proposal: Any) -> int:
        return within("dim", proposal["value"], LEAST_DIM, MOST_DIM)

    @traitlets.validate("pairs")
    def _pairs_within(self, proposal: Any) -> int:
        return within("pairs", proposal["value"], 1, MOST_PAIRS)

    @traitlets.validate("beta")
    def _beta_within(self, proposal: Any) -> float:
        return within("beta", proposal["value"], 0, MOST_BETA)

    @traitlets.validate("seed")
    def _seed_within(self, proposal: Any) -> int:
        return within("seed", proposal["value"], 0, MOST_SEED)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        beta = f" at β = {self.beta:g}" if self.memory == "softmax" else ""
        return (
            "Error of a recall against the number of pairs written, for a matrix by "
            "Hebb's rule, one by the delta rule, and softmax attention, with the law "
            f"(n − 1)/d; keys are {self.directions}, d = {self.dim}. Below, stored "
            f"pictures and what {NAMES[self.memory]}{beta} brings back of "
            f"{self.pairs} pairs."
        )
