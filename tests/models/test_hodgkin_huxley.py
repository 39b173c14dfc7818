"""The squid axon against SciPy's integrators and the literature's numbers."""

import math

import numpy as np
import pytest
import torch
from scipy.integrate import solve_ivp
from torch import Tensor

from attractor.models import HodgkinHuxley, State, Trace, firing_rate, upcrossings

CELL = HodgkinHuxley()


def currents(*values: float) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


def naive_slope(_: float, y: np.ndarray, current: float) -> list[float]:
    """The equations typed again, from Hodgkin and Huxley with V = −65 − V₁₉₅₂."""
    v, n, m, h = y
    u = v + 65
    rates = {
        "n": (0.01 * (10 - u) / (np.exp((10 - u) / 10) - 1), 0.125 * np.exp(-u / 80)),
        "m": (0.1 * (25 - u) / (np.exp((25 - u) / 10) - 1), 4 * np.exp(-u / 18)),
        "h": (0.07 * np.exp(-u / 20), 1 / (np.exp((30 - u) / 10) + 1)),
    }
    gates = {"n": n, "m": m, "h": h}
    slopes = [a * (1 - gates[p]) - b * gates[p] for p, (a, b) in rates.items()]
    ionic = 36 * n**4 * (v + 77) + 120 * m**3 * h * (v - 50) + 0.3 * (v + 54.387)
    return [current - ionic, *slopes]


def oracle(current: float, duration: float, at: np.ndarray) -> np.ndarray:
    start = [value.item() for value in CELL.rest()]
    found = solve_ivp(
        naive_slope,
        (0, duration),
        start,
        args=(current,),
        t_eval=at,
        method="DOP853",
        rtol=1e-11,
        atol=1e-11,
    )
    return found.y


@pytest.fixture(scope="module")
def long_runs() -> Trace:
    """Currents around the threshold of sustained firing, for 1.5 s."""
    return CELL.simulate(currents(6.25, 6.27), 1500.0, dt=0.02, every=2)


def test_the_exact_rest_is_not_minus_65() -> None:
    rest = CELL.rest()
    assert rest.voltage.item() == pytest.approx(-64.996379, abs=1e-6)
    assert rest.n.item() == pytest.approx(0.31773240, abs=1e-8)
    assert rest.m.item() == pytest.approx(0.05295509, abs=1e-8)
    assert rest.h.item() == pytest.approx(0.59599412, abs=1e-8)


@pytest.mark.parametrize(
    ("e_leak", "rest"), [(-54.4, -64.999722), (-54.402, -65.000237)]
)
def test_other_leaks_that_are_in_use_rest_elsewhere(e_leak: float, rest: float) -> None:
    found = HodgkinHuxley(e_leak=e_leak).resting_potential()
    assert found.item() == pytest.approx(rest, abs=1e-6)


def test_nothing_changes_at_rest() -> None:
    held = torch.linspace(-20, 200, 45, dtype=torch.float64)
    for slope in CELL.derivative(CELL.rest(held), held):
        assert slope.abs().max() < 1e-10
    torch.testing.assert_close(CELL.steady_current(CELL.resting_potential(held)), held)


def test_a_cell_at_rest_stays_there() -> None:
    trace = CELL.simulate(0.0, 50.0)
    assert (trace.voltage - CELL.resting_potential()).abs().max() < 1e-9


@pytest.mark.parametrize("current", [2.0, 10.0, 60.0])
def test_runge_kutta_follows_scipy(current: float) -> None:
    trace = CELL.simulate_reference(current, 8.0, dt=0.02, every=10)
    expected = oracle(current, 8.0, trace.times.numpy())
    worst = [
        np.abs(mine.numpy() - right).max()
        for mine, right in zip(trace[1:], expected, strict=True)
    ]
    assert worst[0] < 3e-3
    assert max(worst[1:]) < 1e-5


