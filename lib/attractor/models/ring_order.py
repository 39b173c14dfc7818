"""Who holds which tokens in a ring, and how much a causal mask leaves to do.

An order lists the places of the text host by host: the first n_tokens/P are host 0's.
"""

import torch
from jaxtyping import Int
from torch import Tensor

from attractor.memory.arguments import check_tensor

Order = Int[Tensor, " n_tokens"]
Work = Int[Tensor, "n_hosts n_steps"]


def contiguous_order(n_tokens: int) -> Order:
    """Neighbors together: host 0 has the beginning of the text, the last its end."""
    return torch.arange(n_tokens)


def striped_order(n_tokens: int, n_hosts: int) -> Order:
    """Dealt like cards: host h has h, h + P, h + 2P, ... Brandon et al. 2023."""
    check_hosts(n_tokens, n_hosts)
    return torch.arange(n_tokens).view(-1, n_hosts).mT.flatten()


def zigzag_order(n_tokens: int, n_hosts: int) -> Order:
    """Of 2P chunks host h has the h-th from the front and the h-th from the back.

    An early chunk has little to do under a causal mask and a late one much; together
    they make every host's work the same. Raises `ValueError` where 2P does not divide
    the tokens.
    """
    check_hosts(n_tokens, n_hosts)
    if n_tokens % (2 * n_hosts):
        raise ValueError(
            f"n_tokens must be a multiple of {2 * n_hosts}, two chunks for each host, "
            f"got {n_tokens}"
        )
    chunks = torch.arange(n_tokens).view(2 * n_hosts, -1)
    return torch.stack([chunks[:n_hosts], chunks.flip(0)[:n_hosts]], 1).flatten()


def ring_work(n_tokens: int, n_hosts: int, order: Order | None = None) -> Work:
    """Pairs of query and key that a causal mask leaves, by host and step.

    Row h, column r counts what host h may see of the block that it holds at step r. All
    of it adds up to n_tokens (n_tokens + 1)/2. Blocks of neighbors where `order` is not
    given.
    """
    check_hosts(n_tokens, n_hosts)
    order = contiguous_order(n_tokens) if order is None else order
    check_order(order, n_tokens)
    places = order.view(n_hosts, -1)
    hosts = torch.arange(n_hosts)
    held = places[(hosts[:, None] - hosts) % n_hosts]
    return (places[:, None, :, None] >= held[:, :, None, :]).sum((-1, -2))


def ring_utilization(work: Work) -> float:
    """Share of the hosts' time that is work, when each step waits for its slowest.

    Where any block at all costs a full step, as in an engine that masks what it has
    computed, pass `(work > 0).long()`: blocks of neighbors then use (P + 1)/(2P).
    """
    return int(work.sum()) / (len(work) * int(work.amax(0).sum()))


def check_hosts(n_tokens: int, n_hosts: int) -> None:
    """Raise `ValueError` unless `n_hosts` hosts can share the tokens evenly."""
    if n_hosts < 1 or n_tokens < 1 or n_tokens % n_hosts:
        raise ValueError(
            f"n_hosts must be 1 or more and divide the {n_tokens} tokens, got {n_hosts}"
        )


def check_order(order: Tensor, n_tokens: int) -> None:
    """Raise `ValueError` unless `order` has each place from 0 once."""
    check_tensor("order", order)
    places = torch.arange(n_tokens, device=order.device)
    if order.shape != (n_tokens,) or not torch.equal(order.sort().values, places):
        raise ValueError(
            f"order must hold each place from 0 to {n_tokens - 1} once, got shape "
            f"{tuple(order.shape)}"
        )
