"""Losses and their gradients: by hand, against torch, and where one of them dies."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional

from attractor.models import (
    cross_entropy,
    cross_entropy_gradient,
    probability_error,
    probability_error_gradient,
    squared_error,
    squared_error_gradient,
)


def row(*logits: float) -> Tensor:
    return torch.tensor([logits], dtype=torch.float64)


FIRST = torch.tensor([0])
SURE_AND_WRONG = row(-10.0, 10.0, 0.0)


def draw(seed: int, *shape: int) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    logits = 4 * torch.randn(shape, generator=generator, dtype=torch.float64)
    classes = torch.randint(shape[-1], shape[:-1], generator=generator)
    return logits, classes


def test_a_confident_guess_by_hand() -> None:
    # softmax(2, 1, 0.1) = (0.659, 0.242, 0.099), and the first is true.
    logits = row(2.0, 1.0, 0.1)
    total = math.exp(2) + math.exp(1) + math.exp(0.1)
    shares = torch.tensor([math.exp(z) / total for z in (2, 1, 0.1)]).double()
    assert cross_entropy(logits, FIRST).item() == pytest.approx(math.log(total) - 2)
    assert cross_entropy(logits, FIRST).item() == pytest.approx(0.41703002, abs=5e-9)
    expected = (shares - torch.tensor([1.0, 0, 0]))[None]
    torch.testing.assert_close(cross_entropy_gradient(logits, FIRST), expected)
    error = ((shares[0] - 1) ** 2 + shares[1] ** 2 + shares[2] ** 2) / 3
    assert probability_error(logits, FIRST).item() == pytest.approx(error.item())
    dying = probability_error_gradient(logits, FIRST)
    expected = row(-0.08117541, 0.06443264, 0.01674277)
    torch.testing.assert_close(dying, expected, rtol=0, atol=5e-9)


def test_where_the_network_is_surely_wrong_squared_error_stops_learning() -> None:
    alive = cross_entropy_gradient(SURE_AND_WRONG, FIRST)
    dead = probability_error_gradient(SURE_AND_WRONG, FIRST)
    expected = row(-1.0, 0.9999546, 0.0000454)
    torch.testing.assert_close(alive, expected, rtol=0, atol=5e-8)
    expected = row(-2.747955e-9, 3.026387e-5, -3.026112e-5)
    torch.testing.assert_close(dead, expected, rtol=1e-6, atol=0)
    assert alive.abs().max() > 30_000 * dead.abs().max()


def test_knowing_nothing_of_65_characters_costs_log_65() -> None:
    assert cross_entropy(torch.zeros(7, 65), torch.arange(7)).item() == pytest.approx(
        math.log(65)
    )
    assert math.log(65) == pytest.approx(4.17438727, abs=5e-9)


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 5), st.integers(2, 6))
def test_values_and_gradients_are_torchs(seed: int, a: int, b: int, n: int) -> None:
    logits, classes = draw(seed, a, b, n)
    one_hot = functional.one_hot(classes, n).double()
    losses = (
        (
            cross_entropy,
            cross_entropy_gradient,
            lambda z: functional.cross_entropy(z.flatten(0, 1), classes.flatten()),
        ),
        (
            probability_error,
            probability_error_gradient,
            lambda z: functional.mse_loss(z.softmax(-1), one_hot),
        ),
    )
    for loss, gradient, oracle in losses:
        here = logits.clone().requires_grad_()
        expected = oracle(here)
        expected.backward()
        torch.testing.assert_close(
            loss(logits, classes), expected.detach(), rtol=0, atol=1e-12
        )
        torch.testing.assert_close(
            gradient(logits, classes), here.grad, rtol=0, atol=1e-12
        )


def test_squared_error_is_torchs() -> None:
    outputs, _ = draw(1, 4, 3)
    targets, _ = draw(2, 4, 3)
    here = outputs.clone().requires_grad_()
    expected = functional.mse_loss(here, targets)
    expected.backward()
    torch.testing.assert_close(squared_error(outputs, targets), expected.detach())
    torch.testing.assert_close(squared_error_gradient(outputs, targets), here.grad)


def test_logits_of_any_size_and_offset_give_numbers() -> None:
    far = row(3e4, -2e4, 1e4)
    assert cross_entropy(far, torch.tensor([1])).item() == 5e4
    assert cross_entropy(far, FIRST).item() == 0
    logits, classes = draw(3, 5, 4)
    torch.testing.assert_close(
        cross_entropy(logits + 100, classes), cross_entropy(logits, classes)
    )


@pytest.mark.parametrize(
    ("logits", "classes", "name"),
    [
        (row(1, 2), torch.tensor([2]), "classes must be from 0 to 1"),
        (row(1, 2), torch.tensor([-1]), "classes must be from 0 to 1"),
        (row(1, 2), torch.tensor([0, 1]), "one class for each row"),
        (row(1, 2)[:0], torch.tensor([], dtype=torch.int64), "at least one"),
        (row(1, 2), torch.tensor([0.0]), "classes must be torch.int64"),
        (row(1, math.nan), FIRST, "logits must be finite"),
        ([[1.0]], FIRST, "logits must be a torch tensor"),
    ],
)
def test_bad_arguments_are_named(
    as_readers_call: None, logits: Tensor, classes: Tensor, name: str
) -> None:
    for function in (cross_entropy, cross_entropy_gradient, probability_error_gradient):
        with pytest.raises(ValueError, match=name):
            function(logits, classes)


def test_every_device_has_them(device: torch.device) -> None:
    logits = torch.zeros(4, 3, device=device)
    classes = torch.zeros(4, dtype=torch.int64, device=device)
    assert cross_entropy(logits, classes).shape == ()
    assert probability_error_gradient(logits, classes).shape == (4, 3)
    assert cross_entropy_gradient(logits, classes).device.type == device.type
