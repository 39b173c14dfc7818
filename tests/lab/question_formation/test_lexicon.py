"""Words, their classes, lexicons of other sizes, structure weights."""

import pytest

from attractor.lab import (
    FITTED_WEIGHTS,
    LEXICONS,
    PUBLISHED_WEIGHTS,
    Lexicon,
    QuestionFormation,
    StructureWeights,
    sized_lexicon,
)
from attractor.lab.question_formation.lexicon import WORD_CLASSES
from attractor.lab.question_formation.templates import all_cells, all_templates


def test_a_lexicon_is_named_by_its_number_of_words():
    assert list(LEXICONS) == [13, 15, 26, 68, 94, 442]
    for size, lexicon in LEXICONS.items():
        assert len(lexicon.words) == len(set(lexicon.words)) == size


def test_the_lexicons_are_those_of_the_experiment():
    assert set(LEXICONS[13].sizes.values()) == {1}
    assert LEXICONS[15].plural_auxiliaries == ("do", "don't")
    assert list(LEXICONS[26].sizes.values()) == [2, 3, 3, 3, 3, 2, 2, 2, 2]
    assert list(LEXICONS[68].sizes.values()) == [6, 13, 13, 9, 9, 2, 2, 8, 2]
    for size, nouns in ((94, 26), (442, 200)):
        sizes = LEXICONS[68].sizes | {"singular_nouns": nouns, "plural_nouns": nouns}
        assert LEXICONS[size].sizes == sizes


def test_plurals_follow_their_singulars():
    for lexicon in LEXICONS.values():
        for one, more in zip(lexicon.singular_nouns, lexicon.plural_nouns, strict=True):
            assert more in (one + "s", one + "es")
    assert "walruses" in Lexicon().plural_nouns


def test_words_can_be_invented_for_every_class():
    lexicon = sized_lexicon(**dict.fromkeys(WORD_CLASSES, 5000))
    assert len(set(lexicon.words)) == 9 * 5000 + 4


def test_there_are_272_structures_and_no_two_look_alike():
    assert len(all_templates()) == 272
    assert len({template.classes for template in all_templates()}) == 272
    assert sum(not cell.withheld for cell in all_cells()) == 374
    assert QuestionFormation(split="all").n_lines == 2 * 68_631_332_143_608


def test_the_probabilities_of_singulars_and_plurals_add_up():
    of_structure: dict[tuple[str, str], float] = {}
    for template in all_templates():
        structure = template.subject, template.predicate
        of_structure[structure] = of_structure.get(structure, 0) + template.share
    assert len(of_structure) == 30
    assert set(of_structure.values()) == {1.0}


def test_the_published_weights_are_the_rules_multiplied_out():
    subject, predicate = PUBLISHED_WEIGHTS.shares
    assert subject["bare"] == subject["prepositional"] == pytest.approx(1 / 3)
    clauses = [subject[name] for name in subject if name.endswith("relative")]
    assert clauses == pytest.approx([1 / 3 * share / 6 for share in (2, 1 + 1, 2)])
    assert predicate["intransitive"] == pytest.approx(1 / 2)
    for name, share in subject.items():
        assert predicate[name] == pytest.approx(share / 2)


def test_every_set_of_weights_says_where_it_comes_from():
    assert "question.gr" in PUBLISHED_WEIGHTS.source
    assert "no document" in FITTED_WEIGHTS.source


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        ({"relatives": ()}, "relatives must hold at least one word"),
        ({"relatives": ("who else",)}, "words must be without blanks, got 'who else'"),
        ({"relatives": ("",)}, "words must be without blanks"),
        ({"relatives": ("the",)}, "once in one class, got 'the' in relatives and in"),
        ({"relatives": ("who", "who")}, "got 'who' in relatives and in relatives"),
        ({"relatives": ("quest",)}, "got 'quest' in relatives and in the marks"),
    ],
)
def test_a_lexicon_that_would_be_ambiguous_is_refused(classes, message):
    with pytest.raises(ValueError, match=message):
        Lexicon(**classes)


def test_sizes_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match=r"a class must be one of .*'nouns'"):
        sized_lexicon(nouns=3)
    with pytest.raises(ValueError, match="relatives must be at least 1, got 0"):
        sized_lexicon(relatives=0)


@pytest.mark.parametrize(
    ("subject", "predicate", "message"),
    [
        ((1, 1), (1,) * 6, "subject must have 5 weights"),
        ((1,) * 5, (1,) * 5, "predicate must have 6 weights"),
        ((1, 1, 1, 1, 0), (1,) * 6, "subject weights must be positive"),
        ((1,) * 5, (1, 1, 1, 1, 1, float("nan")), "predicate weights must be positive"),
    ],
)
def test_weights_that_make_no_source_are_refused(subject, predicate, message):
    with pytest.raises(ValueError, match=message):
        StructureWeights(subject, predicate, source="")


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (({"nouns": 13},), "lexicon must be a Lexicon or a number of words, one of"),
        ((68, {}), "weights must be StructureWeights or one of"),
        ((69,), "lexicon must be a Lexicon or a number of words, one of"),
        ((68, "guessed"), "weights must be StructureWeights or one of"),
        ((68, "fitted", "test"), "split must be one of"),
    ],
)
def test_a_source_that_does_not_exist_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        QuestionFormation(*arguments)
