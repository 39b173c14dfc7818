"""How many patterns the exponential memory holds, and how much damage it forgives.

2^(αn) random patterns of n units: are all of them stable, how many are, and is there
a pair of neighbors, patterns that differ in one unit? Row 3 of Table 1 of Niu et al.
2024.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from attractor.lab.experiments.krotov_hopfield import draw_signs
from attractor.memory import exponential_field, exponential_update
from attractor.shapes import Patterns, States

BLOCK = 1024
CELLS = 2**23
SWEEPS = 2


@dataclass(frozen=True)
class Demircigil:
    """Sizes n, exponents α, and how many sets of patterns to draw for each pair.

    Large sets are drawn less often: about `pairs` pairs of patterns are compared for
    each pair of n and α, but no fewer than 10 sets. The damage is tried at
    `damage_dim` units, with `probes` patterns for each of `damage_rates`.
    """

    dims: tuple[int, ...]
    rates: tuple[float, ...]
    draws: int
    pairs: int
    damage_dim: int
    damage_rates: tuple[float, ...]
    probes: int
    seed: int = 0
    device: str = "cpu"


SCALES = {
    "toy": Demircigil(
        dims=(12, 16, 20),
        rates=(0.3, 0.4, 0.5),
        draws=100,
        pairs=10_000_000,
        damage_dim=16,
        damage_rates=(0.2, 0.4),
        probes=50,
    ),
    "colab": Demircigil(
        dims=(12, 16, 20, 24),
        rates=(0.3, 0.4, 0.5),
        draws=400,
        pairs=1_000_000_000,
        damage_dim=24,
        damage_rates=(0.1, 0.2, 0.3, 0.4, 0.5),
        probes=200,
        device="cuda",
    ),
    "paper": Demircigil(
        dims=(12, 16, 20, 24, 28),
        rates=(0.3, 0.4, 0.45, 0.5),
        draws=1000,
        pairs=600_000_000,
        damage_dim=30,
        damage_rates=(0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
        probes=100,
    ),
}


class Verdict(NamedTuple):
    """Share of the patterns that are stable, and whether two are neighbors."""

    stable: float
    neighbors: bool


def measure(config: Demircigil) -> dict[str, np.ndarray]:
    """Stability by (dim, rate), and recovery by (rate, number of turned units)."""
    generator = torch.Generator(config.device).manual_seed(config.seed)
    shape = (len(config.dims), len(config.rates))
    names = ("all_stable", "share_stable", "no_neighbors", "either")
    arrays = {name: np.zeros(shape) for name in names}
    n_patterns = np.zeros(shape, dtype=np.int64)
    draws = np.zeros(shape, dtype=np.int64)
    for at in np.ndindex(shape):
        dim, rate = config.dims[at[0]], config.rates[at[1]]
        n_patterns[at] = count = round(2 ** (rate * dim))
        draws[at] = min(config.draws, max(10, config.pairs // count**2))
        for _ in range(draws[at]):
            found = look(draw_signs(count, dim, generator=generator))
            arrays["all_stable"][at] += found.stable == 1
            arrays["share_stable"][at] += found.stable
            arrays["no_neighbors"][at] += not found.neighbors
            arrays["either"][at] += found.stable == 1 or found.neighbors
    shares = {name: total / draws for name, total in arrays.items()}
    return {
        "dims": np.array(config.dims),
        "rates": np.array(config.rates),
        "n_patterns": n_patterns,
        "draws": draws,
        **shares,
        "damage_rates": np.array(config.damage_rates),
        "recovered": recovered(config, generator=generator),
    }


def look(patterns: Patterns) -> Verdict:
    """How many of the patterns are stable, and whether two differ in one unit."""
    stable, neighbors = 0, False
    for probes in patterns.split(BLOCK):
        field = probes * exponential_field(patterns, probes)
        stable += int((field >= 0).all(-1).sum())
        near = probes @ patterns.mT == patterns.shape[1] - 2
        neighbors = neighbors or bool(near.any())
    return Verdict(stable / len(patterns), neighbors)


def recovered(config: Demircigil, *, generator: torch.Generator) -> np.ndarray:
    """Share of patterns that come back whole, (rate, turned units from 0 to n/2)."""
    dim = config.damage_dim
    shares = np.zeros((len(config.damage_rates), dim // 2 + 1))
    for at, rate in enumerate(config.damage_rates):
        patterns = draw_signs(round(2 ** (rate * dim)), dim, generator=generator)
        probes = patterns[: config.probes]
        # Ranks of noise choose which units turn: as many as asked for, at random.
        noise = torch.rand(probes.shape, generator=generator, device=patterns.device)
        ranks = noise.argsort(-1).argsort(-1)
        for turned in range(dim // 2 + 1):
            cues = torch.where(ranks < turned, -probes, probes)
            back = [
                rest_of(patterns, part)
                for part in cues.split(max(1, CELLS // len(patterns)))
            ]
            shares[at, turned] = (torch.cat(back) == probes).all(-1).double().mean()
    return shares


def rest_of(patterns: Patterns, cues: States) -> States:
    """Where two sweeps lead."""
    for _ in range(SWEEPS):
        cues = exponential_update(patterns, cues)
    return cues
