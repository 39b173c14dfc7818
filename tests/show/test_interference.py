"""The Python side of the interference explorable."""

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from traitlets import TraitError

import attractor.show
from attractor.show import Interference
from attractor.show.interference import MODULES

FOLDER = Path(attractor.show.__file__).parent / "interference"


def test_pictures_go_to_the_page_as_sixteen_digits() -> None:
    rows = -torch.ones(2, 64)
    rows[0, 0] = rows[1, 63] = 1
    assert Interference(rows).pictures == ["8000000000000000", "0000000000000001"]
    assert Interference(np.ones((160, 64), dtype=int)).pictures == ["f" * 16] * 160
    assert len(Interference().pictures) == 10


@pytest.mark.parametrize(
    "pictures", [[], [[1] * 63], [[0] * 64], "ab", [[1] * 64] * 161]
)
def test_other_pictures_are_refused(pictures: object) -> None:
    with pytest.raises(TraitError, match=re.escape("pictures must be (n, 64) of ±1")):
        Interference(pictures)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"dim": 7}, "dim must be from 8 to 128, got 7"),
        ({"pairs": 161}, "pairs must be from 1 to 160, got 161"),
        ({"beta": -1.0}, "beta must be from 0 to 40, got -1.0"),
        ({"seed": 10_000}, "seed must be from 0 to 9999, got 10000"),
        ({"memory": "brain"}, "memory"),
        ({"directions": "up"}, "directions"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    given: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        Interference(**given)


def test_the_text_follows_the_state() -> None:
    shown = Interference(pairs=5)
    assert shown.alt.endswith("what Hebb's rule brings back of 5 pairs.")
    shown.memory, shown.directions, shown.dim = "softmax", "orthonormal", 32
    assert "keys are orthonormal, d = 32." in shown.alt
    assert shown.alt.endswith("what softmax at β = 12 brings back of 5 pairs.")


def test_the_module_has_every_file_and_every_color_is_the_palettes() -> None:
    own = {name.split("/")[1] for name in MODULES if name.startswith("interference")}
    assert own == {path.name for path in FOLDER.glob("*.js")}
    carried = Interference._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    assert carried.count("export default") == 1
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.[jc]s*")]
    assert not any(re.search(r"#[0-9a-fA-F]{6}\b", text) for text in texts)
