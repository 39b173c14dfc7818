"""What is said of TransformerFAM: weights, reach, speed, positions, and its memory."""

from collections.abc import Callable, Mapping
from functools import partial

import torch
from torch import Tensor, nn

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.long_context import (
    CHAPTER,
    SUMMARY,
    draws,
    normal,
    reached,
    small_reader,
)
from attractor.models import (
    FamLayer,
    FamSize,
    FamTransformer,
    StaticLayer,
    sinusoidal_positions,
)

PAPER = "TransformerFAM, {}"
BILLION = FamSize(18, 1536, 12, 1, 1024, 3, 64)  # its smallest, but for the words
BLOCKS_READ = 9  # 8,500 tokens of training, in blocks of 1,024
TABLE_5 = {
    "ScrollsQasper": (5.0, 6.0, 7.2, 5.1, 5.3),
    "ScrollsQuality": (27.1, 25.2, 27.9, 26.5, 26.3),
    "XLSum": (15.1, 15.2, 15.9, 16.0, 16.0),
}  # at 4, 16, 64, 256 and 1,024 slots
AT_64 = 2


def all_learn(model: nn.Module) -> int:
    """Every weight of a model, or of a part of one."""
    return sum(each.numel() for each in model.parameters())


def but_the_prompt(model: FamTransformer) -> int:
    """Every weight, where the first slots are drawn once and kept."""
    prompt = model.prompt
    return all_learn(model) - (prompt.numel() if isinstance(prompt, Tensor) else 0)


def adds_no_weights(count: Callable[[FamTransformer], int] = all_learn) -> Evidence:
    """Weights with slots less those without, at the sizes of the 1B model."""
    with torch.device("meta"):
        models = [
            FamTransformer(
                FamSize(1, BILLION.dim, BILLION.n_heads, 1, 1024, 3, slots),
                generator=torch.Generator(),
            )
            for slots in (BILLION.slots, 0)
        ]
    added = count(models[0]) - count(models[1])
    inside = [all_learn(model.layers) for model in models]
    in_layers = Comparison("weights added in layers", inside[0] - inside[1], "=", 0)
    return Evidence(
        printed=(Comparison("weights added", added, "=", 0),),
        core=(in_layers,),
        corrected=(
            in_layers,
            Comparison("in the prompt", BILLION.slots * BILLION.dim, "=", 98_304),
        ),
    )


def compresses_in_context(layer: type[FamLayer] = FamLayer) -> Evidence:
    """What the question of the slots, and what they become, depend on."""
    size = FamSize(1, 8, 2, 7, 4, 1, 2)
    model = FamTransformer(size, layer, generator=draws()).double()
    held, given = normal(1, 2, 8).requires_grad_(), normal(1, 2, 8)
    with torch.random.fork_rng(devices=[]):
        apart = layer(size)
    asking, _ = apart.cue(held, given, False)
    asks = 0.0
    if asking.requires_grad:
        asks = torch.autograd.grad(asking.sum(), held)[0].norm().item()
    vectors = normal(1, 8, 8).requires_grad_()
    slots = model.through(vectors).memory.layers[0].slots
    assert slots is not None
    (slope,) = torch.autograd.grad((slots * normal(*slots.shape)).sum(), vectors)
    least = slope[0, 4:].norm(dim=-1).min().item()
    return Evidence(
        printed=(
            Comparison("the question, in the old slots", asks, ">", 0),
            Comparison("new slots, in a token of the block", least, ">", 0),
        )
    )


def in_one_pass(layers: int, n_blocks: int) -> int:
    """Layers one after another, when all blocks are read at once under a mask."""
    return layers


def block_by_block(layers: int, n_blocks: int) -> int:
    """The same, when a layer waits for what it made of the block before."""
    return layers + n_blocks - 1


def is_as_fast(windows: Callable[[int, int], int] = in_one_pass) -> Evidence:
    """Operations, and steps that must wait for each other, with slots and without."""
    size, layers = BILLION, BILLION.n_layers
    pairs = size.block * (size.segments * size.block) + size.block**2 / 2
    more = size.slots * (2 * size.block + size.slots)
    weights = 12 * size.dim**2
    without = size.block * weights + 2 * size.dim * pairs
    work = without + size.slots * weights + 2 * size.dim * more
    waiting = block_by_block(layers, BLOCKS_READ) / windows(layers, BLOCKS_READ)
    similar = Comparison("operations, with over without", work / without, "≤", 1.1)
    return Evidence(
        printed=(similar, Comparison("steps in a row, so", waiting, "≤", 1.1)),
        core=(similar,),
        corrected=(similar,),
    )


