"""What the evidence on the deck's slides about GPT is made of."""

import torch

from attractor.claims.deck_gpt import (
    LINE,
    Reader,
    as_predicted,
    by_appearance,
    eight_lines,
    just_masking,
    next_word_is_checked,
)


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


def test_cross_attention_is_what_a_gpt_layer_lacks() -> None:
    # Four matrices of 768 by 768 with biases, and a norm.
    (whole,), (left,) = just_masking().printed, just_masking().core
    assert whole.value - left.value == 4 * (768**2 + 768) + 2 * 768
    assert left.value == 7_087_872
