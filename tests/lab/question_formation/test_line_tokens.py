"""Lines as numbers, in files and in batches of nearly equal lengths."""

import numpy as np
import pytest
import torch

from attractor.lab import (
    LEXICONS,
    LineTokenizer,
    QuestionFormation,
    find_lines,
    length_buckets,
    open_tokens,
    padded_batch,
    write_tokens,
)
from attractor.lab.question_formation.entropy import scored_tokens

TOKENIZER = LineTokenizer(LEXICONS[68])
LINE = "the newt does eat . quest\tdoes the newt eat ?"


def test_the_standard_lexicon_makes_71_tokens():
    assert len(TOKENIZER.vocabulary) == len(set(TOKENIZER.vocabulary)) == 71
    assert (TOKENIZER.pad, TOKENIZER.end, TOKENIZER.start) == (0, 69, 70)
    assert TOKENIZER.vocabulary[0] == "<pad>"


def test_a_line_is_encoded_by_hand_and_read_back():
    (numbers,) = TOKENIZER.encode([LINE + "\n"])
    words = [TOKENIZER.vocabulary[number] for number in numbers]
    assert words == [*LINE.replace("\t", " ").split(), "<end>"]
    assert TOKENIZER.decode(numbers.tolist()) == LINE
    assert TOKENIZER.decode(numbers[:3].tolist()) == "the newt does"


@pytest.mark.parametrize("size", list(LEXICONS))
def test_every_line_comes_back(size, generator):
    source = QuestionFormation(size)
    tokenizer = LineTokenizer(source.lexicon)
    lines = source.sample(200, generator=generator)
    assert [tokenizer.decode(n.tolist()) for n in tokenizer.encode(lines)] == lines


def test_a_target_can_be_repeated_or_left_out():
    none, twice = (TOKENIZER.encode([LINE], copies)[0].tolist() for copies in (0, 2))
    assert TOKENIZER.decode(none) == "the newt does eat . quest"
    assert TOKENIZER.decode(twice) == LINE + " does the newt eat ?"


def file_of_lines(tmp_path, lines, copies=1):
    write_tokens(tmp_path / "train.bin", TOKENIZER.encode(lines, copies))
    return find_lines(open_tokens(tmp_path / "train.bin"), TOKENIZER.end)


def batch_of(lines, chosen):
    return padded_batch(lines, chosen, TOKENIZER.start, TOKENIZER.pad)


def test_lines_come_back_from_a_file_in_batches(tmp_path, generator):
    written = QuestionFormation().sample(300, generator=generator)
    lines = file_of_lines(tmp_path, written)
    assert len(lines.starts) == 300
    for chosen in length_buckets(lines.lengths, 8, generator=generator):
        inputs, targets = batch_of(lines, chosen)
        assert (inputs[:, 0] == TOKENIZER.start).all()
        for row, index in enumerate(chosen.tolist()):
            length = lines.lengths[index]
            said = targets[row, :length]
            assert TOKENIZER.decode(said.tolist()) == written[index]
            assert said[-1] == TOKENIZER.end
            assert torch.equal(inputs[row, 1:length], said[:-1])
            assert (targets[row, length:] == -100).all()
            assert (inputs[row, length:] == TOKENIZER.pad).all()


@pytest.mark.parametrize(
    ("scored", "copies"),
    [
        *(("line", 0), ("line", 1), ("line", 3)),
        *(("source", 0), ("source", 2), ("target", 1), ("target", 3)),
    ],
)
def test_what_counts_is_what_the_entropy_counts(scored, copies, tmp_path, generator):
    source = QuestionFormation()
    written = source.sample(50, generator=generator)
    lines = file_of_lines(tmp_path, written, copies)
    batch = TOKENIZER.score(batch_of(lines, torch.arange(50)), scored)
    n_words = np.array([len(source.parse(line).words) for line in written])
    counted = (batch.targets != -100).sum(1).numpy()
    np.testing.assert_array_equal(counted, scored_tokens(n_words, scored, copies))


def test_source_and_target_share_the_line_between_them(tmp_path, generator):
    lines = file_of_lines(tmp_path, QuestionFormation().sample(20, generator=generator))
    batch = batch_of(lines, torch.arange(20))
    parts = [TOKENIZER.score(batch, part).targets != -100 for part in SPLIT]
    assert torch.equal(parts[0] ^ parts[1], batch.targets != -100)


SPLIT = ("source", "target")


def test_an_epoch_has_every_line_once_and_little_padding(generator):
    lengths = np.random.default_rng(0).integers(13, 38, size=1003)
    batches = length_buckets(lengths, 8, generator=generator)
    everything = torch.cat(batches)
    assert everything.sort().values.tolist() == list(range(1003))
    assert sorted(map(len, batches)) == [3] + [8] * 125
    places = sum(len(chosen) * lengths[chosen].max() for chosen in batches)
    assert lengths.sum() / places > 0.98
    # Short and long batches come in no order: neighbors differ as any two do.
    longest = np.array([lengths[chosen].max() for chosen in batches])
    assert abs(np.corrcoef(longest[1:], longest[:-1])[0, 1]) < 4 / len(batches) ** 0.5


def test_every_epoch_is_another_and_the_generator_decides(generator):
    lengths = np.full(100, 7)
    one, other = (
        torch.cat(length_buckets(lengths, 8, generator=generator)) for _ in "12"
    )
    again = torch.Generator().manual_seed(generator.initial_seed())
    assert not torch.equal(one, other)
    assert torch.equal(torch.cat(length_buckets(lengths, 8, generator=again)), one)


def test_lines_without_end_are_refused(generator):
    with pytest.raises(ValueError, match="tokens must end with the end mark, 69"):
        find_lines(np.array([1, 69, 2]), 69)
    with pytest.raises(ValueError, match="batch must be at least 1"):
        length_buckets([3, 4], 0, generator=generator)
    with pytest.raises(ValueError, match="lengths not empty, got 8 and 0 lines"):
        length_buckets([], 8, generator=generator)


@pytest.mark.parametrize(
    ("lines", "copies", "message"),
    [
        (["the newt does eat ."], 1, "must have a tab before its target"),
        (["the gnu . decl\tx"], 1, "has a word that the lexicon has not: 'gnu'"),
        ([LINE], -1, "copies must be at least 0, got -1"),
    ],
)
def test_lines_that_are_none_are_refused(lines, copies, message):
    with pytest.raises(ValueError, match=message):
        TOKENIZER.encode(lines, copies)


def test_numbers_that_stand_for_nothing_are_refused(generator, tmp_path):
    with pytest.raises(ValueError, match="from 1 to 68 to stand for words, got 70"):
        TOKENIZER.decode([3, 70])
    lines = file_of_lines(tmp_path, [LINE])
    with pytest.raises(ValueError, match="scored must be one of"):
        TOKENIZER.score(batch_of(lines, torch.tensor([0])), "rest")
