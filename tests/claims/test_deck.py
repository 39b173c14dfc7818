import math

import pytest
import torch

from attractor.claims.deck_hopfield import (
    GRID,
    PETERSEN,
    fire_together,
    largest_rise,
    share_at_rest,
)
from attractor.claims.deck_neurons import VOLTS, barrier_rates, open_share
from attractor.memory import hebbian_couplings
from attractor.models import opening_rates

PAIR = torch.tensor([[1.0, 1.0, -1.0, -1.0]], dtype=torch.float64)


def test_the_slogan_ties_only_the_units_that_fire() -> None:
    wires = fire_together(PAIR)
    assert wires[0, 1] == 0.25
    assert wires.sum() == 0.5


def test_a_stored_pattern_rests_and_a_broken_one_does_not() -> None:
    couplings = hebbian_couplings(PAIR)
    broken = torch.tensor([[1.0, 1.0, 1.0, -1.0]], dtype=torch.float64)
    assert share_at_rest(couplings, PAIR) == 1.0
    assert share_at_rest(couplings, torch.cat([PAIR, broken])) == 0.5


def test_one_way_wires_let_the_energy_rise() -> None:
    # Unit 0 copies unit 1, and unit 1 does what unit 0 does not.
    wires = torch.tensor([[0.0, 3.0], [-1.0, 0.0]], dtype=torch.float64)
    starts = torch.tensor([[1.0, 1.0], [1.0, -1.0]], dtype=torch.float64)
    assert largest_rise(wires, starts) > 0


def test_the_graphs_have_their_edges() -> None:
    assert PETERSEN.sum(0).tolist() == [3.0] * 10
    assert GRID.sum() == 48


@pytest.mark.parametrize("time", [1, 4])
def test_four_gates_alike_are_one_gate_four_times(time: int) -> None:
    share = 0.3 / 0.5 * -math.expm1(-0.5 * time)
    assert open_share(lambda n_open: 0.3, 0.2, time) == pytest.approx(share**4)


def test_in_the_end_helped_gates_balance_in_detail() -> None:
    # From k open gates to k + 1 with (4 − k) α 2^k, back with (k + 1) β.
    weights = [math.comb(4, k) * 1.5**k * 2 ** (k * (k - 1) // 2) for k in range(5)]
    long = open_share(lambda n_open: 0.3 * 2**n_open, 0.2, 200)
    assert long == pytest.approx(weights[4] / sum(weights))


def test_rates_over_a_barrier_start_and_end_with_the_measured_ones() -> None:
    for name, rate in opening_rates(VOLTS)._asdict().items():
        crossing = getattr(barrier_rates(VOLTS), name)
        assert crossing[[0, -1]].tolist() == pytest.approx(rate[[0, -1]].tolist())
