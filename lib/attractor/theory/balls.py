"""Balls in many dimensions: their volume, and how much of exp(−‖x‖²) they hold.

Everything is a logarithm, since in a thousand dimensions neither survives as a float.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaln, hyp1f1

Radii = int | float | NDArray[np.float64]
Logarithms = np.float64 | NDArray[np.float64]

SMALLEST = 1e-290  # below this an incomplete gamma function loses digits


def log_ball_volume(dim: int, radius: Radii) -> Logarithms:
    r"""Logarithm of the volume of a ball of `radius` in `dim` dimensions.

    $$\log V_n(s) = \tfrac n2\log\pi - \log\Gamma(\tfrac n2+1) + n\log s$$

    `radius` s > 0, a number or an array. Raises `ValueError` on a radius that is not
    positive and on a `dim` below 1.
    """
    s = checked_radius(dim, radius)
    return dim / 2 * math.log(math.pi) - gammaln(dim / 2 + 1) + dim * np.log(s)


def log_ball_integral(dim: int, radius: Radii) -> Logarithms:
    r"""Logarithm of the integral of exp(−‖x‖²) over a ball of `radius`.

    $$\int_{\|x\|\le s} e^{-\|x\|^2}\,dx = \pi^{n/2}\,P(\tfrac n2, s^2)$$

    with P the regularized lower incomplete gamma function. The error of the integral
    is below 1e-10 of it up to 2,048 dimensions. `radius` s > 0, a number or an array,
    infinity too. Raises `ValueError` on a radius that is not positive and on a `dim`
    below 1.
    """
    s = checked_radius(dim, radius)
    with np.errstate(over="ignore", under="ignore"):
        squared = s**2
    share = log_regularized_gamma(dim / 2, squared, 2 * np.log(s))
    return dim / 2 * math.log(math.pi) + share


def printed_log_ball_integral(dim: int, radius: Radii) -> Logarithms:
    r"""The same integral as Niu et al. 2024 print it (eq. 12 and appendix C.2).

    $$2\pi^{n/2}\,\gamma(n, s)\,/\,\Gamma(\tfrac n2)$$

    It is what the integral becomes when exp(−t²) turns into exp(−t) on the way.
    Arguments and errors are those of `log_ball_integral`.
    """
    s = checked_radius(dim, radius)
    incomplete = log_regularized_gamma(float(dim), s, np.log(s)) + gammaln(dim)
    return math.log(2) + dim / 2 * math.log(math.pi) + incomplete - gammaln(dim / 2)


def unit_volume_radius(dim: int) -> float:
    r"""The radius at which a ball in `dim` dimensions has volume 1.

    $$s = \pi^{-1/2}\,\Gamma(\tfrac n2+1)^{1/n}$$

    Raises `ValueError` on a `dim` below 1.
    """
    checked_radius(dim, 1.0)
    return math.exp(float(gammaln(dim / 2 + 1)) / dim) / math.sqrt(math.pi)


def log_regularized_gamma(shape: float, x: Logarithms, log_x: Logarithms) -> Logarithms:
    r"""$\log P(a, x)$, by SciPy where P is a float, else by its series.

    $$P(a,x) = \frac{x^a e^{-x}}{\Gamma(a+1)}\;{}_1F_1(1;\,a+1;\,x)$$

    `log_x` is finite even where x itself is too small for a float.
    """
    share = gammainc(shape, x)
    tiny = share < SMALLEST
    near = np.where(tiny, x, 1.0)
    leading = shape * np.where(tiny, log_x, 0.0) - near - gammaln(shape + 1)
    series = leading + np.log(hyp1f1(1.0, shape + 1, near))
    return np.where(tiny, series, np.log(np.where(tiny, 1.0, share)))[()]


def checked_radius(dim: int, radius: Radii) -> NDArray[np.float64]:
    """`radius` as an array, or one `ValueError` about what is wrong."""
    if not 1 <= dim < math.inf:
        raise ValueError(f"dim must be at least 1 and finite, got {dim}")
    s = np.asarray(radius, dtype=np.float64)
    if not (s > 0).all():
        raise ValueError(f"radius must be positive, got {radius!r}")
    return s
