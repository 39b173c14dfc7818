"""What GPT-2 pays for a batch, without ever holding all its logits."""

import torch
from torch import Tensor, nn

from attractor.lab.gpt2.model import Gpt2, check_gpt2
from attractor.lab.linear_loss import linear_cross_entropy
from attractor.lab.training.batch import Batch


def gpt2_nats(model: nn.Module, batch: Batch) -> Tensor:
    """Cross-entropy of a GPT-2 summed over the targets that count, in nats.

    For `train(..., nats=gpt2_nats)`. The same numbers and gradients as from the logits
    of the whole batch, which are never all there; under mixed precision the head is
    computed in the lower one, as `transformers` would. Raises `ValueError` on a model
    that is no GPT-2.
    """
    bare: Gpt2 = getattr(model, "module", model)
    check_gpt2(bare)
    head = bare.lm_head
    paid: list[Tensor] = []

    def pay(_: nn.Module, inputs: tuple[Tensor]) -> tuple[Tensor]:
        states = in_lower_precision(inputs[0])
        paid.append(linear_cross_entropy(states, head.weight, batch.targets))
        return (states[:, :0],)  # the model goes on to the logits of no token

    # Within the model's own call, where mixed precision and several processes are
    # taken care of.
    hook = head.register_forward_pre_hook(pay)
    try:
        model(batch.inputs, use_cache=False)
    finally:
        hook.remove()
    return paid[0]


def in_lower_precision(states: Tensor) -> Tensor:
    """The states in what a product would be computed in here."""
    kind = states.device.type
    if kind == "meta" or not torch.is_autocast_enabled(kind):
        return states
    return states.to(torch.get_autocast_dtype(kind))
