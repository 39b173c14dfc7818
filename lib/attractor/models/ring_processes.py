"""Ring attention between real processes, over torch.distributed.

The same engine runs on one machine with gloo and on several GPUs with NCCL: it talks
only to the process group that it finds.
"""

import multiprocessing
from multiprocessing import connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import torch
from jaxtyping import Int
from torch import Tensor, distributed

from attractor.models.attention import Keys, Queries, Values
from attractor.models.ring import attention_part, block_held, check_tokens, empty_part
from attractor.models.ring_order import check_hosts, check_order, contiguous_order
from attractor.models.softmax_parts import merge_softmax, softmax_mean

Order = Int[Tensor, " n_tokens"]
PATIENCE = 300  # seconds, for processes that import torch on a busy machine


class RingShare(NamedTuple):
    """What one host ends with, and how many numbers it sent on the way."""

    outputs: Tensor
    elements_sent: int


class RingOutcome(NamedTuple):
    """Attention for all tokens, and what each host sent."""

    outputs: Tensor
    elements_sent: list[int]


@torch.no_grad()
def ring_attention_share(
    queries: Queries,
    keys: Keys,
    values: Values,
    causal: bool = False,
    order: Order | None = None,
) -> RingShare:
    """This host's share of the attention; every process of the group calls it.

    `queries`, `keys` and `values` (*batch, n_tokens/P, dim) are this host's own rows of
    `order`, which is the whole text's. The block in hand is on its way to the next host
    while it is computed with, and the last one stays. Forward only: no gradients.
    """
    host, n_hosts = distributed.get_rank(), distributed.get_world_size()
    n_tokens = check_tokens(queries, keys, values) * n_hosts
    order = contiguous_order(n_tokens) if order is None else order
    check_order(order, n_tokens)
    places = order.to(queries.device).chunk(n_hosts)
    part, sent = empty_part(queries, values), 0
    parcel = torch.cat([keys.flatten(), values.flatten()])
    for step in range(n_hosts):
        incoming, transfers = torch.empty_like(parcel), []
        if step < n_hosts - 1:
            transfers = _pass_on(parcel, incoming, host, n_hosts)
            sent += parcel.numel()
        held = parcel[: keys.numel()].view(keys.shape)
        answers = parcel[keys.numel() :].view(values.shape)
        seen = places[block_held(host, step, n_hosts)]
        mask = places[host][:, None] >= seen if causal else None
        part = merge_softmax(part, attention_part(queries, held, answers, mask))
        for transfer in transfers:
            transfer.wait()
        parcel = incoming
    return RingShare(softmax_mean(part), sent)


def ring_over_processes(
    queries: Queries,
    keys: Keys,
    values: Values,
    n_hosts: int,
    causal: bool = False,
    order: Order | None = None,
) -> RingOutcome:
    """`ring_attention` with a process for each host, on this machine, through gloo.

    Shapes, order and errors as `ring_attention`; runs on the processor. `RuntimeError`
    if a process ends with an error. A script must call it below
    `if __name__ == "__main__":`, since the processes import the script, too.
    """
    n_tokens = check_tokens(queries, keys, values)
    check_hosts(n_tokens, n_hosts)
    order = contiguous_order(n_tokens) if order is None else order
    check_order(order, n_tokens)
    with TemporaryDirectory() as folder:
        rows = {"queries": queries, "keys": keys, "values": values}
        given = {name: part.detach().cpu() for name, part in rows.items()}
        torch.save({**given, "order": order, "causal": causal}, Path(folder, "given"))
        _start_and_wait(n_hosts, folder)
        shares = [torch.load(Path(folder, f"host-{host}")) for host in range(n_hosts)]
    outputs = torch.cat([share["outputs"] for share in shares], -2)
    sent = [share["sent"] for share in shares]
    return RingOutcome(outputs[..., order.argsort(), :].to(queries.device), sent)


def _pass_on(
    parcel: Tensor, incoming: Tensor, host: int, n_hosts: int
) -> list[distributed.Work]:
    send = distributed.P2POp(distributed.isend, parcel, (host + 1) % n_hosts)
    take = distributed.P2POp(distributed.irecv, incoming, (host - 1) % n_hosts)
    return distributed.batch_isend_irecv([send, take])


def _start_and_wait(n_hosts: int, folder: str) -> None:
    # A server that has torch imported already: the hosts are copies of it.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    hosts = [
        context.Process(target=_be_host, args=(host, n_hosts, folder))
        for host in range(n_hosts)
    ]
    for process in hosts:
        process.start()
    # One that fails leaves the others waiting for its block: ask for the first to end.
    running = hosts
    while running and all(not process.exitcode for process in hosts):
        if not connection.wait([process.sentinel for process in running], PATIENCE):
            break
        running = [process for process in running if process.exitcode is None]
    failed = [host for host, process in enumerate(hosts) if process.exitcode != 0]
    for process in hosts:
        process.kill()
        process.join()
    if failed:
        raise RuntimeError(f"hosts {failed} of the ring gave no answer")


def _be_host(host: int, n_hosts: int, folder: str) -> None:
    torch.set_num_threads(1)
    given = torch.load(Path(folder, "given"))
    distributed.init_process_group(
        "gloo",
        init_method=Path(folder, "meeting").as_uri(),
        rank=host,
        world_size=n_hosts,
    )
    order = given["order"]
    own = order.chunk(n_hosts)[host]
    queries, keys, values = (
        given[name][..., own, :] for name in ("queries", "keys", "values")
    )
    share = ring_attention_share(queries, keys, values, given["causal"], order)
    torch.save(
        {"outputs": share.outputs, "sent": share.elements_sent},
        Path(folder, f"host-{host}"),
    )
    distributed.destroy_process_group()
