"""What the digit pad should compute, by the package, and random cases to ask about."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from attractor import memory

RULES = ("hebbian", "pseudo-inverse")
WIRINGS = ("symmetric", "half-cut", "scrambled")

Case = tuple[dict, Tensor]

IN_PAGE = """
window.WIRES = (s) => MODULE.couplingsOf(
  s.patterns.map((p) => Float64Array.from(p)), s.rule, s.wiring, s.patterns[0].length);
window.COMPUTE = {
  couplings: (s) => Array.from(WIRES(s)),
  fields: (s, x) => x.map((_, i) => MODULE.fieldOf(WIRES(s), x, i)),
  energy: (s, x) => MODULE.energyOf(WIRES(s), x),
  updates: (s, x) => x.map((_, i) => MODULE.updated(WIRES(s), x, i)),
  overlaps: (s, x) => s.patterns.map((p) => MODULE.overlapOf(p, x)),
};
"""


def couplings(setting: dict, x: Tensor) -> Tensor:
    """W of the setting's rule, wired as it says."""
    store = {
        "hebbian": memory.hebbian_couplings,
        "pseudo-inverse": memory.pseudo_inverse_couplings,
    }[setting["rule"]]
    whole = store(setting["patterns"])
    if setting["wiring"] == "symmetric":
        return whole
    spoiled = 0.0 if setting["wiring"] == "half-cut" else -1.0
    heads = torch.tensor(
        [[coin(i, j) for j in range(len(whole))] for i in range(len(whole))],
        dtype=torch.bool,
    )
    return torch.where(heads, whole, spoiled * whole)


def coin(i: int, j: int) -> int:
    """The page's coin for the way from j to i: a hash in 32 bits."""
    bits = (i * 64 + j + 1) * 0x9E3779B1 % 2**32
    bits = (bits ^ (bits >> 16)) * 0x85EBCA6B % 2**32
    bits = (bits ^ (bits >> 13)) * 0xC2B2AE35 % 2**32
    return ((bits ^ (bits >> 16)) >> 7) & 1


def fields(setting: dict, x: Tensor) -> Tensor:
    """Ws."""
    return couplings(setting, x) @ x


def energy(setting: dict, x: Tensor) -> Tensor:
    """−½ sᵀWs."""
    return memory.hopfield_energy(couplings(setting, x), x)


def updates(setting: dict, x: Tensor) -> Tensor:
    """What each unit would become."""
    wires = couplings(setting, x)
    each = [memory.unit_update(wires, x, unit)[unit] for unit in range(len(x))]
    return torch.stack(each)


def overlaps(setting: dict, x: Tensor) -> Tensor:
    """x·pattern / N, one per pattern."""
    return setting["patterns"] @ x / len(x)


FORMULAS: dict[str, Callable[[dict, Tensor], Tensor]] = {
    "couplings": couplings,
    "fields": fields,
    "energy": energy,
    "updates": updates,
    "overlaps": overlaps,
}


def draws(
    rule: str, wiring: str, generator: torch.Generator, rounds: int = 40
) -> Iterator[Case]:
    """One to six patterns over 9 or 64 units, with a state each."""
    for _ in range(rounds):
        n_units = (9, 64)[int(torch.randint(2, (), generator=generator))]
        n_patterns = int(torch.randint(1, 7, (), generator=generator))
        yield (
            {
                "rule": rule,
                "wiring": wiring,
                "patterns": _signs(generator, n_patterns, n_units),
            },
            _signs(generator, n_units),
        )


def _signs(generator: torch.Generator, *shape: int) -> Tensor:
    draw = torch.rand(*shape, generator=generator, dtype=torch.float64)
    return torch.where(draw < 0.5, -1.0, 1.0).double()


def worst_difference(name: str, cases: list[Case], answers: list) -> float:
    """max |page − Python| / max(1, |E|), with E the largest entry of each answer."""
    worst = 0.0
    for (setting, x), answer in zip(cases, answers, strict=True):
        expected = FORMULAS[name](setting, x)
        here = torch.tensor(answer, dtype=torch.float64).reshape(expected.shape)
        scale = max(1.0, expected.abs().max().item())
        worst = max(worst, (here - expected).abs().max().item() / scale)
    return worst
