"""log d/T: by hand, as a law of every distribution, and where it is attained."""

import math

import pytest
import torch

from attractor.theory import memorized_loss


@pytest.mark.parametrize(
    ("n_sequences", "n_tokens", "value"),
    [
        (1, 7, 0.0),
        (2, 1, math.log(2)),
        (8789, 1024, 0.008868),
        (87_891, 1024, 0.011117),
        (8_013_769, 1024, 0.015524),
    ],
)
def test_by_hand(n_sequences: int, n_tokens: int, value: float) -> None:
    assert memorized_loss(n_sequences, n_tokens) == pytest.approx(value, abs=5e-7)


def test_no_distribution_does_better_and_the_even_one_attains_it() -> None:
    generator = torch.Generator().manual_seed(0)
    for d in (1, 2, 5, 40):
        scores = 3 * torch.randn(500, d + 3, generator=generator, dtype=torch.float64)
        losses = -scores.log_softmax(-1)[:, :d].mean(-1) / 4
        assert (losses >= memorized_loss(d, 4) - 1e-12).all()
        even = -torch.full((d,), 1 / d, dtype=torch.float64).log().mean() / 4
        assert even.item() == pytest.approx(memorized_loss(d, 4), abs=1e-15)


@pytest.mark.parametrize("bad", [0, -3, math.nan, math.inf])
def test_no_sequences_or_tokens_are_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="n_sequences must be at least 1"):
        memorized_loss(bad, 4)
    with pytest.raises(ValueError, match="n_tokens must be at least 1"):
        memorized_loss(4, bad)
