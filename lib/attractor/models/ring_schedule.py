"""When each host of a ring works and when it waits, in a model of its time.

A model and no measurement: working with a block takes as long as it is said to, and so
does sending one, and nothing else takes any time.
"""

from typing import Literal, NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor

Times = Float[Tensor, "n_hosts n_steps"]


class RingSchedule(NamedTuple):
    """When each host begins and ends its work of each step."""

    begins: Times
    ends: Times


def ring_schedule(
    work: Times, sending: int | float, passed_on: Literal["at once", "when done"]
) -> RingSchedule:
    """When work that takes `work` (host, step) is done, a block needing `sending`.

    A block is passed on "at once", while it is worked with, or "when done". It sets out
    when the next host has begun the same step, since only then is there a place to put
    it. A host goes on when its work is done, the next block has come and its own has
    gone; after the last step nothing is sent. The unit of time is that of `work`.
    Raises `ValueError` on times that are negative or not finite.
    """
    check_tensor("work", work)
    check_finite("work", work)
    if work.ndim != 2 or (not work.is_meta and bool((work < 0).any())):
        raise ValueError("work must be times (n_hosts, n_steps), none below 0")
    if not 0 <= sending < float("inf"):
        raise ValueError(f"sending must be a time, 0 or more, got {sending}")
    begins, ends = [work.new_zeros(len(work))], [work[:, 0]]
    for step in range(1, work.shape[1]):
        ready = begins[-1] if passed_on == "at once" else ends[-1]
        gone = torch.maximum(ready, begins[-1].roll(-1)) + sending  # from h to h + 1
        begins.append(torch.stack([ends[-1], gone, gone.roll(1)]).amax(0))
        ends.append(begins[-1] + work[:, step])
    return RingSchedule(torch.stack(begins, 1), torch.stack(ends, 1))
