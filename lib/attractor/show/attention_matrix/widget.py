"""The explorable attention matrix: its traits, and what they may be."""

import math
from typing import Any

import traitlets

from attractor.show.explorable import (
    Explorable,
    module_of,
    numbers,
    style_of,
    within,
)

MOST_TOKENS = 32
MOST_LETTERS = 16
MOST_BETA = 4.0
MASKS = ("none", "look-ahead", "padding", "both")
SIDES = ("end", "front")

MODULES = (
    "attention_matrix/weights.js",
    "attention_matrix/setting.js",
    "attention_matrix/words.js",
    "attention_matrix/picture.js",
    "attention_matrix/view.js",
)


def _finite(rows: Any) -> bool:
    """Whether nested lists hold numbers only, and all of them finite."""
    if isinstance(rows, list):
        return all(map(_finite, rows))
    return isinstance(rows, int | float) and math.isfinite(rows)


def _shape(rows: Any) -> tuple[int, ...] | None:
    """The shape of nested lists, `None` where they are ragged."""
    if not isinstance(rows, list):
        return ()
    shapes = {_shape(row) for row in rows}
    inner = shapes.pop() if len(shapes) == 1 else None
    return None if inner is None else (len(rows), *inner)


def _readable(tokens: list[str]) -> list[str]:
    """The tokens, or a `TraitError`."""
    fits = all(1 <= len(token) <= MOST_LETTERS for token in tokens)
    if not 1 <= len(tokens) <= MOST_TOKENS or not fits:
        raise traitlets.TraitError(
            f"tokens must be 1 to {MOST_TOKENS} words of 1 to {MOST_LETTERS} "
            f"letters, got {tokens}"
        )
    return tokens


class AttentionMatrix(Explorable):
    """Who looks at whom: softmax(β scores + mask), with a mask one builds by hand.

    `tokens`: 1 to 32 of them, of at most 16 letters. `scores`: products q·k, a row for
    each query, of one map (n, n) or of several (n_maps, n, n), which `maps` names.
    `values` (n, dim), if given, are mixed to an output for each token. `mask`: "none",
    "look-ahead", "padding" or "both"; the last `padding` tokens are padding, or with
    `side="front"` the first. Each cell of `toggled`, (query, key), is turned to the
    contrary. `beta` ≥ 0 multiplies the scores, 1/√d_k in a transformer; `cell` is the
    chosen (query, key), `map` the map that is shown. A row that sees nothing is 0, as
    in `attractor.models.attention_weights`. `anchor`: its field in the page's address,
    as in `#attention=mask:both;padding:1;cell:2,0`. Bad values raise `TraitError` in
    one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("attention_matrix/style.css")
    shown = (
        "tokens", "maps", "map", "mask", "padding", "side", "beta", "cell", "toggled",
    )  # fmt: skip

    tokens = traitlets.List(traitlets.Unicode()).tag(sync=True)
    scores = traitlets.List(traitlets.Any()).tag(sync=True)
    values = traitlets.List(traitlets.Any()).tag(sync=True)
    maps = traitlets.List(traitlets.Unicode()).tag(sync=True)
    map = traitlets.Int(0).tag(sync=True)
    mask = traitlets.Enum(MASKS, "none").tag(sync=True)
    padding = traitlets.Int(0).tag(sync=True)
    side = traitlets.Enum(SIDES, "end").tag(sync=True)
    beta = traitlets.Float(1.0).tag(sync=True)
    cell = traitlets.List(traitlets.Int(), [0, 0]).tag(sync=True)
    toggled = traitlets.List(traitlets.List(traitlets.Int())).tag(sync=True)
    anchor = traitlets.Unicode("attention").tag(sync=True)

    def __init__(self, tokens: Any, scores: Any, **traits: Any) -> None:
        scores = numbers(scores)
        if len(_shape(scores) or ()) == 2:
            scores = [scores]
        traits = {name: numbers(value) for name, value in traits.items()}
        names = [f"head {number + 1}" for number in range(len(scores))]
        super().__init__(
            tokens=_readable([*tokens]), scores=scores, **({"maps": names} | traits)
        )

    @property
    def n(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    @traitlets.validate("tokens")
    def _tokens_readable(self, proposal: Any) -> list[str]:
        return _readable(proposal["value"])

    @traitlets.validate("scores")
    def _scores_square(self, proposal: Any) -> list[Any]:
        scores = proposal["value"]
        shape = _shape(scores)
        if not scores or shape != (len(scores), self.n, self.n) or not _finite(scores):
            raise traitlets.TraitError(
                f"scores must be finite, (n, n) or (n_maps, n, n) with n = {self.n} "
                f"tokens, got shape {shape}"
            )
        return scores

    @traitlets.validate("values")
    def _values_fit(self, proposal: Any) -> list[Any]:
        values = proposal["value"]
        shape = _shape(values)
        fits = shape is not None and len(shape) == 2 and shape[0] == self.n
        if values and not (fits and _finite(values)):
            raise traitlets.TraitError(
                f"values must be finite, ({self.n}, dim), one row for each token, got "
                f"shape {shape}"
            )
        return values

    @traitlets.validate("maps")
    def _maps_named(self, proposal: Any) -> list[str]:
        names: list[str] = proposal["value"]
        if len(names) != len(self.scores):
            raise traitlets.TraitError(
                f"maps must name all {len(self.scores)} maps, got {names}"
            )
        return names

    @traitlets.validate("map")
    def _map_exists(self, proposal: Any) -> int:
        return within("map", proposal["value"], 0, len(self.scores) - 1)

    @traitlets.validate("padding")
    def _padding_within(self, proposal: Any) -> int:
        return within("padding", proposal["value"], 0, self.n)

    @traitlets.validate("beta")
    def _beta_within(self, proposal: Any) -> float:
        return within("beta", proposal["value"], 0, MOST_BETA)

    @traitlets.validate("cell")
    def _cell_exists(self, proposal: Any) -> list[int]:
        return self._place("cell", proposal["value"])

    @traitlets.validate("toggled")
    def _toggled_exist(self, proposal: Any) -> list[list[int]]:
        return [self._place("toggled", cell) for cell in proposal["value"]]

    def _place(self, name: str, cell: list[int]) -> list[int]:
        if len(cell) != 2 or not all(0 <= place < self.n for place in cell):
            raise traitlets.TraitError(
                f"{name} must be query and key, each from 0 to {self.n - 1}, got {cell}"
            )
        return cell

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        masks = {
            "none": "without a mask",
            "look-ahead": "under a look-ahead mask",
            "padding": "under a padding mask",
            "both": "under a look-ahead and a padding mask",
        }
        query, key = (self.tokens[place] for place in self.cell)
        by_hand = f" Turned by hand: {len(self.toggled)}." if self.toggled else ""
        padding = (
            f" Padding at the {self.side}: {self.padding}." if self.padding else ""
        )
        return (
            f"Attention weights of {self.n} tokens, {self.maps[self.map]}, "
            f"{masks[self.mask]}, at β = {self.beta:.4g}: a row for each token that "
            f"looks, a column for each that is looked at. Chosen: “{query}” looks at "
            f"“{key}”.{padding}{by_hand}"
        )
