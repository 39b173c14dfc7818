"""Check on top-p: the fewest tokens whose probabilities reach p."""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case

Keeps = Callable[[Tensor, float], Tensor]


def _cases() -> tuple[Case, ...]:
    # In sixteenths and thirty-seconds, whose sums are exact.
    five = torch.tensor([0.125, 0.5, 0.09375, 0.25, 0.03125], dtype=torch.float64)
    lines = torch.tensor(
        [[0.5, 0.25, 0.125, 0.125], [0.0625, 0.1875, 0.3125, 0.4375]],
        dtype=torch.float64,
    )
    return (
        (five, 0.8),
        (five, 0.3),
        (five, 0.5),
        (five, 0.9),
        (five, 1.0),
        (lines, 0.6),
        (lines[None].expand(2, 2, 4), 0.75),
        (torch.ones(1, dtype=torch.float64), 0.2),
    )


def _before(shares: Tensor, descending: bool = True) -> Tensor:
    """The sum of what is likelier than each token; of what is rarer."""
    ordered, places = shares.sort(dim=-1, descending=descending, stable=True)
    sums = ordered.cumsum(-1) - ordered
    return torch.empty_like(sums).scatter(-1, places, sums)


def _inside(shares: Tensor, p: float) -> Tensor:
    return _before(shares) < p


def _short(shares: Tensor, p: float) -> Tensor:
    return _before(shares) + shares <= p


def _short_of_one(shares: Tensor, p: float) -> Tensor:
    return _short(shares, p) | (_before(shares) == 0)


def _renormalized(keeps: Keeps) -> Callable[[Tensor, float], Tensor]:
    def kept(shares: Tensor, p: float) -> Tensor:
        inside = torch.where(keeps(shares, p), shares, 0.0)
        return inside / inside.sum(-1, keepdim=True)

    return kept


def _share_of_tokens(shares: Tensor, p: float) -> Tensor:
    n = math.ceil(p * shares.shape[-1])
    return shares >= shares.topk(n, dim=-1).values[..., -1:]


def _softmaxed(shares: Tensor, p: float) -> Tensor:
    return torch.where(_inside(shares, p), shares, -torch.inf).softmax(-1)


truth = _renormalized(_inside)

SHORT = (
    "It stops before p is reached: the token that takes the sum to p or above stays."
)

TOP_P = Exercise(
    arguments=("probabilities", "p"),
    truth=truth,
    cases=_cases(),
    mistakes=(
        Mistake(SHORT, _renormalized(_short)),
        Mistake(SHORT, _renormalized(_short_of_one)),
        Mistake(
            "One token too many stays where the sum is p exactly: then it is reached.",
            _renormalized(lambda q, p: _before(q) <= p),
        ),
        Mistake(
            "What stays is not divided by its sum: probabilities have the sum 1.",
            lambda q, p: torch.where(_inside(q, p), q, 0.0),
        ),
        Mistake(
            "It keeps tokens that reach p alone: their sum is to reach it.",
            _renormalized(lambda q, p: q >= p),
        ),
        Mistake(
            "It keeps tokens with at least p times the largest probability, which is "
            "min-p: the sum of those that stay is to reach p.",
            _renormalized(lambda q, p: q >= p * q.amax(-1, keepdim=True)),
        ),
        Mistake(
            "The rarest tokens are taken first: begin with the likeliest.",
            _renormalized(lambda q, p: _before(q, descending=False) < p),
        ),
        Mistake(
            "The sums follow the order of the tokens: sort by probability first.",
            _renormalized(lambda q, p: q.cumsum(-1) - q < p),
        ),
        Mistake(
            "The answer is sorted: put every probability back in its place.",
            lambda q, p: truth(q.sort(dim=-1, descending=True).values, p),
        ),
        Mistake(
            "It keeps a share p of the tokens: p is a share of probability.",
            _renormalized(_share_of_tokens),
        ),
        Mistake(
            "It leaves out p and keeps 1 − p: the sum of what stays is at least p.",
            _renormalized(lambda q, p: _inside(q, 1 - p) | (_before(q) == 0)),
        ),
        Mistake(
            "Those are true and false: give the probabilities that are drawn from.",
            _inside,
        ),
        Mistake(
            "A softmax is taken of probabilities: divide them by their sum.",
            _softmaxed,
        ),
        Mistake(
            "All tokens stay with the probabilities they had.", lambda q, p: q
        ),
        Mistake(
            "Only the likeliest token stays, whatever p is.",
            _renormalized(lambda q, p: _before(q) == 0),
        ),
    ),
)  # fmt: skip


def top_p(function: object) -> Answer:
    """Check (probabilities (*batch, n_tokens), p) ↦ those of the nucleus, sum 1."""
    return TOP_P.examine(function)
