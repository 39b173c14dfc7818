"""Gates, right and wrong, as readers write them."""

import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check
from attractor.memory import context_share, distance_energy, distance_update


def lse(keys, x, b):
    return torch.logsumexp(b * x @ keys.T, dim=-1)


def share_by_softmax(c, p, x, b):
    weights = torch.softmax(b * x @ torch.cat([c, p]).T, dim=-1)
    return weights[..., : len(c)].sum(-1)


def share_by_log_sums(c, p, x, b):
    return torch.stack([lse(c, x, b), lse(p, x, b)], -1).softmax(-1)[..., 0]


def share_that_overflows(c, p, x, b):
    context = torch.exp(b * x @ c.T).sum(-1)
    return context / (context + torch.exp(b * x @ p.T).sum(-1))


def depth(m, x, b):
    return -torch.logsumexp(-b * (x[..., None, :] - m).square().sum(-1), -1) / b


def recall(m, x, b):
    return torch.softmax(-b * (x[..., None, :] - m).square().sum(-1), -1) @ m


def gated(f, s, x, b, w):
    return w[..., None] * recall(f, x, b) + (1 - w[..., None]) * recall(s, x, b)


def gated_by_energies(f, s, x, b):
    return gated(f, s, x, b, torch.sigmoid(b * (depth(s, x, b) - depth(f, x, b))))


def all_at_once(f, s, x, b):
    return distance_update(torch.cat([f, s]), x, b)


def shares(f, s, x, b):
    return torch.stack([depth(f, x, b), depth(s, x, b)], -1).mul(-b).softmax(-1)


@pytest.mark.parametrize("right", [context_share, share_by_softmax, share_by_log_sums])
def test_a_right_share_passes(right):
    assert check.context_share(right), check.context_share(right)


@pytest.mark.parametrize("right", [gated_by_energies, all_at_once])
def test_a_right_gated_step_passes(right):
    assert check.gated_update(right), check.gated_update(right)


def test_wrong_shares_are_each_named():
    assert_each_has_its_own_message(
        check.context_share,
        {
            "persistent share": lambda c, p, x, b: 1 - share_by_softmax(c, p, x, b),
            "β is missing": lambda c, p, x, b: share_by_softmax(c, p, x, 1.0),
            "from outside": lambda c, p, x, b: torch.sigmoid(
                b * (lse(c, x, 1) - lse(p, x, 1))
            ),
            "odds": lambda c, p, x, b: torch.exp(lse(c, x, b) - lse(p, x, b)),
            "exponentiate them first": lambda c, p, x, b: (
                lse(c, x, b) / (lse(c, x, b) + lse(p, x, b))
            ),
            "largest scores": lambda c, p, x, b: torch.sigmoid(
                (b * x @ c.T).max(-1).values - (b * x @ p.T).max(-1).values
            ),
            "averages": lambda c, p, x, b: (
                torch.stack([(b * x @ k.T).exp().mean(-1) for k in (c, p)], -1)
                .log()
                .softmax(-1)[..., 0]
            ),
            "number of context keys": lambda c, p, x, b: (
                torch.ones_like(x[..., 0]) * len(c) / (len(c) + len(p))
            ),
            "Half and half": lambda c, p, x, b: 0.5 * torch.ones_like(x[..., 0]),
            "leaves the range": share_that_overflows,
        },
    )


def test_wrong_gated_steps_are_each_named():
    def by(weight):
        return lambda f, s, x, b: gated(f, s, x, b, weight(f, s, x, b))

    def unnormalized(f, s, x, b):
        parts = [
            (-b * depth(m, x, b)).exp()[..., None] * recall(m, x, b) for m in (f, s)
        ]
        return parts[0] + parts[1]

    def nearest(m, x):
        return (x[..., None, :] - m).square().sum(-1).min(-1).values

    assert_each_has_its_own_message(
        check.gated_update,
        {
            "upside down": by(lambda f, s, x, b: shares(f, s, x, b)[..., 1]),
            "are added": lambda f, s, x, b: recall(f, x, b) + recall(s, x, b),
            "Half and half": by(lambda f, s, x, b: torch.full_like(x[..., 0], 0.5)),
            "One layer after the other": lambda f, s, x, b: recall(
                s, recall(f, x, b), b
            ),
            "takes all": by(lambda f, s, x, b: (depth(f, x, b) < depth(s, x, b)).to(x)),
            "missing in the gate": by(
                lambda f, s, x, b: torch.sigmoid(depth(s, x, b) - depth(f, x, b))
            ),
            "nearest distances": by(
                lambda f, s, x, b: torch.sigmoid(b * (nearest(s, x) - nearest(f, x)))
            ),
            "do not sum to 1": unnormalized,
            "first layer alone": lambda f, s, x, b: recall(f, x, b),
            "second layer alone": lambda f, s, x, b: recall(s, x, b),
            "is added to the answer": lambda f, s, x, b: (
                x + gated_by_energies(f, s, x, b)
            ),
            "β is not used": lambda f, s, x, b: gated_by_energies(f, s, x, 1.0),
        },
    )


def test_the_energies_of_the_readers_are_those_of_the_package():
    generator = torch.Generator().manual_seed(2)
    m = torch.randn(4, 3, generator=generator, dtype=torch.float64)
    torch.testing.assert_close(depth(m, m, 0.7), distance_energy(m, m, 0.7))
