"""The explorable ring stepper: its traits, and what they may be."""

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

MOST_TOKENS = 48
MOST_LETTERS = 16
MOST_HOSTS = 12
ORDERS = ("contiguous", "striped", "zigzag")

MODULES = (
    "ring_stepper/ring.js",
    "ring_stepper/setting.js",
    "ring_stepper/words.js",
    "ring_stepper/circle.js",
    "ring_stepper/table.js",
    "ring_stepper/view.js",
)


def _readable(tokens: list[str]) -> list[str]:
    """The tokens, or a `TraitError`."""
    fits = all(1 <= len(token) <= MOST_LETTERS for token in tokens)
    if not 2 <= len(tokens) <= MOST_TOKENS or len(tokens) % 2 or not fits:
        raise traitlets.TraitError(
            f"tokens must be an even number of words, 2 to {MOST_TOKENS}, each of 1 to "
            f"{MOST_LETTERS} letters, got {tokens}"
        )
    return tokens


def _finite(row: Any, n: int) -> bool:
    """Whether a list holds n numbers, all of them finite."""
    return (
        isinstance(row, list)
        and len(row) == n
        and all(isinstance(each, int | float) and math.isfinite(each) for each in row)
    )


class RingStepper(Explorable):
    """Attention on a ring of hosts: who holds which block, and what one query keeps.

    `tokens`: an even number of them, 2 to 48, of at most 16 letters. `scores` (n, n):
    the products of queries and keys as the softmax takes them. `values` (n,): one
    number for each key. `hosts`: 1 to 12 of them, two chunks for each (2·hosts divides
    n). `step`: 0 to hosts − 1; what is shown is what holds when it is done. `order`:
    who holds what, "contiguous", "striped" or "zigzag". `causal`: whether a query sees
    only its own place and those before it. `query`: the place whose running maximum
    and sum are read out. The formulas are those of `attractor.models`: `ring_work`,
    `ring_utilization`, `merge_softmax`. `anchor`: its field in the page's address, as
    in `#ring=hosts:4;step:2;order:zigzag`. Bad values raise `TraitError` in one
    sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("ring_stepper/style.css")
    shown = ("tokens", "hosts", "step", "order", "causal", "query")

    tokens = traitlets.List(traitlets.Unicode()).tag(sync=True)
    scores = traitlets.List(traitlets.Any()).tag(sync=True)
    values = traitlets.List(traitlets.Any()).tag(sync=True)
    hosts = traitlets.Int(1).tag(sync=True)
    step = traitlets.Int(0).tag(sync=True)
    order = traitlets.Enum(ORDERS, "contiguous").tag(sync=True)
    causal = traitlets.Bool(True).tag(sync=True)
    query = traitlets.Int(0).tag(sync=True)
    anchor = traitlets.Unicode("ring").tag(sync=True)

    def __init__(self, tokens: Any, scores: Any, values: Any, **traits: Any) -> None:
        super().__init__(
            tokens=_readable([*tokens]),
            scores=numbers(scores),
            values=numbers(values),
            **traits,
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
        if len(scores) != self.n or not all(_finite(row, self.n) for row in scores):
            raise traitlets.TraitError(
                f"scores must be finite, ({self.n}, {self.n}), a row for each token"
            )
        return scores

    @traitlets.validate("values")
    def _values_fit(self, proposal: Any) -> list[Any]:
        if not _finite(proposal["value"], self.n):
            raise traitlets.TraitError(
                f"values must be {self.n} finite numbers, one for each token"
            )
        return proposal["value"]

    @traitlets.validate("hosts")
    def _hosts_share(self, proposal: Any) -> int:
        hosts = within("hosts", proposal["value"], 1, MOST_HOSTS)
        if self.n % (2 * hosts):
            raise traitlets.TraitError(
                f"hosts must share the {self.n} tokens in two chunks each, got {hosts}"
            )
        return hosts

    @traitlets.observe("hosts")
    def _step_follows(self, change: Any) -> None:
        self.step = min(self.step, self.hosts - 1)

    @traitlets.validate("step")
    def _step_within(self, proposal: Any) -> int:
        return within("step", proposal["value"], 0, self.hosts - 1)

    @traitlets.validate("query")
    def _query_exists(self, proposal: Any) -> int:
        return within("query", proposal["value"], 0, self.n - 1)

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        mask = "under a causal mask" if self.causal else "without a mask"
        hosts = "1 host" if self.hosts == 1 else f"{self.hosts} hosts"
        return (
            f"Ring attention of {self.n} tokens on {hosts} in {self.order} order, "
            f"{mask}, step {self.step + 1} of {self.hosts}: a circle of hosts with the "
            "block that each of them holds, and the table of all pairs of query and "
            "key, done, at work, to come or masked. Chosen: the query "
            f"“{self.tokens[self.query]}” at place {self.query}."
        )
