"""What the page should compute, by the package, and random cases to ask about."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from attractor import memory, theory

ALL = ("classical", "polynomial", "exponential", "modern", "distance")
SMOOTH = ("modern", "distance")
REACHES = (0.5, 3.0, 1000.0)

Case = tuple[dict, Tensor]

IN_PAGE = """
window.COMPUTE = {
  energy: (s, x) => MODULE.energyAt(s, x),
  gradient: (s, x) => MODULE.gradientAt(s, x),
  update: (s, x) => MODULE.updateAt(s, x),
  weights: (s, x) => MODULE.weightsAt(s, x),
  nearest: (s, x) => MODULE.nearestSquaredDistance(s.patterns, x),
  gap: (s, x) => MODULE.modernGap(s.patterns, s.beta, x),
  bands: (s) => [MODULE.distanceEnergySlack(s.patterns, s.beta),
    ...MODULE.printedGapInterval(s.patterns, s.beta),
    ...MODULE.correctedGapInterval(s.patterns, s.beta)],
  grid: (s, x) => Array.from(MODULE.energyGrid(s, [x[0] - 1, x[0]], [x[1], x[1] + 2])),
  minima: (s) => MODULE.findMinima(s),
  retrieval: (s, x) => {
    const { path, steps, rested } = MODULE.retrieve(s, x);
    return [steps, Number(rested), ...path[path.length - 1]];
  },
};
"""


def energy(setting: dict, x: Tensor) -> Tensor:
    """E(x) of the setting's energy."""
    patterns, beta = setting["patterns"], setting["beta"]
    match setting["energy"]:
        case "classical":
            couplings = patterns.mT @ patterns / patterns.shape[1]
            return memory.hopfield_energy(couplings, x)
        case "polynomial":
            return memory.polynomial_energy(patterns, x, setting["degree"])
        case "exponential":
            return memory.exponential_energy(patterns, x)
        case "modern":
            return memory.modern_energy(patterns, x, beta)
    return memory.distance_energy(patterns, x, beta)


def gradient(setting: dict, x: Tensor) -> Tensor:
    """∇E(x) by autograd."""
    x = x.clone().requires_grad_()
    (slope,) = torch.autograd.grad(energy(setting, x), x)
    return slope


def update(setting: dict, x: Tensor) -> Tensor:
    """One retrieval step from x."""
    modern = setting["energy"] == "modern"
    step = memory.modern_update if modern else memory.distance_update
    return step(setting["patterns"], x, setting["beta"])


def weights(setting: dict, x: Tensor) -> Tensor:
    """The softmax over patterns at x."""
    patterns, beta = setting["patterns"], setting["beta"]
    scores = {
        "exponential": patterns @ x,
        "modern": beta * patterns @ x,
        "distance": -beta * (x - patterns).square().sum(-1),
    }
    return scores[setting["energy"]].softmax(-1)


def nearest(setting: dict, x: Tensor) -> Tensor:
    """g(x)."""
    return memory.nearest_squared_distance(setting["patterns"], x)


def gap(setting: dict, x: Tensor) -> Tensor:
    """g(x) − 2 E_M(x) at 2β."""
    return theory.modern_gap(setting["patterns"], x, setting["beta"])


def bands(setting: dict, x: Tensor) -> Tensor:
    """The slack of Proposition 1, and both intervals of Proposition 3."""
    patterns, beta = setting["patterns"], setting["beta"]
    slack = theory.distance_energy_slack(len(patterns), beta)
    printed = theory.printed_gap_interval(patterns, beta)
    corrected = theory.corrected_gap_interval(patterns, beta)
    return torch.tensor([slack, *printed, *corrected], dtype=torch.float64)


def grid(setting: dict, x: Tensor) -> Tensor:
    """E at the four corners that the page's grid is asked for."""
    shift = torch.tensor([[-1, 0], [0, 0], [-1, 2], [0, 2]], dtype=torch.float64)
    return energy(setting, x + shift)


def retrieval(setting: dict, x: Tensor) -> Tensor:
    """Steps, whether it rests, and where."""
    patterns, beta = setting["patterns"], setting["beta"]
    found = memory.retrieve(patterns, x, beta, energy=setting["energy"])
    flags = torch.tensor([float(found.steps), float(found.converged)])
    return torch.cat([flags.double(), found.states])


FORMULAS: dict[str, tuple[Callable[[dict, Tensor], Tensor], tuple[str, ...]]] = {
    "energy": (energy, ALL),
    "gradient": (gradient, ALL),
    "update": (update, SMOOTH),
    "weights": (weights, ("exponential", *SMOOTH)),
    "nearest": (nearest, ("distance",)),
    "gap": (gap, ("modern",)),
    "bands": (bands, ("distance",)),
    "grid": (grid, ALL),
    "retrieval": (retrieval, SMOOTH),
}


def setting(
    energy: str, dim: int, generator: torch.Generator, scale: float = 1.5
) -> dict:
    """One to six patterns; β from 0.1 to 20, even on a logarithmic scale."""
    n_patterns = int(torch.randint(1, 7, (), generator=generator))
    exponent = -1 + 2.30103 * torch.rand((), generator=generator).item()
    patterns = torch.randn(n_patterns, dim, generator=generator, dtype=torch.float64)
    return {
        "energy": energy,
        "patterns": scale * patterns,
        "beta": 10**exponent,
        "degree": int(torch.randint(2, 7, (), generator=generator)),
    }


def draws(
    energy: str, dim: int, generator: torch.Generator, rounds: int = 20
) -> Iterator[Case]:
    """Settings with a query each: near, between and far from the patterns."""
    for _ in range(rounds):
        for reach in REACHES:
            x = torch.randn(dim, generator=generator, dtype=torch.float64)
            yield setting(energy, dim, generator), reach * x


def worst_difference(
    name: str, cases: list[Case], answers: list[float | list[float]]
) -> float:
    """max |page − Python| / max(1, |E|), with E the largest entry of each answer."""
    worst = 0.0
    for (setting, x), answer in zip(cases, answers, strict=True):
        expected = FORMULAS[name][0](setting, x).double()
        here = torch.tensor(answer, dtype=torch.float64).reshape(expected.shape)
        scale = max(1.0, expected.abs().max().item())
        worst = max(worst, (here - expected).abs().max().item() / scale)
    return worst
