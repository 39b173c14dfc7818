"""4,000 byte-pair merges on tiny Shakespeare, beside plain counting and beside HF.

Run with `make bench`, or `python benchmarks/byte_pairs.py`. The bar is seconds on one
core, GPT-2's pre-tokenization included; processor time of one thread is taken, the best
of several runs, since a busy machine can only add to it. Counting all pairs anew for
every merge takes minutes, so only its first merges are timed.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from itertools import islice

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"

import tokenizers

from attractor.lab import shakespeare
from attractor.models import (
    BytePairTokenizer,
    byte_pair_merges,
    byte_pair_steps,
    pretoken_counts,
)

N_MERGES = 4_000
N_PLAIN = 20
BAR = 5.0  # seconds

Merges = list[tuple[str, str]]


def ours(text: str) -> Merges:
    """Cut into words, count them, merge."""
    return byte_pair_merges(pretoken_counts(text), N_MERGES)


def plain(text: str) -> Merges:
    """The same with all pairs counted anew for every merge, the first few."""
    steps = byte_pair_steps(pretoken_counts(text))
    return [step.pair for step in islice(steps, N_PLAIN)]


def elsewhere(text: str) -> Merges:
    """Hugging Face's trainer, in Rust."""
    tokenizer = tokenizers.ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(
        [text], vocab_size=256 + N_MERGES, min_frequency=0, show_progress=False
    )
    merges = json.loads(tokenizer._tokenizer.to_str())["model"]["merges"]
    return [tuple(pair) for pair in merges]


def seconds(call: Callable[[], object], rounds: int) -> float:
    """Processor time of the best of `rounds` calls."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    text = shakespeare()
    merges = ours(text)
    assert merges == elsewhere(text), "the merges differ from those of tokenizers"
    assert merges[:N_PLAIN] == plain(text), "the merges differ from plain counting"
    words = pretoken_counts(text)
    print(
        f"{N_MERGES:,} merges on {len(text):,} characters, {len(words):,} different "
        f"words, processor seconds of one thread, best of {rounds}, Python "
        f"{platform.python_version()}, tokenizers {tokenizers.__version__}; all three "
        "merge the same"
    )
    whole = seconds(lambda: ours(text), rounds)
    met = "met" if whole <= BAR else "NOT met"
    print(f"{'byte_pair_merges':28} {whole:8.2f} s (bar {BAR:g}: {met})")
    cut = seconds(lambda: pretoken_counts(text), rounds)
    print(f"{'  of it, cutting into words':28} {cut:8.2f} s")
    rust = seconds(lambda: elsewhere(text), rounds)
    print(f"{'HF tokenizers (Rust)':28} {rust:8.2f} s")
    each = (seconds(lambda: plain(text), 1) - cut) / N_PLAIN
    print(
        f"{'counted anew':28} {each:8.2f} s a merge, {N_PLAIN} timed: "
        f"{N_MERGES * each / 60:.0f} min for all at this pace"
    )
    tokenizer = BytePairTokenizer.learned(merges)
    tokens = tokenizer.encode(text)
    encoding = seconds(lambda: BytePairTokenizer.learned(merges).encode(text), rounds)
    print(
        f"{'encode, nothing kept':28} {encoding:8.2f} s, {len(tokens):,} tokens, "
        f"{len(text) / len(tokens):.2f} characters each"
    )


if __name__ == "__main__":
    main()
