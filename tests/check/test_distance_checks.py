"""The distance energy and update, right and wrong, as readers write them."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check
from attractor.memory import (
    distance_energy,
    distance_update,
    modern_energy,
    modern_update,
    nearest_squared_distance,
)


def lse(s, dim=-1):
    return torch.logsumexp(s, dim)


def soft(s, dim=-1):
    return torch.softmax(s, dim)


def sq(x):
    return (x * x).sum(-1)


def gaps(m, x):
    return sq(x.unsqueeze(-2) - m)


def scores(m, x, b, product=2.0, bias=1.0):
    return product * b * x @ m.T - bias * b * sq(m)


def energy_by_differences(m, x, b=1.0):
    return -lse(-b * gaps(m, x)) / b


def energy_by_cdist(m, x, b):
    flat = torch.cdist(x.reshape(-1, x.shape[-1]), m) ** 2
    return -lse(-b * flat).reshape(x.shape[:-1]) / b


def energy_expanded(m, x, b):
    return sq(x) - lse(scores(m, x, b)) / b


def energy_in_numpy(m, x, b):
    m, x = np.asarray(m), np.asarray(x)
    costs = ((x[..., None, :] - m) ** 2).sum(-1)
    least = costs.min(-1, keepdims=True)
    return least[..., 0] - np.log(np.exp(-b * (costs - least)).sum(-1)) / b


def update_by_differences(m, x, b):
    return soft(-b * gaps(m, x)) @ m


def update_expanded(m, x, b):
    return soft(scores(m, x, b)) @ m


def update_by_autograd(m, x, b):
    x = x.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(energy_expanded(m, x, b).sum(), x)
    return x - gradient / 2


@pytest.mark.parametrize(
    "right",
    [
        distance_energy,
        energy_by_differences,
        energy_by_cdist,
        energy_expanded,
        energy_in_numpy,
    ],
)
def test_every_right_energy_passes(right):
    answer = check.distance_energy(right)
    assert answer.passed, answer


@pytest.mark.parametrize(
    "right",
    [distance_update, update_by_differences, update_expanded, update_by_autograd],
)
def test_every_right_update_passes(right):
    answer = check.distance_update(right)
    assert answer.passed, answer


def test_each_wrong_energy_is_told_its_mistake():
    wrong = {
        "The sign is flipped": lambda m, x, b: lse(-b * gaps(m, x)) / b,
        "Twice too large": lambda m, x, b: -2 * lse(-b * gaps(m, x)) / b,
        "Half as large": lambda m, x, b: -lse(-b * gaps(m, x)) / (2 * b),
        "minus in the exponent is missing": lambda m, x, b: -lse(b * gaps(m, x)) / b,
        "Both minus signs": lambda m, x, b: lse(b * gaps(m, x)) / b,
        "never divided out": lambda m, x, b: -lse(-b * gaps(m, x)),
        "β is missing in the exponent": lambda m, x, b: -lse(-gaps(m, x)) / b,
        "β is not used": lambda m, x, b: -lse(-gaps(m, x)),
        "β divides in the exponent": lambda m, x, b: -b * lse(-gaps(m, x) / b),
        "uses the distance, not its square": lambda m, x, b: (
            -lse(-b * (x.unsqueeze(-2) - m).norm(dim=-1)) / b
        ),
        "sum of absolute differences": lambda m, x, b: (
            -lse(-b * (x.unsqueeze(-2) - m).abs().sum(-1)) / b
        ),
        "A ½ too much in the exponent": lambda m, x, b: -lse(-b * gaps(m, x) / 2) / b,
        "factor 2 is missing in 2βρ·x": lambda m, x, b: (
            sq(x) - lse(scores(m, x, b, product=1)) / b
        ),
        "The key bias −β‖ρ‖² is missing": lambda m, x, b: (
            sq(x) - lse(2 * b * x @ m.T) / b
        ),
        "are both missing": lambda m, x, b: sq(x) - lse(b * x @ m.T) / b,
        "key bias has the wrong sign": lambda m, x, b: (
            sq(x) - lse(scores(m, x, b, bias=-1)) / b
        ),
        "key bias lacks its β": lambda m, x, b: (
            sq(x) - lse(2 * b * x @ m.T - sq(m)) / b
        ),
        "key bias is twice too strong": lambda m, x, b: (
            sq(x) - lse(2 * b * (x @ m.T - sq(m))) / b
        ),
        "key bias is half too weak": lambda m, x, b: (
            sq(x) - lse(scores(m, x, b, bias=0.5)) / b
        ),
        "term ‖x‖² is missing": lambda m, x, b: -lse(scores(m, x, b)) / b,
        "½‖x‖² where": lambda m, x, b: sq(x) / 2 - lse(scores(m, x, b)) / b,
        "log(d)/β too large": lambda m, x, b: (
            -torch.log(torch.exp(-b * gaps(m, x)).mean(-1)) / b
        ),
        "log(d)/β too small": lambda m, x, b: (
            (-lse(-b * gaps(m, x)) - math.log(len(m))) / b
        ),
        "That is g": lambda m, x, b: gaps(m, x).min(-1).values,
        "sum of all squared distances": lambda m, x, b: gaps(m, x).sum(-1),
        "sum of exponentials itself": lambda m, x, b: torch.exp(-b * gaps(m, x)).sum(
            -1
        ),
        "minus the sum of exponentials over β": lambda m, x, b: (
            -torch.exp(-b * gaps(m, x)).sum(-1) / b
        ),
        "not summed over the dimensions first": lambda m, x, b: (
            -lse(-b * (x.unsqueeze(-2) - m) ** 2, -2) / b
        ),
        "over dimensions instead of patterns": lambda m, x, b: (
            -lse(-b * ((x.unsqueeze(-2) - m) ** 2).sum(-2)) / b
        ),
        "runs over the queries": lambda m, x, b: -lse(-b * gaps(m, x), 0) / b,
        "runs over axis 1": lambda m, x, b: -lse(-b * gaps(m, x), 1) / b,
        "runs over the whole batch": lambda m, x, b: (
            -torch.log(torch.exp(-b * gaps(m, x)).sum()) / b
        ),
        "That is the modern energy": modern_energy,
        "twice the modern energy": lambda m, x, b: 2 * modern_energy(m, x, 2 * b),
        "exp() leaves the range": lambda m, x, b: (
            -torch.log(torch.exp(-b * gaps(m, x)).sum(-1)) / b
        ),
    }
    assert_each_has_its_own_message(check.distance_energy, wrong)
    nearest = check.distance_energy(lambda m, x, b: nearest_squared_distance(m, x))
    assert "That is g" in nearest.message


def test_each_wrong_update_is_told_its_mistake():
    def naive(m, x, b):
        weights = torch.exp(-b * gaps(m, x))
        return weights @ m / weights.sum(-1, keepdim=True)

    wrong = {
        "The key bias −β‖ρ‖² is missing": lambda m, x, b: soft(2 * b * x @ m.T) @ m,
        "The factor 2 is missing": lambda m, x, b: soft(scores(m, x, b, 1)) @ m,
        "That is the modern update": modern_update,
        "key bias has the wrong sign": lambda m, x, b: (
            soft(scores(m, x, b, bias=-1)) @ m
        ),
        "key bias lacks its β": lambda m, x, b: soft(2 * b * x @ m.T - sq(m)) @ m,
        "key bias is twice too strong": lambda m, x, b: (
            soft(scores(m, x, b, bias=2)) @ m
        ),
        "key bias is half too weak": lambda m, x, b: (
            soft(scores(m, x, b, bias=0.5)) @ m
        ),
        "minus in the exponent is missing": lambda m, x, b: soft(b * gaps(m, x)) @ m,
        "uses the distance, not its square": lambda m, x, b: (
            soft(-b * (x.unsqueeze(-2) - m).norm(dim=-1)) @ m
        ),
        "sum of absolute differences": lambda m, x, b: (
            soft(-b * (x.unsqueeze(-2) - m).abs().sum(-1)) @ m
        ),
        "A ½ too much": lambda m, x, b: soft(-b * gaps(m, x) / 2) @ m,
        "β is not used": lambda m, x, b: soft(-gaps(m, x)) @ m,
        "β divides in the exponent": lambda m, x, b: soft(-gaps(m, x) / b) @ m,
        "β multiplies the average": lambda m, x, b: b * (soft(-gaps(m, x)) @ m),
        "minus the new state.": lambda m, x, b: -(soft(-b * gaps(m, x)) @ m),
        "Those are the weights": lambda m, x, b: soft(-b * gaps(m, x)),
        "do not sum to 1": lambda m, x, b: torch.exp(-b * gaps(m, x)) @ m,
        "runs over the queries": lambda m, x, b: soft(-b * gaps(m, x), 0) @ m,
        "runs over axis 1": lambda m, x, b: soft(-b * gaps(m, x), 1) @ m,
        "meet the patterns transposed": lambda m, x, b: soft(-b * gaps(m, x)) @ m.T,
        "A full gradient step": lambda m, x, b: x - 2 * (x - soft(-b * gaps(m, x)) @ m),
        "gradient, 2(x − new state)": lambda m, x, b: (
            2 * (x - soft(-b * gaps(m, x)) @ m)
        ),
        "x minus the new state, half": lambda m, x, b: x - soft(-b * gaps(m, x)) @ m,
        "query is added": lambda m, x, b: x + soft(-b * gaps(m, x)) @ m,
        "Two steps": lambda m, x, b: update_by_differences(
            m, update_by_differences(m, x, b), b
        ),
        "That is the nearest pattern": lambda m, x, b: m[gaps(m, x).argmin(-1)],
        "plain mean": lambda m, x, b: torch.zeros_like(x) + m.mean(0),
        "query itself": lambda m, x, b: x,
        "exp() leaves the range": naive,
    }
    assert_each_has_its_own_message(check.distance_update, wrong)
