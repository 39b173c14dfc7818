"""The Python side of the capacity explorable."""

from typing import NamedTuple

import numpy as np
import pytest
import traitlets

from attractor.show import CapacityCurve


class Summary(NamedTuple):
    n_units: int
    loads: np.ndarray
    mean: np.ndarray
    histogram: np.ndarray


def summary(n_units=500, n_loads=3):
    loads = np.linspace(0.1, 0.2, n_loads)
    return Summary(n_units, loads, 1 - loads, np.full((n_loads, 50), 0.02))


def test_it_opens_on_the_largest_size_in_order():
    shown = CapacityCurve([summary(4000), summary(500)])
    assert [size["n_units"] for size in shown.recorded] == [500, 4000]
    assert (shown.units, shown.load, shown.seed) == (4000, 0.14, 1)


def test_recorded_numbers_are_plain_and_short():
    first = CapacityCurve([summary()]).recorded[0]
    assert first["loads"] == [0.1, 0.15, 0.2]
    assert first["mean"] == [0.9, 0.85, 0.8]
    assert len(first["histogram"]) == 3 and set(first["histogram"][0]) == {0.02}


def test_the_text_alternative_follows_the_state():
    shown = CapacityCurve([summary(500), summary(1000)])
    assert "1,000 units at load 0.15: mean overlap 0.850" in shown.alt
    shown.load, shown.units = 0.19, 500
    assert "500 units at load 0.2: mean overlap 0.800" in shown.alt


def test_the_repr_is_the_state():
    shown = CapacityCurve([summary()], load=0.1, seed=7)
    assert repr(shown) == "CapacityCurve(load=0.1, units=500, seed=7)"


@pytest.mark.parametrize(
    ("recorded", "traits", "complaint"),
    [
        ([], {}, "recorded must be at least one"),
        ([3], {}, "recorded must be capacity summaries"),
        ([summary()._replace(mean=np.ones(2))], {}, "a mean and a histogram for"),
        ([summary()._replace(mean=np.full(3, np.nan))], {}, "finite numbers"),
        ([summary()], {"load": 0.5}, "load must be from 0.02 to 0.2"),
        ([summary()], {"seed": -1}, "seed must be from 0 to 9999"),
        ([summary()], {"units": 400}, r"units must be one of \[500\], got 400"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(recorded, traits, complaint):
    with pytest.raises(traitlets.TraitError, match=complaint):
        CapacityCurve(recorded, **traits)
