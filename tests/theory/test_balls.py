"""Volumes and integrals over balls: by hand, against mpmath, and where they end."""

import math

import mpmath
import numpy as np
import pytest
from scipy.integrate import quad

from attractor.theory import (
    log_ball_integral,
    log_ball_volume,
    printed_log_ball_integral,
    unit_volume_radius,
)


def exact_log_integral(dim: int, radius: float) -> mpmath.mpf:
    """The logarithm by a series of 30 digits."""
    with mpmath.workdps(30):
        a, x = mpmath.mpf(dim) / 2, mpmath.mpf(radius) ** 2
        series = mpmath.hyp1f1(1, a + 1, x, maxterms=10**6)
        share = a * mpmath.log(x) - x - mpmath.loggamma(a + 1) + mpmath.log(series)
        return share + a * mpmath.log(mpmath.pi)


@pytest.mark.parametrize(
    ("dim", "radius", "value"),
    [
        (1, 1.0, math.sqrt(math.pi) * math.erf(1)),
        (2, 1.0, math.pi * (1 - math.exp(-1))),
        (3, 1.0, math.pi**1.5 * math.erf(1) - 2 * math.pi / math.e),
    ],
)
def test_small_dimensions_have_closed_forms(
    dim: int, radius: float, value: float
) -> None:
    assert math.exp(log_ball_integral(dim, radius)) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("dim", [1, 2, 3, 10, 100, 512, 1024, 2048])
@pytest.mark.parametrize("share", [1e-3, 0.1, 0.2587, 0.5, 0.7, 1.0])
def test_the_integral_is_right_to_ten_digits(dim: int, share: float) -> None:
    radius = share * math.sqrt(dim)
    difference = log_ball_integral(dim, radius) - exact_log_integral(dim, radius)
    assert abs(difference) <= 1e-10


@pytest.mark.parametrize("dim", [10_000, 100_000, 1_000_000])
@pytest.mark.parametrize("share", [1e-6, 1e-3, 0.1, 0.2587, 0.5, 0.7, 0.72])
def test_its_logarithm_is_right_to_ten_digits_in_a_million_dimensions(
    dim: int, share: float
) -> None:
    radius = share * math.sqrt(dim)
    exact = exact_log_integral(dim, radius)
    assert abs(log_ball_integral(dim, radius) / exact - 1) <= 1e-10


@pytest.mark.parametrize("dim", [1, 10, 1024, 2048])
@pytest.mark.parametrize("share", [1e-6, 1e-3, 0.1, 0.2587, 0.7])
def test_the_printed_integral_is_as_right_as_the_right_one(
    dim: int, share: float
) -> None:
    radius = share * math.sqrt(dim)
    with mpmath.workdps(50):
        a, s, half = mpmath.mpf(dim), mpmath.mpf(radius), mpmath.mpf(dim) / 2
        incomplete = a * mpmath.log(s) - s - mpmath.log(a)
        incomplete += mpmath.log(mpmath.hyp1f1(1, a + 1, s))
        exact = mpmath.log(2) + half * mpmath.log(mpmath.pi) + incomplete
        exact -= mpmath.loggamma(half)
    assert abs(printed_log_ball_integral(dim, radius) - exact) <= 1e-10


def test_no_radius_is_too_large_or_too_small() -> None:
    radii = np.array([1e-300, 1e-200, 1e-12, 1e3, 1e12, 1e200, math.inf])
    for dim in (1, 1024, 1_000_000):
        assert np.isfinite(log_ball_integral(dim, radii)).all()
        assert (np.diff(log_ball_integral(dim, radii)) >= 0).all()
        small = log_ball_integral(dim, 1e-300)
        assert small == pytest.approx(log_ball_volume(dim, 1e-300), rel=1e-14)


@pytest.mark.parametrize("dim", [1, 4, 30])
def test_quadrature_over_shells_gives_the_integral(dim: int) -> None:
    def shell(r: float) -> float:
        surface = math.log(dim) + float(log_ball_volume(dim, 1.0))
        return math.exp(surface + (dim - 1) * math.log(r) - r * r)

    value, _ = quad(shell, 0, 2.0, epsabs=0, epsrel=1e-12)
    assert math.exp(log_ball_integral(dim, 2.0)) == pytest.approx(value, rel=1e-10)


def test_the_whole_space_holds_a_gaussian() -> None:
    for dim in (1, 7, 1024):
        whole = dim / 2 * math.log(math.pi)
        assert log_ball_integral(dim, math.inf) == pytest.approx(whole, rel=1e-15)


def test_the_integral_lies_between_the_volume_and_its_lowest_height() -> None:
    for dim in (1, 3, 64, 4096):
        radius = np.geomspace(1e-2, 3.0, 40)
        volume = log_ball_volume(dim, radius)
        integral = log_ball_integral(dim, radius)
        assert (integral <= volume + 1e-9).all()
        assert (integral >= volume - radius**2 - 1e-9).all()


@pytest.mark.parametrize(
    ("dim", "radius", "value"),
    [
        (1, 1.0, 1.26424111766),
        (3, 1.0, 2.0181942329),
        (3, 3.0, 14.4968144292),
        (10, 3.0, 10202.4640385),
    ],
)
def test_the_printed_integral_is_what_the_paper_writes(
    dim: int, radius: float, value: float
) -> None:
    with mpmath.workdps(30):
        incomplete = mpmath.gammainc(dim, 0, radius)
        formula = 2 * mpmath.pi ** (dim / 2) * incomplete / mpmath.gamma(dim / 2)
    printed = math.exp(printed_log_ball_integral(dim, radius))
    assert printed == pytest.approx(float(formula), rel=1e-12)
    assert printed == pytest.approx(value, rel=1e-10)


def test_in_a_thousand_dimensions_the_printed_integral_is_off_by_many_orders() -> None:
    radius = math.sqrt(1024 / (2 * math.pi * math.e))
    right = log_ball_integral(1024, radius)
    assert right == pytest.approx(-63.8690406743, abs=1e-9)
    factor = printed_log_ball_integral(1024, radius) - right
    assert factor == pytest.approx(52.0952967126, abs=1e-9)


@pytest.mark.parametrize(
    ("dim", "radius"),
    [
        (2, 1 / math.sqrt(math.pi)),
        (1024, 7.77365914842),
        (768, 6.73977988738),
        (1024**2, 247.779795067),
    ],
)
def test_a_ball_of_volume_one(dim: int, radius: float) -> None:
    assert unit_volume_radius(dim) == pytest.approx(radius, rel=1e-11)
    assert log_ball_volume(dim, unit_volume_radius(dim)) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("radius", [0.0, -1.0, math.nan])
def test_a_radius_that_is_not_positive_is_refused(radius: float) -> None:
    for function in (log_ball_volume, log_ball_integral, printed_log_ball_integral):
        with pytest.raises(ValueError, match="radius must be positive"):
            function(3, radius)


def test_a_ball_needs_a_dimension() -> None:
    with pytest.raises(ValueError, match="dim must be at least 1"):
        log_ball_volume(0, 1.0)
    with pytest.raises(ValueError, match="dim must be at least 1"):
        unit_volume_radius(0)
