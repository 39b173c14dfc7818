"""The figures of the chapter on GPT-2 and its data, and of a law of our own."""

from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from attractor.show import (
    data_and_times,
    floors_by_choice,
    gap_by_epochs,
    losses_by_axis,
    parameter_bars,
    runs_and_law,
)
from attractor.show.template import LIGHT

PLACES, FALL, RISE = [1, 10, 100], [5.0, 2.0, 0.1], [5.0, 4.0, 8.0]
RUNS = {"1 %": (PLACES, FALL, RISE), "10 %": (PLACES, RISE, RISE)}
FIGURES: dict[str, Callable[[], go.Figure]] = {
    "losses": lambda: losses_by_axis(RUNS, "epochs", "Losses.", wall=1.0),
    "gap": lambda: gap_by_epochs({"1 %": (PLACES, RISE)}, "A gap."),
    "ends": lambda: data_and_times({"1 %": (0.1, 8), "10 %": (3, 4.0)}, "Ends."),
    "bars": lambda: parameter_bars({"printed": {"a": 25_000_000}}, "Bars."),
    "law": lambda: runs_and_law(
        {"30K": (PLACES, FALL)}, {"30K": (PLACES, FALL)}, 0.9, "A law."
    ),
    "floors": lambda: floors_by_choice(
        {"all": (0.9, 0.2), "larger": (0.7, 0.1)}, "Floors."
    ),
}


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_has_words_and_palette_colors_only(name: str) -> None:
    chart = FIGURES[name]()
    assert len(chart.layout.meta["alt"]) > 3
    for trace in chart.data:
        line = getattr(trace, "line", None)
        colors = {trace.marker.color, line.color if line else None}
        assert colors - {None} <= set(LIGHT.values())


def test_both_losses_of_a_run_have_one_color_and_two_dashes() -> None:
    chart = FIGURES["losses"]()
    training, held_out = chart.data[:2]
    assert training.name == "1 %, training" and held_out.name == "1 %, held out"
    assert training.line.color == held_out.line.color != chart.data[2].line.color
    assert (training.line.dash, held_out.line.dash) == (None, "dash")
    assert list(held_out.y) == RISE and chart.layout.xaxis.type == "log"


def test_a_level_is_drawn_only_where_one_is_given() -> None:
    assert FIGURES["losses"]().layout.shapes[0].y0 == 1.0
    assert not losses_by_axis(RUNS, "steps", "Losses.").layout.shapes


def test_ends_are_rows_from_training_to_held_out_loss() -> None:
    chart = FIGURES["ends"]()
    assert list(chart.data[0].x) == [0.1, 8.0]
    assert list(chart.data[2].x) == [0.1, 3.0] and list(chart.data[3].x) == [8.0, 4.0]
    assert list(chart.data[2].y) == ["1 %", "10 %"]


def test_the_sixth_size_has_the_first_ones_color_and_an_open_symbol() -> None:
    sizes = {f"{k}K": (PLACES, FALL) for k in range(6)}
    points = runs_and_law(sizes, sizes, 0.9, "A law.").data[::2]
    assert points[5].marker.color == points[0].marker.color
    assert (points[0].marker.symbol, points[5].marker.symbol) == (
        "circle",
        "circle-open",
    )


def test_counts_are_millions_and_floors_have_their_errors() -> None:
    assert list(FIGURES["bars"]().data[0].y) == [25.0]
    floors = FIGURES["floors"]().data[0]
    assert list(floors.x) == [0.9, 0.7] and list(floors.error_x.array) == [0.2, 0.1]
