"""What the evidence on the deck's slide about decoding is made of."""

import math

import pytest

from attractor.claims.deck_decoding import (
    head_has_biases,
    softmax_gives_logits,
    with_biases,
)


def test_probabilities_taken_as_logits_give_another_loss() -> None:
    given = [math.exp(z) / (math.exp(2) + math.e + math.exp(0.1)) for z in (2, 1, 0.1)]
    wrong = math.log(sum(math.exp(p) for p in given)) - given[0]
    evidence = softmax_gives_logits()
    assert evidence.printed[0].value == pytest.approx(wrong)
    assert evidence.core[0].value == pytest.approx(-math.log(given[0]))


def test_biases_are_found_where_there_are_some() -> None:
    assert head_has_biases(with_biases).printed[0].value == 65
    assert head_has_biases().printed[0].value == 0
