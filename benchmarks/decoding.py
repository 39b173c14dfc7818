"""Cached decoding beside uncached, and beside transformers' own generate.

Run with `make bench`, or `python benchmarks/decoding.py`. A GPT-2 of 6 layers of width
384 with 65 tokens, random weights, float32, one thread, greedy. Each way takes turns
and processor times are compared, so that a busy machine slows all; the median ratio of
tokens per second is reported. All ways must give the same tokens.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from attractor.lab import new_gpt2
from attractor.models import (
    Gpt,
    Gpt2Size,
    Sampling,
    generate,
    gpt_from_transformers,
)

SIZE = Gpt2Size(n_layers=6, dim=384, n_heads=6, context=1024, vocabulary=65)
GREEDY = Sampling(temperature=0)
Way = Callable[[Tensor, int], list[int]]


def cached(model: Gpt, start: Tensor, n_tokens: int) -> list[int]:
    """Ours."""
    drawn = generate(model, start, n_tokens, GREEDY, generator=torch.Generator())
    return [int(token) for token in drawn]


@torch.no_grad()
def uncached(model: Gpt, start: Tensor, n_tokens: int) -> list[int]:
    """The whole line anew for every token, as nanoGPT generates."""

    def chosen(line: Tensor) -> Iterator[Tensor]:
        for _ in range(n_tokens):
            next_token = model.head(model.read(line).states[:, -1]).argmax(-1)
            line = torch.cat([line, next_token[:, None]], dim=-1)
            yield next_token

    return [int(token) for token in chosen(start)]


@torch.no_grad()
def theirs(model: torch.nn.Module, start: Tensor, n_tokens: int) -> list[int]:
    """The `generate` of transformers, with its cache."""
    made = model.generate(  # type: ignore[operator]
        start,
        attention_mask=torch.ones_like(start),
        max_new_tokens=n_tokens,
        do_sample=False,
        eos_token_id=None,
        pad_token_id=0,
    )
    return made[0, start.shape[-1] :].tolist()


def seconds(way: Way, start: Tensor, n_tokens: int) -> tuple[float, list[int]]:
    """Processor seconds, and the tokens."""
    begun = time.process_time()
    tokens = way(start, n_tokens)
    return time.process_time() - begun, tokens


def report(rounds: int, lengths: list[int]) -> None:
    """Print tokens per second for each number of new tokens."""
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(0)
    other = new_gpt2(SIZE, generator=generator)
    ours = gpt_from_transformers(other)
    ways: dict[str, Way] = {
        "cached": lambda start, n: cached(ours, start, n),
        "uncached": lambda start, n: uncached(ours, start, n),
        "transformers": lambda start, n: theirs(other, start, n),
    }
    start = torch.randint(65, (1, 8), generator=generator)
    for name in ways:
        seconds(ways[name], start, 4)
    for n_tokens in lengths:
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            made = {name: seconds(way, start, n_tokens) for name, way in ways.items()}
            if len({tuple(tokens) for _, tokens in made.values()}) > 1:
                raise SystemExit("the ways do not agree on the tokens")
            for name, (spent, _) in made.items():
                taken[name].append(spent)
        speeds = ", ".join(
            f"{name} {n_tokens / statistics.median(each):.0f}"
            for name, each in taken.items()
        )
        ratios = (
            statistics.median(
                slow / fast
                for slow, fast in zip(taken[name], taken["cached"], strict=True)
            )
            for name in ("uncached", "transformers")
        )
        print(
            f"{n_tokens} tokens after 8, one thread, {rounds} rounds, tokens/s: "
            f"{speeds}; cached is {' and '.join(f'{r:.1f}' for r in ratios)} times as "
            "fast as uncached and transformers",
            flush=True,
        )


def main() -> None:
    """Read the options and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lengths", type=int, nargs="*", default=[32, 128, 512])
    options = parser.parse_args()
    report(options.rounds, options.lengths)


if __name__ == "__main__":
    main()