def test_the_fast_integrator_approaches_scipy_as_its_step_shrinks() -> None:
    errors = []
    for dt in (0.02, 0.01, 0.005):
        trace = CELL.simulate(10.0, 30.0, dt=dt, every=round(1 / dt))
        expected = oracle(10.0, 30.0, trace.times.numpy())
        errors.append(np.abs(trace.voltage.numpy() - expected[0]).max())
    assert errors[0] < 0.6
    assert errors[1] < 0.6 * errors[0]
    assert errors[2] < 0.6 * errors[1]


def test_its_firing_rate_errs_with_the_square_of_the_step() -> None:
    reference = 1000 / 14.636210
    errors = [
        firing_rate(CELL.simulate(10.0, 160.0, dt=dt), after=80.0).item() - reference
        for dt in (0.04, 0.02)
    ]
    assert 3.5 < errors[0] / errors[1] < 4.5


def test_ten_microamperes_give_68_hertz() -> None:
    trace = CELL.simulate(10.0, 200.0, dt=0.01)
    assert firing_rate(trace, after=90.0).item() == pytest.approx(68.32, abs=0.005)
    found = upcrossings(trace.times, trace.voltage).times
    first = found[found.isfinite()][:3].tolist()
    assert first == pytest.approx([1.901232, 16.822652, 31.471888], abs=3e-3)


def test_6_25_dies_out_and_6_27_still_fires(long_runs: Trace) -> None:
    late = Trace(*(value[-10_001:] for value in long_runs))  # the last 400 ms
    counts = upcrossings(late.times, late.voltage).counts.tolist()
    assert counts[0] == 0
    assert counts[1] >= 19
    assert upcrossings(long_runs.times, long_runs.voltage).counts[0] > 0


def test_one_spike_takes_2_24() -> None:
    trace = CELL.simulate(currents(2.23, 2.25), 100.0)
    assert (trace.voltage.amax(0) > -20).tolist() == [False, True]


def test_at_8_the_cell_rests_or_fires_by_where_it_starts() -> None:
    still = CELL.simulate(8.0, 100.0, start=CELL.rest(8.0))
    moved = CELL.simulate(8.0, 100.0)
    assert upcrossings(still.times, still.voltage).counts == 0
    assert upcrossings(moved.times, moved.voltage).counts >= 5


def test_rest_is_lost_at_the_hopf_points() -> None:
    low, high = CELL.hopf_points()
    assert low.current == pytest.approx(9.775438, abs=1e-6)
    assert low.voltage == pytest.approx(-59.654144, abs=1e-6)
    assert low.frequency == pytest.approx(1000 * 0.586234 / math.tau, abs=1e-3)
    assert high.current == pytest.approx(154.522434, abs=1e-6)
    assert high.voltage == pytest.approx(-43.058092, abs=1e-6)


def test_growth_changes_sign_at_the_hopf_points() -> None:
    sides = CELL.resting_potential(currents(9.77, 9.78, 154.5, 154.6))
    assert (CELL.growth(sides) > 0).tolist() == [False, True, True, False]


def test_the_jacobian_is_the_derivatives_slope(generator: torch.Generator) -> None:
    voltage = -80 + 60 * torch.rand(7, generator=generator, dtype=torch.float64)
    gates = torch.rand(3, 7, generator=generator, dtype=torch.float64)
    state = State(voltage, *gates)
    found = CELL.jacobian(state)
    for column in range(4):
        nudge = 1e-6
        moved = [
            torch.stack(
                CELL.derivative(
                    state._replace(
                        **{State._fields[column]: state[column] + sign * nudge}
                    ),
                    0.0,
                ),
                -1,
            )
            for sign in (1, -1)
        ]
        slope = (moved[0] - moved[1]) / (2 * nudge)
        torch.testing.assert_close(found[..., column], slope, rtol=1e-5, atol=1e-6)


def test_a_simulation_can_be_continued() -> None:
    whole = CELL.simulate(10.0, 30.0)
    first = CELL.simulate(10.0, 12.0)
    second = CELL.simulate(10.0, 18.0, start=first.end)
    for all_at_once, continued in zip(whole.end, second.end, strict=True):
        torch.testing.assert_close(all_at_once, continued, rtol=1e-12, atol=1e-12)


