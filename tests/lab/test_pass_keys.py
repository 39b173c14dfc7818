"""Lines of the PassKey task: where all stands, and that nothing is given away."""

import pytest
import torch

from attractor.lab import PassKeys
from attractor.lab.training import NOT_COUNTED

TEXTS = PassKeys(block=6, fillers=3, keys=4, length=2)


def some(n_lines: int, between: int) -> torch.Tensor:
    draws = torch.Generator().manual_seed(5)
    return TEXTS.lines(n_lines, between, generator=draws)


def test_tokens_are_numbered_by_hand() -> None:
    assert (TEXTS.mark, TEXTS.question, TEXTS.vocabulary) == (7, 8, 9)


@pytest.mark.parametrize("between", [0, 3])
def test_the_key_stands_after_the_mark_and_after_the_question(between: int) -> None:
    lines = some(200, between)
    assert lines.shape == (200, (between + 2) * 6)
    places = set()
    for line in lines.tolist():
        at = line.index(7)
        key = line[at + 1 : at + 3]
        assert line[-3:] == [8, *key] and all(3 <= each < 7 for each in key)
        rest = line[:at] + line[at + 3 : -3]
        assert all(each < 3 for each in rest)
        assert line.count(7) == line.count(8) == 1
        places.add(at)
    assert places == {0, 1, 2, 3}  # the whole key is in the first block


def test_all_keys_are_drawn_as_often_at_every_place() -> None:
    lines = some(4000, 0)
    pairs = (lines[:, -2] - 3) * 4 + lines[:, -1] - 3
    counts = torch.bincount(pairs, minlength=16)
    assert ((counts - 250).abs() < 5 * 250**0.5).all()
    for at in range(4):
        chosen = lines[lines[:, at] == 7, -1] - 3
        assert ((torch.bincount(chosen) / len(chosen) - 0.25).abs() < 0.08).all()


def test_only_the_key_after_the_question_counts() -> None:
    lines = some(3, 1)
    batch = TEXTS.batch(lines)
    assert torch.equal(batch.inputs, lines[:, :-1])
    assert torch.equal(batch.targets[:, -2:], lines[:, -2:])
    assert (batch.targets[:, :-2] == NOT_COUNTED).all()
    assert int(batch.n_tokens) == 6


@pytest.mark.parametrize(
    ("told", "name"),
    [((2, 3, 4, 2), "block"), ((6, 0, 4, 2), "fillers"), ((6, 3, 0, 2), "keys"),
     ((6, 3, 4, 0), "length")],
)  # fmt: skip
def test_keys_that_do_not_fit_are_refused(told: tuple[int, ...], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        PassKeys(*told)
    with pytest.raises(ValueError, match="between"):
        some(1, -1)
