"""The Python side of the digit pad: it validates, describes and carries."""

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from traitlets import TraitError

import attractor.show
from attractor.show import DigitPad
from attractor.show.digit_pad import MODULES
from attractor.show.digit_pad.widget import LIBRARY

FOLDER = Path(attractor.show.__file__).parent


def signs(word: str) -> list[int]:
    return [1 if bit == "1" else -1 for bit in f"{int(word, 16):064b}"]


def test_the_library_is_the_first_ten_digits_of_scikit_learn() -> None:
    pictures = load_digits().images[:10].reshape(10, 64)
    assert [signs(word) for word in LIBRARY] == np.where(pictures >= 8, 1, -1).tolist()
    assert load_digits().target[:10].tolist() == list(range(10))


@pytest.mark.parametrize(
    "drawing",
    [
        7,
        "7",
        LIBRARY[7],
        signs(LIBRARY[7]),
        torch.tensor(signs(LIBRARY[7])).double(),
        np.array(signs(LIBRARY[7])).reshape(8, 8),
    ],
    ids=["number", "name", "word", "list", "tensor", "square array"],
)
def test_a_picture_comes_in_many_forms(drawing: object) -> None:
    assert DigitPad(drawing=drawing).drawing == LIBRARY[7]


def test_stored_pictures_are_named_where_they_have_names_and_stored_once() -> None:
    pad = DigitPad(stored=[3, "3", torch.ones(64)])
    assert pad.stored == ["3", "f" * 16]


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"drawing": [1] * 63}, "drawing must be 64 values of ±1 or 16 hexadecimal"),
        ({"drawing": [0] * 64}, "drawing must be 64 values of ±1"),
        ({"drawing": "xyz"}, "drawing must be 64 values of ±1"),
        ({"drawing": 10}, "drawing must be 64 values of ±1"),
        ({"drawing": True}, "drawing must be 64 values of ±1"),
        ({"stored": 3}, "stored must be a list of up to 12 pictures, got 3"),
        ({"stored": [1] * 13}, "stored must be a list of up to 12 pictures"),
        ({"stored": ["ten"]}, "each stored picture must be 64 values of ±1"),
        ({"rule": "best"}, "rule"),
        ({"wiring": "none"}, "wiring"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    traits: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        DigitPad(**traits)


def test_the_repr_builds_the_same_pad() -> None:
    for pad in (
        DigitPad(),
        DigitPad(stored=[], drawing=5),
        DigitPad(stored=[9, torch.ones(64)], rule="pseudo-inverse", wiring="half-cut"),
    ):
        again = eval(repr(pad), {"DigitPad": DigitPad})
        assert repr(again) == repr(pad)
        assert again.alt == pad.alt


def test_the_alternative_text_says_what_is_shown_and_follows() -> None:
    pad = DigitPad(stored=[0, 4, torch.ones(64)], drawing=1)
    assert pad.alt.startswith(
        "A pad of eight by eight pixels, 19 of them dark, over a memory of digit 0, "
        "digit 4 and one drawing; hebbian couplings, symmetric."
    )
    pad.stored = []
    pad.wiring = "scrambled"
    assert "over no memory; hebbian couplings, scrambled" in pad.alt


def test_two_pads_do_not_share_their_memory() -> None:
    one, other = DigitPad(), DigitPad()
    one.stored.append("9")
    assert other.stored == DigitPad().stored == ["0", "1", "2"]


def test_the_module_has_every_file_and_no_import_left() -> None:
    carried = DigitPad._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    files = set((FOLDER / "digit_pad").glob("*.js"))
    own = (name for name in MODULES if name.startswith("digit_pad/"))
    assert files == {FOLDER / name for name in own}
    assert carried.count("export default") == 1


def test_every_color_comes_from_the_palette() -> None:
    own = (FOLDER / "digit_pad/style.css").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", own)
    assert not re.search(r"[\"']#[0-9a-fA-F]{6}\b", DigitPad._esm)
