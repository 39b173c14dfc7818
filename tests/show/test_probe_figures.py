"""Figures of the chapter on looking inside draw what they are given."""

import numpy as np

from attractor.show import (
    directions_in_plane,
    features_on_words,
    nouns_on_direction,
    read_and_used,
    shares_of_values,
)


def test_every_noun_is_a_mark_in_the_row_of_its_condition():
    chart = nouns_on_direction({"a": ([-1, -2], [1]), "b": ([0.5, 3], [2])}, "Nouns.")
    singular, plural = chart.data
    assert singular.x == (-1, -2, 0.5, 3) and plural.x == (1, 2)
    np.testing.assert_allclose(plural.y, [0.86, -0.14])
    assert chart.layout.meta["alt"] == "Nouns."


def test_each_cell_of_both_maps_says_its_number():
    read, used = np.full((3, 2), 0.9), np.full((3, 2), 0.04)
    chart = read_and_used(read, used, ["noun", "stop"], "Two maps.")
    said = [a.text for a in chart.layout.annotations if "%" in a.text]
    assert said.count("90%") == 6 and said.count("4%") == 6
    assert chart.data[0].y == ("embedding", "layer 1", "layer 2")


def test_directions_start_at_the_origin():
    chart = directions_in_plane(np.eye(2), {"true": [[1, 0]]}, "A plane.")
    assert chart.data[1].x == (0, 1.25, None)


def test_words_that_occur_twice_have_a_place_each():
    chart = features_on_words([[0, 1, 2]], ["f"], ["the", "yak", "the"], "Words.")
    assert len(set(chart.data[0].x)) == 3
    assert chart.layout.xaxis.ticktext == ("the", "yak", "the")


def test_shares_sum_to_one():
    chart = shares_of_values({"a": [0, 0, 1, 2]}, [-0.5, 0.5, 1.5, 2.5], "Shares.")
    assert chart.data[0].y == (0.5, 0.25, 0.25)
