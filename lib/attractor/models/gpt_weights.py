"""GPT-2's weights in our decoder: the same numbers under the names of this book."""

import re
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from attractor.models.gpt import Gpt
from attractor.models.gpt2_size import Gpt2Size

HEAD = "lm_head.weight"
MASKS = re.compile(r"h\.\d+\.attn\.(bias|masked_bias)")
NAMES = (
    ("wte.", "embedding."),
    ("wpe.", "positions."),
    ("ln_f.", "final_norm."),
    ("h.", "blocks."),
    (".ln_1.", ".attention_norm."),
    (".attn.c_attn.", ".attention.queries_keys_values."),
    (".attn.c_proj.", ".attention.out."),
    (".ln_2.", ".feed_forward_norm."),
    (".mlp.c_fc.", ".feed_forward.wide."),
    (".mlp.c_proj.", ".feed_forward.back."),
)
AS_PUBLISHED = {
    "activation_function": ("gelu_new", "gelu_pytorch_tanh"),
    "layer_norm_epsilon": (1e-5,),
    "scale_attn_weights": (True,),
    "scale_attn_by_inverse_layer_idx": (False,),
    "add_cross_attention": (False,),
}


def gpt_from_transformers(model: Any) -> Gpt:
    """Our `Gpt` with the weights of a `GPT2LMHeadModel`, in evaluation mode.

    Its logits are the same but for rounding; the weights are copied. For a checkpoint
    in a folder: `gpt_from_transformers(lab.load_gpt2(folder))`. Raises `ValueError`
    on another model, on settings that are not those of the published GPT-2, and on a
    head of its own.
    """
    config = getattr(model, "config", None)
    if getattr(config, "model_type", None) != "gpt2" or not hasattr(model, "lm_head"):
        raise ValueError(f"model must be a GPT2LMHeadModel, got {type(model).__name__}")
    for name, published in AS_PUBLISHED.items():
        value = getattr(config, name, published[0])
        if value not in published:
            raise ValueError(
                f"model must have {name} = {published[0]} as GPT-2 has, got {value}"
            )
    return gpt_from_weights(model.state_dict(), config.n_head)  # type: ignore[union-attr]


def gpt_from_weights(weights: Mapping[str, Tensor], n_heads: int) -> Gpt:
    """Our `Gpt` from a GPT-2's state dictionary, in evaluation mode.

    Both styles of names will do, `transformer.h.0.ln_1.weight` and `h.0.ln_1.weight`,
    and the masks in old files are left out. The size follows from the shapes, but for
    `n_heads`, which leaves no trace in them. Weights are copied in the dtype they
    have. `ValueError` where one is missing, strange or of another shape, and on a head
    that is not the token embeddings.
    """
    bare = {k.removeprefix("transformer."): v for k, v in weights.items()}
    head = bare.pop(HEAD, None)
    named = {our_name(k): v for k, v in bare.items() if not MASKS.fullmatch(k)}
    size = size_of(named, n_heads)
    if head is not None and not torch.equal(head, named["embedding.weight"]):
        raise ValueError(
            f"{HEAD} must be the token embeddings, to which this model ties it"
        )
    with torch.device("meta"):
        model = Gpt(size, generator=torch.Generator())
    wanted = {name: each.shape for name, each in model.named_parameters()}
    turned = {k: v.mT if is_turned(k, v) else v for k, v in named.items()}
    found = {name: each.shape for name, each in turned.items()}
    if found != wanted:
        name = min(
            k for k in wanted.keys() | found.keys() if found.get(k) != wanted.get(k)
        )
        raise ValueError(
            f"weights must be those of a GPT-2 of {size}: {name} should be "
            f"{described(wanted.get(name))}, got {described(found.get(name))}"
        )
    copies = {k: v.detach().clone().contiguous() for k, v in turned.items()}
    model.load_state_dict(copies, assign=True)
    return model.requires_grad_().eval()


def our_name(name: str) -> str:
    """`h.0.mlp.c_fc.bias` as `blocks.0.feed_forward.wide.bias`."""
    for theirs, ours in NAMES:
        at_start = not theirs.startswith(".")
        if name.startswith(theirs) if at_start else theirs in name:
            name = name.replace(theirs, ours, 1)
    return name


def is_turned(name: str, weight: Tensor) -> bool:
    """Whether GPT-2 keeps the matrix the other way round, (n_in, n_out)."""
    return (
        weight.ndim == 2
        and name.startswith("blocks.")
        and name.endswith(
            ("queries_keys_values.weight", "out.weight", "wide.weight", "back.weight")
        )
    )


def size_of(named: Mapping[str, Tensor], n_heads: int) -> Gpt2Size:
    """What the shapes say; `ValueError` where there are no embeddings."""
    for name in ("embedding.weight", "positions.weight"):
        if name not in named or named[name].ndim != 2:
            theirs = "wte.weight" if name.startswith("e") else "wpe.weight"
            raise ValueError(f"weights must hold the matrix {theirs}")
    vocabulary, dim = named["embedding.weight"].shape
    context = len(named["positions.weight"])
    numbers = {name.split(".")[1] for name in named if name.startswith("blocks.")}
    return Gpt2Size(len(numbers), dim, n_heads, context, vocabulary)


def described(shape: torch.Size | None) -> str:
    """A shape in words, or that there is none."""
    return "absent" if shape is None else str(tuple(shape))
