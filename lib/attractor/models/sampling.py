"""From logits to the next token: temperature, top-k, top-p, and a draw.

Each is a function of the logits, in the order in which `Sampling` applies them; what
may not be drawn gets −∞.
"""

import math
from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attractor.memory.arguments import check_tensor

Logits = Float[Tensor, "*batch n_tokens"]
Probabilities = Float[Tensor, "*batch n_tokens"]


def tempered(logits: Logits, temperature: int | float) -> Logits:
    """z/T, so that probabilities go as p^(1/T): sharper below 1, flatter above.

    T = 1/β in Boltzmann's distribution with energies −z. At T = 0 the largest logit
    stays alone, the first of equals: greedy. `ValueError` unless T ≥ 0 and finite.
    """
    check_logits(logits)
    if not (math.isfinite(temperature) and temperature >= 0):
        raise ValueError(f"temperature must be 0 or more, got {temperature}")
    if temperature > 0:
        return logits / temperature
    largest = logits.argmax(-1, keepdim=True)
    alone = torch.full_like(logits, -torch.inf)
    return alone.scatter(-1, largest, logits.gather(-1, largest))


def top_k(logits: Logits, k: int) -> Logits:
    """The `k` largest logits, and all that equal the k-th; −∞ for the others.

    Fan, Lewis and Dauphin 2018. A `k` beyond the number of tokens keeps all.
    `ValueError` on `k` below 1.
    """
    check_logits(logits)
    if k < 1:
        raise ValueError(f"k must be at least 1, got {k}")
    kept = min(k, logits.shape[-1])
    least = logits.topk(kept, dim=-1).values[..., -1:]
    return logits.masked_fill(logits < least, -torch.inf)


def nucleus(logits: Logits, p: int | float) -> Logits:
    """The fewest tokens whose probabilities reach `p`; −∞ for the others: top-p.

    Tokens are taken from the likeliest on until their sum is at least `p`: a token
    stays while those before it have less. Of equally likely ones the first go first.
    p = 1 keeps all. Holtzman et al. 2020, section 3.1. `ValueError` unless 0 < p ≤ 1.
    """
    check_logits(logits)
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p}")
    if p == 1:
        return logits
    ordered, places = logits.sort(dim=-1, descending=True, stable=True)
    shares = ordered.double().softmax(-1)
    before = shares.cumsum(-1) - shares
    dropped = (before >= p).scatter(-1, places, before >= p)
    return logits.masked_fill(dropped, -torch.inf)


@dataclass(frozen=True)
class Sampling:
    """How the next token is drawn: first `temperature`, then `top_k`, then `top_p`.

    `top_k` `None` and `top_p` 1 keep all tokens; `temperature` 0 is greedy. Raises
    `ValueError` on what `tempered`, `top_k` and `nucleus` refuse.
    """

    temperature: int | float = 1.0
    top_k: int | None = None
    top_p: int | float = 1.0

    def __post_init__(self) -> None:
        self.probabilities(torch.zeros(1))

    def logits(self, logits: Logits) -> Logits:
        """The logits that are drawn from."""
        logits = tempered(logits, self.temperature)
        if self.top_k is not None:
            logits = top_k(logits, self.top_k)
        return nucleus(logits, self.top_p)

    def probabilities(self, logits: Logits) -> Probabilities:
        """The distribution that is drawn from."""
        return self.logits(logits).softmax(-1)


def draw(
    probabilities: Probabilities, *, generator: torch.Generator
) -> Int[Tensor, "*batch"]:
    """One token from each distribution.

    `ValueError` where there are no tokens, and on a generator of another device.
    """
    check_tensor("probabilities", probabilities)
    if generator.device.type != probabilities.device.type:
        raise ValueError(
            f"generator must be on {probabilities.device.type}, where the "
            f"probabilities are, got one on {generator.device.type}"
        )
    *batch, n_tokens = probabilities.shape
    if n_tokens == 0:
        raise ValueError("probabilities must be of one token at least")
    rows = probabilities.reshape(-1, n_tokens)
    if len(rows) == 0:
        return rows.new_zeros(batch, dtype=torch.long)
    return torch.multinomial(rows, 1, generator=generator).reshape(batch)


def check_logits(logits: Tensor) -> None:
    """Raise `ValueError` unless every row has something to draw, and no NaN or +∞."""
    check_tensor("logits", logits)
    if logits.ndim == 0 or logits.shape[-1] == 0:
        raise ValueError(
            f"logits must be (*batch, n_tokens), one token at least, got shape "
            f"{tuple(logits.shape)}"
        )
    if logits.is_meta or logits.numel() == 0:
        return
    if not bool(logits.amax(-1).isfinite().all()):
        raise ValueError(
            "logits must have a finite largest one in every row, got NaN or infinity"
        )
