"""The figures of the chapter on the wall at 1: what they draw, and in which words."""

import numpy as np
import pytest

from attractor import show
from attractor.show.template import LIGHT

GRID = np.linspace(1, 5, 5)


def lines(count):
    return {f"line {k}": GRID * k for k in range(count)}


FIGURES = {
    "losses_by_partition": lambda: show.losses_by_partition(
        GRID, GRID + np.exp(-GRID), {"least": (0.0, 1.0), "other": (1.0, 1.4)}
    ),
    "constant_along_line": lambda: show.constant_along_line(GRID, lines(2), 0.69),
    "losses_by_radius": lambda: show.losses_by_radius(GRID, lines(3)),
    "losses_by_constant": lambda: show.losses_by_constant(
        GRID, GRID, {"−1": GRID + 1, "0": GRID, "1": GRID - 1}
    ),
    "losses_by_unit": lambda: show.losses_by_unit(GRID, lines(3), {"meters": 1.0}),
    "entropy_and_divergence": lambda: show.entropy_and_divergence(GRID, lines(3)),
    "loss_by_context": lambda: show.loss_by_context(GRID, lines(1), 0.1, alt="Falls."),
    "losses_by_step": lambda: show.losses_by_step(GRID, lines(4)),
    "integral_ratios": lambda: show.integral_ratios(GRID, lines(4)),
    "mass_by_shell": lambda: show.mass_by_shell(GRID, lines(4)),
    "bound_over_integral": lambda: show.bound_over_integral(GRID, lines(5)),
    "volumes_by_dimension": lambda: show.volumes_by_dimension(GRID, lines(4)),
    "unit_radii": lambda: show.unit_radii(GRID, lines(4), {"a": 0.26, "b": 0.24}),
    "eliminations": lambda: show.eliminations(
        GRID, lines(4), (2.0, 3.0), (GRID, GRID), alt="Four."
    ),
}


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_has_words_and_palette_colors_only(name):
    chart = FIGURES[name]()
    assert len(chart.layout.meta["alt"]) > 3
    for trace in chart.data:
        colors = [trace.marker.color, trace.line.color, trace.fillcolor]
        assert {c for c in colors if c} <= set(LIGHT.values())


@pytest.mark.parametrize("name", list(FIGURES))
def test_lines_differ_by_more_than_color(name):
    drawn = [t for t in FIGURES[name]().data if t.mode.startswith("lines") and t.name]
    looks = {(trace.line.dash, trace.line.color, trace.fill) for trace in drawn}
    assert len(looks) == len(drawn)
    dashes = {(trace.line.dash, trace.fill) for trace in drawn}
    assert len(dashes) >= len(drawn) - 1


def test_the_true_loss_is_drawn_as_the_diagonal_and_the_bound_at_one():
    chart = FIGURES["losses_by_partition"]()
    assert list(chart.data[0].x) == list(chart.data[0].y)
    assert [shape.y0 for shape in chart.layout.shapes] == [1.0]


def test_both_floors_are_marked():
    heights = [shape.y0 for shape in FIGURES["loss_by_context"]().layout.shapes]
    assert heights == [1.0, 0.1]


def test_units_are_named_where_they_are():
    noted = FIGURES["losses_by_unit"]().layout.annotations
    assert [(note.text, note.x) for note in noted if note.text == "meters"] == [
        ("meters", 0.0)
    ]


def test_a_constant_moves_the_printed_loss_only():
    chart = FIGURES["losses_by_constant"]()
    assert [frame.name for frame in chart.frames] == ["−1", "0", "1"]
    assert all(list(frame.traces) == [0] for frame in chart.frames)
    assert list(chart.data[0].y) == list(chart.frames[1].data[0].y)
    assert chart.layout.sliders[0].active == 1


def test_a_missing_line_is_not_passed_over():
    with pytest.raises(ValueError, match="zip"):
        show.entropy_and_divergence(GRID, lines(2))
