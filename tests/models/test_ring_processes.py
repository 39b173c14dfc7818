"""The ring between real processes: two and three of them give what one gives."""

import pytest
import torch
from torch import Tensor, distributed
from torch.nn.functional import scaled_dot_product_attention

from attractor.models import ring_elements_sent, ring_over_processes, zigzag_order

pytestmark = pytest.mark.skipif(
    not (distributed.is_available() and distributed.is_gloo_available()),
    reason="this torch comes without gloo",
)


def drawn() -> list[Tensor]:
    generator = torch.Generator().manual_seed(0)
    return [
        torch.randn(2, 4, 48, 16, generator=generator, dtype=torch.float64)
        for _ in range(3)
    ]


def test_two_and_three_processes_give_what_one_gives() -> None:
    rows = drawn()
    full = scaled_dot_product_attention(*rows, is_causal=True)
    two = ring_over_processes(*rows, 2, True)
    three = ring_over_processes(*rows, 3, True, zigzag_order(48, 3))
    for outcome, n_hosts, due in ((two, 2, 6144), (three, 3, 8192)):
        assert (outcome.outputs - full).abs().max() <= 1e-12
        assert outcome.elements_sent == [due] * n_hosts
        assert ring_elements_sent(*rows[1:], n_hosts) == due


def test_hosts_that_fail_are_not_waited_for() -> None:
    queries, keys, values = drawn()
    with pytest.raises(RuntimeError, match="of the ring gave no answer"):
        # No host can multiply single with double precision.
        ring_over_processes(queries.float(), keys, values, 2)


@pytest.mark.usefixtures("as_readers_call")
def test_it_refuses_before_it_starts_a_process() -> None:
    with pytest.raises(ValueError, match="divide the 48 tokens, got 5"):
        ring_over_processes(*drawn(), 5)
