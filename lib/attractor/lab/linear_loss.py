"""The loss of an output layer with many words, without ever holding all its logits.

Two thousand tokens and 50,257 words make 412 MB of logits, as many gradients, and a
softmax. Here a few rows at a time become a loss and gradients, and are forgotten.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.autograd.function import once_differentiable

from attractor.lab.training.batch import NOT_COUNTED

CHUNK_ELEMENTS = 1 << 22  # logits at a time; more would leave the cache


def linear_cross_entropy(
    states: Float[Tensor, "*batch dim"],
    weight: Float[Tensor, "n_words dim"],
    targets: Int[Tensor, "*batch"],
) -> Float[Tensor, ""]:
    r"""Cross-entropy of the logits `states @ weight.T`, summed over targets, in nats.

    $$\sum_i \Bigl(\log\sum_v e^{w_v\cdot x_i} - w_{t_i}\cdot x_i\Bigr)$$

    What `torch.nn.functional.cross_entropy` gives with `reduction="sum"`, and the same
    gradients; targets of −100 do not count. It is computed in the dtype of `states`
    and returned in float32, or float64 for float64. Beyond inputs and gradients it
    holds 4 million logits at a time, or one row. Raises `ValueError` on shapes that do
    not fit together.
    """
    if weight.ndim != 2 or states.ndim < 1 or states.shape[-1] != weight.shape[1]:
        raise ValueError(
            "weight must be (n_words, dim) and states (*batch, dim), "
            f"got {tuple(weight.shape)} and {tuple(states.shape)}"
        )
    if targets.shape != states.shape[:-1]:
        raise ValueError(
            f"targets must be {tuple(states.shape[:-1])}, one for each state, "
            f"got {tuple(targets.shape)}"
        )
    rows = states.reshape(-1, states.shape[-1])
    weight = weight.to(states.dtype)
    loss: Tensor = _LinearCrossEntropy.apply(rows, weight, targets.reshape(-1))
    return loss


class _LinearCrossEntropy(torch.autograd.Function):
    """The gradients are made on the way, while a chunk's logits are there."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, weight: Tensor, targets: Tensor) -> Tensor:
        exact = torch.promote_types(states.dtype, torch.float32)
        loss = states.new_zeros((), dtype=exact)
        of_states, of_weight = (
            torch.zeros_like(of, dtype=exact) if needed else None
            for of, needed in zip((states, weight), ctx.needs_input_grad, strict=False)
        )
        step = max(1, CHUNK_ELEMENTS // max(1, len(weight)))
        with without_autocast(states.device):
            for start in range(0, len(states), step):
                here = slice(start, start + step)
                part, wanted = states[here], targets[here, None]
                counts = (wanted != NOT_COUNTED).to(exact)
                wanted = wanted.where(wanted != NOT_COUNTED, 0)
                logs = (part @ weight.mT).to(exact).log_softmax(1)
                loss -= (logs.gather(1, wanted) * counts).sum()
                slopes = logs.exp_().scatter_add_(1, wanted, -torch.ones_like(counts))
                slopes = slopes.to(states.dtype)
                if of_states is not None:
                    of_states[here] = (slopes @ weight) * counts
                if of_weight is not None:
                    add_product(of_weight, slopes, part * counts.to(part.dtype))
        ctx.gradients = of_states, of_weight
        ctx.dtype = states.dtype
        return loss

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, slope: Tensor) -> tuple[Tensor | None, ...]:
        scaled = (
            None if gradient is None else (gradient * slope).to(ctx.dtype)
            for gradient in ctx.gradients
        )
        return (*scaled, None)


def add_product(total: Tensor, left: Tensor, right: Tensor) -> None:
    """Add leftᵀ right to `total`, which may be more precise than they are."""
    if total.dtype == left.dtype:
        total.addmm_(left.mT, right)
    else:
        total += left.mT @ right


def without_autocast(device: torch.device) -> AbstractContextManager[Any]:
    """Nothing is cast within: the states' dtype decides."""
    if device.type == "meta":
        return nullcontext()
    return torch.autocast(device.type, enabled=False)
