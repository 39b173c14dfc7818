"""Who may look at whom: masks for attention, true where a query may see a key.

So does torch's `scaled_dot_product_attention` read them; `nn.MultiheadAttention` reads
true as forbidden.
"""

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor


def causal_mask(n: int) -> Bool[Tensor, "n n"]:
    """Each of `n` tokens sees itself and those before it: the look-ahead mask."""
    if n < 0:
        raise ValueError(f"n must be 0 or more, got {n}")
    return torch.ones(n, n, dtype=torch.bool).tril()


def right_padded(lengths: Int[Tensor, "*batch"], n: int) -> Bool[Tensor, "*batch n"]:
    """Which of `n` places hold a token in lines of `lengths` that begin at the left."""
    _check_lengths(lengths, n)
    return torch.arange(n, device=lengths.device) < lengths[..., None]


def left_padded(lengths: Int[Tensor, "*batch"], n: int) -> Bool[Tensor, "*batch n"]:
    """Which of `n` places hold a token in lines of `lengths` that end at the right."""
    return right_padded(lengths, n).flip(-1)


def padding_mask(is_token: Bool[Tensor, "*batch n"]) -> Bool[Tensor, "*batch 1 n"]:
    """Every query sees the places that hold a token, and no padding.

    `padding_mask(...) & causal_mask(n)` is the mask of a causal model. With padding on
    the left it leaves the first rows nothing to see.
    """
    return is_token[..., None, :]


def additive_mask(
    mask: Bool[Tensor, "*batch n_queries n_keys"],
    dtype: torch.dtype = torch.float32,
) -> Float[Tensor, "*batch n_queries n_keys"]:
    """The same as numbers to add to scores: 0 where true, −∞ where false."""
    return torch.zeros(mask.shape, dtype=dtype, device=mask.device).masked_fill(
        ~mask, -torch.inf
    )


def _check_lengths(lengths: Tensor, n: int) -> None:
    if lengths.is_meta or lengths.numel() == 0:
        return
    if not 0 <= int(lengths.min()) <= int(lengths.max()) <= n:
        raise ValueError(
            f"lengths must be from 0 to {n}, got {int(lengths.min())} to "
            f"{int(lengths.max())}"
        )
