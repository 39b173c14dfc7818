"""The exact entropy: against rewriting rules, brute force, samples and by hand."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from phrase_rules import (
    filtered_entropy,
    nats_and_words,
    rules,
    sentences,
    without_clauses,
)

from attractor.lab import (
    FITTED_WEIGHTS,
    LEXICONS,
    PUBLISHED_WEIGHTS,
    QuestionFormation,
    StructureWeights,
    memorized_entropy,
    sized_lexicon,
)
from attractor.lab.question_formation.lexicon import WORD_CLASSES

# Floors in nats per token of independent lines with the question filter, as derived
# from the grammar before this code was written: published weights, fitted weights.
FLOORS = {
    13: (0.236015, 0.235334),
    15: (0.282050, 0.281994),
    26: (0.587687, 0.592369),
    68: (0.986898, 0.991989),
    94: (1.064746, 1.071907),
    442: (1.293886, 1.307140),
}


@pytest.mark.parametrize("size", list(FLOORS))
def test_the_floors_are_those_derived_beforehand(size):
    for weights, floor in zip(("published", "fitted"), FLOORS[size], strict=True):
        entropy = QuestionFormation(size, weights).entropy()
        assert entropy.nats_per_token == pytest.approx(floor, abs=5.1e-7)


def test_the_published_source_has_its_known_entropy():
    nats, tokens, ratio = QuestionFormation().entropy()
    assert nats == pytest.approx(20.308172980, abs=1e-9)
    assert tokens == pytest.approx(19.577777777778 + 1, abs=1e-9)
    assert ratio == pytest.approx(0.986898255, abs=1e-9)


@pytest.mark.parametrize("size", list(FLOORS))
@pytest.mark.parametrize("weights", [PUBLISHED_WEIGHTS, FITTED_WEIGHTS])
def test_the_entropy_agrees_with_rewriting_rules(size, weights):
    subject, predicate = weights.subject, weights.predicate
    nats, tokens = filtered_entropy(subject, predicate, LEXICONS[size])
    entropy = QuestionFormation(size, weights).entropy()
    assert entropy.nats_per_line == pytest.approx(nats, rel=1e-13)
    assert entropy.tokens_per_line == pytest.approx(tokens, rel=1e-13)

    written = rules(subject, predicate, LEXICONS[size])
    nats, words = nats_and_words(written)
    entropy = QuestionFormation(size, weights, "all").entropy()
    assert entropy.nats_per_line == pytest.approx(nats + math.log(2), rel=1e-13)
    assert entropy.tokens_per_line == pytest.approx(2 * words + 4, rel=1e-13)


def test_one_word_a_class_can_be_counted_out():
    # Every line of the smallest lexicon, written down with its probability.
    subject, predicate = PUBLISHED_WEIGHTS.subject, PUBLISHED_WEIGHTS.predicate
    written = rules(subject, predicate, LEXICONS[13])
    lines = {(words, "decl"): p / 2 for words, p in sentences(written)}
    plain = {words for words, _ in sentences(without_clauses(written))}
    lines |= {(w, "quest"): p / 2 for w, p in sentences(written) if w in plain}
    total = sum(lines.values())
    nats = -sum(p / total * math.log(p / total) for p in lines.values())
    source = QuestionFormation(13)
    assert len(lines) == source.n_lines == 374
    assert source.entropy().nats_per_line == pytest.approx(nats, rel=1e-12)
    for (words, marker), p in lines.items():
        if marker == "decl":
            said = " ".join(words)
            found = source.log_probability(f"{said} . decl\t{said} .")
            assert found == pytest.approx(math.log(p / total), rel=1e-12)


@pytest.mark.parametrize("split", ["training", "generalization", "all"])
@pytest.mark.parametrize("weights", ["published", "fitted"])
def test_samples_cost_what_the_entropy_says(split, weights, generator):
    source = QuestionFormation(26, weights, split)
    lines = source.sample(4_000, generator=generator)
    paid = torch.tensor([-source.log_probability(line) for line in lines])
    error = float(paid.std()) / len(lines) ** 0.5
    assert abs(float(paid.mean()) - source.entropy().nats_per_line) < 4 * error
    tokens = torch.tensor([float(len(line.split()) + 1) for line in lines])
    error = float(tokens.std()) / len(lines) ** 0.5
    assert abs(float(tokens.mean()) - source.entropy().tokens_per_line) < 4 * error


def test_the_mean_over_lines_and_the_cross_entropy_agree(generator):
    source, other = QuestionFormation(26), QuestionFormation(26, "fitted")
    lines = source.sample(300, generator=generator)
    nats = -math.fsum(other.log_probability(line) for line in lines)
    tokens = sum(len(line.split()) + 1 for line in lines)
    entropy = other.cross_entropy(lines)
    assert entropy.nats_per_line == pytest.approx(nats / 300, rel=1e-12)
    assert entropy.tokens_per_line == pytest.approx(tokens / 300, rel=1e-12)
    assert entropy.nats_per_token == pytest.approx(nats / tokens, rel=1e-12)


def test_what_is_scored_decides_the_loss_and_not_the_nats():
    source = QuestionFormation(68, "fitted")
    line, first, target, twice, alone = (
        source.entropy(),
        source.entropy("source"),
        source.entropy("target"),
        source.entropy(copies=2),
        source.entropy(copies=0),
    )
    assert line.nats_per_line == first.nats_per_line == twice.nats_per_line
    assert target.nats_per_line == target.nats_per_token == 0
    both = first.tokens_per_line + target.tokens_per_line
    assert line.tokens_per_line == pytest.approx(both, rel=1e-13)
    # A copy has the source's words and one mark; an end mark closes the line.
    copy = first.tokens_per_line - 1
    assert twice.tokens_per_line == pytest.approx(line.tokens_per_line + copy)
    assert alone.tokens_per_line == pytest.approx(first.tokens_per_line + 1)
    assert first.nats_per_token == pytest.approx(1.984, abs=5e-4)
    assert twice.nats_per_token == pytest.approx(0.682, abs=5e-4)


def test_the_loss_falls_as_one_over_the_copies():
    source = QuestionFormation()
    many = source.entropy(copies=10_000)
    words = source.entropy("source").tokens_per_line - 1
    expected = source.entropy().nats_per_line / (10_000 * words)
    assert many.nats_per_token == pytest.approx(expected, rel=1e-3)


def test_the_terms_add_up_and_a_class_of_one_word_has_none():
    source = QuestionFormation(15)
    terms = source.entropy_terms()
    nats = source.entropy().nats_per_line
    assert math.fsum(terms.values()) == pytest.approx(nats, rel=1e-13)
    assert list(terms) == ["structure", *WORD_CLASSES]
    assert {name for name, nats in terms.items() if nats == 0} == {
        name for name, size in LEXICONS[15].sizes.items() if size == 1
    }


SIZES = st.fixed_dictionaries({name: st.integers(1, 40) for name in WORD_CLASSES})
WEIGHT = st.floats(0.01, 100)


@given(SIZES, st.tuples(*[WEIGHT] * 5), st.tuples(*[WEIGHT] * 6))
def test_any_lexicon_and_any_weights_agree_with_the_rules(sizes, subject, predicate):
    lexicon = sized_lexicon(**sizes)
    weights = StructureWeights(subject, predicate, source="drawn at random")
    nats, tokens = filtered_entropy(subject, predicate, lexicon)
    entropy = QuestionFormation(lexicon, weights).entropy()
    assert entropy.nats_per_line == pytest.approx(nats, rel=1e-12)
    assert entropy.tokens_per_line == pytest.approx(tokens, rel=1e-12)


def test_a_memorizer_pays_for_the_choice_of_the_line():
    # Two lines of 7 + 1 and 9 + 1 tokens: log 2 nats over 9 tokens.
    lines = ["a b . decl\ta b .", "a b c . decl\ta b c ."]
    assert memorized_entropy(lines) == pytest.approx((math.log(2), 9, math.log(2) / 9))
    # A line that stands there three times out of four is worth less.
    nats = math.log(4) - 0.75 * math.log(3)
    assert memorized_entropy([lines[0]] * 3 + lines[1:]).nats_per_line == (
        pytest.approx(nats)
    )


def test_a_memorizer_of_few_lines_goes_far_below_the_source(generator):
    source = QuestionFormation(68, "fitted")
    known = memorized_entropy(source.sample(500, generator=generator, distinct=True))
    assert known.nats_per_line == pytest.approx(math.log(500))
    expected = math.log(500) / source.entropy().tokens_per_line
    assert known.nats_per_token == pytest.approx(expected, rel=0.03)
    assert known.nats_per_token < 0.3 * source.entropy().nats_per_token


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sentence",), "scored must be one of"),
        (("line", -1), "copies must be at least 0, got -1"),
        (("target", 0), "copies must be at least 1, got 0"),
    ],
)
def test_what_cannot_be_scored_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        QuestionFormation().entropy(*arguments)


def test_no_line_has_no_entropy():
    with pytest.raises(ValueError, match="at least one line"):
        memorized_entropy([])
    with pytest.raises(ValueError, match="at least one line"):
        QuestionFormation().cross_entropy([])
