"""The Python side of the overlap landscape: it validates, describes and carries."""

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from traitlets import TraitError

import attractor.show
from attractor.show import OverlapLandscape
from attractor.show.overlap_landscape import MODULES

FOLDER = Path(attractor.show.__file__).parent / "overlap_landscape"


@pytest.mark.parametrize(
    "angles",
    [[-90, 30.5], (-90, 30.5), np.array([-90, 30.5]), torch.tensor([-90, 30.5])],
    ids=["list", "tuple", "array", "tensor"],
)
def test_angles_come_as_lists_arrays_or_tensors(angles: object) -> None:
    assert OverlapLandscape(angles).angles == [-90.0, 30.5]


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"angles": []}, "angles must be 1 to 8 finite numbers"),
        ({"angles": [0.0] * 9}, "angles must be 1 to 8 finite numbers"),
        ({"angles": [float("nan")]}, "angles must be 1 to 8 finite numbers"),
        ({"angles": [True]}, "angles must be 1 to 8 finite numbers"),
        ({"angles": ["north"]}, "angles must be 1 to 8 finite numbers"),
        ({"degree": 1}, "degree must be from 2 to 8, got 1"),
        ({"degree": 9}, "degree must be from 2 to 8, got 9"),
        ({"sharpness": 0.5}, "sharpness must be from 1 to 64, got 0.5"),
        ({"load": 1}, "load must be from 2 to 512, got 1"),
        ({"load": 513}, "load must be from 2 to 512, got 513"),
        ({"seed": -1}, "seed must be from 0 to 9999, got -1"),
        ({"scene": "sphere"}, "scene"),
        ({"energy": "cubic"}, "energy"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    traits: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        OverlapLandscape(**traits)


def test_a_refused_change_leaves_the_picture_as_it_was() -> None:
    picture = OverlapLandscape([10.0])
    with pytest.raises(TraitError):
        picture.angles = []
    assert picture.angles == [10.0]


def test_the_repr_builds_the_same_picture() -> None:
    for picture in (
        OverlapLandscape(),
        OverlapLandscape([5], energy="exponential", sharpness=12.5),
        OverlapLandscape(scene="crowd", load=100, seed=7, degree=4),
    ):
        text = repr(picture)
        again = eval(text, {"OverlapLandscape": OverlapLandscape})
        assert repr(again) == text
        assert again.alt == picture.alt


def test_the_alternative_text_says_what_is_shown_and_follows() -> None:
    picture = OverlapLandscape([-30.0, 60.0], degree=3)
    assert picture.alt == (
        "Energy around a circle with 2 patterns at −30°, 60°: the power 3 of the "
        "overlap."
    )
    picture.scene, picture.energy, picture.sharpness = "crowd", "exponential", 64.0
    assert picture.alt == (
        "Energy from a stored pattern to its opposite on six walks, with 16 random "
        "patterns of 64 units: the exponential of the overlap at sharpness 64."
    )


def test_the_module_has_every_file_and_no_import_left() -> None:
    carried = OverlapLandscape._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    own = {
        name.split("/")[1] for name in MODULES if name.startswith("overlap_landscape/")
    }
    assert own == {path.name for path in FOLDER.glob("*.js")}
    assert carried.count("export default") == 1


def test_every_color_comes_from_the_palette() -> None:
    style = (FOLDER / "style.css").read_text(encoding="utf-8")
    scripts = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", style)
    assert not re.search(r"#[0-9a-fA-F]{6}\b", scripts)
