"""The Python side of the energy-per-layer explorable."""

import pytest
import torch
import traitlets

from attractor.show import LayerEnergies

THREE_PAIRS = [[[-2, 1], [0, 2]], [[1.5, 1.8], [2, 0]], [[1.6, -1.6], [-1, -1]]]


def test_it_opens_on_the_counterexample_of_the_book():
    shown = LayerEnergies()
    assert shown.patterns == [[0.0], [10.0]]
    assert (shown.n_layers, shown.query, shown.delta, shown.beta) == (2, [0.0], 1, 1)


def test_layers_are_kept_flat_and_in_order():
    shown = LayerEnergies(torch.tensor(THREE_PAIRS, dtype=torch.float64))
    assert shown.n_layers == 3
    assert shown.patterns == [
        [float(x), float(y)] for two in THREE_PAIRS for x, y in two
    ]
    assert shown.query == [-2.0, 1.0]


def test_the_text_alternative_follows_the_state():
    shown = LayerEnergies()
    assert "2 layers of 1 memory" in shown.alt and "δ = 1," in shown.alt
    shown.delta, shown.query = 4.0, [-3.5]
    assert "from −3.5," in shown.alt and "δ = 4," in shown.alt
    own = LayerEnergies(alt="Mine.")
    own.delta = 2.0
    assert own.alt == "Mine."


def test_the_repr_is_the_state_and_holds_no_address():
    assert repr(LayerEnergies()) == (
        "LayerEnergies(n_layers=2, patterns=[[0.0], [10.0]], query=[0.0], "
        "delta=1.0, beta=1.0)"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"layers": []}, "layers must be 1 to 6 pattern sets"),
        ({"layers": [[0.0]] * 7}, "layers must be 1 to 6 pattern sets"),
        ({"layers": [[0.0], [1.0, 2.0]]}, "equally many"),
        ({"layers": [[0.0, 1.0, 2.0, 3.0]]}, "a layer must have 1 to 3 patterns"),
        ({"layers": [[[0.0, 1.0, 2.0]]]}, "on the line or in the plane"),
        ({"layers": [[[0.0]], [[0.0, 1.0]]]}, "each pattern must be a point of 1"),
        ({"layers": [[float("nan")]]}, "each layer must be a point of 1"),
        ({"query": [0.0, 1.0]}, "query must be a point of 1"),
        ({"delta": -1.0}, "delta must be from 0 to 100"),
        ({"beta": 9.0}, "beta must be from 0.1 to 5"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(arguments, complaint):
    with pytest.raises(traitlets.TraitError, match=complaint):
        LayerEnergies(**arguments)


def test_a_query_of_another_width_is_refused_later_too():
    shown = LayerEnergies()
    with pytest.raises(traitlets.TraitError, match="query must be a point of 1"):
        shown.query = [0.0, 1.0]
