"""The Python side of the attention matrix."""

import re
from pathlib import Path

import pytest
import torch
from traitlets import TraitError

import attractor.show
from attractor.show import AttentionMatrix
from attractor.show.attention_matrix import MODULES

FOLDER = Path(attractor.show.__file__).parent / "attention_matrix"
THREE = ["one", "two", "three"]
SCORES = [[2, 4, 4], [4, 16, 12], [4, 12, 10]]


def test_one_map_or_several_from_lists_or_tensors() -> None:
    assert AttentionMatrix(THREE, SCORES).scores == [SCORES]
    assert AttentionMatrix(THREE, SCORES).maps == ["head 1"]
    two = AttentionMatrix(THREE, torch.zeros(2, 3, 3), values=torch.ones(3, 2))
    assert (len(two.scores), two.maps) == (2, ["head 1", "head 2"])
    assert two.values == [[1, 1]] * 3


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"tokens": []}, "tokens must be 1 to 32 words of 1 to 16 letters, got []"),
        ({"tokens": ["", "b", "c"]}, "of 1 to 16 letters"),
        ({"tokens": ["w" * 17, "b", "c"]}, "of 1 to 16 letters"),
        ({"scores": [[1, 2], [3, 4]]}, "with n = 3 tokens, got shape (1, 2, 2)"),
        ({"scores": [[1, 2, 3], [4, 5]]}, "scores must be finite"),
        ({"scores": [[float("inf")] * 3] * 3}, "scores must be finite"),
        ({"values": [[1.0], [2.0]]}, "values must be finite, (3, dim)"),
        ({"maps": ["a", "b"]}, "maps must name all 1 maps, got ['a', 'b']"),
        ({"map": 1}, "map must be from 0 to 0, got 1"),
        ({"padding": 4}, "padding must be from 0 to 3, got 4"),
        ({"beta": -0.1}, "beta must be from 0 to 4, got -0.1"),
        ({"beta": 4.1}, "beta must be from 0 to 4, got 4.1"),
        ({"cell": [0, 3]}, "cell must be query and key, each from 0 to 2"),
        ({"cell": [0]}, "cell must be query and key"),
        ({"toggled": [[0, 1], [3, 0]]}, "toggled must be query and key"),
        ({"mask": "all"}, "mask"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    given: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        AttentionMatrix(**{"tokens": THREE, "scores": SCORES} | given)


def test_the_text_follows_the_state() -> None:
    shown = AttentionMatrix(THREE, SCORES, beta=0.5, cell=[2, 0])
    assert shown.alt == (
        "Attention weights of 3 tokens, head 1, without a mask, at β = 0.5: a row for "
        "each token that looks, a column for each that is looked at. Chosen: “three” "
        "looks at “one”."
    )
    shown.mask, shown.padding, shown.side = "both", 1, "front"
    shown.toggled = [[1, 1]]
    assert "under a look-ahead and a padding mask" in shown.alt
    assert shown.alt.endswith("Padding at the front: 1. Turned by hand: 1.")


def test_the_module_has_every_file_and_every_color_is_the_palettes() -> None:
    own = {name.split("/")[1] for name in MODULES}
    assert own == {path.name for path in FOLDER.glob("*.js")}
    carried = AttentionMatrix._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    assert carried.count("export default") == 1
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.[jc]s*")]
    assert not any(re.search(r"#[0-9a-fA-F]{6}\b", text) for text in texts)
