"""A line read back, and what is said of a line that is none."""

import math

import pytest

from attractor.lab import QuestionFormation

SOURCE = QuestionFormation()


def test_a_declarative_is_read_by_hand():
    said = "my salamander above our quails does confuse our yaks ."
    words, cell = SOURCE.parse(f"{said} decl\t{said}")
    assert " ".join(words) + " ." == said
    assert cell.marker == "decl"
    assert (cell.template.subject, cell.template.predicate) == ("prepositional", "bare")
    assert words[cell.template.main_auxiliary] == "does"


def test_a_question_moves_the_main_auxiliary_and_not_the_first():
    said = "my raven that doesn't sleep does change"
    line = f"{said} . quest\tdoes my raven that doesn't sleep change ?"
    words, cell = SOURCE.parse(line)
    assert cell.withheld and words[cell.template.main_auxiliary] == "does"
    with pytest.raises(ValueError, match='its target must be "does my raven'):
        SOURCE.parse(f"{said} . quest\tdoesn't my raven that sleep does change ?")


def test_the_probability_of_a_line_is_a_product():
    # quest 2/5, of which a bare subject 1/2, singular 1/2; a verb without object 1/2;
    # determiner 1/6, noun 1/13, auxiliary 1/2, verb 1/9.
    line = "the newt does eat . quest\tdoes the newt eat ?\n"
    expected = -math.log(5 / 2 * 2 * 2 * 2 * 6 * 13 * 2 * 9)
    assert SOURCE.log_probability(line) == pytest.approx(expected, rel=1e-13)


def test_a_line_of_another_split_has_no_probability():
    withheld = (
        "the newt who does eat does eat . quest\tdoes the newt who does eat eat ?"
    )
    assert SOURCE.log_probability(withheld) == -math.inf
    assert SOURCE.cross_entropy([withheld]).nats_per_token == math.inf
    assert QuestionFormation(split="generalization").log_probability(withheld) > -30


@pytest.mark.parametrize("split", ["training", "generalization", "all"])
@pytest.mark.parametrize("size", [13, 68, 442])
def test_every_sampled_line_is_read_as_it_was_made(size, split, generator):
    source = QuestionFormation(size, "fitted", split)
    for line in source.sample(500, generator=generator):
        words, cell = source.parse(line)
        assert line.startswith(" ".join(words) + f" . {cell.marker}\t")
        assert cell in source.table.cells
        assert [source.lexicon.classes[c] for c in cell.template.classes] == [
            next(k for k in source.lexicon.classes.values() if word in k)
            for word in words
        ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("the newt does eat . decl", "it must have one tab"),
        ("the newt does eat . decl\tthe newt does eat .\t", "it must have one tab"),
        ("", "it must have one tab"),
        ("the newt does eat decl\tx", r"source must end with '\. decl' or '\. quest'"),
        ("the newt does eat .\tx", "source must end with"),
        ("decl\tx", "source must end with"),
        ("the gnu does eat . decl\tx", "'gnu' is no word of this lexicon"),
        ("the  newt does eat . decl\tx", "'' is no word of this lexicon"),
        (
            "the newt do eat . decl\tx",
            "after 'the newt' may stand prepositions or relatives or "
            "singular auxiliaries, got 'do'",
        ),
        (
            "the newt does amuse . decl\tx",
            "after 'the newt does amuse' may stand determiners, got the full stop",
        ),
        (
            "the newt does eat the yak . decl\tx",
            "after 'the newt does eat' may stand the full stop, got 'the'",
        ),
        ("newt does eat . decl\tx", "at its beginning may stand determiners, got"),
        (". decl\t.", "at its beginning may stand determiners, got the full stop"),
        (
            "the newt does eat . quest\tthe newt does eat .",
            r"its target must be 'does the newt eat \?'",
        ),
    ],
)
def test_a_line_that_is_none_is_refused_with_the_reason(line, message):
    with pytest.raises(ValueError, match=r"is not of this grammar: .*" + message):
        SOURCE.parse(line)


def test_lines_that_a_source_never_has_fit_it_not_at_all(generator):
    lines = QuestionFormation(split="generalization").sample(3, generator=generator)
    with pytest.raises(
        ValueError, match=r"such as this source has, got \d with the marker quest"
    ):
        SOURCE.structure_fit(lines)
