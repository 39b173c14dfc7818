"""The figures of the chapter on long context, trace by trace."""

import numpy as np
import pytest

from attractor import show

ALT = "What the figure shows."


def test_masks_stand_side_by_side_with_their_names() -> None:
    masks = {"full": np.eye(2), "with a slot": np.array([[1, 2], [0, 1]])}
    chart = show.mask_panels(masks, alt=ALT)
    assert [np.asarray(trace.z).tolist() for trace in chart.data] == [
        [[1, 0], [0, 1]],
        [[1, 2], [0, 1]],
    ]
    assert [note.text for note in chart.layout.annotations] == [*masks]


def test_times_are_milliseconds_with_both_slopes_through_the_ends() -> None:
    lengths = np.array([100, 200, 400])
    seconds = {"full": 1e-6 * lengths**2.0, "windows": 1e-4 * lengths}
    chart = show.times_by_length(lengths, seconds, alt=ALT)
    assert chart.data[0].y == pytest.approx([10, 40, 160])
    two, one = chart.data[2:]
    assert two.y == pytest.approx([10, 40, 160])
    assert one.y == pytest.approx([10, 20, 40])
    assert chart.layout.xaxis.type == chart.layout.yaxis.type == "log"


def test_a_gradient_of_0_is_a_cross_below_all_others() -> None:
    norms = {"blocks": [0, 0, 0.02, 0.5], "slots": [0.1, 0.1, 0.1, 0.5]}
    chart = show.gradients_by_token(norms, 2, alt=ALT)
    some, none, slots = chart.data
    assert (list(some.x), list(some.y)) == ([2, 3], [0.02, 0.5])
    assert list(none.x) == [0, 1] and max(none.y) < 0.02
    assert none.marker.symbol == "x" and none.name == "blocks: 0"
    assert list(slots.x) == [0, 1, 2, 3]
    assert [shape.x0 for shape in chart.layout.shapes] == [1.5]


def test_scores_are_drawn_over_those_at_one_number_of_slots() -> None:
    chart = show.scores_by_slots([4, 64], {"task": [5.0, 10.0]}, 64, alt=ALT)
    assert list(chart.data[0].y) == [0.5, 1.0]
    assert list(chart.layout.xaxis.ticktext) == ["4", "64"]


def test_losses_are_means_of_some_steps_and_named_once() -> None:
    seeds = [np.arange(5.0), np.arange(4.0)]
    chart = show.losses_by_reader({"a": seeds}, 2.77, alt=ALT, over=2)
    assert [list(trace.y) for trace in chart.data] == [[0.5, 2.5], [0.5, 2.5]]
    assert list(chart.data[0].x) == [1, 3]
    assert [trace.showlegend for trace in chart.data] == [True, False]


def test_energies_begin_before_the_first_step() -> None:
    chart = show.energies_by_step({"bare": [2.0, 1.0], "whole": [2.0, 3.0]}, alt=ALT)
    assert list(chart.data[0].x) == [0, 1]
    assert [list(trace.y) for trace in chart.data] == [[2, 1], [2, 3]]


def test_weights_of_slots_have_a_row_each() -> None:
    chart = show.slot_weights([[0.25, 0.75]], ["slot 1"], ["a", "b"], alt=ALT)
    assert np.asarray(chart.data[0].z).tolist() == [[0.25, 0.75]]
    assert list(chart.layout.xaxis.ticktext) == ["a", "b"]
