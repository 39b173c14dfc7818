"""Batches of token sequences, and what a model pays for one."""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn

NOT_COUNTED = -100
"""A target that costs nothing: padding."""


class Batch(NamedTuple):
    """`inputs` and the `targets` after them, both (lines, tokens)."""

    inputs: Tensor
    targets: Tensor

    @property
    def n_tokens(self) -> Tensor:
        """How many targets count."""
        return (self.targets != NOT_COUNTED).sum()

    def part(self, process: int, n_processes: int) -> "Batch":
        """The lines that one of several processes takes."""
        return Batch(*(tensor[process::n_processes] for tensor in self))

    def to(self, device: torch.device) -> "Batch":
        """The same batch on a device."""
        return Batch(*(tensor.to(device, non_blocking=True) for tensor in self))


Batches = Callable[[int], Batch]
"""The batch of a step, the same whenever it is asked for."""
Nats = Callable[[nn.Module, Batch], Tensor]
"""The summed loss of a batch in nats."""


def token_nats(model: nn.Module, batch: Batch) -> Tensor:
    """Cross-entropy summed over the targets that count, in nats.

    `model` maps tokens (lines, tokens) to logits (lines, tokens, vocabulary).
    """
    logits = model(batch.inputs).flatten(0, 1).float()
    return nn.functional.cross_entropy(
        logits, batch.targets.flatten(), ignore_index=NOT_COUNTED, reduction="sum"
    )
