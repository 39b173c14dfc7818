"""The figures of the chapter on Question-Formation: what they draw, in which words."""

import numpy as np
import pytest

from attractor.show import (
    batch_histograms,
    entropy_bars,
    excess_by_step,
    losses_along_training,
    plateaus_by_floor,
    shares_by_step,
    token_costs,
)
from attractor.show.template import LIGHT

STEPS, FALL = [10, 20, 30], [3.0, 1.5, 1.0]
POINTS = {"five lexicons": ([0.3, 1.3], [0.31, 1.31]), "others": ([0.0], [0.0])}
FIGURES = {
    "losses": lambda: losses_along_training(
        {"new lines": (STEPS, FALL)},
        {"1": 1.0, "entropy": 0.592},
        "Losses.",
        batches=(STEPS, FALL),
    ),
    "costs": lambda: token_costs(
        ["my", "newt", "my"],
        {"exact": [1.8, 3.3, 0], "model": [1.7, 3.2, 0.1]},
        "Bars.",
    ),
    "entropy": lambda: entropy_bars({"structure": 5.0, "nouns": 3.0}, 20.0, "Terms."),
    "plateaus": lambda: plateaus_by_floor(POINTS, {"15 words": (0.3, 0.31)}, "Points."),
    "excess": lambda: excess_by_step(STEPS, {"15 words": FALL}, "Excess."),
    "shares": lambda: shares_by_step({"2 layers": (STEPS, [0.2, 0, 0])}, "Shares."),
    "batches": lambda: batch_histograms(
        [0.9, 1.0, 1.1], {"ideal": [0.6, 0.4]}, 0.99, "Two bells."
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


def test_single_batches_lie_behind_the_curve_and_can_be_left_out():
    with_batches = FIGURES["losses"]().data
    assert [trace.name for trace in with_batches] == ["single batches", "new lines"]
    alone = losses_along_training({"new lines": (STEPS, FALL)}, {}, "One.").data
    assert [trace.name for trace in alone] == ["new lines"]


def test_a_word_that_comes_twice_has_two_bars():
    chart = FIGURES["costs"]()
    assert list(chart.data[0].x) == [0, 1, 2]
    assert list(chart.layout.xaxis.ticktext) == ["my", "newt", "my"]


def test_bars_of_entropy_say_what_a_token_pays():
    bars = FIGURES["entropy"]().data[0]
    assert list(bars.y) == ["nouns", "structure"]
    assert list(bars.text) == ["0.150", "0.250"]


def test_plateaus_are_drawn_with_the_diagonal_and_the_wall():
    chart = FIGURES["plateaus"]()
    diagonal = chart.data[0]
    assert list(diagonal.x) == list(diagonal.y)
    assert chart.layout.shapes[0].y0 == 1.0
    assert {note.text for note in chart.layout.annotations} == {
        "15 words",
        "the wall at 1",
    }


def test_histogram_bars_stand_at_the_middle_of_their_bins():
    chart = FIGURES["batches"]()
    np.testing.assert_allclose(chart.data[0].x, [0.95, 1.05])
    assert [shape.x0 for shape in chart.layout.shapes] == [0.99, 1.0]
