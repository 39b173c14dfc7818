"""The Python side of the balls explorable."""

import math

import pytest
import traitlets

from attractor.show import BallsAndLoss


def test_it_opens_on_ten_patterns_in_the_plane_at_z_one():
    shown = BallsAndLoss()
    assert (shown.dim, shown.n_patterns, shown.radius) == (2, 10, None)
    assert shown.window == "near"


def test_the_text_alternative_follows_the_state():
    shown = BallsAndLoss()
    assert "10 balls in 2 dimensions" in shown.alt and "now at Z = 1" in shown.alt
    shown.dim, shown.n_patterns, shown.radius = 1, 1, 0.1
    assert "1 ball in 1 dimension against their radius, now 0.1." in shown.alt


def test_the_repr_is_the_state():
    assert repr(BallsAndLoss(dim=3, radius=1.0)) == (
        "BallsAndLoss(dim=3, n_patterns=10, radius=1.0, window='near')"
    )


@pytest.mark.parametrize(
    ("traits", "complaint"),
    [
        ({"dim": 0}, "dim must be from 1 to 10000, got 0"),
        ({"dim": 10_001}, "dim must be from 1 to 10000"),
        ({"n_patterns": 0}, "n_patterns must be from 1 to 1e[+]09"),
        ({"radius": 0.0}, "radius must be from 1e-12 to 10000, got 0.0"),
        ({"radius": math.nan}, "radius must be finite, got nan"),
        ({"window": "far"}, 'window must be "near" or "all", got \'far\''),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(traits, complaint):
    with pytest.raises(traitlets.TraitError, match=complaint):
        BallsAndLoss(**traits)
