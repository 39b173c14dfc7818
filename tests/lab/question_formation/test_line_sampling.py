"""Lines drawn at random, with and without repeats."""

from collections import Counter

import numpy as np
import pytest
import torch

from attractor.lab import LEXICONS, QuestionFormation
from attractor.lab.question_formation.repeats import distinct_lines
from attractor.lab.question_formation.sampling import draw_distinct

# χ² with d degrees of freedom has mean d and standard deviation √(2d).
SPREAD = 4


def usual(chi_squared: float, degrees: int) -> bool:
    return abs(chi_squared - degrees) < SPREAD * (2 * degrees) ** 0.5


@pytest.mark.parametrize("weights", ["published", "fitted"])
def test_every_line_is_as_frequent_as_it_should_be(weights, generator):
    source = QuestionFormation(15, weights)
    every = source.sample(source.n_lines, generator=generator, distinct=True)
    counts = Counter(source.sample(100_000, generator=generator))
    expected = {line: 100_000 * np.exp(source.log_probability(line)) for line in every}
    assert sum(expected.values()) == pytest.approx(100_000, rel=1e-12)
    assert set(counts) <= set(expected)
    chi_squared = sum((counts[line] - n) ** 2 / n for line, n in expected.items())
    assert usual(chi_squared, len(every) - 1)


def test_structures_and_words_fit_the_source_that_drew_them(generator):
    source, other = QuestionFormation(68, "fitted"), QuestionFormation(68)
    lines = source.sample(20_000, generator=generator)
    fit = source.structure_fit(lines)
    assert fit.degrees == 41 and usual(*fit)
    assert other.structure_fit(lines).chi_squared > 100 * fit.degrees
    fits = source.word_fits(lines)
    assert {name: fit.degrees + 1 for name, fit in fits.items()} == LEXICONS[68].sizes
    assert all(usual(*fit) for fit in fits.values())


def test_the_generator_decides_the_lines():
    source = QuestionFormation(26)
    one, same, other = (
        source.sample(50, generator=torch.Generator().manual_seed(seed))
        for seed in (1, 1, 2)
    )
    assert one == same != other


@pytest.mark.parametrize("distinct", [False, True])
def test_a_sample_can_be_empty(distinct, generator):
    assert QuestionFormation().sample(0, generator=generator, distinct=distinct) == []


def test_distinct_lines_can_be_all_the_lines_there_are(generator):
    source = QuestionFormation(13)
    lines = source.sample(374, generator=generator, distinct=True)
    assert len(set(lines)) == 374
    with pytest.raises(ValueError, match="at most 374, which is all the lines there"):
        source.sample(375, generator=generator, distinct=True)
    with pytest.raises(ValueError, match="n_lines must be 0 or more, got -1"):
        source.sample(-1, generator=generator)


def test_distinct_lines_are_the_independent_ones_without_repeats():
    # One block holds all that is drawn, so that both see the same lines.
    source = QuestionFormation(26, "fitted")
    lines, distinct = (
        source.sample(n, generator=torch.Generator().manual_seed(3), distinct=d)
        for n, d in ((4000, False), (4000, True))
    )
    first = list(dict.fromkeys(lines))
    assert 3000 < len(first) < 4000
    assert distinct[: len(first)] == first
    assert len(set(distinct)) == 4000


def test_the_expected_number_of_distinct_lines_is_what_samples_have(generator):
    source = QuestionFormation(15)
    seen = [len(set(source.sample(1000, generator=generator))) for _ in range(40)]
    expected = distinct_lines(source.table, 1000).sum()
    assert np.mean(seen) == pytest.approx(expected, abs=4 * np.std(seen) / 40**0.5)


def test_distinct_lines_have_the_shares_that_are_expected(generator):
    source = QuestionFormation(15, "fitted")
    n_cells, n_samples = len(source.table.cells), 60
    early, late = np.zeros(n_cells), np.zeros(n_cells)
    for _ in range(n_samples):
        drawn = draw_distinct(source.table, source.lexicon, 900, generator=generator)
        early += np.bincount(drawn[:400, 0], minlength=n_cells)
        late += np.bincount(drawn[400:, 0], minlength=n_cells)
    for counts, n_lines, after in ((early, 400, 0), (late, 500, 400)):
        expected = n_samples * n_lines * source.without_repeats(n_lines, after).shares
        # Drawing without repeats spreads less than independent lines do.
        chi_squared = ((counts - expected) ** 2 / expected).sum()
        assert chi_squared < n_cells + SPREAD * (2 * n_cells) ** 0.5
        independent = n_samples * n_lines * source.table.probabilities
        assert ((counts - independent) ** 2 / independent).sum() > 5 * n_cells


def test_removing_repeats_costs_little_in_a_large_language_and_all_in_a_small_one():
    large = QuestionFormation(442, "fitted").without_repeats(1000)
    assert large.n_drawn == pytest.approx(1000, rel=1e-3)
    assert 0 < large.gap < 1e-4
    small = QuestionFormation(13, "fitted")
    everything = small.without_repeats(374)
    np.testing.assert_allclose(everything.shares, 1 / 374, rtol=1e-12)
    assert everything.entropy.nats_per_line == pytest.approx(np.log(374), rel=1e-12)
    # Short lines are the likely ones, so that all lines alike cost the source more.
    paid = everything.cross_entropy.nats_per_line
    assert paid > everything.entropy.nats_per_line > small.entropy().nats_per_line


def test_the_first_line_of_all_repeats_none():
    source = QuestionFormation(26)
    first = source.without_repeats(1)
    np.testing.assert_allclose(first.shares, source.table.probabilities, rtol=1e-9)
    assert first.gap == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0,), "n_lines must be at least 1"),
        ((5, -1), "after at least 0, got 5, -1"),
        ((300, 100), "n_lines must be at most 374"),
    ],
)
def test_more_distinct_lines_than_there_are_cannot_be_asked_about(arguments, message):
    with pytest.raises(ValueError, match=message):
        QuestionFormation(13).without_repeats(*arguments)
