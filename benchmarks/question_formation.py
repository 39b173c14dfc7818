"""Training on Question-Formation beside nn.TransformerEncoder: useful tokens a second.

Run with `make bench`, or `python benchmarks/question_formation.py`. The paper's model
(6 layers, width 512, 8 heads, feed-forward 2,048, after Murty et al.) reads 8 lines a
step, float32, one thread. The reference is torch's own encoder of that size with AdamW
as it comes; ours is the lab's model and training loop. Both read the same batches,
lines drawn at random and padded to the longest. They take turns; tokens of lines
count, padding does not; processor times are compared and the median ratio is reported,
so that a busy machine slows both.
"""

import argparse
import math
import statistics
import time

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from attractor.lab import (
    Batch,
    Lines,
    LineTokenizer,
    QuestionFormation,
    Settings,
    find_lines,
    padded_batch,
    train,
)
from attractor.models import VanillaTransformer, sinusoidal_positions

DIM, N_LAYERS, N_HEADS, BATCH = 512, 6, 8, 8
N_LINES = 20_000
RATE = 1e-4
BAR = 1.25


class Reference(nn.Module):
    """The same model from torch's own parts, tied."""

    def __init__(self, n_tokens: int) -> None:
        super().__init__()
        self.words = nn.Embedding(n_tokens, DIM)
        layer = nn.TransformerEncoderLayer(
            DIM, N_HEADS, 4 * DIM, dropout=0.1, activation="relu", batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, N_LAYERS)
        self.drop = nn.Dropout(0.1)
        self.register_buffer("places", sinusoidal_positions(40, DIM))

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits of what follows each token."""
        length = tokens.shape[1]
        states = self.drop(self.words(tokens) * math.sqrt(DIM) + self.places[:length])
        mask = nn.Transformer.generate_square_subsequent_mask(length)
        return self.layers(states, mask, is_causal=True) @ self.words.weight.mT


def some_lines(tokenizer: LineTokenizer) -> Lines:
    """Lines as the data set has them: fitted frequencies, no repeats."""
    generator = torch.Generator().manual_seed(0)
    source = QuestionFormation(68, "fitted")
    lines = source.sample(N_LINES, generator=generator, distinct=True)
    return find_lines(np.concatenate(tokenizer.encode(lines)), tokenizer.end)


def reference_rate(
    model: Reference, optimizer: torch.optim.Optimizer, batches: list[Batch]
) -> float:
    """Useful tokens per second of processor time."""
    start = time.process_time()
    model.train()
    for inputs, targets in batches:
        logits = model(inputs).flatten(0, 1)
        loss = functional.cross_entropy(logits, targets.flatten(), ignore_index=-100)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        loss.item()
    return tokens_of(batches) / (time.process_time() - start)


def lab_rate(model: VanillaTransformer, batches: list[Batch]) -> float:
    """The same for the lab's loop."""
    settings = Settings(steps=len(batches), learning_rate=RATE)
    start = time.process_time()
    train(model, batches.__getitem__, settings)
    return tokens_of(batches) / (time.process_time() - start)


def tokens_of(batches: list[Batch]) -> int:
    """How many tokens are no padding."""
    return sum(int(batch.n_tokens) for batch in batches)


def main() -> None:
    """Print rates, their ratio, and how full the batches are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=16)
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = LineTokenizer(QuestionFormation().lexicon)
    lines, steps = some_lines(tokenizer), options.steps
    generator = torch.Generator().manual_seed(1)
    marks = tokenizer.start, tokenizer.pad

    def batches_of(chosen: list[Tensor]) -> list[Batch]:
        return [padded_batch(lines, some, *marks) for some in chosen]

    at_random = batches_of(
        list(torch.randperm(N_LINES, generator=generator).split(BATCH))
    )
    torch.manual_seed(0)
    reference = Reference(len(tokenizer.vocabulary))
    optimizer = torch.optim.AdamW(reference.parameters(), lr=RATE)
    model = VanillaTransformer(
        len(tokenizer.vocabulary), padding=tokenizer.pad, generator=generator
    )
    reference_rate(reference, optimizer, at_random[:2])
    lab_rate(model, at_random[:2])
    rates = []
    for done in range(options.rounds):
        here = slice(done * steps, (done + 1) * steps)
        theirs = reference_rate(reference, optimizer, at_random[here])
        rates.append((lab_rate(model, at_random[here]), theirs))
    ours, theirs = (statistics.median(column) for column in zip(*rates, strict=True))
    ratio = statistics.median(ours / theirs for ours, theirs in rates)
    places = sum(batch.targets.numel() for batch in at_random)
    full = tokens_of(at_random) / places
    print(
        f"{N_LAYERS} layers, dim {DIM}, batch {BATCH}, float32, one thread, "
        f"{options.rounds} rounds of {steps} steps: ours {ours:.0f} useful tokens/s, "
        f"reference {theirs:.0f}, ratio {ratio:.2f} "
        f"(bar {BAR}: {'met' if ratio >= BAR else 'NOT met'}); "
        f"batches are full to {full:.3f}"
    )


if __name__ == "__main__":
    main()
