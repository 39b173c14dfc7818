"""The deck's slides on Hebbian learning and the Hopfield network."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.dense import signs
from attractor.claims.memories import SEED
from attractor.memory import (
    cut_size,
    every_state,
    fixed_points,
    hebbian_couplings,
    lowest_states,
    max_cut_couplings,
    settle,
    unit_update,
)
from attractor.shapes import Couplings, Patterns

CHAPTER = "memory/hebb"
Rule = Callable[[Patterns], Couplings]
CodeRule = Callable[[Patterns, torch.Generator], Couplings]


def fire_together(patterns: Patterns) -> Couplings:
    """The slogan alone: a wire grows where both units fire, and only there."""
    firing = (1 + patterns) / 2
    together = firing.mT @ firing / patterns.shape[-1]
    return together - torch.diag(together.diagonal())


def share_at_rest(couplings: Couplings, patterns: Patterns) -> float:
    """The share of patterns that no unit's update would change."""
    moved = [unit_update(couplings, patterns, unit) for unit in range(len(couplings))]
    still = torch.stack([(each == patterns).all(-1) for each in moved]).all(0)
    return still.double().mean().item()


def largest_rise(couplings: Couplings, starts: Tensor) -> float:
    """The largest rise of −½ sᵀWs in any sweep from these starts."""
    generator = torch.Generator().manual_seed(SEED)
    settled = settle(couplings, starts, generator=generator, max_sweeps=5)
    return settled.energies.diff(dim=-1).max().item()


def slogan_makes_a_memory(rule: Rule = fire_together) -> Evidence:
    """Three patterns in 64 units, twenty times: do they rest, does energy fall?"""
    generator = torch.Generator().manual_seed(SEED)
    sets = [signs(3, 64, generator) for _ in range(20)]
    starts = signs(20, 64, generator)

    def at_rest(wiring: Rule) -> float:
        return sum(share_at_rest(wiring(each), each) for each in sets) / len(sets)

    rise = max(largest_rise(hebbian_couplings(each), starts) for each in sets)
    what = "share of stored patterns at rest"
    return Evidence(
        printed=(Comparison(what, at_rest(rule), "=", 1.0),),
        core=(
            Comparison(f"{what}, mean product", at_rest(hebbian_couplings), "=", 1.0),
            Comparison("largest rise of the energy", rise, "≤", 0.0, 1e-12),
        ),
    )


def random_weights(patterns: Patterns, generator: torch.Generator) -> Couplings:
    """The deck's first lines: ±1 by chance, one way at a time, zero diagonal."""
    dim = patterns.shape[-1]
    return signs(dim, dim, generator).fill_diagonal_(0)


def products(patterns: Patterns, generator: torch.Generator) -> Couplings:
    """X.T @ X / N with the diagonal cleared, whatever the generator says."""
    return hebbian_couplings(patterns)


def code_is_a_memory(weights: CodeRule = random_weights) -> Evidence:
    """Two patterns in ten units, twenty times: at rest, and does the energy fall?"""
    generator = torch.Generator().manual_seed(SEED)
    starts = signs(10, 10, generator)
    sets = [signs(2, 10, generator) for _ in range(20)]

    def at_rest(wirings: list[Couplings]) -> float:
        pairs = zip(wirings, sets, strict=True)
        return sum(share_at_rest(wiring, each) for wiring, each in pairs) / len(sets)

    wired = [weights(each, generator) for each in sets]
    rest, stored = at_rest(wired), at_rest([hebbian_couplings(each) for each in sets])
    rise = max(largest_rise(wiring, starts) for wiring in wired)
    drawn = [random_weights(starts, generator) for _ in range(100)]
    by_chance = sum(len(fixed_points(each)) for each in drawn) / len(drawn)
    what = "share of patterns at rest"
    return Evidence(
        printed=(
            Comparison(what, rest, "≥", 0.9),
            Comparison("largest rise of −½ sᵀWs", rise, "≤", 0.0, 1e-12),
        ),
        corrected=(
            Comparison(f"{what}, X.T @ X / N", stored, "≥", 0.9),
            Comparison("fixed points by chance, mean", by_chance, "=", 1.0, 0.3),
        ),
    )


def graph(n_nodes: int, edges: list[tuple[int, int]]) -> Couplings:
    """The adjacency matrix of an undirected graph."""
    adjacency = torch.zeros(n_nodes, n_nodes, dtype=torch.float64)
    for a, b in edges:
        adjacency[a, b] = adjacency[b, a] = 1.0
    return adjacency


PETERSEN = graph(
    10,
    [(i, (i + 1) % 5) for i in range(5)]
    + [(i + 5, (i + 2) % 5 + 5) for i in range(5)]
    + [(i, i + 5) for i in range(5)],
)
GRID = graph(
    16,
    [(4 * i + j, 4 * i + j + 1) for i in range(4) for j in range(3)]
    + [(4 * i + j, 4 * i + j + 4) for i in range(3) for j in range(4)],
)


def settling_finds_the_best_cut(adjacency: Couplings = GRID) -> Evidence:
    """How often the network ends in a largest cut, against brute force."""
    couplings = max_cut_couplings(adjacency)
    states = every_state(couplings)
    cuts = cut_size(adjacency, states)
    generator = torch.Generator().manual_seed(SEED)
    starts = states[:: max(1, len(states) // 512)]
    settled = settle(couplings, starts, generator=generator)
    found = cut_size(adjacency, settled.states) == cuts.max()
    lowest = lowest_states(couplings)
    falls_short = cuts.max() - cut_size(adjacency, lowest.states).min()
    edges = adjacency.sum().item() / 2
    offset = lowest.energy + 2 * cuts.max().item()
    return Evidence(
        printed=(
            Comparison("starts that end best", found.double().mean().item(), "=", 1.0),
        ),
        core=(Comparison("lowest energy short of best", falls_short.item(), "=", 0.0),),
        corrected=(Comparison("lowest E + 2 best cut", offset, "=", edges, 1e-9),),
    )


CLAIMS = (
    Claim(
        "deck-hebbian-hopfield",
        "The deck, slide on Hebbian learning",
        "Neurons that fire together wire together: Hebbian learning gives the Hopfield"
        " network.",
        "The slogan is the storage rule, as no other is given.",
        "holds with a correction",
        "A wire gets the mean product of its two units, in both directions alike: it"
        " weakens where they differ. Then patterns rest and the energy falls.",
        CHAPTER,
        slogan_makes_a_memory,
        Variant(
            "the mean product as the rule",
            partial(slogan_makes_a_memory, hebbian_couplings),
        ),
    ),
    Claim(
        "deck-hopfield-code",
        "The deck, slide “Some code”",
        "The code with random weights simulates a Hopfield network.",
        "A Hopfield network stores patterns and has an energy that its updates lower.",
        "fails",
        "With weights = X.T @ X / N and a zero diagonal it does. Random one-way weights"
        " have one fixed point on average, and it is no pattern.",
        CHAPTER,
        code_is_a_memory,
        Variant("weights X.T @ X / N", partial(code_is_a_memory, products)),
    ),
    Claim(
        "deck-optimization",
        "The deck, slide on Hebbian learning",
        "Hopfield networks are also used in optimization problems.",
        "To use them is to let them settle and read off the answer.",
        "holds with a correction",
        "The lowest energy is the best answer; settling finds a local minimum.",
        CHAPTER,
        settling_finds_the_best_cut,
        Variant("Petersen's graph", partial(settling_finds_the_best_cut, PETERSEN)),
    ),
)
