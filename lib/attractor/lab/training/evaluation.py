"""What a model pays on batches that are always the same."""

from collections.abc import Iterator, Sequence

from torch import nn

from attractor.lab.training.batch import Batch, Nats, token_nats


def mean_nats(
    model: nn.Module, batches: Sequence[Batch], nats: Nats = token_nats
) -> float:
    """Nats per target that counts, over all batches together."""
    device = next(model.parameters()).device
    paid = sum(nats(model, batch.to(device)).item() for batch in batches)
    return paid / sum(int(batch.n_tokens) for batch in batches)


def in_parts(batch: Batch, at_once: int) -> Iterator[Batch]:
    """A batch as several of at most so many lines."""
    parts = zip(*(tensor.split(at_once) for tensor in batch), strict=True)
    return (Batch(*part) for part in parts)
