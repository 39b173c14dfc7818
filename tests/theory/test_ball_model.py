"""The model of equal balls: its partition function, Z = 1, and two losses."""

import math

import pytest
from scipy.integrate import quad

from attractor.theory import (
    ball_model_cross_entropy,
    log_partition,
    printed_loss,
    unit_partition_radius,
)


@pytest.mark.parametrize(
    ("n_patterns", "dim", "radius"),
    [
        (1, 1, 0.551039427609),
        (10, 1, 0.050041739741),
        (1, 2, 0.619015430315),
        (10, 2, 0.179857188934),
        (100, 10, 0.591495605637),
        (1, 1024, 8.3155508766),
        (8_013_769, 1024, 8.16808789195),
        (1e12, 1024, 8.06141059711),
        (87_891, 786_432, 229.43577516),
        (8_013_769, 1_048_576, 264.928743875),
    ],
)
def test_some_radius_makes_the_partition_function_one(
    n_patterns: float, dim: int, radius: float
) -> None:
    found = unit_partition_radius(n_patterns, dim)
    assert found == pytest.approx(radius, rel=1e-11)
    assert log_partition(n_patterns, dim, found) == pytest.approx(0, abs=1e-6)


def test_in_the_plane_the_radius_has_a_closed_form() -> None:
    for n_patterns in (1, 10, 1000):
        closed = math.sqrt(-math.log(1 - 1 / (math.pi * n_patterns)))
        found = unit_partition_radius(n_patterns, 2)
        assert found == pytest.approx(closed, rel=1e-13)


def test_the_radius_grows_like_the_root_of_the_dimension() -> None:
    share = unit_partition_radius(1, 1_000_000) / 1000
    assert share == pytest.approx(0.2587219083, rel=1e-4)


@pytest.mark.parametrize(
    ("radius", "right", "printed"),
    [
        (0.1, -1.612766804, 3.403905389),
        (0.5, -0.080600683, 1.003337292),
        (1.0, 0.401221628, 1.070723292),
        (math.inf, 0.5 * math.log(math.pi), 1.136554526),
    ],
)
def test_one_pattern_on_the_line_has_a_loss_below_one(
    radius: float, right: float, printed: float
) -> None:
    loss = ball_model_cross_entropy(1, 1, radius)
    assert loss == pytest.approx(right, abs=1e-9)
    partition = math.exp(log_partition(1, 1, radius))
    assert printed_loss(partition) == pytest.approx(printed, abs=1e-9)


def test_the_loss_is_what_the_density_gives_by_quadrature() -> None:
    patterns, radius = (0.0, 10.0), 0.3

    def height(x: float) -> float:
        return math.exp(-min((x - p) ** 2 for p in patterns))

    z = sum(quad(height, p - radius, p + radius, epsrel=1e-13)[0] for p in patterns)
    assert z == pytest.approx(1.164951531, abs=1e-9)
    loss = -sum(math.log(height(p) / z) for p in patterns) / len(patterns)
    assert ball_model_cross_entropy(2, 1, radius) == pytest.approx(loss, rel=1e-12)


def test_the_printed_loss_is_at_least_one_and_one_at_one() -> None:
    assert printed_loss(1.0) == 1.0
    assert min(printed_loss(z / 100) for z in range(1, 1000)) == 1.0
    assert printed_loss(2.0, 4, math.log(4)) == pytest.approx(printed_loss(2.0))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: log_partition(0, 2, 1.0), "n_patterns must be at least 1"),
        (lambda: unit_partition_radius(math.nan, 2), "n_patterns must be at least 1"),
        (lambda: log_partition(3, 2, 0.0), "radius must be positive"),
        (lambda: printed_loss(0.0), "partition must be positive"),
        (lambda: printed_loss(1.0, 0), "n_layers must be at least 1"),
        (lambda: printed_loss(1.0, 2, 0.7), "c must be from 0 to log n_layers"),
        (lambda: ball_model_cross_entropy(2, 1, math.inf), "radius must be finite"),
    ],
)
def test_what_makes_no_model_is_refused(call: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()  # type: ignore[operator]
