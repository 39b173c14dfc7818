"""The Python side of the race of optimizers."""

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from traitlets import TraitError

import attractor.show
from attractor.show import OptimizerPaths
from attractor.show.optimizer_paths import MODULES

FOLDER = Path(attractor.show.__file__).parent / "optimizer_paths"


@pytest.mark.parametrize(
    "start", [[1, -2.5], (1, -2.5), np.array([1, -2.5]), torch.tensor([1, -2.5])]
)
def test_a_start_comes_as_list_tuple_array_or_tensor(start: object) -> None:
    assert OptimizerPaths(start).start == [1.0, -2.5]


def test_rules_keep_the_order_of_the_picture() -> None:
    assert OptimizerPaths(rules=("adam", "sgd")).rules == ["sgd", "adam"]


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"start": [0.0]}, "start must be two numbers from −4 to 4, got [0.0]"),
        ({"start": [0.0, 5.0]}, "start must be two numbers"),
        ({"start": [0.0, float("nan")]}, "start must be two numbers"),
        ({"start": [True, 0.0]}, "start must be two numbers"),
        ({"rules": []}, "rules must be one or more of sgd, momentum"),
        ({"rules": ["sgd", "lion"]}, "rules must be one or more of sgd, momentum"),
        ({"conditioning": 0.5}, "conditioning must be from 1 to 100, got 0.5"),
        ({"angle": 91.0}, "angle must be from 0 to 90, got 91"),
        ({"rate": 0.0}, "rate must be from 0.001 to 3, got 0"),
        ({"momentum": 1.0}, "momentum must be from 0 to 0.99, got 1"),
        ({"square_decay": 0.4}, "square_decay must be from 0.5 to 0.999, got 0.4"),
        ({"weight_decay": -0.1}, "weight_decay must be from 0 to 1, got -0.1"),
        ({"steps": 0}, "steps must be from 1 to 300, got 0"),
        ({"valley": "canyon"}, "valley"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    traits: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        OptimizerPaths(**traits)


def test_a_refused_change_leaves_the_picture_as_it_was() -> None:
    picture = OptimizerPaths()
    with pytest.raises(TraitError):
        picture.rate = 10.0
    assert picture.rate == 0.08


def test_the_repr_builds_the_same_picture() -> None:
    for picture in (
        OptimizerPaths(),
        OptimizerPaths((-1, 2), valley="curved", rate=0.01, rules=["adamw"], steps=1),
    ):
        again = eval(repr(picture), {"OptimizerPaths": OptimizerPaths})
        assert repr(again) == repr(picture)
        assert again.alt == picture.alt


def test_the_alternative_text_says_what_is_shown_and_follows() -> None:
    picture = OptimizerPaths(angle=45, rules=["momentum", "rmsprop"])
    assert picture.alt == (
        "Paths of momentum, RMSProp over a bowl 20 times as steep across as along, "
        "turned by 45°: 60 steps at rate 0.08 from (−2, 1.5), with the loss by step "
        "below."
    )
    picture.valley, picture.steps, picture.rules = "curved", 1, ["sgd"]
    assert picture.alt == (
        "Paths of SGD over a curved valley of steepness 20: 1 step at rate 0.08 from "
        "(−2, 1.5), with the loss by step below."
    )


def test_the_module_has_every_file_and_no_import_left() -> None:
    carried = OptimizerPaths._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    own = {name.split("/")[1] for name in MODULES if name.startswith("optimizer_paths")}
    assert own == {path.name for path in FOLDER.glob("*.js")}
    assert carried.count("export default") == 1


def test_every_color_comes_from_the_palette() -> None:
    style = (FOLDER / "style.css").read_text(encoding="utf-8")
    scripts = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", style)
    assert not re.search(r"#[0-9a-fA-F]{6}\b", scripts)
