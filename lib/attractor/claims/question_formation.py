"""Section 6.3: the data, and what any model of it must pay."""

import math
from functools import cache, partial

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.lab import QuestionFormation

CHAPTER = "experiments/question-formation"
LINES = 100_000


@cache
def grammar(words: int) -> QuestionFormation:
    """The source with a lexicon of so many words, weights as found in the data."""
    return QuestionFormation(words, "fitted")


def data_are_as_described(words: int = 68) -> Evidence:
    """Words of the lexicon, and millions of tokens in 100,000 lines without repeats."""
    lines = grammar(68).without_repeats(LINES).entropy
    millions = LINES * (lines.tokens_per_line - 1) / 1e6
    return Evidence(
        printed=(
            Comparison("words", len(grammar(words).lexicon.words), "=", 68),
            Comparison("million tokens", millions, "=", 2.0, 0.25),
        )
    )


def plateau_is_the_bound(words: int = 68) -> Evidence:
    """The entropy of the source per token, below which no predictor of it gets."""

    def floor(size: int) -> float:
        return grammar(size).entropy().nats_per_token

    lines = grammar(68).without_repeats(LINES).entropy
    published = QuestionFormation(68, "published").entropy().nats_per_token
    stored = math.log(LINES) / lines.tokens_per_line
    twice = grammar(68).entropy(copies=2).nats_per_token
    return Evidence(
        printed=(Comparison("entropy per token", floor(words), ">", 1.0),),
        corrected=(
            Comparison("entropy, weights as published", published, "=", 0.987, 5e-4),
            Comparison("entropy, lines without repeats", lines[-1], "=", 0.996, 5e-4),
            Comparison("entropy, 15 words", floor(15), "=", 0.282, 5e-4),
            Comparison("entropy, 442 words", floor(442), "=", 1.307, 5e-4),
            Comparison("entropy, target written twice", twice, "<", 0.7),
            Comparison("if the lines are memorized", stored, "<", 0.51),
        ),
        controls=(Comparison("entropy per token", floor(words), "=", 1.0, 0.05),),
    )


CLAIMS = (
    Claim(
        "question-formation-data",
        "Section 6.3",
        "The Question-Formation dataset has 2M tokens and a vocabulary of 68 words.",
        "100,000 different lines of the grammar, with the weights found in the data.",
        "holds",
        "",
        CHAPTER,
        data_are_as_described,
        Variant("a lexicon of 94 words", partial(data_are_as_described, 94)),
    ),
    Claim(
        "fig-4",
        "Figure 4",
        "The training losses of two vanilla transformers, of 6 and 10 layers, stabilize"
        " at a value of around 1.",
        "The settings of Murty et al.",
        None,
        "",
        CHAPTER,
        None,
        None,
    ),
    Claim(
        "corroborates-prop-4",
        "Section 6.3",
        "Losses that settle around 1 are what Proposition 4 predicts, L > 1.",
        "The lines are independent draws from the grammar.",
        "unsupported",
        "The entropy of the grammar, whatever models it, is 0.987 to 0.996 nats per"
        " token. It moves with the lexicon: 0.282 with 15 words, 1.307 with 442.",
        CHAPTER,
        plateau_is_the_bound,
        Variant("a lexicon of 15 words", partial(plateau_is_the_bound, 15)),
    ),
)
