"""The Python side of the ring stepper."""

import re
from pathlib import Path

import pytest
import torch
from traitlets import TraitError

import attractor.show
from attractor.show import RingStepper
from attractor.show.ring_stepper import MODULES

FOLDER = Path(attractor.show.__file__).parent / "ring_stepper"
FOUR = ["a", "b", "c", "d"]
GIVEN = {"tokens": FOUR, "scores": [[0.0] * 4] * 4, "values": [1, 2, 3, 4]}


def test_scores_and_values_come_as_lists_or_tensors() -> None:
    stepper = RingStepper("abcd", torch.zeros(4, 4), torch.arange(4), hosts=2)
    assert stepper.tokens == FOUR
    assert stepper.scores == [[0.0] * 4] * 4
    assert stepper.values == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"tokens": []}, "tokens must be an even number of words, 2 to 48"),
        ({"tokens": ["a", "b", "c"]}, "each of 1 to 16 letters, got ['a', 'b', 'c']"),
        ({"tokens": ["", "b", "c", "d"]}, "each of 1 to 16 letters"),
        ({"scores": [[0.0] * 4] * 3}, "scores must be finite, (4, 4)"),
        ({"scores": [[float("inf")] * 4] * 4}, "scores must be finite, (4, 4)"),
        ({"scores": [[0.0] * 3] * 4}, "a row for each token"),
        ({"values": [1, 2]}, "values must be 4 finite numbers"),
        ({"hosts": 0}, "hosts must be from 1 to 12, got 0"),
        ({"hosts": 3}, "hosts must share the 4 tokens in two chunks each, got 3"),
        ({"hosts": 2, "step": 2}, "step must be from 0 to 1, got 2"),
        ({"query": 4}, "query must be from 0 to 3, got 4"),
        ({"order": "snake"}, "order"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    given: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        RingStepper(**GIVEN | given)


def test_the_text_follows_the_state_and_the_step_the_hosts() -> None:
    stepper = RingStepper(**GIVEN, hosts=2, step=1, query=2)
    assert stepper.alt == (
        "Ring attention of 4 tokens on 2 hosts in contiguous order, under a causal "
        "mask, step 2 of 2: a circle of hosts with the block that each of them holds, "
        "and the table of all pairs of query and key, done, at work, to come or "
        "masked. Chosen: the query “c” at place 2."
    )
    stepper.hosts, stepper.causal, stepper.order = 1, False, "zigzag"
    assert stepper.step == 0
    assert "1 host in zigzag order, without a mask, step 1 of 1" in stepper.alt


def test_the_module_has_every_file_and_every_color_is_the_palettes() -> None:
    own = {name.split("/")[1] for name in MODULES}
    assert own == {path.name for path in FOLDER.glob("*.js")}
    carried = RingStepper._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    assert carried.count("export default") == 1
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.[jc]s*")]
    assert not any(re.search(r"#[0-9a-fA-F]{6}\b", text) for text in texts)
