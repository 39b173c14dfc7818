import math

import pytest

from attractor.claims.scaling import (
    REPORTED,
    TABLE_2,
    eq_1,
    law_losses,
    rows_met,
    share_of_shuffles,
)
from attractor.theory import kaplan_loss


def test_the_law_spelled_out_is_the_law_of_the_package() -> None:
    for model in TABLE_2:
        ours, theirs = model.n_params, model.n_tokens
        assert eq_1(ours, theirs) == pytest.approx(kaplan_loss(ours, theirs))


@pytest.mark.parametrize(("floor", "rows"), [(1.61, 0), (1.69, 1)])
def test_rows_of_the_table_that_the_law_meets(floor: float, rows: int) -> None:
    assert rows_met(REPORTED, floor) == rows


def test_the_losses_of_the_law_meet_the_law() -> None:
    assert law_losses() == (2.5, 1.9, 2.2, 2.2, 2.3)
    assert rows_met(law_losses(), 1.69) == 5


def test_every_shuffle_does_as_well_as_no_row_at_all() -> None:
    assert share_of_shuffles(REPORTED, 1.61) == 1.0


def test_two_equal_losses_make_two_shuffles_of_one() -> None:
    # 2.2 stands twice, so that two of the 120 ways to deal the losses are the table.
    assert share_of_shuffles(law_losses(), 1.69) == pytest.approx(2 / math.factorial(5))
