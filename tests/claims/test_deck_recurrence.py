"""What the evidence on the deck's slide on recurrent networks is made of."""

import torch

from attractor.claims.deck_recurrence import (
    as_torch_starts,
    drawn,
    matrix_reading,
    orthogonal_near_rest,
    recurrent_reading,
    stacked_in_space,
    unrolled_in_time,
)


def test_a_recurrent_network_moves_its_state_and_a_matrix_its_weights() -> None:
    line = drawn(4, 8)
    weights, state = recurrent_reading(line)
    assert weights == 0 < state
    moved, _ = matrix_reading(line)
    assert moved == (line.mT @ line).abs().max().item()


def test_a_stacked_layer_takes_the_step_before_and_an_unrolled_one_the_layer() -> None:
    layer, step = stacked_in_space()
    assert layer.abs().max() > 0.1 and step.abs().max() < 1e-12
    assert all(gap.abs().max() < 1e-12 for gap in unrolled_in_time())


def test_the_starts_have_the_eigenvalues_they_are_named_for() -> None:
    usual = torch.linalg.eigvals(as_torch_starts().from_states).abs().max()
    turned = torch.linalg.eigvals(orthogonal_near_rest().from_states).abs()
    assert usual < 0.9
    torch.testing.assert_close(turned, torch.ones_like(turned))
