"""The grammar beside the real files of the data set."""

import math
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from attractor.lab import QuestionFormation
from attractor.lab.question_formation.fitting import structure_fit, word_fits

# Name of the file, its number of lines, and how many distinct lines came before.
TRAINING = {
    "train-first20k": (20_000, 0),
    "val": (1_000, 100_000),
    "iid-test": (10_000, 101_000),
}
FITTED, PUBLISHED = (QuestionFormation(68, name) for name in ("fitted", "published"))


@cache
def read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@cache
def parse(path: Path):
    source = QuestionFormation(split="all")
    return [source.parse(line) for line in read(path)]


@pytest.fixture
def file_of(data_folder):
    return lambda name: data_folder / "question-formation" / f"question.{name}"


@pytest.fixture
def parsed(file_of):
    return lambda name: parse(file_of(name))


@pytest.fixture
def training(parsed):
    return [line for name in TRAINING for line in parsed(name)]


@pytest.mark.parametrize("name", [*TRAINING, "test"])
def test_every_line_is_of_the_grammar_and_none_stands_twice(name, file_of, parsed):
    lines = read(file_of(name))
    split = "generalization" if name == "test" else "training"
    assert len(lines) == len(set(lines)) == TRAINING.get(name, (10_000, 0))[0]
    assert {line.cell for line in parsed(name)} <= {
        *QuestionFormation(split=split).table.cells
    }


def test_the_fitted_source_pays_what_was_measured_for_the_training_file(file_of):
    paid = FITTED.cross_entropy(read(file_of("train-first20k")))
    assert paid.nats_per_token == pytest.approx(0.993478, abs=1e-6)


@pytest.mark.parametrize("name", list(TRAINING))
def test_the_published_weights_are_not_those_of_the_data(name, parsed):
    fits = []
    for source in (FITTED, PUBLISHED):
        shares = source.without_repeats(*TRAINING[name]).shares
        fits.append(structure_fit(parsed(name), source.table, shares))
    assert fits[0].degrees == fits[1].degrees == 41
    assert abs(fits[0].chi_squared - 41) < 3 * 82**0.5
    assert fits[1].chi_squared > 15 * 41


def test_leaving_out_the_shortest_sentences_gives_the_fit_known_before(training):
    # Known before this code: 36.0 with fitted and 19,526 with published weights.
    kept = [line for line in training if not is_shortest(line.cell)]
    chi_squared = []
    for source in (FITTED, PUBLISHED):
        short = [is_shortest(cell) for cell in source.table.cells]
        shares = np.where(short, 0, source.table.probabilities)
        fit = structure_fit(kept, source.table, shares)
        assert (len(kept), fit.degrees) == (28_777, 39)
        chi_squared.append(fit.chi_squared)
    assert chi_squared == pytest.approx([36.0, 19_526], rel=2e-3)


def is_shortest(cell):
    return cell.template[:2] == ("bare", "intransitive")


def test_singulars_and_plurals_fit_too(parsed):
    # All 374 cells of the training file, not only the 42 kinds of structures.
    counts = Counter(line.cell for line in parsed("train-first20k"))
    shares = FITTED.without_repeats(20_000).shares
    chi_squared = sum(
        (counts[cell] - 20_000 * share) ** 2 / (20_000 * share)
        for cell, share in zip(FITTED.table.cells, shares, strict=True)
    )
    assert abs(chi_squared - 373) < 3 * 746**0.5


def test_the_words_of_a_class_are_equally_frequent(training):
    for fit in word_fits(training, FITTED.lexicon.classes).values():
        assert fit.chi_squared < fit.degrees + 4 * (2 * fit.degrees) ** 0.5


def test_later_lines_cost_more_because_the_short_ones_have_run_out(parsed):
    nats_of = dict(zip(FITTED.table.cells, FITTED.table.log_probabilities, strict=True))
    gaps = []
    for name in ("train-first20k", "iid-test"):
        expected = FITTED.without_repeats(*TRAINING[name])
        nats = np.array([-nats_of[line.cell] for line in parsed(name)])
        tokens = np.array([2 * len(line.words) + 4 for line in parsed(name)])
        paid = nats.sum() / tokens.sum()
        # The spread of a ratio of two means.
        error = (nats - paid * tokens).std() / tokens.mean() / math.sqrt(len(nats))
        assert abs(paid - expected.cross_entropy.nats_per_token) < 4 * error
        gaps.append(expected.gap)
    assert 0 < gaps[0] < gaps[1]


def test_the_generalization_file_is_narrower_than_the_grammar(parsed):
    templates = {line.cell.template for line in parsed("test")}
    assert {t.predicate for t in templates} == {"intransitive", "bare", "prepositional"}
    # A noun within the clause on the subject has the number of the subject.
    subjects = {t.classes[:5] for t in templates if t.subject == "object_relative"}
    assert {(classes[1], classes[4]) for classes in subjects} == {
        ("singular_nouns", "singular_nouns"),
        ("plural_nouns", "plural_nouns"),
    }


def test_the_grammar_file_has_the_words_of_the_lexicon(file_of):
    words: dict[str, set[str]] = {}
    for line in read(file_of("gr")):
        _, left, right = [*line.split(), "", "", ""][:3]
        words.setdefault(left, set()).add(right)
    names = (
        *("Det", "N_S", "N_P", "V_intrans", "V_trans"),
        *("Aux_S", "Aux_P", "Prep", "Rel"),
    )
    classes = FITTED.lexicon.classes.values()
    assert [words[name] for name in names] == [set(of_class) for of_class in classes]
