"""The deck's slide on decoding: logits, and the last layer."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.memories import SEED
from attractor.models import Gpt, Gpt2Size, cross_entropy

CHAPTER = "transformer/gpt"
DECODING = "The deck, slide “Decoding time”"
SMALL = Gpt2Size(1, 16, 2, context=9, vocabulary=65)
Turned = Callable[[Tensor], Tensor]


def draws() -> torch.Generator:
    """The same numbers each time."""
    return torch.Generator().manual_seed(SEED)


def shares(scores: Tensor) -> Tensor:
    """The softmax."""
    return scores.softmax(-1)


def log_shares(scores: Tensor) -> Tensor:
    """Its logarithm."""
    return scores.log_softmax(-1)


def softmax_gives_logits(turned: Turned = shares) -> Evidence:
    """The loss, which takes logits, of what a softmax gives and of what it is given."""
    scores = torch.tensor([2.0, 1.0, 0.1], dtype=torch.float64)
    truth = torch.tensor(0)
    surprise = -shares(scores)[0].log().item()
    after, before = (
        cross_entropy(each, truth).item() for each in (turned(scores), scores)
    )
    taken = Comparison("loss of its input as logits", before, "=", surprise, 1e-12)
    return Evidence(
        printed=(
            Comparison("loss of its output as logits", after, "=", surprise, 1e-12),
        ),
        core=(
            taken,
            Comparison("sum of its output", shares(scores).sum().item(), "=", 1, 1e-12),
        ),
        corrected=(taken,),
    )


def plain(head: Turned) -> Turned:
    """GPT-2's head, as it is."""
    return head


def with_biases(head: Turned) -> Turned:
    """A head with a number of its own for each token."""
    return lambda states: head(states) + torch.arange(1.0, 66.0)


def head_has_biases(change: Callable[[Turned], Turned] = plain) -> Evidence:
    """What the last layer makes of nothing, and of a sum."""
    head = change(Gpt(SMALL, generator=draws()).head)
    one, other = torch.randn(2, SMALL.dim, generator=draws())
    nothing = head(torch.zeros(SMALL.dim))
    bent = head(one + other) - head(one) - head(other) + nothing
    straight = Comparison("bend", bent.abs().max().item(), "=", 0, 1e-5)
    biases = int((nothing != 0).sum())
    return Evidence(
        printed=(Comparison("tokens with a bias", biases, ">", 0), straight),
        core=(straight,),
        corrected=(straight,),
    )


CLAIMS = (
    Claim(
        "deck-logits",
        DECODING,
        "A softmax gives the logits, which can be read as probabilities of tokens.",
        "The loss is the cross-entropy of logits.",
        "holds with a correction",
        "Logits go into the softmax, probabilities come out.",
        CHAPTER,
        softmax_gives_logits,
        Variant(
            "the logarithm of the softmax", partial(softmax_gives_logits, log_shares)
        ),
    ),
    Claim(
        "deck-head",
        DECODING,
        "The final layer is a weight matrix with some biases, and no nonlinear"
        " activation is necessary.",
        "The model is GPT-2.",
        "holds with a correction",
        "Without biases: the matrix is the table of token vectors once more.",
        CHAPTER,
        head_has_biases,
        Variant("a bias for each token", partial(head_has_biases, with_biases)),
    ),
)