def field_is_infinite(slots: int = 2) -> Evidence:
    """Of 48 tokens in twelve blocks, how many do not reach the last."""
    seen = reached(small_reader(2, segments=0, slots=slots), 48)
    return Evidence(
        printed=(Comparison("tokens that do not reach it", int((~seen).sum()), "=", 0),)
    )


def saturates(scores: Mapping[str, tuple[float, ...]] = TABLE_5) -> Evidence:
    """What the paper's own table gains and loses with more slots than 64."""
    gains = {name: max(row[AT_64:]) - row[AT_64] for name, row in scores.items()}
    losses = {name: row[AT_64] - min(row[AT_64:]) for name, row in scores.items()}
    no_gain = tuple(
        Comparison(f"{name}, gained beyond 64", gain, "≤", 0.1, 1e-9)
        for name, gain in gains.items()
    )
    return Evidence(
        printed=(
            *no_gain,
            *(
                Comparison(f"{name}, lost beyond 64", loss, "≤", 0.1, 1e-9)
                for name, loss in losses.items()
            ),
        ),
        core=no_gain,
        corrected=no_gain,
    )


def level() -> dict[str, tuple[float, ...]]:
    """The table, had it stayed beyond 64 as it was there."""
    return {name: (*row[:AT_64], *[row[AT_64]] * 3) for name, row in TABLE_5.items()}


def at_start(model: FamTransformer, vectors: Tensor, start: int) -> Tensor:
    """Read from a place on: rotary positions, slots at the last of their block."""
    return model.through(vectors, model.fresh(len(vectors), start)).states


def with_positions(model: FamTransformer, vectors: Tensor, start: int) -> Tensor:
    """Read with the position vectors of 2017 added to the tokens."""
    n = vectors.shape[1]
    rows = sinusoidal_positions(start + n, vectors.shape[2])[start:]
    return model.through(vectors + rows.to(vectors)).states


def breaks_symmetry(
    read: Callable[[FamTransformer, Tensor, int], Tensor] = at_start,
) -> Evidence:
    """How far states move when the whole text stands elsewhere."""
    model, vectors = small_reader(3, slots=2), normal(1, 14, 8)
    with torch.no_grad():
        moved = read(model, vectors, 62_832) - read(model, vectors, 0)
    change = moved.abs().max().item()
    return Evidence(
        printed=(Comparison("change by an offset", change, ">", 1e-6),),
        corrected=(Comparison("change by an offset", change, "≤", 1e-9),),
    )


CLAIMS = (
    Claim(
        "fam-no-weights",
        SUMMARY,
        "TransformerFAM introduces no new weights.",
        "The 1B model: 64 slots of width 1,536.",
        "holds with a correction",
        "None in its layers; the slots before the first block are learned.",
        CHAPTER,
        adds_no_weights,
        Variant("first slots that are not learned",
                partial(adds_no_weights, but_the_prompt)),
    ),
    Claim(
        "fam-compresses",
        SUMMARY,
        "The FAM query compresses the current block based on previous global context.",
        "Algorithm 2.",
        "holds",
        "",
        CHAPTER,
        compresses_in_context,
        Variant("a question that never changes",
                partial(compresses_in_context, StaticLayer)),
    ),
    Claim(
        "fam-infinite-field",
        SUMMARY,
        "TransformerFAM can process infinitely long sequences, nothing out of reach.",
        "No stop of gradients, no memory segments.",
        "holds",
        "",
        CHAPTER,
        field_is_infinite,
        Variant("no slots", partial(field_is_infinite, 0)),
    ),
    Claim(
        "fam-speed",
        SUMMARY,
        "Training is as fast as with block windows.",
        "Sizes of the 1B model, 8,500 tokens.",
        "holds with a correction",
        "In operations. Blocks wait for each other, which windows need not.",
        CHAPTER,
        is_as_fast,
        Variant("windows that are read block by block too",
                partial(is_as_fast, block_by_block)),
    ),
    Claim(
        "fam-saturates",
        PAPER.format("Table 5"),
        "Performance saturates at 64 slots: limited space is more effective.",
        "One run for each number.",
        "holds with a correction",
        "More than 64 gain nothing; in two of three tasks they lose.",
        CHAPTER,
        saturates,
        Variant("a table that stays level beyond 64", partial(saturates, level())),
    ),
    Claim(
        "fam-symmetry",
        PAPER.format("Appendix B.2"),
        "FAM breaks the symmetry of relative positions; random offsets are needed.",
        "Rotary positions; slots at the last places of the block that wrote them.",
        "fails",
        "Whatever the offset, nothing changes but the rounding.",
        CHAPTER,
        breaks_symmetry,
        Variant("positions added to tokens", partial(breaks_symmetry, with_positions)),
    ),
)  # fmt: skip
