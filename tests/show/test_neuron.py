"""The Python side of the explorable cell."""

import pytest
import torch
import traitlets

from attractor.models import HodgkinHuxley
from attractor.show import SpikingNeuron


def test_it_opens_on_a_firing_cell_at_rest():
    shown = SpikingNeuron()
    assert (shown.current, shown.start, shown.span) == (10.0, "rest", "near")
    assert (shown.kick, shown.curve, shown.anchor) == (0.0, [], "neuron")


def test_its_last_threshold_is_the_models_hopf_point():
    first_hopf, _ = HodgkinHuxley().hopf_points()
    assert SpikingNeuron().thresholds[2] == pytest.approx(first_hopf.current, abs=0.005)


def test_curves_come_as_tensors_and_are_kept_short():
    curve = torch.tensor([[6.27, 50.123456789], [10.0, 68.3237]], dtype=torch.float64)
    assert SpikingNeuron(curve=curve).curve == [[6.27, 50.123], [10.0, 68.324]]


def test_a_large_current_shows_the_whole_range():
    assert SpikingNeuron(120.0).span == "whole"
    assert SpikingNeuron(20.0).span == "near"


def test_the_text_alternative_follows_the_state():
    shown = SpikingNeuron(8.0)
    assert "under 8 µA/cm², from rest;" in shown.alt
    shown.start, shown.kick = "balance", -6.0
    assert "from its own balance, kicked by −6 at 60 ms;" in shown.alt
    assert shown.alt.count("Hodgkin-Huxley") == 1
    own = SpikingNeuron(alt="Mine.")
    own.current = 2.0
    assert own.alt == "Mine."


def test_the_repr_is_the_state_and_holds_no_address():
    assert repr(SpikingNeuron(8.0, kick=3.0)) == (
        "SpikingNeuron(current=8.0, start='rest', kick=3.0, kick_at=60.0)"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"current": -1.0}, "current must be from 0 to 160, got -1"),
        ({"current": 161.0}, "current must be from 0 to 160, got 161"),
        ({"kick": 31.0}, "kick must be from -30 to 30, got 31"),
        ({"kick_at": 151.0}, "kick_at must be from 0 to 150, got 151"),
        ({"start": "anywhere"}, "start"),
        ({"curve": [1.0, 2.0]}, "curve must be pairs"),
        ({"curve": [[1.0, float("nan")]]}, "curve must be pairs"),
        ({"thresholds": [1.0, 2.0]}, "thresholds must be three rising currents"),
        ({"thresholds": [2.0, 1.0, 3.0]}, "thresholds must be three rising currents"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(arguments, complaint):
    with pytest.raises(traitlets.TraitError, match=complaint):
        SpikingNeuron(**arguments)
