"""Every rule beside torch.optim, a hundred steps, and by hand."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor, optim

from attractor.models import (
    SGD,
    Adagrad,
    Adam,
    AdamW,
    ClassicalMomentum,
    Momentum,
    Nesterov,
    RMSProp,
)


def numbers(*values: float) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


PAIRS: list[tuple[Any, Callable[[list[Tensor]], optim.Optimizer]]] = [
    (SGD(0.1), lambda w: optim.SGD(w, 0.1)),
    (SGD(0.1, l2=0.3), lambda w: optim.SGD(w, 0.1, weight_decay=0.3)),
    (Momentum(0.1), lambda w: optim.SGD(w, 0.1, momentum=0.9)),
    (
        Momentum(0.02, 0.5, l2=0.1),
        lambda w: optim.SGD(w, 0.02, momentum=0.5, weight_decay=0.1),
    ),
    (Nesterov(0.1), lambda w: optim.SGD(w, 0.1, momentum=0.9, nesterov=True)),
    (
        Nesterov(0.03, 0.99, l2=0.02),
        lambda w: optim.SGD(w, 0.03, 0.99, weight_decay=0.02, nesterov=True),
    ),
    (Adagrad(0.1), lambda w: optim.Adagrad(w, 0.1)),
    (
        Adagrad(0.5, 1e-3, l2=0.2),
        lambda w: optim.Adagrad(w, 0.5, eps=1e-3, weight_decay=0.2),
    ),
    (RMSProp(0.01), lambda w: optim.RMSprop(w, 0.01)),
    (RMSProp(0.05, 0.9), lambda w: optim.RMSprop(w, 0.05, alpha=0.9)),
    (
        RMSProp(0.05, 0.5, 1e-2, l2=0.1),
        lambda w: optim.RMSprop(w, 0.05, alpha=0.5, eps=1e-2, weight_decay=0.1),
    ),
    (Adam(0.1), lambda w: optim.Adam(w, 0.1)),
    (Adam(0.1, l2=0.1), lambda w: optim.Adam(w, 0.1, weight_decay=0.1)),
    (
        Adam(0.02, (0.5, 0.9), 1e-3),
        lambda w: optim.Adam(w, 0.02, betas=(0.5, 0.9), eps=1e-3),
    ),
    (Adam(0.02, (0.0, 0.99)), lambda w: optim.Adam(w, 0.02, betas=(0.0, 0.99))),
    (AdamW(), optim.AdamW),
    (AdamW(0.1, weight_decay=0.1), lambda w: optim.AdamW(w, 0.1, weight_decay=0.1)),
    (
        AdamW(0.3, (0.8, 0.95), 1e-2, 0.5),
        lambda w: optim.AdamW(
            w, 0.3, betas=(0.8, 0.95), eps=1e-2, weight_decay=0.5
        ),
    ),
    (AdamW(0.1, weight_decay=0.0), lambda w: optim.Adam(w, 0.1)),
]  # fmt: skip

# Weights after three steps from (1, −2) with the gradients below, to nine digits.
FIRST = numbers(1.0, -2.0)
GRADIENTS = (numbers(0.5, -1.0), numbers(0.1, 2.0), numbers(-0.3, 0.5))
AFTER = [
    (SGD(0.1), [(0.95, -1.9), (0.94, -2.1), (0.97, -2.15)]),
    (Momentum(0.1), [(0.95, -1.9), (0.895, -2.01), (0.8755, -2.159)]),
    (Nesterov(0.1), [(0.905, -1.81), (0.8455, -2.109), (0.85795, -2.2931)]),
    (
        Adagrad(0.1),
        [(0.9, -1.9), (0.880388387, -1.989442719), (0.931097642, -2.011264508)],
    ),
    (
        RMSProp(0.01),
        [
            (0.90000002, -1.90000001),
            (0.880293438, -1.989532302),
            (0.931374374, -2.011479654),
        ],
    ),
    (
        RMSProp(0.01, 0.9),
        [
            (0.968377225, -1.968377224),
            (0.961853945, -1.996948653),
            (0.979131313, -2.004273137),
        ],
    ),
    (
        Adam(0.1),
        [
            (0.900000002, -1.900000001),
            (0.819695906, -1.936610353),
            (0.798624612, -1.978175473),
        ],
    ),
    (
        Adam(0.1, l2=0.1),
        [
            (0.900000002, -1.900000001),
            (0.813648345, -1.925017878),
            (0.771581821, -1.953127271),
        ],
    ),
    (
        AdamW(0.1, weight_decay=0.1),
        [
            (0.890000002, -1.880000001),
            (0.800795906, -1.897810353),
            (0.771716653, -1.920397370),
        ],
    ),
    (
        AdamW(0.1),
        [
            (0.899000002, -1.898000001),
            (0.817796906, -1.932712353),
            (0.795907815, -1.972344761),
        ],
    ),
]


def walk(rule: Any, first: Tensor, gradients: list[Tensor]) -> Tensor:
    weights, memory = first, rule.start(first)
    path = []
    for gradient in gradients:
        weights, memory = rule.step(weights, gradient, memory)
        path.append(weights)
    return torch.stack(path)


@pytest.mark.parametrize(
    ("ours", "theirs"), PAIRS, ids=[repr(ours)[:40] for ours, _ in PAIRS]
)
def test_a_hundred_steps_are_torchs(
    ours: Any, theirs: Any, generator: torch.Generator
) -> None:
    first = torch.randn(3, 2, generator=generator, dtype=torch.float64)
    shift = torch.randn(3, 2, generator=generator, dtype=torch.float64)
    scale = 10.0 ** torch.tensor([[-9.0, -3.0], [0.0, 1.0], [0.3, -1.0]]).double()
    parameter = first.clone().requires_grad_()
    rule = theirs([parameter])
    weights, memory = first, ours.start(first)
    for step in range(100):
        # Of a bumpy function, from gradients of 1e-9 on, where ε matters.
        gradient = scale * torch.cos(shift * step + weights)
        weights, memory = ours.step(weights, gradient, memory)
        parameter.grad = gradient
        rule.step()
        torch.testing.assert_close(weights, parameter.detach(), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(("rule", "expected"), AFTER, ids=lambda one: repr(one)[:40])
def test_the_books_three_steps(rule: Any, expected: list[tuple[float, float]]) -> None:
    path = walk(rule, FIRST, list(GRADIENTS))
    torch.testing.assert_close(path, numbers(*expected), rtol=0, atol=6e-10)


def test_two_steps_of_momentum_by_hand() -> None:
    # v: 0.5, then 0.9·0.5 + 0.1 = 0.55; w: 1 − 0.05, then − 0.055.
    path = walk(Momentum(0.1), numbers(1.0), [numbers(0.5), numbers(0.1)])
    torch.testing.assert_close(path, numbers(0.95, 0.895)[:, None])


def test_the_two_momentums_are_one_until_the_rate_changes() -> None:
    paths = [walk(kind(0.1), FIRST, list(GRADIENTS))
             for kind in (Momentum, ClassicalMomentum)]  # fmt: skip
    torch.testing.assert_close(*paths)

    def change(rule: Any) -> Tensor:
        weights, memory = rule.step(numbers(0.0), numbers(1.0), rule.start(numbers(0)))
        return replace(rule, rate=0.01).step(weights, numbers(0.0), memory)[0]

    # After one step of −0.1 the rate falls to a tenth: torch's next move does too.
    assert change(Momentum(0.1)).item() == pytest.approx(-0.1 - 0.9 * 0.01)
    assert change(ClassicalMomentum(0.1)).item() == pytest.approx(-0.1 - 0.9 * 0.1)


def test_the_rate_changes_between_steps_as_in_torch(generator: torch.Generator) -> None:
    for ours, theirs in PAIRS:
        parameter = FIRST.clone().requires_grad_()
        rule = theirs([parameter])
        weights, memory = FIRST, ours.start(FIRST)
        for share in (1.0, 0.5, 0.1, 2.0):
            gradient = torch.randn(2, generator=generator, dtype=torch.float64)
            now = replace(ours, rate=share * ours.rate)
            weights, memory = now.step(weights, gradient, memory)
            rule.param_groups[0]["lr"] = now.rate
            parameter.grad = gradient
            rule.step()
            torch.testing.assert_close(weights, parameter.detach())


def test_decay_and_l2_are_the_same_for_sgd_and_not_for_adam() -> None:
    rate, strength = 0.1, 0.5
    gradient = numbers(3.0, -0.01)
    by_penalty, _ = SGD(rate, l2=strength).step(FIRST, gradient, None)
    by_decay, _ = SGD(rate).step((1 - rate * strength) * FIRST, gradient, None)
    torch.testing.assert_close(by_penalty, by_decay + 0.0)

    def lost(rule: Any) -> Tensor:
        """What each weight loses to the decay in its first step."""
        moved, _ = rule.step(FIRST, gradient, rule.start(FIRST))
        plain, _ = Adam(rate).step(FIRST, gradient, Adam(rate).start(FIRST))
        return plain - moved

    torch.testing.assert_close(
        lost(AdamW(rate, weight_decay=strength)), rate * strength * FIRST
    )
    # In Adam the penalty is drowned by a large gradient: the step is ±rate anyway.
    assert lost(Adam(rate, l2=strength))[0].abs() < 1e-8


def test_the_first_step_of_rmsprop_is_ten_rates_long_and_adams_is_one() -> None:
    gradient = numbers(5.0, -0.01)
    for rule, length in ((RMSProp(0.01), 0.1), (Adam(0.01), 0.01)):
        moved, _ = rule.step(FIRST, gradient, rule.start(FIRST))
        torch.testing.assert_close(
            FIRST - moved, length * gradient.sign(), rtol=1e-5, atol=0
        )


def test_a_step_changes_neither_weights_nor_memory() -> None:
    for rule, _ in PAIRS:
        memory = rule.start(FIRST)
        _, memory = rule.step(FIRST, GRADIENTS[0], memory)
        before = [part.clone() for part in memory or () if isinstance(part, Tensor)]
        rule.step(FIRST, GRADIENTS[1], memory)
        after = [part for part in memory or () if isinstance(part, Tensor)]
        assert all(torch.equal(*two) for two in zip(before, after, strict=True))
    assert FIRST.tolist() == [1, -2]


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: SGD(0), "rate must be positive"),
        (lambda: SGD(float("nan")), "rate must be finite"),
        (lambda: SGD(0.1, -1.0), "l2 must be 0 or more"),
        (lambda: Momentum(0.1, 1.0), "momentum must be from 0 to below 1"),
        (lambda: RMSProp(0.1, -0.1), "decay must be from 0 to below 1"),
        (lambda: RMSProp(0.1, epsilon=0.0), "epsilon must be positive"),
        (lambda: Adam(0.1, (0.9, 1.0)), "betas must be from 0 to below 1"),
        (lambda: AdamW(weight_decay=-1.0), "weight_decay must be 0 or more"),
    ],
)
def test_settings_that_make_no_sense_are_named(
    as_readers_call: None, make: Callable[[], object], name: str
) -> None:
    with pytest.raises(ValueError, match=name):
        make()


def test_every_device_steps(device: torch.device) -> None:
    weights = torch.zeros(2, 3, device=device)
    for rule, _ in PAIRS:
        moved, _ = rule.step(weights, torch.zeros_like(weights), rule.start(weights))
        assert moved.shape == (2, 3)
        assert moved.device.type == device.type
