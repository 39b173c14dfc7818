"""A write by the delta rule: right and wrong, as readers write it."""

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check


def in_place(s, k, v, eta):
    s += eta * torch.outer(k, v - s.T @ k)
    return s


@pytest.mark.parametrize(
    "right",
    [
        lambda s, k, v, eta: s + eta * torch.outer(k, v - s.T @ k),
        lambda s, k, v, eta: s - eta * torch.outer(k, k @ s) + eta * torch.outer(k, v),
        lambda s, k, v, eta: (
            (torch.eye(len(k)) - eta * torch.outer(k, k)).double() @ s
            + eta * torch.outer(k, v)
        ),
        lambda s, k, v, eta: (
            s.numpy() + eta * np.outer(k, v.numpy() - k.numpy() @ s.numpy())
        ),
    ],
)
def test_a_right_write_passes(right):
    answer = check.delta_write(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 5 cases."


def test_wrong_writes_are_each_named():
    outer = torch.outer
    wrong = {
        "Hebb's rule: take off": lambda s, k, v, eta: s + eta * outer(k, v),
        "Hebb's rule, and without": lambda s, k, v, eta: s + outer(k, v),
        "rate η is missing": lambda s, k, v, eta: s + outer(k, v - s.T @ k),
        "the value alone": lambda s, k, v, eta: s + outer(k, eta * v - s.T @ k),
        "old answer alone": lambda s, k, v, eta: s + outer(k, v - eta * s.T @ k),
        "wrong sign": lambda s, k, v, eta: s + eta * outer(k, s.T @ k - v),
        "is added: it has": lambda s, k, v, eta: s + eta * outer(k, v + s.T @ k),
        "new value is not": lambda s, k, v, eta: s - eta * outer(k, s.T @ k),
        "That is the change": lambda s, k, v, eta: eta * outer(k, v - s.T @ k),
        "on its side": lambda s, k, v, eta: s + eta * outer(v - s.T @ k, k),
        "wrong side": lambda s, k, v, eta: s + eta * outer(k, v - s @ k),
        "length 1": lambda s, k, v, eta: (
            s + eta * outer(k / k.norm(), v - s.T @ k / k.norm())
        ),
        "Kaczmarz": lambda s, k, v, eta: (
            s + eta * outer(k, v - s.T @ k) / k.square().sum()
        ),
        "factor of 2": lambda s, k, v, eta: s + 2 * eta * outer(k, v - s.T @ k),
        "changes its own input": in_place,
    }
    assert_each_has_its_own_message(check.delta_write, wrong)
