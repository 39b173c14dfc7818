"""The figures of the chapter on tokens, trace by trace."""

import numpy as np

from attractor import show

ALT = "What the figure shows."


def test_sizes_and_lengths_stand_beside_their_bars_the_first_on_top() -> None:
    for draw in (show.size_bars, show.letters_per_token):
        chart = draw({"bytes": 8.0, "Huffman": 4.817}, alt=ALT)
        (bars,) = chart.data
        assert list(bars.y) == ["Huffman", "bytes"]
        assert list(bars.text) == ["4.82", "8.00"]
        assert chart.layout.xaxis.range[1] > 8


def test_merges_are_counted_on_even_steps() -> None:
    sizes, curve = (0, 16, 4000), {"Shakespeare": [3.7, 3.1, 1.1]}
    for draw in (show.tokens_by_merges, show.bits_by_merges):
        chart = draw(sizes, curve, alt=ALT)
        assert list(chart.layout.xaxis.ticktext) == ["0", "16", "4,000"]
        assert list(chart.data[0].x) == [0, 1, 2]
        assert list(chart.data[0].y) == [3.7, 3.1, 1.1]
    assert len(show.tokens_by_merges(sizes, curve, alt=ALT).layout.shapes) == 1


def test_products_stand_against_a_diagonal_of_their_optimum() -> None:
    chart = show.products_against_pmi([-4, 1], {"8 dimensions": [-4.1, 0.9]}, alt=ALT)
    diagonal, products = chart.data
    assert list(diagonal.x) == list(diagonal.y) == [-4.3, 1.3]
    assert list(products.y) == [-4.1, 0.9]


def test_an_analogy_takes_the_same_step_from_another_corner() -> None:
    places = {"king": (-1, 1), "queen": (1, 1.1), "man": (-1, -1), "woman": (1, -0.9)}
    chart = show.analogy_map(
        places, ("queen", "woman", "man"), (-1, 1), ("sex", "rank"), alt=ALT
    )
    step, same, words, sum_ = chart.data
    assert (step.name, same.name) == ("man − woman", "the same step from queen")
    assert np.diff(step.x) == np.diff(same.x) == -2
    assert list(words.text) == [*places]
    assert (list(sum_.x), list(sum_.y)) == ([-1], [1])


def test_names_of_close_words_stand_on_two_sides() -> None:
    places = {"king": (-1, 1), "prince": (-0.98, 0.97), "man": (1, -1)}
    corners = ("king", "prince", "man")
    chart = show.analogy_map(places, corners, (1, -1), ("x", "y"), alt=ALT)
    sides = list(chart.data[2].textposition)
    assert sides == ["top center", "bottom center", "top center"]


def test_positions_are_drawn_from_the_first_row_down() -> None:
    chart = show.position_rows(np.eye(3, 4), alt=ALT)
    assert chart.layout.yaxis.autorange == "reversed"
    assert list(chart.data[0].z[1]) == [0, 1, 0, 0]
    lags = show.products_by_lag([0, 1], {"base 100": [1.0, 0.9]}, alt=ALT)
    assert lags.data[0].name == "base 100"
