"""The figures of the chapter on GPT, trace by trace."""

import math

import numpy as np

from attractor import show

ALT = "What the figure shows."


def test_losses_stand_over_characters_with_what_is_to_beat() -> None:
    curves = {"small": ([1e5, 2e5], [2.6, 2.1]), "large": ([1e6, 2e6], [1.8, 1.7])}
    chart = show.losses_by_characters(curves, {"ln 65": math.log(65)}, alt=ALT)
    assert [list(trace.y) for trace in chart.data] == [[2.6, 2.1], [1.8, 1.7]]
    assert chart.data[0].line.dash != chart.data[1].line.dash
    assert chart.layout.xaxis.type == "log"
    assert chart.layout.shapes[0].y0 == round(math.log(65), 5)
    assert chart.layout.annotations[0].text == "ln 65"


def test_entropies_stay_below_that_of_a_draw_among_all() -> None:
    chart = show.entropy_by_temperature(
        [0.5, 1.0], {"the ": [2.0, 3.0]}, math.log(65), alt=ALT
    )
    (curve,) = chart.data
    assert (list(curve.x), list(curve.y)) == ([0.5, 1.0], [2.0, 3.0])
    assert chart.layout.yaxis.range[1] > math.log(65)


def test_shares_of_words_are_drawn_from_nothing_to_all() -> None:
    chart = show.words_by_temperature([0.0, 1.0], {"words": [1.0, 0.9]}, alt=ALT)
    assert list(chart.data[0].y) == [1.0, 0.9]
    assert chart.layout.yaxis.range[1] > 1


def test_work_is_drawn_on_two_logarithmic_axes() -> None:
    lengths = np.array([1.0, 10.0])
    ways = {"with a cache": lengths, "without": lengths**2}
    chart = show.work_by_length(lengths, ways, alt=ALT)
    assert [trace.name for trace in chart.data] == [*ways]
    assert chart.layout.xaxis.type == chart.layout.yaxis.type == "log"
