"""The deck's slide on ring attention: who sends to whom, when, and who waits."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.models import (
    block_held,
    ring_schedule,
    ring_utilization,
    ring_work,
    zigzag_order,
)

CHAPTER = "transformer/ring-attention"
RING = "The deck, slide “Step 3: Ring-Based Communication and Overlapping”"
N_HOSTS = 3
AROUND = {1: 2, 2: 3, 3: 1}
TOKENS = 24


def every_block_comes(receivers: Mapping[int, int] = AROUND) -> Evidence:
    """Pass blocks to the receivers: from whom each host takes, and what it meets."""
    senders = {receiver: sender for sender, receiver in receivers.items()}
    held = {host: host for host in receivers}
    met = {host: {host} for host in receivers}
    for _ in range(len(receivers) - 1):
        held = {host: held[senders[host]] for host in receivers}
        for host, block in held.items():
            met[host].add(block)
    return Evidence(
        printed=(
            Comparison("host 1 receives from host", senders[1], "=", 3),
            Comparison("host 2 receives from host", senders[2], "=", 1),
            Comparison("host 3 receives from host", senders[3], "=", 2),
            *(
                Comparison(f"blocks that host {host} meets", len(met[host]), "=", 3)
                for host in receivers
            ),
            Comparison(
                "whose block the package's ring brings to host 1 first",
                block_held(0, 1, N_HOSTS) + 1,
                "=",
                senders[1],
            ),
        )
    )


def waiting(passed_on: Literal["at once", "when done"]) -> float:
    """Time that a host waits in a pass, a block's work as unit, sending half of it."""
    work = torch.ones(N_HOSTS, N_HOSTS, dtype=torch.float64)
    ends = ring_schedule(work, 0.5, passed_on).ends
    return ends.amax().item() - N_HOSTS


def block_is_passed(
    passed_on: Literal["at once", "when done"] = "when done",
) -> Evidence:
    """How long a host waits if blocks set out as said, and if they do at once."""
    said, early = waiting(passed_on), waiting("at once")
    hidden = Comparison("waiting, passed on at once", early, "=", 0, 1e-12)
    return Evidence(
        printed=(Comparison("waiting, passed on as said", said, "=", 0, 1e-12),),
        core=(hidden,),
        corrected=(hidden,),
    )


def masked_work(order: Tensor | None = None) -> Tensor:
    """Pairs by host and step under the look-ahead mask."""
    return ring_work(TOKENS, N_HOSTS, order)


def unmasked_work() -> Tensor:
    """Pairs by host and step where every query sees every key."""
    return torch.full((N_HOSTS, N_HOSTS), (TOKENS // N_HOSTS) ** 2)


def little_idle_time(masked: bool = True) -> Evidence:
    """The share of the hosts' time that is work, if transfers take no time at all."""
    used = ring_utilization(masked_work() if masked else unmasked_work())
    dealt = ring_utilization(masked_work(zigzag_order(TOKENS, N_HOSTS)))
    even = Comparison("time in use, dealt in a zig-zag", dealt, "=", 1, 1e-12)
    return Evidence(
        printed=(Comparison("time in use", used, "=", 1, 1e-12),),
        core=(even,),
        corrected=(even,),
    )


CLAIMS = (
    Claim(
        "deck-ring-neighbors",
        RING,
        "Host 1 sends to host 2 and receives from host 3, host 2 sends to 3 and"
        " receives from 1, host 3 sends to 1 and receives from 2; so each gradually"
        " gets the keys and values of all blocks.",
        "Three hosts, a block each.",
        "holds",
        "",
        CHAPTER,
        every_block_comes,
        Variant(
            "hosts 1 and 2 swap, host 3 keeps its own",
            partial(every_block_comes, {1: 2, 2: 1, 3: 3}),
        ),
    ),
    Claim(
        "deck-ring-passing",
        RING,
        "Once a host finishes processing its block, it begins to pass its keys and"
        " values on; this is overlapped with computation.",
        "Sending a block takes half as long as working with it; nothing else takes"
        " time.",
        "holds with a correction",
        "A block is passed on while it is worked with. Passed on when it is done with,"
        " it travels while both hosts wait.",
        CHAPTER,
        block_is_passed,
        Variant("passed on at once", partial(block_is_passed, "at once")),
    ),
    Claim(
        "deck-ring-idle",
        RING,
        "The process is overlapped with computation, ensuring minimal idle time.",
        "The look-ahead mask of a GPT; each host has neighboring tokens; transfers take"
        " no time.",
        "holds with a correction",
        "Overlap hides the transfers. Under the mask hosts idle for another reason, as"
        " much as half of the time, unless early and late tokens are dealt out evenly.",
        CHAPTER,
        little_idle_time,
        Variant("without the mask", partial(little_idle_time, False)),
    ),
)
