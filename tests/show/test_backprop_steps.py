"""The Python side of the back-propagation stepper."""

import re
from pathlib import Path

import pytest
import torch
from traitlets import TraitError

import attractor.show
from attractor.show import BackpropSteps
from attractor.show.backprop_steps import MODULES

FOLDER = Path(attractor.show.__file__).parent / "backprop_steps"


def test_it_opens_on_the_decks_network() -> None:
    shown = BackpropSteps()
    assert shown.inputs == [1, 0.1]
    assert shown.weights == [0.1, 0.2, 0.5, 0.8, 0, 0, 0.3, -0.4, 0]
    assert (shown.target, shown.activation, shown.stage) == (1, "sigmoid", 0)


def test_tensors_are_taken_as_they_are() -> None:
    shown = BackpropSteps(torch.tensor([0.5, -1.0]), torch.arange(9) / 4)
    assert shown.inputs == [0.5, -1]
    assert shown.weights[-1] == 2


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"inputs": [1.0]}, "inputs must be 2 numbers from −5 to 5, got [1.0]"),
        ({"weights": [0.0] * 8}, "weights must be 9 numbers"),
        ({"weights": [float("nan")] * 9}, "weights must be 9 numbers"),
        ({"weights": [6.0] * 9}, "weights must be 9 numbers"),
        ({"inputs": [True, 0.0]}, "inputs must be 2 numbers"),
        ({"target": 9.0}, "target must be from -5 to 5, got 9"),
        ({"stage": 12}, "stage must be from 0 to 11, got 12"),
        ({"rate": -1.0}, "rate must be from 0 to 5, got -1"),
        ({"activation": "gelu"}, "activation"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    traits: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        BackpropSteps(**traits)


def test_the_repr_builds_the_same_picture_and_the_text_follows() -> None:
    shown = BackpropSteps((-1.0, 2.0), stage=7, activation="tanh", target=0.5)
    again = eval(repr(shown), {"BackpropSteps": BackpropSteps})
    assert repr(again) == repr(shown)
    assert shown.alt == (
        "A network of two inputs, two hidden tanh neurons and one output, with input "
        "(−1, 2) and target 0.5, at stage 7 of 11 of a pass forward and back."
    )
    shown.stage = 0
    assert "at stage 0 of 11" in shown.alt


def test_the_module_has_every_file_and_every_color_is_the_palettes() -> None:
    own = {name.split("/")[1] for name in MODULES if name.startswith("backprop_steps")}
    assert own == {path.name for path in FOLDER.glob("*.js")}
    carried = BackpropSteps._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    assert carried.count("export default") == 1
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.[jc]s*")]
    assert not any(re.search(r"#[0-9a-fA-F]{6}\b", text) for text in texts)
