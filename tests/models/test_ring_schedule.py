"""When the hosts of a ring work: by hand, and what must hold for any times."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from attractor.models import ring_schedule, ring_utilization, ring_work

ONES = torch.ones(3, 3, dtype=torch.float64)


def test_three_hosts_by_hand() -> None:
    begins, ends = ring_schedule(ONES, 0.5, "at once")
    assert begins.tolist() == [[0, 1, 2]] * 3
    assert ends.tolist() == [[1, 2, 3]] * 3
    begins, ends = ring_schedule(ONES, 0.5, "when done")
    assert begins.tolist() == [[0, 1.5, 3]] * 3
    assert ends[:, -1].tolist() == [4] * 3


def test_a_slow_link_sets_the_pace() -> None:
    assert ring_schedule(ONES, 2, "at once").ends.amax() == 5
    assert ring_schedule(ONES, 2, "when done").ends.amax() == 7


@settings(max_examples=20)
@given(st.integers(1, 6), st.integers(1, 4), st.floats(0, 50))
def test_who_waits_for_a_block_never_ends_sooner(
    n_hosts: int, share: int, sending: float
) -> None:
    work = ring_work(share * n_hosts, n_hosts).double()
    early = ring_schedule(work, sending, "at once")
    late = ring_schedule(work, sending, "when done")
    assert (early.ends <= late.ends + 1e-9).all()
    for begins, ends in (early, late):
        torch.testing.assert_close(ends - begins, work)
        assert (begins[:, 1:] >= ends[:, :-1]).all()
        assert ends.amax() >= (n_hosts - 1) * sending


def test_without_transfer_the_time_in_use_is_the_rings_utilization() -> None:
    work = ring_work(24, 4).double()
    end = ring_schedule(work, 0, "at once").ends.amax().item()
    used = work.sum().item() / (4 * end)
    assert used == pytest.approx(ring_utilization(ring_work(24, 4)), rel=1e-12)


def test_times_have_shapes_without_values(device: torch.device) -> None:
    found = ring_schedule(torch.ones(2, 2, device=device), 1, "at once")
    assert found.ends.shape == (2, 2)
    assert found.ends.device.type == device.type


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses() -> None:
    with pytest.raises(ValueError, match="sending must be a time, 0 or more"):
        ring_schedule(ONES, -1, "at once")
    with pytest.raises(ValueError, match="work must be times"):
        ring_schedule(-ONES, 1, "at once")
    with pytest.raises(ValueError, match="work must be finite"):
        ring_schedule(ONES / 0, 1, "at once")
