"""Checks on gates: how two memories share one attention, and what they recall."""

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import OVERFLOW, far_cases, memory_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.check.shared import gaps
from attractor.memory import (
    context_share as share_of_context,
)
from attractor.memory import (
    distance_energy,
    distance_update,
    layer_shares,
)
from attractor.memory import gated_update as update_of_layers


def _two_sets(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Each case with a second, smaller set of patterns: the first's, moved."""
    pairs = []
    for patterns, queries, beta in cases:
        assert isinstance(patterns, Tensor)
        second = patterns[: max(1, len(patterns) - 1)].flip(-1) * 0.5 + 0.3
        pairs.append((patterns, second, queries, beta))
    return tuple(pairs)


def _lse(keys: Tensor, x: Tensor, b: float) -> Tensor:
    return (b * x @ keys.mT).logsumexp(-1)


CONTEXT_SHARE = Exercise(
    arguments=("context keys", "persistent keys", "queries", "β"),
    truth=share_of_context,
    cases=_two_sets(memory_cases()),
    far=_two_sets(far_cases()),
    overflow=OVERFLOW,
    mistakes=(
        Mistake(
            "That is the persistent share, 1 − w.",
            lambda c, p, x, b: 1 - share_of_context(c, p, x, b),
        ),
        Mistake(
            "β is missing inside the exponentials.",
            lambda c, p, x, b: share_of_context(c, p, x, 1.0),
        ),
        Mistake(
            "β multiplies the log-sums from outside: it belongs to each score.",
            lambda c, p, x, b: torch.sigmoid(b * (_lse(c, x, 1.0) - _lse(p, x, 1.0))),
        ),
        Mistake(
            "That is the odds w/(1 − w): divide by the sum of both.",
            lambda c, p, x, b: (_lse(c, x, b) - _lse(p, x, b)).exp(),
        ),
        Mistake(
            "The log-sums themselves are divided: exponentiate them first.",
            lambda c, p, x, b: _lse(c, x, b) / (_lse(c, x, b) + _lse(p, x, b)),
        ),
        Mistake(
            "That compares the largest scores: every key counts, so take log-sum-exp.",
            lambda c, p, x, b: torch.sigmoid(
                b * ((x @ c.mT).amax(-1) - (x @ p.mT).amax(-1))
            ),
        ),
        Mistake(
            "That compares averages: more keys must weigh more, so sum.",
            lambda c, p, x, b: torch.sigmoid(
                (b * x @ c.mT).exp().mean(-1).log()
                - (b * x @ p.mT).exp().mean(-1).log()
            ),
        ),
        Mistake(
            "That is the number of context keys among all keys: the query must count.",
            lambda c, p, x, b: torch.full_like(x[..., 0], len(c) / (len(c) + len(p))),
        ),
        Mistake(
            "Half and half does not depend on the query: compare the log-sums.",
            lambda c, p, x, b: torch.full_like(x[..., 0], 0.5),
        ),
    ),
)


def _shared(first: Tensor, second: Tensor, x: Tensor, b: float, w: Tensor) -> Tensor:
    """w of the first's answer, 1 − w of the second's."""
    w = w[..., None]
    return w * distance_update(first, x, b) + (1 - w) * distance_update(second, x, b)


def _share(first: Tensor, second: Tensor, x: Tensor, b: float) -> Tensor:
    return layer_shares([first, second], x, b)[..., 0]


GATED_UPDATE = Exercise(
    arguments=("first layer", "second layer", "queries", "β"),
    truth=lambda f, s, x, b: update_of_layers([f, s], x, b),
    cases=_two_sets(memory_cases()),
    far=_two_sets(far_cases()),
    overflow=OVERFLOW,
    mistakes=(
        Mistake(
            "The gate is upside down: the layer with the lower energy gets the larger "
            "share.",
            lambda f, s, x, b: _shared(f, s, x, b, 1 - _share(f, s, x, b)),
        ),
        Mistake(
            "The two answers are added: gate them with shares that sum to 1.",
            lambda f, s, x, b: distance_update(f, x, b) + distance_update(s, x, b),
        ),
        Mistake(
            "Half and half: the shares depend on the query, softmax(−β E).",
            lambda f, s, x, b: _shared(f, s, x, b, torch.full_like(x[..., 0], 0.5)),
        ),
        Mistake(
            "One layer after the other: here both see the same query.",
            lambda f, s, x, b: distance_update(s, distance_update(f, x, b), b),
        ),
        Mistake(
            "One layer takes all: the shares are soft, softmax(−β E).",
            lambda f, s, x, b: _shared(f, s, x, b, _share(f, s, x, b).round()),
        ),
        Mistake(
            "β is missing in the gate: the shares are softmax(−β E).",
            lambda f, s, x, b: _shared(
                f,
                s,
                x,
                b,
                torch.sigmoid(distance_energy(s, x, b) - distance_energy(f, x, b)),
            ),
        ),
        Mistake(
            "The gate compares nearest distances: use the layers' energies, which "
            "count every pattern.",
            lambda f, s, x, b: _shared(
                f,
                s,
                x,
                b,
                torch.sigmoid(b * (gaps(s, x).amin(-1) - gaps(f, x).amin(-1))),
            ),
        ),
        Mistake(
            "The shares do not sum to 1: divide exp(−β E) by the sum over the layers.",
            lambda f, s, x, b: (
                (-b * distance_energy(f, x, b)).exp()[..., None]
                * distance_update(f, x, b)
                + (-b * distance_energy(s, x, b)).exp()[..., None]
                * distance_update(s, x, b)
            ),
        ),
        Mistake(
            "That is the first layer alone: the second has its share.",
            lambda f, s, x, b: distance_update(f, x, b),
        ),
        Mistake(
            "That is the second layer alone: the first has its share.",
            lambda f, s, x, b: distance_update(s, x, b),
        ),
        Mistake(
            "The query is added to the answer: the step replaces it.",
            lambda f, s, x, b: x + update_of_layers([f, s], x, b),
        ),
        Mistake(
            "β is not used: the answer is the one for β = 1.",
            lambda f, s, x, b: update_of_layers([f, s], x, 1.0),
        ),
    ),
)


def context_share(function: object) -> Answer:
    """Check (context keys, persistent keys, queries, β) ↦ w, the context's share."""
    return CONTEXT_SHARE.examine(function)


def gated_update(function: object) -> Answer:
    """Check (first layer, second layer, queries, β) ↦ one gated step of both."""
    return GATED_UPDATE.examine(function)
