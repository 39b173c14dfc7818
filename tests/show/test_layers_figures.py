"""The figures of the chapter on stacks: what they draw, and in which words."""

import numpy as np
import pytest

from attractor.show import (
    answer_by_length,
    asymmetries,
    density_and_energy,
    energy_by_layer,
    gate_along_line,
    surrogates,
)
from attractor.show.template import LIGHT

GRID = np.linspace(0, 1, 5)
FIGURES = {
    "energy_by_layer": lambda: energy_by_layer(
        {"gated": [3.0, 1.0, 0.5], "Eq. 6 as printed": [3.0, 4.0, 5.0]}, alt="Two."
    ),
    "gate_along_line": lambda: gate_along_line(
        GRID, GRID, {"context": GRID, "persistent": -GRID, "both": 0 * GRID}
    ),
    "answer_by_length": lambda: answer_by_length(
        GRID, {"softmax": GRID, "ReLU": 2 * GRID}, [-1.0, 1.0]
    ),
    "density_and_energy": lambda: density_and_energy(GRID, GRID**2, np.exp(-GRID)),
    "surrogates": lambda: surrogates(GRID, GRID, {"a": GRID, "b": GRID}, query=1.0),
    "asymmetries": lambda: asymmetries(["gated", "free"], [1e-16, 0.9], alt="Two."),
}


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_has_words_and_palette_colors_only(name):
    chart = FIGURES[name]()
    assert len(chart.layout.meta["alt"]) > 3
    for trace in chart.data:
        colors = [trace.marker.color, trace.line.color, trace.fillcolor]
        assert {c for c in colors if c} <= set(LIGHT.values())


def test_energies_are_drawn_from_the_query_on():
    chart = FIGURES["energy_by_layer"]()
    assert [list(trace.x) for trace in chart.data] == [[0, 1, 2], [0, 1, 2]]
    assert list(chart.data[1].y) == [3, 4, 5]
    assert len({trace.marker.symbol for trace in chart.data}) == 2


def test_a_name_without_a_style_is_refused():
    with pytest.raises(KeyError, match="mine"):
        energy_by_layer({"mine": [1.0]}, alt="One.")


def test_the_lowest_points_are_marked_at_opposite_ends():
    marks = [t for t in FIGURES["density_and_energy"]().data if t.mode == "markers"]
    assert [trace.x[0] for trace in marks] == [0, 1, 0]


def test_what_follows_an_energy_is_told_apart_by_shape_and_word():
    follows, fails = FIGURES["asymmetries"]().data
    assert (list(follows.y), list(fails.y)) == (["gated"], ["free"])
    assert follows.marker.symbol != fails.marker.symbol
    assert follows.name != fails.name
