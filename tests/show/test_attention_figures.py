"""The figures of the chapter on self-attention, trace by trace."""

import numpy as np

from attractor import show

ALT = "What the figure shows."


def test_keys_stand_below_the_line_of_all_of_them() -> None:
    chart = show.keys_by_dimension((4, 64), {"scaled": [10.0, 10.5]}, 16, alt=ALT)
    assert list(chart.data[0].y) == [10, 10.5]
    assert list(chart.layout.xaxis.ticktext) == ["4", "64"]
    assert chart.layout.shapes[0].y0 == 16


def test_every_head_has_a_map_read_from_the_top() -> None:
    maps = np.stack([np.eye(3)] * 5)
    names = [f"head {k}" for k in range(5)]
    chart = show.attention_maps(maps, names, ["a", "b", "a"], alt=ALT)
    assert [each.text for each in chart.layout.annotations] == names
    assert list(chart.data[4].z[1]) == [0, 1, 0]
    assert list(chart.data[0].x) == ["1 a", "2 b", "3 a"]
    assert chart.layout.yaxis5.autorange == "reversed"


def test_what_is_below_the_noise_is_drawn_at_it() -> None:
    chart = show.sizes_in_stack({"alone": [1, 1e-30]}, "spread", alt=ALT)
    assert list(chart.data[0].y) == [1, 1e-14]
    assert chart.layout.yaxis.dtick == 4
    near = show.sizes_in_stack({"alone": [1, 10]}, "gradient", alt=ALT)
    assert near.layout.yaxis.dtick == "D2"
    assert list(near.data[0].x) == [1, 2]


def test_answers_are_stacked_the_first_condition_on_top() -> None:
    shares = {"nothing hidden": [0.75, 0.25], "hidden": [1.0, 0.0]}
    chart = show.said_by_condition(shares, ("right", "wrong"), alt=ALT)
    right, wrong = chart.data
    assert list(right.y) == ["hidden", "nothing hidden"]
    assert list(right.x) == [1, 0.75] and list(wrong.x) == [0, 0.25]
    assert right.marker.pattern.shape != wrong.marker.pattern.shape


def test_each_token_is_drawn_before_and_after() -> None:
    before, after = np.arange(6).reshape(2, 3), np.zeros((2, 3))
    chart = show.features_by_token(before, after, alt=ALT)
    assert [list(trace.y) for trace in chart.data[:2]] == [[0, 1, 2], [3, 4, 5]]
    assert [trace.showlegend for trace in chart.data] == [True, True, False, False]
