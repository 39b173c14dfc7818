"""The Python side of the next-token explorable."""

import math
from typing import Any

import numpy as np
import pytest
import traitlets

from attractor.show import NextToken


def arrays(**changed: Any) -> dict[str, Any]:
    return {
        "vocabulary": np.array([" ", "a", "b"]),
        "beginnings": np.array(["a", "b "]),
        "after_beginnings": np.log([[0.5, 0.25, 0.25], [0.1, 0.2, 0.7]]),
        "passage": np.array([1, 2, 0, 1]),
        "along_passage": np.zeros((4, 3)),
        **changed,
    }


def test_the_page_gets_texts_and_logits_with_four_decimals() -> None:
    recorded = NextToken(arrays()).recorded
    assert recorded["tokens"] == [" ", "a", "b"]
    assert recorded["after"][0] == [-0.6931, -1.3863, -1.3863]
    assert recorded["passage"] == [1, 2, 0, 1]
    assert len(recorded["along"]) == 4


def test_it_opens_on_all_tokens_of_the_first_beginning() -> None:
    shown = NextToken(arrays())
    assert (shown.start, shown.top_k, shown.draws) == (1, 3, 0)
    assert repr(shown).startswith("NextToken(start=1, at=1, temperature=1.0, top_k=3")


def test_the_text_alternative_follows_the_state() -> None:
    shown = NextToken(arrays())
    assert "after 'a': likeliest are ' ' 0.500" in shown.alt
    assert f"{1.5 * math.log(2):.3f} nats" in shown.alt
    shown.start, shown.at, shown.temperature = 0, 3, 0.5
    assert "after 'ab '" in shown.alt and "temperature 0.5" in shown.alt
    assert f"{math.log(3):.3f} nats" in shown.alt


@pytest.mark.parametrize(
    ("traits", "complaint"),
    [
        ({"start": 3}, "start must be from 0 to 2, got 3"),
        ({"at": 0}, "at must be from 1 to 4, got 0"),
        ({"temperature": -0.1}, "temperature must be from 0 to 3, got -0.1"),
        ({"top_k": 4}, "top_k must be from 1 to 3, got 4"),
        ({"top_p": 0.0}, "top_p must be from 0.01 to 1, got 0"),
        ({"draws": 10_001}, "draws must be from 0 to 10000, got 10001"),
        ({"seed": -1}, "seed must be from 0 to 9999, got -1"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    traits: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(traitlets.TraitError, match=complaint):
        NextToken(arrays(), **traits)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        (
            {"along_passage": np.zeros((3, 3))},
            r"along_passage must have shape \(4, 3\)",
        ),
        ({"after_beginnings": np.full((2, 3), np.inf)}, "after_beginnings must be fin"),
        ({"passage": np.array([0, 1, 2, 3])}, "passage must be of tokens 0 to 2"),
    ],
)
def test_arrays_of_another_kind_are_refused(
    changed: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(traitlets.TraitError, match=complaint):
        NextToken(arrays(**changed))
    with pytest.raises(traitlets.TraitError, match="vocabulary missing"):
        NextToken({k: v for k, v in arrays().items() if k != "vocabulary"})
