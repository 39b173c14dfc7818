r"""Linear attention: a memory that is one matrix, written by Hebb's rule.

$$S_t = S_{t-1} + k_t v_t^\top, \qquad o_t = S_t^\top q_t$$

The state has the same size however long the text; attention without its softmax reads
the same from all keys at once. Katharopoulos et al. 2020; as fast weights,
Schmidhuber 1992 and Schlag et al. 2021.
"""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

from attractor.memory.arguments import check_finite, check_tensor

Keys = Float[Tensor, "*batch n_pairs dim"]
Values = Float[Tensor, "*batch n_pairs dim_values"]
MatrixMemory = Float[Tensor, "*batch dim dim_values"]


class Streamed(NamedTuple):
    """What was read at each step, and the memory at the end."""

    outputs: Float[Tensor, "*batch n_pairs dim_values"]
    memory: Float[Tensor, "*batch dim dim_values"]


def store_pairs(keys: Keys, values: Values) -> MatrixMemory:
    r"""All pairs in one matrix, $S = \sum_t k_t v_t^\top = K^\top V$.

    `keys` (*batch, n_pairs, dim) and `values` (*batch, n_pairs, dim_values), result
    (*batch, dim, dim_values). With keys and values the same patterns of ±1 it is
    `hebbian_couplings` times N, diagonal and all. Raises `ValueError` on shapes that do
    not fit and on NaN.
    """
    _check_pairs(keys, values)
    return keys.mT @ values


def recall(
    memory: MatrixMemory, queries: Float[Tensor, "*batch n_queries dim"]
) -> Float[Tensor, "*batch n_queries dim_values"]:
    """What the memory answers, q S: each value weighed by its key's product with q.

    Exact for every stored key when the keys are orthonormal; else the values of keys
    that are not orthogonal to q are mixed in (`interference`).
    """
    if queries.shape[-1] != memory.shape[-2]:
        raise ValueError(
            f"queries must be (*batch, n, {memory.shape[-2]}), as wide as the keys, "
            f"got shape {tuple(queries.shape)}"
        )
    return queries @ memory


def linear_attention(queries: Keys, keys: Keys, values: Values) -> Values:
    r"""Causal linear attention for all tokens at once, $(QK^\top \odot M)\,V$.

    M is 1 where a query may see a key, itself and before, and 0 elsewhere. Equal to
    `linear_attention_stream`, with n² products in place of a memory. Raises
    `ValueError` on shapes that do not fit and on NaN.
    """
    _check_pairs(keys, values)
    _check_queries(queries, keys)
    return (queries @ keys.mT).tril() @ values


def linear_attention_stream(
    queries: Keys, keys: Keys, values: Values, memory: MatrixMemory | None = None
) -> Streamed:
    """The same token by token: write the pair, then read with the query.

    Begins with an empty memory or with what an earlier call left. Shapes and errors as
    `linear_attention`.
    """
    _check_pairs(keys, values)
    _check_queries(queries, keys)
    if memory is None:
        memory = store_pairs(keys[..., :0, :], values[..., :0, :])
    outputs = []
    for q, k, v in zip(*(x.unbind(-2) for x in (queries, keys, values)), strict=True):
        memory = memory + k[..., :, None] * v[..., None, :]
        outputs.append(recall(memory, q[..., None, :]))
    return Streamed(torch.cat(outputs, -2) if outputs else values, memory)


def linear_attention_mean(queries: Keys, keys: Keys, values: Values) -> Values:
    r"""Causal linear attention whose weights are positive and sum to 1.

    $$o_t = \frac{\phi(q_t)^\top \sum_{s\le t} \phi(k_s) v_s^\top}
                 {\phi(q_t)^\top \sum_{s\le t} \phi(k_s)}, \qquad
      \phi(x) = \operatorname{elu}(x) + 1$$

    The denominator is the same memory with a value of 1. Katharopoulos et al. 2020.
    """
    ones = torch.ones_like(values[..., :1])
    queries, keys = functional.elu(queries) + 1, functional.elu(keys) + 1
    sums = linear_attention(queries, keys, torch.cat([values, ones], -1))
    return sums[..., :-1] / sums[..., -1:]


def delta_write(
    memory: MatrixMemory,
    key: Float[Tensor, "*batch dim"],
    value: Float[Tensor, "*batch dim_values"],
    rate: int | float = 1.0,
) -> MatrixMemory:
    r"""Write only what is not known yet, $S + \eta\,k\,(v - S^\top k)^\top$.

    At rate η = 1 a key of length 1 then recalls its value exactly, and what orthogonal
    keys recall is unchanged: an old value is replaced, where Hebb's rule would add.
    Widrow and Hoff 1960; in linear attention, Schlag et al. 2021.
    """
    error = value - recall(memory, key[..., None, :])[..., 0, :]
    return memory + rate * key[..., :, None] * error[..., None, :]


def interference(n_pairs: int, dim: int) -> float:
    r"""Expected squared error of a recall, over a value's expected square: (n − 1)/d.

    $$S^\top k_i = v_i + \sum_{j \ne i} (k_j \cdot k_i)\, v_j$$

    for independent keys, uniform on the unit sphere in `dim` dimensions, where
    (k_j·k_i)² has mean 1/d, and independent values with mean 0. Raises `ValueError`
    unless both are 1 or more.
    """
    if n_pairs < 1 or dim < 1:
        raise ValueError(f"n_pairs and dim must be 1 or more, got {n_pairs} and {dim}")
    return (n_pairs - 1) / dim


def _check_pairs(keys: Tensor, values: Tensor) -> None:
    for name, rows in (("keys", keys), ("values", values)):
        check_tensor(name, rows)
    if keys.ndim < 2 or values.ndim < 2 or keys.shape[:-1] != values.shape[:-1]:
        raise ValueError(
            "keys must be (*batch, n_pairs, dim) and values (*batch, n_pairs, "
            f"dim_values), got shapes {tuple(keys.shape)} and {tuple(values.shape)}"
        )
    check_finite("keys", keys)
    check_finite("values", values)


def _check_queries(queries: Tensor, keys: Tensor) -> None:
    check_tensor("queries", queries)
    if queries.shape != keys.shape:
        raise ValueError(
            f"queries must have the keys' shape {tuple(keys.shape)}, got "
            f"{tuple(queries.shape)}"
        )
    check_finite("queries", queries)
