"""How well Hebbian networks recall random patterns, by load and by damage."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from attractor.memory import recall, unstable_units

ELEMENTS_AT_ONCE = 2**22


@dataclass(frozen=True)
class HopfieldCapacity:
    """Networks of `n_units`, one set of random patterns each, at several loads K/N.

    Starts are `n_starts` stored patterns of each network, damaged until their overlap
    with the pattern is each of `cue_overlaps` (1: undamaged).
    """

    n_units: int = 500
    loads: tuple[float, ...] = (0.08, 0.1, 0.12, 0.13, 0.14, 0.16, 0.18, 0.2)
    cue_overlaps: tuple[float, ...] = (1.0,)
    n_networks: int = 20
    n_starts: int = 10
    max_sweeps: int = 1000
    seed: int = 0
    device: str = "cpu"


SCALES = {
    "toy": HopfieldCapacity(),
    "colab": HopfieldCapacity(n_units=2000, cue_overlaps=(1.0, 0.8, 0.6, 0.4, 0.2)),
}


def measure(config: HopfieldCapacity) -> dict[str, np.ndarray]:
    """Arrays over loads, cues, networks and starts.

    `n_patterns` (loads,); `overlaps` with the pattern at rest, `sweeps` until then and
    `converged` (loads, cues, networks, starts); `first_errors` (loads, networks,
    starts), the bits of an undamaged pattern that disagree with their field.
    """
    n_patterns = [round(load * config.n_units) for load in config.loads]
    if config.n_starts > min(n_patterns):
        raise ValueError(
            f"n_starts must be at most the fewest patterns, {min(n_patterns)}, "
            f"got {config.n_starts}"
        )
    generator = torch.Generator().manual_seed(config.seed)
    parts = [_at_load(config, count, generator) for count in n_patterns]
    arrays = {name: np.stack([part[name] for part in parts]) for name in parts[0]}
    return {"n_patterns": np.array(n_patterns)} | arrays


def _at_load(
    config: HopfieldCapacity, n_patterns: int, generator: torch.Generator
) -> dict[str, np.ndarray]:
    rows = n_patterns + config.n_starts * len(config.cue_overlaps)
    at_once = max(1, ELEMENTS_AT_ONCE // (rows * config.n_units))
    chunks: list[dict[str, Tensor]] = []
    for begin in range(0, config.n_networks, at_once):
        n_networks = min(at_once, config.n_networks - begin)
        shape = (n_networks, n_patterns, config.n_units)
        patterns = random_patterns(shape, generator).to(config.device)
        chunks.append(_recalled(config, patterns, generator))
    return {
        name: torch.cat([chunk[name] for chunk in chunks], -2).cpu().numpy()
        for name in chunks[0]
    }


def _recalled(
    config: HopfieldCapacity, patterns: Tensor, generator: torch.Generator
) -> dict[str, Tensor]:
    stored = patterns[:, : config.n_starts]
    cues = [damaged(stored, overlap, generator) for overlap in config.cue_overlaps]
    found = recall(
        patterns,
        torch.cat(cues, 1),
        generator=generator,
        max_sweeps=config.max_sweeps,
    )
    by_cue = (len(patterns), len(cues), config.n_starts)
    ends = found.states.reshape(*by_cue, config.n_units)
    overlaps = (ends * stored[:, None]).mean(-1)
    return {
        "overlaps": overlaps.movedim(1, 0),
        "sweeps": found.sweeps.reshape(by_cue).movedim(1, 0).to(torch.int16),
        "converged": found.converged.reshape(by_cue).movedim(1, 0),
        "first_errors": unstable_units(patterns, stored).to(torch.int16),
    }


def random_patterns(shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    """Fair coins, ±1, drawn on the generator's device."""
    bits = torch.randint(
        0, 2, shape, generator=generator, device=generator.device, dtype=torch.int8
    )
    return bits.float() * 2 - 1


def damaged(patterns: Tensor, overlap: float, generator: torch.Generator) -> Tensor:
    """Patterns with as many random units flipped as leave this overlap."""
    dim = patterns.shape[-1]
    n_flipped = round(dim * (1 - overlap) / 2)
    if n_flipped == 0:
        return patterns
    draws = torch.rand(patterns.shape, generator=generator, device=generator.device)
    flipped = draws.topk(n_flipped, -1).indices.to(patterns.device)
    return patterns.scatter(-1, flipped, -patterns.gather(-1, flipped))
