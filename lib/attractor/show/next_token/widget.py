"""The explorable next token: its traits, and what they may be."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import traitlets

from attractor.show.explorable import Explorable, module_of, style_of, within
from attractor.show.next_token.tables import next_distributions

MOST_TEMPERATURE = 3.0
LEAST_P = 0.01
MOST_DRAWS = 10_000
MOST_SEED = 9_999

MODULES = (
    "explorable/random.js",
    "next_token/sampling.js",
    "next_token/setting.js",
    "next_token/facts.js",
    "next_token/words.js",
    "next_token/bars.js",
    "next_token/strip.js",
    "next_token/controls.js",
    "next_token/view.js",
)


class NextToken(Explorable):
    """What a trained model says comes next, cut by three knobs, and drawn from.

    `arrays`: those of a "characters" run. `start`: one of its beginnings, counted from
    1, or 0 for its passage, of which then the first `at` tokens are read.
    `temperature`, from 0 to 3; `top_k`, by default all tokens; `top_p`, from 0.01 to 1.
    `draws`, up to 10,000, made with `seed`, up to 9,999: the same ones again for the
    same state. `anchor`: its field in the page's address, as in
    `#next=start:3;temperature:0.7;top_k:65;top_p:0.9;draws:1000`. Bad values raise
    `TraitError` in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("next_token/style.css")
    shown = ("start", "at", "temperature", "top_k", "top_p", "seed", "draws")

    recorded = traitlets.Dict().tag(sync=True)
    start = traitlets.Int(1).tag(sync=True)
    at = traitlets.Int(1).tag(sync=True)
    temperature = traitlets.Float(1.0).tag(sync=True)
    top_k = traitlets.Int(1).tag(sync=True)
    top_p = traitlets.Float(1.0).tag(sync=True)
    seed = traitlets.Int(0).tag(sync=True)
    draws = traitlets.Int(0).tag(sync=True)
    anchor = traitlets.Unicode("next").tag(sync=True)

    def __init__(self, arrays: Mapping[str, Any], **traits: Any) -> None:
        self._recorded = next_distributions(arrays)
        traits.setdefault("top_k", len(self._recorded["tokens"]))
        super().__init__(recorded=self._recorded, **traits)

    @traitlets.validate("start")
    def _start_known(self, proposal: Any) -> int:
        return within("start", proposal["value"], 0, len(self._recorded["beginnings"]))

    @traitlets.validate("at")
    def _at_within(self, proposal: Any) -> int:
        return within("at", proposal["value"], 1, len(self._recorded["passage"]))

    @traitlets.validate("temperature")
    def _temperature_within(self, proposal: Any) -> float:
        return within("temperature", proposal["value"], 0.0, MOST_TEMPERATURE)

    @traitlets.validate("top_k")
    def _top_k_within(self, proposal: Any) -> int:
        return within("top_k", proposal["value"], 1, len(self._recorded["tokens"]))

    @traitlets.validate("top_p")
    def _top_p_within(self, proposal: Any) -> float:
        return within("top_p", proposal["value"], LEAST_P, 1.0)

    @traitlets.validate("seed")
    def _seed_within(self, proposal: Any) -> int:
        return within("seed", proposal["value"], 0, MOST_SEED)

    @traitlets.validate("draws")
    def _draws_within(self, proposal: Any) -> int:
        return within("draws", proposal["value"], 0, MOST_DRAWS)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        recorded = self._recorded
        tokens, passage = recorded["tokens"], recorded["passage"]
        if self.start:
            text = recorded["beginnings"][self.start - 1]
            logits = recorded["after"][self.start - 1]
        else:
            text = "".join(tokens[token] for token in passage[: self.at])
            logits = recorded["along"][self.at - 1]
        shares = np.exp(np.array(logits) - max(logits))
        shares /= shares.sum()
        best = ", ".join(
            f"{tokens[k]!r} {shares[k]:.3f}" for k in np.argsort(-shares)[:3]
        )
        entropy = -sum(p * math.log(p) for p in shares if p > 0)
        return (
            f"Bars of what comes after {text!r}: likeliest are {best}; entropy "
            f"{entropy:.3f} nats. Beside them what is drawn from at temperature "
            f"{self.temperature:g}, top-k {self.top_k}, top-p {self.top_p:g}; draws: "
            f"{self.draws:,}. Below, the entropy at every place of a passage."
        )
