"""The figures of the chapter on learning: what they draw, and in which words."""

import numpy as np
import pytest

from attractor.show import (
    activations_and_slopes,
    broken_line,
    class_map,
    cosines_by_depth,
    error_by_width,
    gradients_by_lead,
    losses_by_angle,
    losses_by_start,
    separating_lines,
    sizes_by_depth,
)
from attractor.show.template import LIGHT

GRID = np.linspace(0, 1, 5)
CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]
AND = [-1, -1, -1, 1]
PATH = [[0, 0, 0], [0, 0, -1], [1, 1, 0], [2, 2, -3]]
FIGURES = {
    "separating_lines": lambda: separating_lines(CORNERS, AND, PATH),
    "broken_line": lambda: broken_line(GRID, GRID, GRID, (0.0, 0.5)),
    "error_by_width": lambda: error_by_width([4, 16], [0.2, 0.02], [0.3, 0.03]),
    "activations_and_slopes": lambda: activations_and_slopes(
        GRID, {"ReLU": GRID}, {"ReLU": 0 * GRID}
    ),
    "sizes_by_depth": lambda: sizes_by_depth(
        {"He": [GRID + 1, GRID + 2, GRID + 3]}, alt="Sizes.", axis="size"
    ),
    "cosines_by_depth": lambda: cosines_by_depth({"ReLU": GRID}, GRID),
    "gradients_by_lead": lambda: gradients_by_lead(GRID, {"one": GRID + 1}),
    "losses_by_angle": lambda: losses_by_angle(GRID, {"SGD": GRID + 1}),
    "losses_by_start": lambda: losses_by_start(GRID, {"He": GRID}, 0.69, alt="Fall."),
    "class_map": lambda: class_map(GRID, np.eye(5), CORNERS, AND, alt="A map."),
}


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_has_words_and_palette_colors_only(name):
    chart = FIGURES[name]()
    assert len(chart.layout.meta["alt"]) > 3
    for trace in chart.data:
        if trace.type == "scatter":
            colors = [trace.marker.color, trace.line.color, trace.fillcolor]
            assert {c for c in colors if c} <= set(LIGHT.values())


def test_the_line_is_where_the_sum_is_zero():
    frames = FIGURES["separating_lines"]().frames
    drawn = frames[3].data[0]
    for x, y in zip(drawn.x, drawn.y, strict=True):
        assert 2 * x + 2 * y - 3 == pytest.approx(0, abs=1e-4)


def test_weights_of_nothing_draw_no_line():
    frames = FIGURES["separating_lines"]().frames
    assert list(frames[1].data[0].x) == [None]


def test_kinds_are_told_apart_by_shape_and_word():
    *_, yes, no = FIGURES["class_map"]().data
    assert (yes.name, yes.marker.symbol, list(yes.x)) == ("+1", "diamond", [1])
    assert (no.name, no.marker.symbol, list(no.x)) == ("−1", "circle", [0, 0, 1])


def test_the_band_spans_all_draws_and_the_line_is_the_middle_one():
    band, middle = FIGURES["sizes_by_depth"]().data
    assert list(band.y) == [*(GRID + 1), *(GRID + 3)[::-1]]
    assert list(middle.y) == list(GRID + 2)


def test_functions_stand_above_their_slopes_with_one_legend():
    above, below = FIGURES["activations_and_slopes"]().data
    assert (above.yaxis, below.yaxis) == ("y", "y2")
    assert (above.showlegend, below.showlegend) == (True, False)
