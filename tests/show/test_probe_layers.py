"""The Python side of the explorable of probes."""

import numpy as np
import pytest
import traitlets

from attractor.show import ProbeLayers

NAMES = {"tasks": ["number"], "places": ["noun", "marker"], "tests": ["new"]}


def given(n_seeds=3):
    table = np.linspace(0, 1, n_seeds * 18).reshape(n_seeds, 1, 3, 3, 2, 1)
    return table, np.full((n_seeds, 1, 1), 0.5)


def test_seeds_come_last_and_numbers_are_short():
    table, usual = given()
    widget = ProbeLayers(table, usual, NAMES)
    kept = widget.table[0][2][1][1][0]
    np.testing.assert_allclose(kept, table[:, 0, 2, 1, 1, 0], atol=1e-6)
    assert all(len(str(value)) <= 8 for value in kept)
    assert widget.majority == [[[0.5, 0.5, 0.5]]]


def test_the_text_alternative_follows_the_state():
    widget = ProbeLayers(*given(), NAMES)
    widget.layer, widget.place = 2, 1
    assert "number at the marker, new" in widget.alt
    assert "After layer 2" in widget.alt


def test_the_repr_is_the_state():
    widget = ProbeLayers(*given(), NAMES, layer=1)
    assert repr(widget) == "ProbeLayers(task=0, place=0, test=0, layer=1)"


@pytest.mark.parametrize(
    ("table", "usual", "traits", "complaint"),
    [
        (np.zeros((3, 1, 2, 3, 2, 1)), given()[1], {}, "with three "),
        (np.zeros(3), given()[1], {}, "accuracies must be"),
        (*given(1), {}, "two seeds or more"),
        (given()[0], np.zeros((3, 1)), {}, "majority must be"),
        (2 * given()[0], given()[1], {}, "from 0 to 1"),
        (given()[0] * np.nan, given()[1], {}, "from 0 to 1"),
        (*given(), {"layer": 3}, "layer must be from 0 to 2, got 3"),
        (*given(), {"task": -1}, "task must be from 0 to 0, got -1"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    table, usual, traits, complaint
):
    with pytest.raises(traitlets.TraitError, match=complaint):
        ProbeLayers(table, usual, NAMES, **traits)
