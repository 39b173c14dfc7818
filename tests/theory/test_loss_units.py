"""One loss in other units."""

import math

import pytest

from attractor.theory import bits_per_byte


def test_a_fair_coin_costs_a_bit_however_it_is_written() -> None:
    assert bits_per_byte(math.log(2), 1) == pytest.approx(1)
    assert bits_per_byte(8 * math.log(2), 8) == pytest.approx(1)
    assert bits_per_byte(math.log(2), 5) == pytest.approx(0.2)


@pytest.mark.parametrize("length", [0, -1.0, math.inf, math.nan])
def test_tokens_must_have_a_length(length: float) -> None:
    with pytest.raises(ValueError, match="bytes_per_token must be positive"):
        bits_per_byte(2.0, length)
