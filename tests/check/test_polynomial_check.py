"""The polynomial sign update, right and wrong, as readers write it."""

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check
from attractor.memory import polynomial_energy, polynomial_update


def by_energies(m, x, r):
    """Both signs tried, the energies compared."""
    x = x.clone()
    for i in range(x.shape[-1]):
        up, down = x.clone(), x.clone()
        up[..., i], down[..., i] = 1.0, -1.0
        keep = polynomial_energy(m, up, r) <= polynomial_energy(m, down, r)
        x[..., i] = torch.where(keep, 1.0, -1.0).double()
    return x


def in_numpy(m, x, r):
    m, x = np.asarray(m), np.array(x)
    for i in range(x.shape[-1]):
        z = x @ m.T - x[..., i : i + 1] * m[:, i]
        gain = ((z + m[:, i]) ** r - (z - m[:, i]) ** r).sum(-1)
        x[..., i] = np.where(gain >= 0, 1.0, -1.0)
    return x


def sweep(gain, own=False, order=1, at_once=False, ties=1.0):
    """A reader's loop with something changed in it."""

    def update(m, x, r):
        old, x = x.clone(), x.clone()
        for i in range(x.shape[-1])[::order]:
            seen = old if at_once else x
            z = seen @ m.T
            if not own:
                z = z - seen[..., i : i + 1] * m[:, i]
            g = gain(z, m[:, i], r)
            x[..., i] = torch.where(g == 0, ties, g.sign())
        return x

    return update


def difference(z, p, r):
    return ((z + p) ** r - (z - p) ** r).sum(-1)


def slope(z, p, r):
    return (r * z ** (r - 1) * p).sum(-1)


@pytest.mark.parametrize("right", [polynomial_update, by_energies, in_numpy])
def test_every_right_update_passes(right):
    answer = check.polynomial_update(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 7 cases."


def test_each_wrong_update_is_told_its_mistake():
    wrong = {
        "nothing is updated": lambda m, x, r: x,
        "Only the first unit": lambda m, x, r: torch.cat(
            [polynomial_update(m, x, r)[..., :1], x[..., 1:]], -1
        ),
        "All units turn at once": sweep(difference, at_once=True),
        "from the last to the first": sweep(difference, order=-1),
        "tie goes to −1": sweep(difference, ties=-1.0),
        "tie gives 0": sweep(difference, ties=0.0),
        "with the higher energy": sweep(lambda z, p, r: -difference(z, p, r)),
        "minus the new state": lambda m, x, r: -polynomial_update(m, x, r),
        "degree is not used": sweep(lambda z, p, r: (z * p).sum(-1)),
        "one too low": lambda m, x, r: polynomial_update(m, x, r - 1),
        "one too high": lambda m, x, r: polynomial_update(m, x, r + 1),
        "That follows the slope of the power": sweep(slope),
        "own part is still in the overlaps: take": sweep(difference, own=True),
        "without its sign": sweep(
            lambda z, p, r: ((z + p).abs() ** r - (z - p).abs() ** r).sum(-1)
        ),
        "summed overlaps": sweep(
            lambda z, p, r: (z + p).sum(-1) ** r - (z - p).sum(-1) ** r
        ),
        "Two sweeps": lambda m, x, r: polynomial_update(
            m, polynomial_update(m, x, r), r
        ),
        "largest overlap": lambda m, x, r: m[(x @ m.T).argmax(-1)],
    }
    assert_each_has_its_own_message(check.polynomial_update, wrong)


def test_what_returns_no_numbers_is_told_so():
    assert "returns nothing" in check.polynomial_update(lambda m, x, r: None).message

    def changes_its_input(m, x, r):
        x[..., 0] = 1.0
        return polynomial_update(m, x, r)

    assert "changes its own input" in check.polynomial_update(changes_its_input).message
