"""Questions on which moving the first auxiliary is not moving the main one."""

from collections import Counter

import pytest
import torch

from attractor.lab import LEXICONS, QuestionFormation, telling_questions
from attractor.lab.question_formation.telling import TELLING_WEIGHTS, n_telling, tells

WITHHELD = QuestionFormation(split="generalization")


def first_moved(line: str) -> str:
    """What a model says first that moves the first auxiliary it sees."""
    auxiliaries = {"do", "don't", "does", "doesn't"}
    return next(word for word in line.split() if word in auxiliaries)


def target_begins(line: str) -> str:
    return line.partition("\t")[2].split()[0]


def test_the_wrong_rule_is_always_wrong_in_the_first_word(generator):
    lines = telling_questions(500, generator=generator)
    assert len(lines) == len(set(lines)) == 500
    for line in lines:
        assert WITHHELD.parse(line).cell in WITHHELD.table.cells
        assert {first_moved(line), target_begins(line)} in (
            {"do", "don't"},
            {"does", "doesn't"},
        )


def test_the_wrong_rule_is_often_right_on_all_that_is_withheld(generator):
    lines = QuestionFormation(68, "fitted", "generalization").sample(
        3000, generator=generator
    )
    right = sum(first_moved(line) == target_begins(line) for line in lines)
    # Of the same number: both kinds of clauses that agree with the subject, and half
    # of the third; of those, the same of two words half the time: 3/4 of 1/2.
    assert right / 3000 == pytest.approx(3 / 8, abs=4 * 0.5 / 3000**0.5)


def test_the_file_of_the_data_set_is_of_this_kind(data_folder):
    path = data_folder / "question-formation" / "question.test"
    parsed = [WITHHELD.parse(line) for line in path.read_text().splitlines()]
    assert all(map(tells, parsed))
    kinds = Counter(
        (p.cell.template.subject, p.cell.template.predicate) for p in parsed
    )
    subject, predicate = TELLING_WEIGHTS.shares
    total = sum(subject[s] * predicate[p] for s, p in kinds)
    expected = {(s, p): 10_000 * subject[s] * predicate[p] / total for s, p in kinds}
    assert len(kinds) == 9
    chi_squared = sum((kinds[k] - n) ** 2 / n for k, n in expected.items())
    # Lines without an object run out first here too, so that it is a little high.
    assert chi_squared < 8 + 4 * 16**0.5


def test_our_questions_have_the_structures_of_the_file(generator):
    parsed = [WITHHELD.parse(q) for q in telling_questions(4000, generator=generator)]
    predicates = Counter(p.cell.template.predicate for p in parsed)
    for name, share in (("intransitive", 0.6), ("bare", 0.2), ("prepositional", 0.2)):
        error = 4 * (share * (1 - share) / 4000) ** 0.5
        assert predicates[name] / 4000 == pytest.approx(share, abs=error)
    numbers = Counter(p.cell.template.classes[1] for p in parsed)
    assert numbers["singular_nouns"] / 4000 == pytest.approx(0.5, abs=4 * 0.5 / 63)


def test_all_of_a_small_lexicon_can_be_had(generator):
    source = QuestionFormation(15, split="generalization")
    every = source.sample(source.n_lines, generator=generator, distinct=True)
    most = sum(tells(source.parse(line)) for line in every)
    assert most == n_telling(source)
    found = telling_questions(most, lexicon=15, generator=generator)
    assert set(found) == {line for line in every if tells(source.parse(line))}
    with pytest.raises(ValueError, match=f"n_lines must be from 0 to {most}"):
        telling_questions(most + 1, lexicon=15, generator=generator)


def test_a_lexicon_with_one_auxiliary_a_number_has_none(generator):
    assert n_telling(QuestionFormation(LEXICONS[13], split="generalization")) == 0
    with pytest.raises(ValueError, match="from 0 to 0, which is all there are, got 1"):
        telling_questions(1, lexicon=13, generator=generator)
    assert telling_questions(0, lexicon=13, generator=generator) == []


def test_the_generator_decides_the_questions():
    one, same, other = (
        telling_questions(20, generator=torch.Generator().manual_seed(seed))
        for seed in (4, 4, 5)
    )
    assert one == same != other
