"""Dropout keeps the mean and has the variance it says."""

import pytest
import torch

from attractor.models import dropout


@pytest.mark.parametrize("probability", [0.1, 0.5, 0.8])
def test_mean_and_variance_are_those_of_the_formula(
    probability: float, generator: torch.Generator
) -> None:
    values = torch.full((200_000,), 3.0, dtype=torch.float64)
    dropped = dropout(values, probability, generator=generator)
    variance = 9 * probability / (1 - probability)
    error = (variance / len(values)) ** 0.5
    assert abs(dropped.mean().item() - 3) < 5 * error
    assert dropped.var().item() == pytest.approx(variance, rel=0.03)


def test_a_value_is_silent_or_scaled_up(generator: torch.Generator) -> None:
    values = torch.linspace(1, 2, 50)
    dropped = dropout(values, 0.75, generator=generator)
    kept = dropped != 0
    assert 0 < kept.sum() < 50
    torch.testing.assert_close(dropped[kept], 4 * values[kept])


def test_probability_zero_changes_nothing(generator: torch.Generator) -> None:
    values = torch.randn(3, 4, generator=generator)
    assert torch.equal(dropout(values, 0, generator=generator), values)


@pytest.mark.parametrize("probability", [-0.1, 1.0])
def test_other_probabilities_are_refused(
    as_readers_call: None, probability: float, generator: torch.Generator
) -> None:
    with pytest.raises(ValueError, match="probability must be from 0 to below 1"):
        dropout(torch.ones(2), probability, generator=generator)
