"""Ring attention on simulated hosts. Liu, Zaharia and Abbeel 2023.

Host h keeps its queries. Keys and values go round: at step r host h holds the block of
host (h − r) mod P, sends it on to host h + 1 while it computes, and after P steps every
query has met every key. What is kept between steps is a `SoftmaxPart`.
"""

import math

import torch
from jaxtyping import Int
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor
from attractor.models.attention import Attended, Keys, Queries, Values
from attractor.models.ring_order import check_hosts, check_order, contiguous_order
from attractor.models.softmax_parts import (
    SoftmaxPart,
    merge_softmax,
    softmax_mean,
    softmax_part,
)


def ring_attention(
    queries: Queries,
    keys: Keys,
    values: Values,
    n_hosts: int,
    causal: bool = False,
    order: Int[Tensor, " n_tokens"] | None = None,
) -> Attended:
    """Attention over blocks that pass round a ring of `n_hosts`; exact.

    `queries`, `keys` and `values` are (*batch, n_tokens, dim) in the order of the text,
    and so is the result. `order` says who holds what: its first n_tokens/P places are
    host 0's, and so on; without it, blocks of neighbors. With `causal` a query sees its
    own place and those before it, wherever they are held. Raises `ValueError` where
    n_hosts does not divide the tokens, on an order that is no permutation, and on
    shapes that do not fit.
    """
    n_tokens = check_tokens(queries, keys, values)
    check_hosts(n_tokens, n_hosts)
    order = contiguous_order(n_tokens) if order is None else order
    check_order(order, n_tokens)
    places = order.to(queries.device).chunk(n_hosts)
    held = [(keys[..., at, :], values[..., at, :]) for at in places]
    found = []
    for host, own in enumerate(places):
        part = empty_part(queries[..., own, :], values)
        for step in range(n_hosts):
            source = block_held(host, step, n_hosts)
            mask = own[:, None] >= places[source] if causal else None
            block = attention_part(queries[..., own, :], *held[source], mask)
            part = merge_softmax(part, block)
        found.append(softmax_mean(part))
    return torch.cat(found, -2)[..., order.to(queries.device).argsort(), :]


def block_held(host: int, step: int, n_hosts: int) -> int:
    """Whose keys and values `host` works on at `step`, both counted from 0."""
    return (host - step) % n_hosts


def ring_elements_sent(keys: Keys, values: Values, n_hosts: int) -> int:
    """How many numbers each host sends: P − 1 times its keys and values.

    For the `keys` and `values` of all tokens; with b lines, h heads of width d and
    c = n_tokens/P tokens a host that is (P − 1)·2·b·c·h·d.
    """
    check_hosts(keys.shape[-2], n_hosts)
    return (n_hosts - 1) * (keys.numel() + values.numel()) // n_hosts


def attention_part(
    queries: Queries,
    keys: Keys,
    values: Values,
    mask: Tensor | None = None,
) -> SoftmaxPart:
    """What one block of keys leaves: the part of its scores QKᵀ/√d.

    `mask` (n_queries, n_keys) is true where a query may see a key.
    """
    scores = queries @ keys.mT / math.sqrt(queries.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    return softmax_part(scores, values)


def empty_part(queries: Queries, values: Values) -> SoftmaxPart:
    """Where each host begins: no key seen."""
    rows = queries.new_zeros(queries.shape[:-1])
    weighted = values.new_zeros(*queries.shape[:-1], values.shape[-1])
    return SoftmaxPart(rows - torch.inf, rows, weighted)


def check_tokens(queries: Tensor, keys: Tensor, values: Tensor) -> int:
    """How many tokens there are; `ValueError` unless all three agree on it."""
    for name, rows in (("queries", queries), ("keys", keys), ("values", values)):
        check_tensor(name, rows)
    shapes = tuple(queries.shape), tuple(keys.shape), tuple(values.shape)
    if queries.ndim < 2 or shapes[0] != shapes[1] or shapes[2][:-1] != shapes[1][:-1]:
        raise ValueError(
            "queries and keys must be (*batch, n_tokens, dim) and values (*batch, "
            f"n_tokens, dim_values), got shapes {shapes[0]}, {shapes[1]}, {shapes[2]}"
        )
    for name, rows in (("queries", queries), ("keys", keys), ("values", values)):
        check_finite(name, rows)
    return queries.shape[-2]
