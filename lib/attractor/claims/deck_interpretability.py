"""The deck's slide on neural coding: autoencoders and probes."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.lab import QuestionFormation, trained_model
from attractor.models import (
    normal_divergence,
    probe_accuracy,
    rate_divergence,
    train_probe,
)

CHAPTER = "transformer/looking-inside"
SLIDE = "The deck, slide “Neural coding”"
MODEL = "question-formation-4-layers"
Price = Callable[[Tensor], Tensor]
Reading = Callable[[Tensor], Tensor]


def divergence_from_prior(code: Tensor) -> Tensor:
    """What a variational autoencoder pays for means, the variances being 1."""
    return normal_divergence(code, torch.zeros_like(code))


def absolute_sum(code: Tensor) -> Tensor:
    """What a sparse autoencoder pays."""
    return code.abs().sum(-1)


def few_are_cheaper(price: Price = divergence_from_prior) -> Evidence:
    """The price of a code with one large entry, less that of many small ones."""
    few, many = torch.tensor([[2.0, 0, 0, 0], [1, 1, 1, 1]], dtype=torch.float64)
    rates = torch.tensor([0.05, 0.2], dtype=torch.float64)
    rare, frequent = rate_divergence(rates, 0.05).tolist()
    coins = Comparison(
        "KL of units on at 1/20 and at 1/5 from the wanted rate 1/20",
        frequent - rare, ">", 0,
    )  # fmt: skip
    return Evidence(
        printed=(
            Comparison(
                "price of (2, 0, 0, 0) less that of (1, 1, 1, 1)",
                (price(few) - price(many)).item(), "<", 0,
            ),
        ),
        core=(coins,),
        corrected=(coins,),
    )  # fmt: skip


def words_alone(numbers: Tensor) -> Tensor:
    """The input of the model: which word it is, and nothing else."""
    return torch.eye(71, dtype=torch.float64)[numbers]


def embedded(numbers: Tensor) -> Tensor:
    """The first states inside the trained model."""
    table = trained_model(MODEL).model.embedding.weight
    rows: Tensor = table.detach()[numbers].double()
    return rows


def number_of_new_nouns(read: Reading = words_alone) -> Evidence:
    """The share of nouns sorted rightly by a classifier of the twelve other nouns."""
    lexicon = QuestionFormation().lexicon
    vocabulary = trained_model(MODEL).tokenizer.vocabulary
    pairs = zip(lexicon.singular_nouns, lexicon.plural_nouns, strict=True)
    nouns = torch.tensor([[vocabulary.index(word) for word in pair] for pair in pairs])
    both = torch.tensor([0, 1])

    def right(how: Reading) -> float:
        states, shares = how(nouns), []
        for k in range(len(nouns)):
            others = states[torch.arange(len(nouns)) != k].flatten(0, 1)
            probe = train_probe(others, both.repeat(len(nouns) - 1), 2, 1e-2)
            shares.append(probe_accuracy(probe, states[k], both))
        return sum(shares) / len(shares)

    inside = Comparison("new nouns read from states inside", right(embedded), "=", 1)
    return Evidence(
        printed=(
            Comparison("new nouns whose number is found", right(read), ">", 1 / 2),
        ),
        core=(inside,),
        corrected=(inside,),
    )


CLAIMS = (
    Claim(
        "deck-vae-sparsity",
        SLIDE,
        "A VAE is an autoencoder that enforces sparsity in its loss with a KL"
        " divergence.",
        "The KL of the code from its prior N(0, 1); codes with equal sums of squares.",
        "holds with a correction",
        "That KL pulls every code toward N(0, 1), which is smooth and can be drawn"
        " from, and does not care whether few entries are large or many small. The KL"
        " that makes sparse is between rates; so does a sum of absolute values.",
        CHAPTER,
        few_are_cheaper,
        Variant("a sum of absolute values", partial(few_are_cheaper, absolute_sum)),
    ),
    Claim(
        "deck-linear-probes",
        SLIDE,
        "Linear probes: throw a lot of data at the model and do classification on the"
        " inputs and outputs.",
        "The number of nouns that the classifier has not seen, from the inputs.",
        "holds with a correction",
        "A probe is a linear classifier of the states in between, which stay as they"
        " are, and its accuracy counts against that of controls.",
        CHAPTER,
        number_of_new_nouns,
        Variant("from the embeddings", partial(number_of_new_nouns, embedded)),
    ),
)
