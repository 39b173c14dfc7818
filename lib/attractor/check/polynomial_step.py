"""Check on the polynomial sign update: one sweep, unit after unit."""

from collections.abc import Callable

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.memory import polynomial_update as update

Gain = Callable[[Tensor, Tensor, int], Tensor]


def _signs(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return (2 * torch.randint(0, 2, shape, generator=generator) - 1).double()


def _cases() -> tuple[Case, ...]:
    """±1 patterns and states, degrees 2 to 5, ties among them."""
    three = _signs(3, 3, 4)
    opposite = torch.tensor([[1.0, 1.0], [-1.0, -1.0]], dtype=torch.float64)
    mixed = torch.tensor([[1.0, -1.0], [-1.0, 1.0]], dtype=torch.float64)
    return (
        (three, _signs(4, 4), 3),
        (_signs(5, 5, 7), _signs(6, 9, 7), 2),
        (_signs(3, 20, 7), _signs(103, 60, 7), 3),
        (_signs(9, 9, 8), _signs(10, 2, 5, 8), 4),
        (_signs(11, 12, 6), _signs(12, 30, 6), 5),
        (opposite, mixed, 2),
        (three[:1], -three[:1], 4),
    )


def _difference(rest: Tensor, part: Tensor, degree: int) -> Tensor:
    return ((rest + part) ** degree - (rest - part) ** degree).sum(-1)


def _slope(rest: Tensor, part: Tensor, degree: int) -> Tensor:
    return (rest ** (degree - 1) * part).sum(-1)


def _sweep(
    m: Tensor, x: Tensor, r: int, gain: Gain = _difference, own: bool = False
) -> Tensor:
    """A sweep with another gain, or with the unit's own part left in."""
    x = x.clone()
    for i in range(x.shape[-1]):
        rest = x @ m.mT - (0.0 if own else x[..., i, None] * m[:, i])
        x[..., i] = torch.where(gain(rest, m[:, i], r) >= 0, 1.0, -1.0)
    return x


def _at_once(m: Tensor, x: Tensor, r: int) -> Tensor:
    """Every unit from the old state."""
    new = x.clone()
    for i in range(x.shape[-1]):
        rest = x @ m.mT - x[..., i, None] * m[:, i]
        new[..., i] = torch.where(_difference(rest, m[:, i], r) >= 0, 1.0, -1.0)
    return new


def _first_only(m: Tensor, x: Tensor, r: int) -> Tensor:
    return torch.cat([update(m, x, r)[..., :1], x[..., 1:]], -1)


def _backwards(m: Tensor, x: Tensor, r: int) -> Tensor:
    return update(m.flip(-1), x.flip(-1), r).flip(-1)


def _ties_to(value: float) -> Callable[[Tensor, Tensor, int], Tensor]:
    def sweep(m: Tensor, x: Tensor, r: int) -> Tensor:
        x = x.clone()
        for i in range(x.shape[-1]):
            rest = x @ m.mT - x[..., i, None] * m[:, i]
            gain = _difference(rest, m[:, i], r)
            x[..., i] = gain.sign() + value * (gain == 0)
        return x

    return sweep


POLYNOMIAL_UPDATE = Exercise(
    arguments=("patterns", "states", "degree"),
    truth=update,
    cases=_cases(),
    mistakes=(
        Mistake("That is the state itself: nothing is updated.", lambda m, x, r: x),
        Mistake(
            "Only the first unit is updated: a sweep goes through all of them.",
            _first_only,
        ),
        Mistake(
            "All units turn at once, from the old state: each must see the units "
            "before it already updated.",
            _at_once,
        ),
        Mistake(
            "The units go from the last to the first: start with unit 0.", _backwards
        ),
        Mistake("A tie goes to −1 here: let it go to +1.", _ties_to(-1.0)),
        Mistake("A tie gives 0, as sign() does: let it go to +1.", _ties_to(0.0)),
        Mistake(
            "The sign is flipped: each unit takes the sign with the higher energy.",
            lambda m, x, r: _sweep(m, x, r, lambda z, p, k: -_difference(z, p, k)),
        ),
        Mistake(
            "That is minus the new state.",
            lambda m, x, r: -update(m, x, r),
        ),
        Mistake(
            "The degree is not used: the answer is the one for degree 2.",
            lambda m, x, r: update(m, x, 2),
        ),
        Mistake(
            "The degree is one too low: the energy has the power r, its slope r − 1.",
            lambda m, x, r: update(m, x, r - 1),
        ),
        Mistake(
            "The degree is one too high.",
            lambda m, x, r: update(m, x, r + 1),
        ),
        Mistake(
            "That follows the slope of the power: compare the energies at +1 and at "
            "−1, which lie 2 apart.",
            lambda m, x, r: _sweep(m, x, r, _slope),
        ),
        Mistake(
            "The unit's own part is still in the overlaps: take it out before trying "
            "both signs.",
            lambda m, x, r: _sweep(m, x, r, own=True),
        ),
        Mistake(
            "The power sees the overlap without its sign: (ρ·x)ʳ, not |ρ·x|ʳ.",
            lambda m, x, r: _sweep(
                m,
                x,
                r,
                lambda z, p, k: ((z + p).abs() ** k - (z - p).abs() ** k).sum(-1),
            ),
        ),
        Mistake(
            "The power is taken of the summed overlaps: take it pattern by pattern, "
            "then sum.",
            lambda m, x, r: _sweep(
                m,
                x,
                r,
                lambda z, p, k: (z + p).sum(-1) ** k - (z - p).sum(-1) ** k,
            ),
        ),
        Mistake(
            "Two sweeps: go through the units once.",
            lambda m, x, r: update(m, update(m, x, r), r),
        ),
        Mistake(
            "That is the pattern with the largest overlap: the powers let all of "
            "them vote.",
            lambda m, x, r: m[(x @ m.mT).argmax(-1)],
        ),
    ),
)


def polynomial_update(function: object) -> Answer:
    """Check (patterns, states, degree) ↦ states after one asynchronous sweep."""
    return POLYNOMIAL_UPDATE.examine(function)
