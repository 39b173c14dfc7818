"""What the evidence on the deck's slides about GPT is made of."""

import math

import pytest
import torch

from attractor.claims.deck_gpt import (
    LINE,
    Reader,
    as_predicted,
    by_appearance,
    eight_lines,
    head_has_biases,
    just_masking,
    next_word_is_checked,
    softmax_gives_logits,
    with_biases,
)


def test_probabilities_taken_as_logits_give_another_loss() -> None:
    given = [math.exp(z) / (math.exp(2) + math.e + math.exp(0.1)) for z in (2, 1, 0.1)]
    wrong = math.log(sum(math.exp(p) for p in given)) - given[0]
    evidence = softmax_gives_logits()
    assert evidence.printed[0].value == pytest.approx(wrong)
    assert evidence.core[0].value == pytest.approx(-math.log(given[0]))


def test_characters_by_appearance_begin_with_the_first() -> None:
    assert by_appearance("abac").encode("bac") == [1, 0, 2]


def test_without_the_mask_every_beginning_must_be_read_alone() -> None:
    line = torch.tensor(LINE)
    one, other = (
        Reader(masked).logits(line)[2] - Reader(masked).logits(line[:3])[2]
        for masked in (True, False)
    )
    assert one.abs().max() < 1e-12 < 1e-3 < other.abs().max()
    assert eight_lines(masked=False).printed[0].value == 8


def test_a_step_toward_the_truth_changes_no_guess() -> None:
    logits = torch.tensor([[0.0, 1.0], [3.0, 0.0]], dtype=torch.float64)
    assert as_predicted(logits, torch.tensor([1, 1])).item() == 0.5
    assert next_word_is_checked().printed[0].value == 0


def test_biases_are_found_where_there_are_some() -> None:
    assert head_has_biases(with_biases).printed[0].value == 65
    assert head_has_biases().printed[0].value == 0


def test_cross_attention_is_what_a_gpt_layer_lacks() -> None:
    # Four matrices of 768 by 768 with biases, and a norm.
    (whole,), (left,) = just_masking().printed, just_masking().core
    assert whole.value - left.value == 4 * (768**2 + 768) + 2 * 768
    assert left.value == 7_087_872
