"""What a GPT-2 has in its layers at one position of its input."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from attractor.lab.gpt2.model import Gpt2, check_gpt2

Layer = int | str
"""0 is the embedding, k the output of block k, and `FINAL_NORM` what follows them."""

FINAL_NORM = "final-norm"


@torch.no_grad()
def layer_activations(
    model: Gpt2, tokens: Tensor, layers: Sequence[Layer], position: int = -1
) -> dict[Layer, Tensor]:
    """Activations of chosen layers at one position of every input, (inputs, dim) each.

    `tokens` (inputs, length) are whole numbers. Layer 0 is the sum of the two
    embeddings, layer k the output of block k; the last block's is what goes into the
    final norm, and `FINAL_NORM` what comes out. (`output_hidden_states` of the library
    has the latter in place of the last block's.) In float32, without dropout. Raises
    `ValueError` on a layer or a position that does not exist.
    """
    check_gpt2(model)
    check_layers(model, layers)
    check_position(tokens.shape[-1], position)
    kept: dict[Layer, Tensor] = {}
    with evaluating(model), ExitStack() as hooks:
        for layer in layers:
            hook = keeper(kept, layer, position)
            handle = module_of(model, layer).register_forward_hook(hook)
            hooks.callback(handle.remove)
        model.transformer(tokens, use_cache=False)
    return kept


def keeper(
    kept: dict[Layer, Tensor], layer: Layer, position: int
) -> Callable[[nn.Module, Any, Any], None]:
    """A hook that keeps one position of what a module gives, and no more of it."""

    def keep(_: nn.Module, inputs: Any, output: Any) -> None:
        # A block gives a tuple in older versions of the library.
        states = output[0] if isinstance(output, tuple) else output
        kept[layer] = states[:, position].to(torch.float32, copy=True)

    return keep


def module_of(model: Gpt2, layer: Layer) -> nn.Module:
    """The module whose output is the layer's."""
    inside: Any = model.transformer
    module: nn.Module
    if layer == FINAL_NORM:
        module = inside.ln_f
    else:
        module = inside.drop if layer == 0 else inside.h[int(layer) - 1]
    return module


@contextmanager
def evaluating(model: nn.Module) -> Iterator[None]:
    """Within, the model has no dropout; after, every part is as it was."""
    training = [module for module in model.modules() if module.training]
    model.eval()
    try:
        yield
    finally:
        for module in training:
            module.training = True


def check_layers(model: Gpt2, layers: Sequence[Layer]) -> None:
    """Raise `ValueError` unless the model has every one of `layers`, named once."""
    n_layers = len(model.transformer.h)
    for layer in layers:
        if layer != FINAL_NORM and layer not in range(n_layers + 1):
            raise ValueError(
                f"a layer must be from 0 to {n_layers} or {FINAL_NORM!r}, got {layer!r}"
            )
    if not layers or len(set(layers)) < len(layers):
        raise ValueError(f"layers must be one or more different ones, got {layers}")


def check_position(length: int, position: int) -> None:
    """Raise `ValueError` unless inputs of `length` tokens have the position."""
    if not -length <= position < length:
        raise ValueError(
            f"position must be from {-length} to {length - 1}, got {position}"
        )
