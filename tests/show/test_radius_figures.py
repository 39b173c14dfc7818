"""The figures of the chapter on the radius: what they draw, in which words."""

import numpy as np
import pytest

from attractor.show import (
    control_distances,
    dimensions_by_cloud,
    distance_by_count,
    distance_by_factor,
    falls_by_count,
    neighbor_histograms,
    same_token_shares,
)
from attractor.show.template import LIGHT

COUNTS, CLOUDS = [500, 1000, 2000], ["trained", "shuffled"]
FIGURES = {
    "histograms": lambda: neighbor_histograms(
        [0, 1, 2], {"25 %": [3, 1], "100 %": [6, 10]}, {"r": 2.74}, "Two outlines."
    ),
    "by count": lambda: distance_by_count(
        COUNTS,
        {"mean": [3, 2, 1], "median": [2.5, 1.5, 0.5]},
        (COUNTS, [12.0, 11.8, 11.7]),
        "Three curves.",
    ),
    "falls": lambda: falls_by_count(
        COUNTS, {"trained": [1, 0.8, 0.7]}, {"k = 5": [1, 0.87, 0.76]}, "Falling."
    ),
    "controls": lambda: control_distances(
        CLOUDS, {"nearest": [0.5, 12], "noise": [11, 0]}, {"r": 2.74}, "Two rows."
    ),
    "factors": lambda: distance_by_factor(
        [1, 3], {"mean": [0.5, 1.5]}, {"2r": 5.5}, "A line."
    ),
    "dimensions": lambda: dimensions_by_cloud(CLOUDS, [5.6, np.nan], 128, "Two bars."),
    "tokens": lambda: same_token_shares(
        CLOUDS, {"last": [0.98, 0.06], "next": [0.2, 0.05]}, {"chance": 0.055}, "Bars."
    ),
}


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_has_words_and_palette_colors_only(name):
    chart = FIGURES[name]()
    assert len(chart.layout.meta["alt"]) > 3
    for trace in chart.data:
        line = getattr(trace, "line", None)
        colors = {trace.marker.color, line.color if line else None}
        assert colors - {None} <= set(LIGHT.values())


def test_histograms_are_shares_whatever_the_size_of_the_sample():
    quarter, whole = FIGURES["histograms"]().data
    assert quarter.y == (0.75, 0.25, 0.0)
    assert whole.y == (0.375, 0.625, 0.0)
    assert quarter.line.shape == "hv"


def test_far_outliers_do_not_stretch_the_axis():
    counts = {"100 %": [900, 99, 0, 1]}
    chart = neighbor_histograms([0, 1, 2, 50, 99], counts, {}, "One outlier.")
    assert list(chart.layout.xaxis.range) == [0.0, 2.08]


def test_the_curve_of_noise_comes_first_and_has_no_marks():
    theory, mean, median = FIGURES["by count"]().data
    assert theory.mode == "lines" and mean.mode == median.mode == "lines+markers"
    assert list(theory.y) == [12.0, 11.8, 11.7]


def test_rows_stand_in_reading_order_and_zero_has_no_mark():
    chart = FIGURES["controls"]()
    assert list(chart.layout.yaxis.ticktext) == ["shuffled", "trained"]
    nearest, noise = chart.data
    assert list(nearest.x) == [12.0, 0.5]
    assert list(noise.x) == [None, 11.0]


def test_a_dimension_that_is_not_defined_says_so():
    bars = FIGURES["dimensions"]().data[0]
    assert list(bars.y) == ["shuffled", "trained"]
    assert list(bars.text) == ["none", "5.6"]


def test_levels_on_a_logarithmic_axis_stand_at_their_value():
    chart = FIGURES["factors"]()
    assert chart.layout.shapes[0].y0 == 5.5
    assert chart.layout.annotations[0].y == pytest.approx(np.log10(5.5), rel=1e-4)
