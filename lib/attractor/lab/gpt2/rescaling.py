"""The same GPT-2 with its last activations at another scale."""

import math
from copy import deepcopy

import torch
from torch import nn

from attractor.lab.gpt2.model import Gpt2, check_gpt2


@torch.no_grad()
def rescaled_norm(model: Gpt2, factor: int | float) -> Gpt2:
    """A copy whose final norm gives `factor` times as much, and whose head undoes it.

    Gain and bias of the final norm are multiplied by c and the head, no longer tied to
    the embeddings, by 1/c: every logit stays, every distance between activations after
    the norm is c times as large. Raises `ValueError` on a model that is no GPT-2 and
    on a `factor` that is not positive and finite.
    """
    check_gpt2(model)
    if not (math.isfinite(factor) and factor > 0):
        raise ValueError(f"factor must be positive and finite, got {factor}")
    copy = deepcopy(model)
    copy.config.tie_word_embeddings = False
    copy.lm_head.weight = nn.Parameter(copy.lm_head.weight / factor)
    for parameter in copy.transformer.ln_f.parameters():
        parameter.mul_(factor)
    return copy
