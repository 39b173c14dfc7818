"""The explorable receptive field: its traits, and what they may be."""

from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, style_of, within

N_TOKENS = 64
RANGES = {"block": (1, 12), "segments": (0, 3), "layers": (1, 5), "place": (0, 63)}

MODULES = (
    "receptive_field/reach.js",
    "receptive_field/setting.js",
    "receptive_field/words.js",
    "receptive_field/picture.js",
    "explorable/handles.js",
    "receptive_field/view.js",
)


class ReceptiveField(Explorable):
    """What reaches a token of 64 through layers of windowed attention.

    `reader` is "sliding" (a window of (m + 1)B tokens), "blocks" (block windows) or
    "feedback" (the same with slots). `block` tokens to a block (1 to 12), `segments` of
    them seen before the own (0 to 3), `layers` (1 to 5), and the chosen `place`, from
    0 to 63. `anchor`: its field in the page's address, as in
    `#reach=reader:blocks;block:4;segments:1;layers:3;place:42`. Bad values raise
    `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("receptive_field/style.css")
    shown = ("reader", "block", "segments", "layers", "place")

    reader = traitlets.Enum(("sliding", "blocks", "feedback"), "blocks").tag(sync=True)
    block = traitlets.Int(4).tag(sync=True)
    segments = traitlets.Int(1).tag(sync=True)
    layers = traitlets.Int(3).tag(sync=True)
    place = traitlets.Int(42).tag(sync=True)
    anchor = traitlets.Unicode("reach").tag(sync=True)

    @traitlets.validate("block", "segments", "layers", "place")
    def _within_its_range(self, proposal: Any) -> int:
        name = proposal["trait"].name
        return within(name, proposal["value"], *RANGES[name])

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        seen = {
            "sliding": f"a window of {(self.segments + 1) * self.block} tokens",
            "blocks": f"blocks of {self.block} tokens with {self.segments} segments",
            "feedback": f"blocks of {self.block} tokens with {self.segments} segments "
            "and slots",
        }[self.reader]
        return (
            f"Rows of {N_TOKENS} states, the tokens at the bottom and {self.layers} "
            f"layers of attention above, with {seen}. A fan below token {self.place} "
            "of the top row shows what reaches it."
        )
