"""Layer norm, right and wrong, as readers write it."""

import torch
from answers import assert_each_has_its_own_message
from torch.nn import functional as F  # noqa: N812

from attractor import check


def test_right_layer_norms_pass() -> None:
    def by_hand(x, scale, shift):
        mean = x.mean(-1, keepdim=True)
        variance = (x**2).mean(-1, keepdim=True) - mean**2
        return scale * (x - mean) / torch.sqrt(variance + 1e-5) + shift

    assert check.layer_norm(by_hand).message == "Right on all 5 cases."
    assert check.layer_norm(lambda x, g, b: F.layer_norm(x, x.shape[-1:], g, b))


def test_wrong_layer_norms_are_each_named() -> None:
    def mean(x, axis=-1):
        return x.mean(axis, keepdim=True)

    def std(x, axis=-1, less=0):
        return (x.var(axis, keepdim=True, correction=less) + 1e-5).sqrt()

    def plain(x):
        return F.layer_norm(x, x.shape[-1:])

    assert_each_has_its_own_message(
        check.layer_norm,
        {
            "divided by n − 1: here": lambda x, g, b: (
                g * (x - mean(x)) / std(x, less=1) + b
            ),
            "n − 1, and ε": lambda x, g, b: (
                g * (x - mean(x)) / (x.std(-1, keepdim=True) + 1e-5) + b
            ),
            "after the root": lambda x, g, b: (
                g * (x - mean(x)) / (x.std(-1, keepdim=True, correction=0) + 1e-5) + b
            ),
            "ε is missing": lambda x, g, b: (
                g * (x - mean(x)) / x.std(-1, keepdim=True, correction=0) + b
            ),
            "take its root": lambda x, g, b: g * (x - mean(x)) / std(x) ** 2 + b,
            "run over the tokens": lambda x, g, b: (
                g * (x - mean(x, -2)) / std(x, -2) + b
            ),
            "for all numbers": lambda x, g, b: (
                g * (x - x.mean()) / (x.var(correction=0) + 1e-5).sqrt() + b
            ),
            "not subtracted where": lambda x, g, b: g * x / std(x) + b,
            "at all: that is root": lambda x, g, b: F.rms_norm(x, (4,), g, 1e-5) + b,
            "Scale and shift are missing": lambda x, g, b: plain(x),
            "The shift is missing": lambda x, g, b: g * plain(x),
            "The scale is missing": lambda x, g, b: plain(x) + b,
            "swapped": lambda x, g, b: F.layer_norm(x, (4,), b, g),
            "scaled too": lambda x, g, b: g * (plain(x) + b),
            "it is no factor": lambda x, g, b: g * (x * plain(x)) + b,
            "residual sum": lambda x, g, b: F.layer_norm(x, (4,), g, b) + x,
        },
    )


def test_what_cannot_be_read_is_said() -> None:
    answer = check.layer_norm(lambda x, g, b: None)
    assert not answer.passed and "return statement is missing" in answer.message
