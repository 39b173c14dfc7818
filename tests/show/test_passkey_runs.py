"""The Python side of the explorable of pass keys."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from traitlets import TraitError

import attractor.show
from attractor.show import PassKeyRuns
from attractor.show.passkey_runs import MODULES

FOLDER = Path(attractor.show.__file__).parent / "passkey_runs"


def run(**changed: Any) -> dict[str, np.ndarray]:
    made = {
        "between": np.array([0, 2, 8]),
        "right": np.array([1.0, 2 / 3, 0.1]),
        "nats": np.array([0.0, 1.0, 5.0]),
        "slope": np.array([0.3, 0.02, 0.0]),
    }
    return made | changed


def test_tables_are_plain_numbers_by_seed() -> None:
    shown = PassKeyRuns({"a": [run(), run()], "b": [run()]})
    assert shown.between == [0, 2, 8]
    assert shown.readers[1] == {
        "name": "b",
        "right": [[1.0, 0.66667, 0.1]],
        "nats": [[0.0, 1.0, 5.0]],
        "slope": [[0.3, 0.02, 0.0]],
    }
    assert len(shown.readers[0]["right"]) == 2
    assert shown.drawn == [[1, 1]]


def test_the_text_follows_the_state() -> None:
    shown = PassKeyRuns({"a": [run()], "b": [run()]}, drawn=[[1, 0]])
    assert "key symbols that readers say right" in shown.alt
    assert "from 0 to 8, median and seeds: a. The marker is at 0." in shown.alt
    shown.measure, shown.test, shown.drawn = "slope", 2, [[0, 0]]
    assert "Gradient" in shown.alt and "nobody. The marker is at 8." in shown.alt


@pytest.mark.parametrize(
    ("runs", "traits", "message"),
    [
        ({}, {}, "runs must be of one to 5 readers, got 0"),
        ({"a": [{"right": [1]}]}, {}, "runs must have the arrays between, right, nats"),
        ({"a": [run(), run(between=[0, 1, 8])]}, {}, "the same numbers of blocks"),
        ({"a": []}, {}, "at least one run for each reader"),
        ({"a": [run()], "b": []}, {}, "finite numbers in right, b has not"),
        ({"a": [run(nats=[1, 2])]}, {}, "3 finite numbers in nats, a has not"),
        ({"a": [run(slope=[1, 2, np.inf])]}, {}, "finite numbers in slope"),
        ({"a": [run()]}, {"test": 3}, "test must be from 0 to 2, got 3"),
        ({"a": [run()]}, {"chance": 1.0}, "chance must be between 0 and 1, got 1.0"),
        ({"a": [run()]}, {"drawn": [[1, 1]]}, "drawn must be one list of 1 switches"),
        ({"a": [run()]}, {"drawn": [[2]]}, "0 or 1, got [[2]]"),
        ({"a": [run()]}, {"measure": "loss"}, "measure"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    runs: dict, traits: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        PassKeyRuns(runs, **traits)


def test_the_module_has_every_file_and_every_color_is_the_palettes() -> None:
    own = {name.split("/")[1] for name in MODULES if "explorable/" not in name}
    assert own == {path.name for path in FOLDER.glob("*.js")}
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.[jc]s*")]
    assert not any(re.search(r"#[0-9a-fA-F]{6}\b", text) for text in texts)
