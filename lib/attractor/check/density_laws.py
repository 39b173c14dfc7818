"""Check on the loss of a density: its two laws, and its value.

A constant added to the energy leaves the density as it is, so the loss must not
move. Measured in a unit a times smaller, the volume of n dimensions is aⁿ times
larger, and the loss must rise by n log a.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.cases import OVERFLOW
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case, ask
from attractor.theory import density_cross_entropy

CONSTANT = 7.0
DIM, FINER = 3, 2.0
TOLERANCE = 1e-6


def _cases() -> tuple[Case, ...]:
    """Squared distances to one and to two patterns, a deep well, and random ones."""
    line = torch.tensor([-1.0, -0.5, 0.0, 0.5, 1.0], dtype=torch.float64)
    origin = torch.zeros(1, dtype=torch.float64)
    generator = torch.Generator().manual_seed(11)
    cells = torch.randn(6, generator=generator, dtype=torch.float64).round(decimals=1)
    two = torch.tensor([0.3, 1.4], dtype=torch.float64)
    return (
        (line.square(), origin, 0.5),
        (line.square() + CONSTANT, origin + CONSTANT, 0.5),
        (line.square(), origin, 0.5 * FINER**DIM),
        (cells, two, 0.25),
        (cells - 2, two - 2, 0.01),
    )


def _far() -> tuple[Case, ...]:
    energies = torch.tensor([1000.0, 1001.0, 1003.0], dtype=torch.float64)
    return ((energies, energies[:2], 0.1), (-energies, -energies[:2], 0.1))


def _log_z(e: Tensor, cell: float) -> Tensor:
    return torch.logsumexp(-e, 0) + math.log(cell)


def _density_as_energy(e: Tensor, at: Tensor, cell: float) -> Tensor:
    log_z = _log_z(e, cell)
    return log_z + torch.exp(-at - log_z).mean()


Loss = Callable[[Tensor, Tensor, float], Tensor]

MISTAKES: tuple[tuple[str, Loss], ...] = (
    (
        "The energies of the patterns are missing: L is log Z plus their mean.",
        lambda e, at, v: _log_z(e, v),
    ),
    (
        "log Z is missing: without it p does not add up to 1.",
        lambda e, at, v: at.mean(),
    ),
    (
        "That is log Z + 1/Z, the printed loss: the energy of a pattern has become "
        "its density.",
        lambda e, at, v: _log_z(e, v) + torch.exp(-_log_z(e, v)),
    ),
    (
        "That is log Z plus the patterns' density: what is added is their energy.",
        _density_as_energy,
    ),
    (
        "The sign of log Z is flipped: −log p = E + log Z.",
        lambda e, at, v: at.mean() - _log_z(e, v),
    ),
    (
        "The patterns' energy has the wrong sign: −log p = E + log Z.",
        lambda e, at, v: _log_z(e, v) - at.mean(),
    ),
    (
        "The sign is flipped: the loss is minus the mean of log p.",
        lambda e, at, v: -_log_z(e, v) - at.mean(),
    ),
    (
        "Z adds up exp(+E): the density is exp(−E)/Z.",
        lambda e, at, v: torch.logsumexp(e, 0) + math.log(v) + at.mean(),
    ),
    (
        "The cell's volume is missing: Z is an integral, not a sum.",
        lambda e, at, v: torch.logsumexp(-e, 0) + at.mean(),
    ),
    (
        "Z averages over the cells: add them up, each times its volume.",
        lambda e, at, v: _log_z(e, v) - math.log(len(e)) + at.mean(),
    ),
    (
        "The logarithm is taken cell by cell: add up exp(−E) first.",
        lambda e, at, v: (math.log(v) - e).sum() + at.mean(),
    ),
    (
        "The patterns' energies are added up: take their mean.",
        lambda e, at, v: _log_z(e, v) + at.sum(),
    ),
    (
        "That is minus the logarithm of the mean of p: average the logarithms.",
        lambda e, at, v: _log_z(e, v) - torch.logsumexp(-at, 0) + math.log(len(at)),
    ),
    (
        "That is the loss of all patterns together: divide by their number.",
        lambda e, at, v: len(at) * _log_z(e, v) + at.sum(),
    ),
    (
        "That is in bits: use the natural logarithm.",
        lambda e, at, v: (_log_z(e, v) + at.mean()) / math.log(2),
    ),
)

DENSITY_LOSS = Exercise(
    arguments=("energies", "pattern energies", "cell"),
    truth=density_cross_entropy,
    cases=_cases(),
    mistakes=tuple(Mistake(*mistake) for mistake in MISTAKES),
    far=_far(),
    overflow=OVERFLOW,
)


def gauge(function: object) -> Answer:
    """Check (energies, pattern energies, cell) ↦ loss: its two laws and its value."""
    answer = DENSITY_LOSS.examine(function)
    known = {message for message, _ in MISTAKES}
    if answer.passed or not callable(function) or answer.message in known:
        return answer
    broken = broken_law(function)
    return answer if broken is None else broken


def broken_law(function: Callable[..., object]) -> Answer | None:
    """The law that `function` breaks, or None."""
    plain, lifted, finer = (ask(function, case).values for case in _cases()[:3])
    if plain is None or lifted is None or finer is None or plain.ndim:
        return None
    moved = (lifted - plain).item()
    if abs(moved) > TOLERANCE:
        return Answer(
            False,
            f"Add {CONSTANT:g} to every energy, and the density is the same; your loss "
            f"moves by {moved:.4g}.",
        )
    risen, due = (finer - plain).item(), DIM * math.log(FINER)
    if abs(risen - due) > TOLERANCE:
        return Answer(
            False,
            f"With cells {FINER**DIM:g} times as large, a unit half as long in {DIM} "
            f"dimensions, the loss must rise by {DIM} log {FINER:g} = {due:.4g}; yours "
            f"rises by {risen:.4g}.",
        )
    return None
