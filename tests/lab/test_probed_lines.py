"""Lines for probes: each place and each label against the line's own words."""

import pytest
import torch

from attractor.lab import PLACES, Lexicon, LineTokenizer, lines_apart, probed_lines

WALRUS = "my walrus that the yaks do entertain doesn't giggle ."
VOCABULARY = LineTokenizer(Lexicon()).vocabulary


@pytest.fixture(scope="module")
def parts():
    generator = torch.Generator().manual_seed(3)
    return lines_apart(120, 60, generator=generator)


def words_of(lines, row):
    return [VOCABULARY[n] for n in lines.tokens[row].tolist()]


def test_the_walrus_by_hand():
    line = f"{WALRUS} decl\t{WALRUS}"
    found = probed_lines([line, "the yak does eat . quest\tdoes the yak eat ?"])
    words = words_of(found, 0)
    at = dict(zip(PLACES, found.places[0].tolist(), strict=True))
    assert [words[at[place]] for place in PLACES] == [
        *("walrus", "entertain", "doesn't", "giggle", ".", "decl"),
    ]
    assert words[0] == "<start>" and words_of(found, 1)[-1] == "<pad>"
    assert found.plural.tolist() == [0, 0]
    assert found.auxiliary.tolist() == [3, 2]
    assert found.number_rival.tolist() == [True, False]
    assert found.auxiliary_rival.tolist() == [True, False]
    assert found.question.tolist() == [False, True]
    assert VOCABULARY[found.noun[1]] == "yak"


def test_nouns_that_are_kept_apart_are_in_no_other_line(parts):
    new = {VOCABULARY[n] for n in parts["new"].noun.tolist()}
    assert len({word[:4] for word in new}) <= 4  # no two nouns begin alike
    for part in ("train", "seen"):
        for row in range(len(parts[part].tokens)):
            assert not new & {*words_of(parts[part], row)}


def test_all_lines_differ_and_there_are_as_many_as_asked(parts):
    assert [len(each.tokens) for each in parts.values()] == [120, 60, 60]
    known = [tuple(words_of(parts[p], k)) for p in ("train", "seen")
             for k in range(len(parts[p].tokens))]  # fmt: skip
    stripped = {tuple(w for w in line if w != "<pad>") for line in known}
    assert len(stripped) == 180


def test_some_lines_can_be_taken(parts):
    some = parts["train"].take(parts["train"].question)
    assert some.question.all() and 30 < len(some.tokens) < 90


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses(generator):
    with pytest.raises(ValueError, match="at least one line"):
        probed_lines([])
    with pytest.raises(ValueError, match="n_train and n_tested must be 1 or more"):
        lines_apart(0, 5, generator=generator)
