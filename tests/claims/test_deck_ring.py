"""What the evidence on the deck's slide about the ring is made of."""

import torch

from attractor.claims.deck_ring import (
    block_is_passed,
    every_block_comes,
    little_idle_time,
    masked_work,
    unmasked_work,
    waiting,
)


def test_hosts_that_swap_never_meet_the_third_block() -> None:
    met = every_block_comes({1: 2, 2: 1, 3: 3}).printed[3:6]
    assert [each.value for each in met] == [2, 2, 1]
    assert all(each.holds for each in every_block_comes().printed)


def test_two_exchanges_of_half_a_unit_are_a_unit_of_waiting() -> None:
    assert (waiting("when done"), waiting("at once")) == (1, 0)
    assert block_is_passed("at once").verdict == "holds"


def test_the_mask_leaves_half_of_the_pairs_and_a_diagonal() -> None:
    assert masked_work().sum() == 24 * 25 // 2
    assert unmasked_work().sum() == 24**2
    assert torch.equal(masked_work()[0], torch.tensor([36, 0, 0]))
    # Eight tokens a host: 36 pairs at the first step, then twice 64.
    assert little_idle_time().printed[0].value == 300 / (3 * (36 + 64 + 64))
