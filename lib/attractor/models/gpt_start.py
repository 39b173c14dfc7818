"""The weights that a GPT-2 starts with."""

import math

import torch
from torch import nn

DEVIATION = 0.02  # of the weights at the start, as published
WIDTH = 768  # of the model that it was published for


def start_as_gpt2(
    model: nn.Module,
    n_layers: int,
    deviation: float = DEVIATION,
    *,
    generator: torch.Generator,
) -> None:
    """Draw a model's matrices with the standard deviation `deviation`, in place.

    What ends a path into the residual stream is smaller by the root of the number of
    such paths, two a layer; biases start at 0, other vectors stay as they are. Radford
    et al. 2019, section 2.3, and OpenAI's code.
    """
    for name, parameter in model.named_parameters():
        ends_path = name.endswith(("out.weight", "back.weight"))
        share = 1 / math.sqrt(2 * n_layers) if ends_path else 1.0
        if parameter.ndim == 2 and not parameter.is_meta:
            nn.init.normal_(parameter, std=deviation * share, generator=generator)
        elif name.endswith("bias"):
            nn.init.zeros_(parameter)
