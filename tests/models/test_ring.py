"""The ring: equal to torch's attention for any number of hosts, in any order."""

import pytest
import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from attractor.models import (
    block_held,
    contiguous_order,
    ring_attention,
    ring_elements_sent,
    ring_utilization,
    ring_work,
    striped_order,
    zigzag_order,
)

ORDERS = {"striped": striped_order, "zigzag": zigzag_order}


def drawn(n_tokens: int, seed: int = 0) -> list[Tensor]:
    generator = torch.Generator().manual_seed(seed)
    shapes = (2, 2, n_tokens, 4), (2, 2, n_tokens, 4), (2, 2, n_tokens, 3)
    return [torch.randn(s, generator=generator, dtype=torch.float64) for s in shapes]


def worst(one: Tensor, other: Tensor) -> float:
    return float((one - other).abs().max())


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("n_hosts", range(1, 13))
def test_the_ring_is_torchs_attention(n_hosts: int, causal: bool) -> None:
    for width in (1, 4):
        rows = drawn(width * n_hosts)
        full = scaled_dot_product_attention(*rows, is_causal=causal)
        assert worst(ring_attention(*rows, n_hosts, causal), full) <= 1e-12


@pytest.mark.parametrize("order", ORDERS)
def test_who_holds_what_does_not_matter(order: str) -> None:
    rows = drawn(24)
    for n_hosts in (1, 3, 4, 12):
        for causal in (False, True):
            full = scaled_dot_product_attention(*rows, is_causal=causal)
            places = ORDERS[order](24, n_hosts)
            found = ring_attention(*rows, n_hosts, causal, places)
            assert worst(found, full) <= 1e-12


def test_the_order_is_seen_by_the_mask() -> None:
    rows = drawn(8)
    places = zigzag_order(8, 2)
    shuffled = [x[..., places, :] for x in rows]
    local = ring_attention(*shuffled, 2, True)[..., places.argsort(), :]
    assert worst(local, ring_attention(*rows, 2, True, places)) > 0.1


@pytest.mark.parametrize("causal", [False, True])
def test_gradients_go_through_the_ring(causal: bool) -> None:
    rows = [x.requires_grad_() for x in drawn(12)]
    upstream = drawn(12, seed=1)[2]
    through = torch.autograd.grad(
        (ring_attention(*rows, 3, causal, zigzag_order(12, 3)) * upstream).sum(), rows
    )
    full = scaled_dot_product_attention(*rows, is_causal=causal)
    expected = torch.autograd.grad((full * upstream).sum(), rows)
    for left, right in zip(through, expected, strict=True):
        assert worst(left, right) <= 1e-12


def test_large_scores_do_not_leave_the_range() -> None:
    queries, keys, values = drawn(12)
    full = scaled_dot_product_attention(1000 * queries, keys, values)
    assert worst(ring_attention(1000 * queries, keys, values, 4), full) <= 1e-11


def test_blocks_go_to_the_next_host_as_on_the_slide() -> None:
    # Host 1 sends to 2 and receives from 3, 2 sends to 3, 3 to 1; counted from 0 here.
    assert [block_held(0, step, 3) for step in range(3)] == [0, 2, 1]
    for n_hosts in (1, 2, 5):
        for host in range(n_hosts):
            held = [block_held(host, step, n_hosts) for step in range(n_hosts)]
            assert sorted(held) == list(range(n_hosts))
            for step in range(1, n_hosts):
                sender = (host - 1) % n_hosts
                assert held[step] == block_held(sender, step - 1, n_hosts)


def test_what_is_sent_is_counted() -> None:
    _, keys, values = (torch.zeros(2, 4, 48, 16) for _ in range(3))
    sent = {n_hosts: ring_elements_sent(keys, values, n_hosts) for n_hosts in (1, 2, 3)}
    assert sent == {1: 0, 2: 6144, 3: 8192}
    assert ring_elements_sent(keys, values, 4) == 3 * 2 * 2 * 12 * 4 * 16 == 9216


def test_orders_of_eight_tokens_by_hand() -> None:
    assert contiguous_order(4).tolist() == [0, 1, 2, 3]
    assert striped_order(8, 2).tolist() == [0, 2, 4, 6, 1, 3, 5, 7]
    assert zigzag_order(8, 2).tolist() == [0, 1, 6, 7, 2, 3, 4, 5]
    assert zigzag_order(8, 4).tolist() == [0, 7, 1, 6, 2, 5, 3, 4]


@pytest.mark.parametrize("n_hosts", [1, 2, 3, 6])
def test_a_causal_mask_idles_half_the_ring_and_zigzag_does_not(n_hosts: int) -> None:
    n_tokens = 24
    c = n_tokens // n_hosts
    blocks = ring_work(n_tokens, n_hosts)
    assert (blocks > 0).sum(1).tolist() == list(range(1, n_hosts + 1))
    in_steps = ring_utilization((blocks > 0).long())
    assert in_steps == pytest.approx((n_hosts + 1) / (2 * n_hosts))

    even = ring_work(n_tokens, n_hosts, zigzag_order(n_tokens, n_hosts))
    assert even[:, 0].tolist() == [c * (c + 1) // 2] * n_hosts
    assert even[:, 1:].tolist() == [[c * c // 2] * (n_hosts - 1)] * n_hosts
    assert ring_utilization(even) == 1

    stripes = ring_work(n_tokens, n_hosts, striped_order(n_tokens, n_hosts))
    assert ring_utilization(stripes) >= c / (c + 1)
    for work in (blocks, even, stripes):
        assert work.sum() == n_tokens * (n_tokens + 1) // 2


def test_four_hosts_use_five_eighths() -> None:
    assert ring_utilization((ring_work(16, 4) > 0).long()) == 0.625
    assert ring_utilization(ring_work(16, 4)) == 17 / 29  # in double precision


def test_the_ring_knows_shapes_without_values(device: torch.device) -> None:
    rows = [x.to(device) for x in drawn(6)]
    found = ring_attention(*rows, 3, True)
    assert found.shape == (2, 2, 6, 3)
    assert found.device.type == device.type


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses() -> None:
    rows = drawn(12)
    for n_hosts in (0, 5, 24):
        with pytest.raises(ValueError, match=f"divide the 12 tokens, got {n_hosts}"):
            ring_attention(*rows, n_hosts)
    with pytest.raises(ValueError, match="each place from 0 to 11 once"):
        ring_attention(*rows, 2, True, torch.zeros(12, dtype=torch.long))
    with pytest.raises(ValueError, match="queries and keys must be"):
        ring_attention(rows[0][..., :6, :], rows[1], rows[2], 2)
    with pytest.raises(ValueError, match="keys must be finite"):
        ring_attention(rows[0], rows[1] / 0, rows[2], 2)
    with pytest.raises(ValueError, match="n_tokens must be a multiple of 8"):
        zigzag_order(12, 4)