def test_cells_in_a_batch_do_not_know_of_each_other() -> None:
    held = torch.linspace(0, 20, 6, dtype=torch.float64).reshape(2, 3)
    together = CELL.simulate(held, 20.0, every=10)
    assert together.voltage.shape == (201, 2, 3)
    alone = CELL.simulate(held[1, 2], 20.0, every=10)
    for batch, one in zip(together[1:], alone[1:], strict=True):
        torch.testing.assert_close(batch[:, 1, 2], one, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_number_of_threads_is_left_as_it_was(threads: int) -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    CELL.simulate(10.0, 0.1)
    after = torch.get_num_threads()
    torch.set_num_threads(before)
    assert after == threads


def test_every_keeps_samples_of_the_same_run() -> None:
    fine = CELL.simulate(10.0, 10.0)
    coarse = CELL.simulate(10.0, 10.0, every=25)
    torch.testing.assert_close(fine.voltage[::25], coarse.voltage, rtol=0, atol=0)
    torch.testing.assert_close(fine.times[::25], coarse.times)


def test_a_step_at_the_singular_voltages_is_finite() -> None:
    start = CELL.rest()._replace(voltage=currents(-55.0, -40.0))
    end = CELL.simulate(0.0, 0.01, start=start).end
    assert all(value.isfinite().all() for value in end)
    reference = CELL.simulate_reference(0.0, 0.01, start=start).end
    for fast, right in zip(end, reference, strict=True):
        torch.testing.assert_close(fast, right, rtol=1e-3, atol=1e-4)


def test_without_channels_the_membrane_is_a_leaky_capacitor() -> None:
    passive = HodgkinHuxley(g_na=0.0, g_k=0.0)
    trace = passive.simulate(3.0, 10.0, every=100)
    target, tau = -54.387 + 3.0 / 0.3, 1.0 / 0.3
    expected = target + (-54.387 - target) * torch.exp(-trace.times / tau)
    torch.testing.assert_close(trace.voltage, expected)
    assert passive.hopf_points() == []


def test_the_state_follows_dtype_and_device(device: torch.device) -> None:
    held = torch.full((2, 3), 10.0, device=device)
    trace = CELL.simulate(held, 0.2)
    for value in trace[1:]:
        assert value.shape == (21, 2, 3)
        assert value.dtype == torch.float32
        assert value.device.type == device.type


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"current": math.nan}, "current must be finite"),
        ({"current": torch.tensor(3)}, "current must be floating point"),
        ({"duration": -1.0}, "duration must be positive and finite, got -1.0"),
        ({"dt": 0.0}, "dt must be positive and finite, got 0.0"),
        ({"every": 0}, "every must be at least 1, got 0"),
        ({"duration": 10.005, "dt": 0.01}, "duration must be a whole number of kept"),
        (
            {"start": State(*torch.full((4,), torch.nan))},
            "start.voltage must be finite",
        ),
        (
            {"start": State(-65.0, 0.3, 0.1, 0.6)},
            "start.voltage must be a torch tensor, got float",
        ),
    ],
)
def test_it_says_in_one_sentence_what_it_cannot_simulate(
    arguments: dict, complaint: str
) -> None:
    given = {"current": 10.0, "duration": 10.0} | arguments
    with pytest.raises(ValueError, match=complaint):
        CELL.simulate(**given)


@pytest.mark.parametrize(
    ("constants", "complaint"),
    [
        ({"capacitance": 0.0}, "capacitance must be positive, got 0.0"),
        ({"g_leak": 0.0}, "g_leak must be positive, got 0.0"),
        ({"g_k": -1.0}, "g_k must be 0 or more, got -1.0"),
        ({"e_na": math.inf}, "e_na must be finite, got inf"),
    ],
)
def test_it_says_in_one_sentence_what_is_no_membrane(
    constants: dict, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        HodgkinHuxley(**constants)
