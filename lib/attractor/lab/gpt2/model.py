"""The real GPT-2, with weights that nobody has trained."""

from typing import Any

import torch

from attractor.models import GPT2_SIZES, Gpt2Size

Gpt2 = Any
"""A `GPT2LMHeadModel` of `transformers`, whose import takes seconds."""


def new_gpt2(
    size: str | Gpt2Size, dropout: float = 0.0, *, generator: torch.Generator
) -> Gpt2:
    """An untrained `GPT2LMHeadModel`, in evaluation mode.

    `size` is a name such as "gpt2-medium", or numbers of one's own. Weights are drawn
    as `transformers` draws them, normal with deviation 0.02 and less on the residual
    paths, from one number of `generator`; the head is tied to the token embeddings.
    Raises `ValueError` on a name that does not exist and on a `dropout` that is no
    share.
    """
    size = named_size(size)
    if not 0 <= dropout < 1:
        raise ValueError(f"dropout must be from 0 to below 1, got {dropout}")
    # Here, not above: this import takes seconds, and most of the room does without it.
    from transformers import GPT2Config, GPT2LMHeadModel

    config = GPT2Config(
        n_layer=size.n_layers,
        n_embd=size.dim,
        n_head=size.n_heads,
        n_positions=size.context,
        vocab_size=size.vocabulary,
        bos_token_id=size.vocabulary - 1,
        eos_token_id=size.vocabulary - 1,
        resid_pdrop=dropout,
        embd_pdrop=dropout,
        attn_pdrop=dropout,
    )
    return seeded(GPT2LMHeadModel, config, generator)


def named_size(size: str | Gpt2Size) -> Gpt2Size:
    """The size that a name stands for, or the size itself."""
    if isinstance(size, Gpt2Size):
        return size
    if size not in GPT2_SIZES:
        known = ", ".join(GPT2_SIZES)
        raise ValueError(f"size must be a Gpt2Size or one of {known}, got {size!r}")
    return GPT2_SIZES[size]


def seeded(model: Gpt2, config: Any, generator: torch.Generator) -> Gpt2:
    """A model of a class and a configuration; the global generator stays as it was."""
    device = generator.device
    seed = torch.randint(2**62, (), generator=generator, device=device).item()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(int(seed))
        return model(config).eval()


def check_gpt2(model: object) -> None:
    """Raise `ValueError` unless `model` is built as a `GPT2LMHeadModel` is."""
    parts = (getattr(model, "transformer", None), getattr(model, "lm_head", None))
    if None in parts or not hasattr(parts[0], "ln_f"):
        raise ValueError(
            "model must be a GPT2LMHeadModel, such as load_gpt2 and new_gpt2 give, "
            f"got {type(model).__name__}"
        )
