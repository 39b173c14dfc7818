"""The small networks on which the deck's slides on learning are judged."""

import pytest
import torch

from attractor.claims.deck_backprop import Pass
from attractor.claims.deck_layers import ONE_ROW, slide_layer
from attractor.claims.deck_optimizers import shares


def test_the_slide_net_gives_what_it_should_by_hand() -> None:
    # sigmoid(0.3 · 0.53743 − 0.4 · 0.56955) = sigmoid(−0.06659)
    net = Pass()
    assert net.sum.item() == pytest.approx(-0.0665895, abs=1e-6)
    assert net.error.item() == pytest.approx(2 * (0.4833587647 - 1))


def test_the_chain_rule_sends_the_hidden_neurons_apart() -> None:
    assert Pass().hidden_delta.sign().tolist() == [-1, 1]


def test_the_slide_numbers_belong_to_other_weights() -> None:
    assert all(each.holds for each in slide_layer(ONE_ROW).printed)


def test_shares_of_a_vector_with_both_signs_are_no_probabilities() -> None:
    made = shares(torch.tensor([2.0, -1.0, 1.0]))
    assert made.tolist() == [1.0, -0.5, 0.5]
