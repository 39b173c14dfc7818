"""What every token of a line costs: by hand, by counting, and in sum."""

import math
from collections import Counter

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from attractor.lab import QuestionFormation

FITTED = QuestionFormation(68, "fitted")


def test_a_short_line_by_hand():
    # One auxiliary a number, one word a class: what is open is the number of the noun,
    # what follows it, and the marker.
    source = QuestionFormation(13, "published")
    shown = source.surprises("the newt does giggle . decl\tthe newt does giggle .")
    assert shown.tokens[:6] == ("the", "newt", "does", "giggle", ".", "decl")
    assert shown.tokens[-1] == "<end>"
    # Of 9 subjects 3 are bare, 3 prepositional, 3 with a clause; a clause is never
    # asked, so bare and prepositional lines have twice the weight: 6, 6 and 3 of 15.
    # The rest is free: one word is left in each class, and one number.
    expected = [0, math.log(2), -math.log(6 / 15), math.log(2), 0, math.log(2)]
    assert shown.nats[:6] == pytest.approx(expected)
    assert shown.nats[6:] == pytest.approx(0.0)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**31), words=st.sampled_from([13, 26, 68]))
def test_the_costs_add_up_to_the_line(seed, words):
    source = QuestionFormation(words, "fitted")
    (line,) = source.sample(1, generator=torch.Generator().manual_seed(seed))
    shown = source.surprises(line)
    assert " ".join(shown.tokens[:-1]) == line.replace("\t", " ")
    assert shown.nats.sum() == pytest.approx(-source.log_probability(line))
    assert shown.nats.min() >= -1e-12


def test_costs_are_the_frequencies_of_what_comes_next():
    source = QuestionFormation(13, "fitted")
    draws = torch.Generator().manual_seed(3)
    texts = [line.split() for line in source.sample(40_000, generator=draws)]
    line = (
        "the newt does entertain the newts . quest\tdoes the newt entertain the newts ?"
    )
    shown = source.surprises(line)
    for k in range(8):
        before = [text for text in texts if text[:k] == list(shown.tokens[:k])]
        share = Counter(text[k] for text in before)[shown.tokens[k]] / len(before)
        error = 4 * math.sqrt(share * (1 - share) / len(before))
        assert abs(math.exp(-shown.nats[k]) - share) <= error + 1e-12


def test_a_line_of_another_split_is_refused():
    source = "my newt who does giggle does smile . quest"
    line = f"{source}\tdoes my newt who does giggle smile ?"
    with pytest.raises(ValueError, match="one that this source can write"):
        FITTED.surprises(line)
    with pytest.raises(ValueError, match="tab"):
        FITTED.surprises("my newt does smile")
