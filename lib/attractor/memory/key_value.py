"""Memories with keys and values of their own, fixed or from the context."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import (
    check_beta,
    check_finite,
    check_patterns,
    check_queries,
    check_tensor,
)
from attractor.memory.softmax import log_sum_exp
from attractor.shapes import Energies, Queries

Keys = Float[Tensor, "n_memories dim"]
Values = Float[Tensor, "n_memories value_dim"]
Answers = Float[Tensor, "*batch value_dim"]
Activation = Callable[[Tensor], Tensor]


def key_value_memory(
    keys: Keys, values: Values, queries: Queries, activation: Activation
) -> Answers:
    r"""What a feed-forward layer returns, read as a memory.

    $$\mathrm{FF}(x) = f(x K^\top)\,V$$

    Row i of `keys` (n_memories, dim) says when to answer, row i of `values`
    (n_memories, value_dim) what; `activation` f takes the scores (*batch,
    n_memories) and keeps their shape. With f = ReLU a feed-forward layer without
    biases, with the softmax over the last axis attention. Raises `ValueError` on bad
    shapes or NaN. Geva et al. 2021.
    """
    check_patterns(keys)
    check_queries(keys, queries)
    check_tensor("values", values)
    if values.ndim != 2 or len(values) != len(keys):
        raise ValueError(
            f"values must be ({len(keys)}, value_dim), one row per key, "
            f"got shape {tuple(values.shape)}"
        )
    check_finite("values", values)
    return activation(queries @ keys.mT) @ values


def context_share(
    context_keys: Float[Tensor, "_ dim"],
    persistent_keys: Float[Tensor, "_ dim"],
    queries: Queries,
    beta: float = 1.0,
) -> Energies:
    r"""The share w of attention that a context gets beside persistent vectors.

    $$w = \frac{e^{\mathrm{lse}_c}}{e^{\mathrm{lse}_c} + e^{\mathrm{lse}_p}}, \qquad
      \mathrm{lse}_c = \log\sum_{i \in c} e^{\beta k_i\cdot q}$$

    Attention over both together is w times attention over the context plus 1 − w
    times attention over the persistent vectors. Keys (n, dim), `queries` (*batch,
    dim), result (*batch). Raises `ValueError` on bad shapes, NaN or beta ≤ 0.
    Persistent vectors: Sukhbaatar et al. 2019.
    """
    check_patterns(context_keys)
    check_patterns(persistent_keys)
    check_queries(context_keys, persistent_keys, "persistent keys", "context keys")
    check_queries(context_keys, queries)
    check_beta(beta)
    context = log_sum_exp(context_keys, queries, beta)
    persistent = log_sum_exp(persistent_keys, queries, beta)
    return torch.sigmoid(context - persistent)
