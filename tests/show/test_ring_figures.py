"""The figures of the chapter on ring attention, trace by trace."""

import numpy as np

from attractor import show

ALT = "What the figure shows."


def test_memory_is_drawn_below_and_above_one_device() -> None:
    chart = show.memory_by_length([10, 1000], {"scores": [1e2, 1e6]}, 1e4, alt=ALT)
    assert list(chart.data[0].y) == [100, 1_000_000]
    assert chart.layout.shapes[0].y0 == 1e4
    assert chart.layout.xaxis.type == chart.layout.yaxis.type == "log"


def test_a_row_has_its_maximum_above_and_its_mean_below() -> None:
    chart = show.running_row([1, 3, 2], [1, 3, 3], [1, 1.9, 2.15], alt=ALT)
    top, scores, mean = chart.data
    assert list(top.y) == [1, 3, 3] and top.line.shape == "hv"
    assert scores.mode == "markers" and list(scores.y) == [1, 3, 2]
    assert mean.yaxis == "y2" and list(mean.y) == [1, 1.9, 2.15]


def test_shares_have_a_row_for_each_host() -> None:
    chart = show.host_shares([[1.0, 0.0], [0.25, 0.75]], ["a", "b"], alt=ALT)
    (heat,) = chart.data
    assert [list(row) for row in heat.z] == [[1, 0.25], [0, 0.75]]
    assert list(heat.y) == ["host 0", "host 1"]
    assert list(chart.layout.xaxis.ticktext) == ["a", "b"]


def test_work_is_written_into_every_cell() -> None:
    tables = {"neighbors": np.array([[1, 0], [1, 4]]), "dealt": np.array([[3, 2]] * 2)}
    chart = show.work_tables(tables, alt=ALT)
    texts = [each.text for each in chart.layout.annotations]
    assert texts == ["neighbors", "dealt", "1", "0", "1", "4", "3", "2", "3", "2"]
    assert [trace.zmax for trace in chart.data] == [4, 4]


def test_time_in_use_has_a_mark_for_each_number_of_hosts() -> None:
    chart = show.use_by_hosts((1, 2, 4), {"neighbors": [1, 0.7, 0.6]}, alt=ALT)
    assert list(chart.data[0].x) == [1, 2, 4]
    assert list(chart.layout.xaxis.tickvals) == [1, 2, 4]


def test_each_step_is_a_bar_of_its_own() -> None:
    begins, ends = np.array([[0, 1.5], [0, 1.5]]), np.array([[1, 2.5], [1, 2]])
    chart = show.host_schedules({"one": (begins, ends), "two": (begins, ends)}, alt=ALT)
    assert [trace.name for trace in chart.data] == ["step 0", "step 1"] * 2
    assert list(chart.data[1].base) == [1.5, 1.5] and list(chart.data[1].x) == [1, 0.5]
    assert [trace.showlegend for trace in chart.data] == [True, True, False, False]


def test_times_of_a_step_are_drawn_on_two_logarithmic_axes() -> None:
    chart = show.times_by_block([10, 100], {"computing": [1, 100]}, alt=ALT)
    assert chart.layout.xaxis.type == chart.layout.yaxis.type == "log"
    assert list(chart.data[0].y) == [1, 100]
