"""The chunked loss beside full logits, in steps of a small GPT with 50,257 words.

Run with `make bench`, or `python benchmarks/linear_loss.py`. Six layers of width 160
with 5 heads, tied, 8 lines of 256 tokens, float32, AdamW, one thread. The two losses
take turns on the same model; processor times are compared and the median ratio of
tokens per second is reported, so that a busy machine slows both. Memory is the resident
peak of a step above what was resident before it, in a process of its own.
"""

import argparse
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from attractor.lab import linear_cross_entropy

N_WORDS, DIM, N_LAYERS, N_HEADS = 50_257, 160, 6, 5
BATCH, LENGTH = 8, 256
BAR = 1.1
STATUS = Path("/proc/self/status")


def full_logits(states: Tensor, weight: Tensor, targets: Tensor) -> Tensor:
    """As nanoGPT does it: all logits, then the loss."""
    logits = states @ weight.mT
    return functional.cross_entropy(
        logits.view(-1, logits.size(-1)), targets.view(-1), reduction="sum"
    )


LOSSES: dict[str, Callable[[Tensor, Tensor, Tensor], Tensor]] = {
    "ours": linear_cross_entropy,
    "full": full_logits,
}


class Body(nn.Module):
    """A GPT without its output layer."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(N_WORDS, DIM)
        self.places = nn.Embedding(LENGTH, DIM)
        layer = nn.TransformerEncoderLayer(
            DIM, N_HEADS, 4 * DIM, 0.0, "gelu", batch_first=True, norm_first=True
        )
        self.layers = nn.TransformerEncoder(
            layer, N_LAYERS, nn.LayerNorm(DIM), enable_nested_tensor=False
        )
        self.register_buffer(
            "mask", nn.Transformer.generate_square_subsequent_mask(LENGTH)
        )

    def forward(self, tokens: Tensor) -> Tensor:
        """States of all tokens, (lines, tokens, dim)."""
        return self.layers(
            self.words(tokens) + self.places.weight, self.mask, is_causal=True
        )


class Trainee:
    """A model with its optimizer and one batch."""

    def __init__(self) -> None:
        torch.manual_seed(0)
        self.body = Body()
        self.optimizer = torch.optim.AdamW(self.body.parameters(), fused=True)
        self.tokens = torch.randint(N_WORDS, (BATCH, LENGTH + 1))

    def step(self, name: str) -> float:
        """Processor seconds of one step of training with this loss."""
        start = time.process_time()
        states = self.body(self.tokens[:, :-1])
        targets = self.tokens[:, 1:].contiguous()
        loss = LOSSES[name](states, self.body.words.weight, targets)
        (loss / targets.numel()).backward()
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return time.process_time() - start


def resident() -> float:
    """What this process has in memory, in MB."""
    text = STATUS.read_text().splitlines()
    return int(next(x for x in text if x.startswith("VmRSS")).split()[1]) / 1024


def extra_memory(name: str) -> float:
    """Resident peak of one step above what was resident before it, in MB."""
    trainee, done = Trainee(), threading.Event()
    trainee.body(trainee.tokens[:1, :-1])
    before = peak = resident()

    def watch() -> None:
        nonlocal peak
        while not done.is_set():
            peak = max(peak, resident())
            time.sleep(0.001)

    watcher = threading.Thread(target=watch)
    watcher.start()
    trainee.step(name)
    done.set()
    watcher.join()
    return peak - before


def report(rounds: int) -> None:
    """Print times, the ratio and the memory."""
    torch.set_num_threads(1)
    trainee = Trainee()
    for name in LOSSES:
        trainee.step(name)
    times = [[trainee.step(name) for name in LOSSES] for _ in range(rounds)]
    ours, full = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(full / ours for ours, full in times)
    n_tokens = BATCH * LENGTH
    print(
        f"{N_WORDS:,} words, dim {DIM}, {N_LAYERS} layers, float32, one thread, "
        f"{rounds} rounds: ours {n_tokens / ours:.0f} tokens/s, full logits "
        f"{n_tokens / full:.0f} tokens/s, ratio {ratio:.2f} "
        f"(bar {BAR}: {'met' if ratio >= BAR else 'NOT met'})",
        flush=True,
    )
    for name in LOSSES:
        command = [sys.executable, __file__, "--memory", name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"extra memory of a step, {name}: {float(done.stdout):.0f} MB")


def main() -> None:
    """Report, or measure the memory of one loss for the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", metavar="LOSS")
    options = parser.parse_args()
    if options.memory is not None:
        print(extra_memory(options.memory))
    else:
        report(options.rounds)


if __name__ == "__main__":
    main()
