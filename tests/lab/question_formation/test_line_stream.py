"""Batches for training: fair samples, the same whenever they are asked for."""

import pytest
import torch

from attractor.lab import LineTokenizer, QuestionFormation
from attractor.lab.question_formation.stream import (
    BATCHES_AT_ONCE,
    LineStream,
    Scoring,
    sorted_batches,
)
from attractor.lab.training import NOT_COUNTED, Batch

SOURCE = QuestionFormation(26, "fitted")
TOKENIZER = LineTokenizer(SOURCE.lexicon)


def said(batch: Batch) -> list[str]:
    """The lines of a batch, as its targets say them."""
    kept = (row[row != NOT_COUNTED].tolist() for row in batch.targets)
    return [TOKENIZER.decode(row) for row in kept]


def test_a_batch_is_the_same_whenever_it_is_asked_for() -> None:
    first, second = (LineStream(SOURCE, 8, seed=3) for _ in range(2))
    later = first(BATCHES_AT_ONCE + 2)
    for step in (5, 0, BATCHES_AT_ONCE + 2, 5):
        assert torch.equal(first(step).inputs, second(step).inputs)
    assert torch.equal(first(BATCHES_AT_ONCE + 2).inputs, later.inputs)


def test_seeds_and_steps_give_other_lines() -> None:
    stream, other = LineStream(SOURCE, 8, seed=3), LineStream(SOURCE, 8, seed=4)
    assert said(stream(0)) != said(other(0))
    assert said(stream(0)) != said(stream(1))
    assert said(stream(0)) != said(stream(BATCHES_AT_ONCE))


def test_lines_are_read_from_a_start_mark_and_said_up_to_the_end_mark() -> None:
    batch = LineStream(SOURCE, 8, seed=0)(0)
    assert (batch.inputs[:, 0] == TOKENIZER.start).all()
    for row, target in zip(batch.inputs, batch.targets, strict=True):
        counted = target[target != NOT_COUNTED]
        assert counted[-1] == TOKENIZER.end
        assert torch.equal(row[1 : len(counted)], counted[:-1])
    assert all(SOURCE.log_probability(line) > -40 for line in said(batch))


def test_a_few_lines_come_round_once_each_in_another_order() -> None:
    stream = LineStream(SOURCE, 4, n_lines=10, seed=1)
    assert stream.batches_in_a_round == 3
    rounds = [[said(stream(3 * k + step)) for step in range(3)] for k in range(2)]
    flat = [[line for batch in one for line in batch] for one in rounds]
    assert [len(batch) for batch in rounds[0]] == [4, 4, 2]
    assert sorted(flat[0]) == sorted(flat[1]) == sorted(stream.lines or [])
    assert len(set(flat[0])) == 10
    assert flat[0] != flat[1]


def test_batches_mix_lengths() -> None:
    lengths = [len(line.split()) for line in said(LineStream(SOURCE, 64, seed=0)(0))]
    assert max(lengths) - min(lengths) > 8


@pytest.mark.parametrize(("scored", "share"), [("source", 0.5), ("target", 0.5)])
def test_only_what_is_scored_counts(scored: str, share: float) -> None:
    whole = LineStream(SOURCE, 64, seed=0)(0)
    part = LineStream(SOURCE, 64, scoring=Scoring(scored), seed=0)(0)
    assert torch.equal(part.inputs, whole.inputs)
    assert int(part.n_tokens) / int(whole.n_tokens) == pytest.approx(share, abs=0.05)


def test_copies_of_the_target_make_lines_longer() -> None:
    once, twice = (
        LineStream(SOURCE, 64, scoring=Scoring(copies=copies), seed=0)(0)
        for copies in (1, 2)
    )
    assert int(twice.n_tokens) / int(once.n_tokens) == pytest.approx(1.47, abs=0.05)


def test_sorted_batches_hold_every_line_once_with_little_padding() -> None:
    draws = torch.Generator().manual_seed(0)
    lines = SOURCE.sample(200, generator=draws)
    batches = sorted_batches(lines, TOKENIZER, 16, Scoring(), draws)
    found = [line for batch in batches for line in said(batch)]
    assert sorted(found) == sorted(lines)
    kept = sum(int(batch.n_tokens) for batch in batches)
    assert kept / sum(batch.targets.numel() for batch in batches) > 0.95
