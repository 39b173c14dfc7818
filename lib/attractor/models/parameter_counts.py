"""How many parameters GPT-2 has, counted from the shapes of the real model."""

from collections import Counter

import torch

from attractor.models.gpt2_size import GPT2_SIZES, Gpt2Size


def gpt2_parameter_counts(size: str) -> dict[str, int]:
    """Parameters of GPT-2 by component, from its instantiated shapes.

    `size` is "gpt2", "gpt2-medium", "gpt2-large" or "gpt2-xl", else `ValueError`. The
    model is built without memory for its weights, on the meta device. Once in the
    model: "wte" (tokens), "wpe" (positions), "ln_f". In each layer: "ln_1",
    "attn.c_attn", "attn.c_proj", "ln_2", "mlp.c_fc", "mlp.c_proj", whose sum is
    "layer"; "layers" counts all layers. "total" is wte + wpe + layers + ln_f: the
    head is tied to wte and counted once.
    """
    if size not in GPT2_SIZES:
        known = ", ".join(GPT2_SIZES)
        raise ValueError(f"size must be one of {known}, got {size!r}")
    shapes = _model(GPT2_SIZES[size])
    counts: Counter[str] = Counter()
    for name, parameter in shapes.named_parameters():
        _, *path, _ = name.split(".")
        in_layer = path[0] == "h"
        if in_layer:
            counts["layers"] += parameter.numel()
        if not in_layer or path[1] == "0":
            counts[".".join(path[2:] if in_layer else path)] += parameter.numel()
    whole = ("wte", "wpe", "layers", "ln_f")
    total = sum(counts[name] for name in whole)
    layer = counts["layers"] // GPT2_SIZES[size].n_layers
    return {**counts, "layer": layer, "total": total}


def _model(size: Gpt2Size) -> torch.nn.Module:
    # Here, not above: this import takes seconds, and the room's other names do
    # without it.
    from transformers import GPT2Config, GPT2LMHeadModel

    config = GPT2Config(n_embd=size.dim, n_layer=size.n_layers, n_head=size.n_heads)
    with torch.device("meta"):
        return GPT2LMHeadModel(config)
