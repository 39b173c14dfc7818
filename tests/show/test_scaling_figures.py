"""The figures of the chapter on scaling laws: what they draw, and in which words."""

import numpy as np
import pytest

from attractor.show import (
    best_losses,
    budget_valleys,
    fan_of_fits,
    floor_errors,
    going_on,
    loss_per_byte,
    losses_by_tokens,
    needed_floors,
    tokens_per_parameter,
    training_paths,
)
from attractor.show.template import LIGHT

GRID = np.geomspace(1e18, 1e24, 5)
FALL = np.linspace(4, 2, 5)
FIGURES = {
    "losses_by_tokens": lambda: losses_by_tokens(
        GRID, {"1 billion": FALL, "10 billion": FALL - 0.2}, [FALL - 1, FALL - 1.2]
    ),
    "best_losses": lambda: best_losses(
        GRID, {"Chinchilla": FALL, "Kaplan": FALL}, {"1": 1.0}, (1e19, 1e21)
    ),
    "budget_valleys": lambda: budget_valleys(
        GRID, {"a": FALL, "b": FALL}, ([1e20], [3.0]), ([1e21], [3.1])
    ),
    "tokens_per_parameter": lambda: tokens_per_parameter(
        GRID, {"as printed": 10 * FALL, "fitted again": FALL}, (1e23, 20)
    ),
    "needed_floors": lambda: needed_floors(["a", "b"], [1.7, 1.9], (1.69, 1.61)),
    "loss_per_byte": lambda: loss_per_byte(GRID, {"2.5": FALL}, alt="One."),
    "training_paths": lambda: training_paths(
        range(5), {"plain": FALL, "with z-loss": FALL}, 1.4, alt="Two."
    ),
    "fan_of_fits": lambda: fan_of_fits(
        GRID, [FALL, FALL + 0.1], FALL, (GRID, FALL), alt="A fan."
    ),
    "floor_errors": lambda: floor_errors(
        [1, 2], {"low": [0.1, 0.05], "high": [0.1, 0.05]}, 0.04
    ),
    "going_on": lambda: going_on(
        {"1 billion": GRID}, {"1 billion": FALL}, (GRID, FALL), ([1e20], [3.0])
    ),
}


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_has_words_and_palette_colors_only(name):
    chart = FIGURES[name]()
    assert len(chart.layout.meta["alt"]) > 3
    for trace in chart.data:
        colors = [trace.marker.color, trace.line.color]
        assert {c for c in colors if c} <= set(LIGHT.values())


def test_both_laws_of_one_size_share_a_color_and_differ_in_the_dash():
    solid, dashed, other, _ = FIGURES["losses_by_tokens"]().data
    assert solid.line.color == dashed.line.color != other.line.color
    assert (solid.line.dash, dashed.line.dash) == (None, "dash")
    assert list(dashed.y) == [3, 2.5, 2, 1.5, 1]


def test_a_levels_name_stands_at_its_height_on_either_axis():
    for name, height in (("best_losses", 1.0), ("floor_errors", np.log10(0.04))):
        chart = FIGURES[name]()
        names = [note for note in chart.layout.annotations if note.xanchor == "right"]
        assert names[-1].y == pytest.approx(height, abs=1e-4)
        assert chart.layout.shapes[-1].y0 == pytest.approx(
            10**height if name == "floor_errors" else height, rel=1e-3
        )


def test_needed_floors_are_listed_from_the_top():
    chart = FIGURES["needed_floors"]()
    assert list(chart.data[0].y) == ["a", "b"]
    assert list(chart.layout.yaxis.categoryarray) == ["b", "a"]
    assert sorted(shape.x0 for shape in chart.layout.shapes) == [1.61, 1.69]


def test_the_fan_is_named_once_and_lies_under_the_law():
    *fits, law, runs = FIGURES["fan_of_fits"]().data
    assert [trace.showlegend for trace in fits] == [True, False]
    assert (law.name, runs.mode) == ("the law", "markers")
