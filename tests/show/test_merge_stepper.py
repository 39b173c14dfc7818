"""The Python side of the merge stepper."""

import re
from pathlib import Path

import pytest
from traitlets import TraitError

import attractor.show
from attractor.show import MergeStepper
from attractor.show.merge_stepper import MODULES

FOLDER = Path(attractor.show.__file__).parent / "merge_stepper"


def test_it_opens_on_the_decks_words() -> None:
    shown = MergeStepper()
    assert shown.corpus == ["hug:10", "pug:5", "pun:12", "bun:4", "hugs:5"]
    assert (shown.step, shown.word) == (0, "bug")


def test_counts_may_come_as_a_mapping_or_as_lines() -> None:
    lines = MergeStepper({"été": 3, "漢字": 0}).corpus
    assert lines == ["été:3", "漢字:0"]
    assert MergeStepper(lines).corpus == lines


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"corpus": {}}, "corpus must have 1 to 40 words, got 0"),
        ({"corpus": {f"w{k}": 1 for k in range(41)}}, "1 to 40 words, got 41"),
        ({"corpus": ["hug"]}, "counts of 0 to 1,000,000, got 'hug'"),
        ({"corpus": ["two words:1"]}, "none of them a space"),
        ({"corpus": {"a;b": 1}}, "got 'a;b:1'"),
        ({"corpus": {"hug": -1}}, "got 'hug:-1'"),
        ({"corpus": {"hug": 9_999_999}}, "got 'hug:9999999'"),
        ({"corpus": {"g" * 25: 1}}, "words of 1 to 24 letters"),
        ({"corpus": ["hug:1", "hug:2"]}, "corpus must name each word once"),
        ({"step": -1}, "step must be from 0 to 999, got -1"),
        ({"word": "a b"}, "word must have at most 24 letters"),
        ({"word": "w" * 25}, "word must have at most 24 letters"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    traits: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        MergeStepper(**traits)


def test_the_repr_builds_the_same_picture_and_the_text_follows() -> None:
    shown = MergeStepper({"hug": 2, "pun": 1}, step=1, word="hugs")
    again = eval(repr(shown), {"MergeStepper": MergeStepper})
    assert repr(again) == repr(shown)
    assert shown.alt == (
        "Byte-pair encoding after 1 merge on the words hug 2 times, pun 1 times: every "
        "word in tokens, and the counts of all pairs of neighbors as bars. The word "
        "hugs is cut by the same merges."
    )
    shown.word = ""
    assert shown.alt.endswith("as bars.")


def test_the_module_has_every_file_and_every_color_is_the_palettes() -> None:
    own = {name.split("/")[1] for name in MODULES if name.startswith("merge_stepper")}
    assert own == {path.name for path in FOLDER.glob("*.js")}
    carried = MergeStepper._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    assert carried.count("export default") == 1
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.[jc]s*")]
    assert not any(re.search(r"#[0-9a-fA-F]{6}\b", text) for text in texts)
