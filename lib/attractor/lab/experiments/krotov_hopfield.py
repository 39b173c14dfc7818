"""How many patterns a polynomial memory holds: one-step bit errors under load.

Random patterns, the network put on a stored one, and the share of units that would
turn over at once. Row 2 of Table 1 of Niu et al. 2024.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from attractor.memory import odd_factorial, polynomial_field

BLOCK = 4096
MOST_PROBES = 256


@dataclass(frozen=True)
class KrotovHopfield:
    """Sizes are (degree r, dim n); loads are (2r − 3)!! d / n^(r−1).

    In that measure of load the theory has one curve for all sizes. `bits` are
    looked at for every size and load, at least.
    """

    sizes: tuple[tuple[int, int], ...]
    loads: tuple[float, ...]
    bits: int
    seed: int = 0
    device: str = "cpu"


SCALES = {
    "toy": KrotovHopfield(
        sizes=((3, 30), (3, 60), (3, 120)),
        loads=(0.15, 0.25, 0.4, 0.65, 1.0, 1.6),
        bits=20_000,
    ),
    "colab": KrotovHopfield(
        sizes=((2, 200), (2, 800), (3, 50), (3, 100), (3, 200), (4, 40), (4, 80)),
        loads=(0.1, 0.15, 0.25, 0.4, 0.65, 1.0, 1.6, 2.5),
        bits=100_000,
        device="cuda",
    ),
    "paper": KrotovHopfield(
        sizes=(
            *((2, n) for n in (100, 200, 400, 800)),
            *((3, n) for n in (50, 100, 200, 400)),
            *((4, n) for n in (20, 40, 80, 120)),
            *((5, n) for n in (16, 24, 36, 54)),
        ),
        loads=(0.1, 0.15, 0.2, 0.3, 0.45, 0.65, 1.0, 1.5, 2.2, 3.3),
        bits=200_000,
    ),
}


def measure(config: KrotovHopfield) -> dict[str, np.ndarray]:
    """Bit errors (size, load), with the numbers of patterns and of bits looked at."""
    generator = torch.Generator(config.device).manual_seed(config.seed)
    shape = (len(config.sizes), len(config.loads))
    errors, bits = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    n_patterns = np.zeros(shape, dtype=np.int64)
    for at, (degree, dim) in enumerate(config.sizes):
        for under, load in enumerate(config.loads):
            most = load * dim ** (degree - 1) / odd_factorial(degree)
            count = max(2, round(most))
            wrong = looked = 0
            while looked < config.bits:
                turned = turned_units(count, dim, degree, generator=generator)
                wrong += int(turned.sum())
                looked += turned.numel()
            n_patterns[at, under] = count
            bits[at, under], errors[at, under] = looked, wrong / looked
    sizes = np.array(config.sizes)
    return {
        "degrees": sizes[:, 0],
        "dims": sizes[:, 1],
        "loads": np.array(config.loads),
        "n_patterns": n_patterns,
        "bit_errors": errors,
        "bits": bits,
    }


def turned_units(
    n_patterns: int, dim: int, degree: int, *, generator: torch.Generator
) -> Tensor:
    """Which units of (at most 256) stored patterns would turn over, (probes, dim).

    The field is a sum over patterns, so they are drawn and added block by block.
    """
    probes = draw_signs(min(n_patterns, MOST_PROBES), dim, generator=generator)
    field = polynomial_field(probes, probes, degree)
    others = n_patterns - len(probes)
    for _ in range(math.ceil(others / BLOCK)):
        block = draw_signs(min(others, BLOCK), dim, generator=generator)
        field += polynomial_field(block, probes, degree)
        others -= len(block)
    return probes * field < 0


def draw_signs(*shape: int, generator: torch.Generator) -> Tensor:
    """Independent fair ±1 in float64, on the generator's device."""
    bits = torch.randint(0, 2, shape, generator=generator, device=generator.device)
    return (2 * bits - 1).double()
