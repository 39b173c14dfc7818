"""The Python side of the receptive field."""

import re
from pathlib import Path
from typing import Any

import pytest
from traitlets import TraitError

import attractor.show
from attractor.show import ReceptiveField
from attractor.show.receptive_field import MODULES

FOLDER = Path(attractor.show.__file__).parent / "receptive_field"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"block": 0}, "block must be from 1 to 12, got 0"),
        ({"segments": 4}, "segments must be from 0 to 3, got 4"),
        ({"layers": 6}, "layers must be from 1 to 5, got 6"),
        ({"place": 64}, "place must be from 0 to 63, got 64"),
        ({"reader": "full"}, "reader"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    given: dict[str, Any], message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        ReceptiveField(**given)


def test_the_text_follows_the_state() -> None:
    shown = ReceptiveField()
    assert "3 layers of attention above, with blocks of 4 tokens" in shown.alt
    shown.reader, shown.segments, shown.place = "sliding", 2, 9
    assert "with a window of 12 tokens" in shown.alt and "token 9 of" in shown.alt
    shown.reader = "feedback"
    assert "2 segments and slots" in shown.alt


def test_the_repr_is_the_state() -> None:
    assert repr(ReceptiveField(block=8)) == (
        "ReceptiveField(reader='blocks', block=8, segments=1, layers=3, place=42)"
    )


def test_the_module_has_every_file_and_every_color_is_the_palettes() -> None:
    own = {name.split("/")[1] for name in MODULES if "explorable/" not in name}
    assert own == {path.name for path in FOLDER.glob("*.js")}
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.[jc]s*")]
    assert not any(re.search(r"#[0-9a-fA-F]{6}\b", text) for text in texts)
