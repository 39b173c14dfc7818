"""Token files in nanoGPT's format, and windows of them."""

import numpy as np
import pytest
import torch

from attractor.lab import (
    first_fraction,
    open_tokens,
    random_windows,
    window_batches,
    write_tokens,
)

PIECES = [np.array([5, 0, 65_535]), np.array([], dtype=np.int64), np.array([7])]


def test_the_file_is_the_one_that_nanogpt_would_write(tmp_path):
    path = tmp_path / "data" / "train.bin"
    assert write_tokens(path, PIECES) == 4
    theirs = tmp_path / "theirs.bin"
    np.array([5, 0, 65_535, 7], dtype=np.uint16).tofile(theirs)
    assert path.read_bytes() == theirs.read_bytes()
    assert [p.name for p in path.parent.iterdir()] == ["train.bin"]


def test_what_was_written_is_read_without_being_loaded(tmp_path):
    path = tmp_path / "val.bin"
    write_tokens(path, iter(PIECES))
    tokens = open_tokens(path)
    assert isinstance(tokens, np.memmap) and tokens.tolist() == [5, 0, 65_535, 7]
    with pytest.raises(ValueError, match="read-only"):
        tokens[0] = 1


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "train.bin"
    write_tokens(path, PIECES)
    before = path.read_bytes()

    def broken():
        yield PIECES[0]
        raise RuntimeError("the source of the tokens broke")

    with pytest.raises(RuntimeError, match="broke"):
        write_tokens(path, broken())
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["train.bin"]


@pytest.mark.parametrize(
    ("piece", "message"),
    [
        (np.array([-1]), "from 0 to 65535 to fit into 16 bits, got -1 to -1"),
        (np.array([3, 65_536]), "got 3 to 65536"),
        (np.array([1.5]), "tokens must be whole numbers, got float64"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(piece, message, tmp_path):
    with pytest.raises(ValueError, match=message):
        write_tokens(tmp_path / "train.bin", [piece])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("size", [0, 3])
def test_a_file_of_another_kind_is_refused(size, tmp_path):
    path = tmp_path / "train.bin"
    path.write_bytes(b"x" * size)
    with pytest.raises(ValueError, match=f"holds {size} bytes, which is not a whole"):
        open_tokens(path)
    with pytest.raises(FileNotFoundError, match=r"val\.bin does not exist"):
        open_tokens(tmp_path / "val.bin")


def test_targets_are_what_comes_next(generator):
    tokens = np.arange(1000, dtype=np.uint16)
    inputs, targets = random_windows(tokens, 64, 10, generator=generator)
    assert inputs.shape == targets.shape == (64, 10)
    assert torch.equal(targets, inputs + 1)
    assert torch.equal(inputs.diff(dim=1), torch.ones(64, 9, dtype=torch.int64))


def test_every_window_is_drawn_the_last_one_too(generator):
    tokens = np.arange(6, dtype=np.uint16)
    inputs, targets = random_windows(tokens, 200, 3, generator=generator)
    assert set(inputs[:, 0].tolist()) == {0, 1, 2} and int(targets.max()) == 5


@pytest.mark.parametrize(("batch", "length"), [(1, 6), (1, 0), (0, 3)])
def test_windows_that_do_not_fit_are_refused(batch, length, generator):
    tokens = np.arange(6, dtype=np.uint16)
    with pytest.raises(ValueError, match="length must be from 1 to 5 and batch"):
        random_windows(tokens, batch, length, generator=generator)


def test_a_step_has_the_batch_it_would_have_had():
    tokens = np.arange(5000, dtype=np.uint16)
    batch_of = window_batches(tokens, 4, 8, seed=0)
    again, other = (window_batches(tokens, 4, 8, seed=seed) for seed in (0, 1))
    batches = [batch_of(step) for step in range(5)]
    for step in (3, 0, 4):
        assert torch.equal(again(step).inputs, batches[step].inputs)
        assert not torch.equal(other(step).inputs, batches[step].inputs)
    assert not torch.equal(batches[0].inputs, batches[1].inputs)


@pytest.mark.parametrize(
    ("length", "share", "count"),
    [(9_035_582_198, 0.01, 90_355_822), (9_035_582_198, 0.001, 9_035_582), (7, 1, 7)],
)
def test_a_fraction_is_the_first_tokens_as_the_paper_takes_them(length, share, count):
    tokens = np.broadcast_to(np.uint16(3), (length,))
    assert len(first_fraction(tokens, share)) == count


def test_a_fraction_is_the_beginning_and_has_a_token_at_least():
    tokens = np.arange(50, dtype=np.uint16)
    assert first_fraction(tokens, 0.1).tolist() == [0, 1, 2, 3, 4]
    assert first_fraction(tokens, 1e-6).tolist() == [0]
    assert np.shares_memory(first_fraction(tokens, 0.5), tokens)


@pytest.mark.parametrize("share", [0, -0.1, 1.01, float("nan")])
def test_what_is_no_share_is_refused(share):
    with pytest.raises(ValueError, match="share must be above 0 and at most 1"):
        first_fraction(np.arange(5, dtype=np.uint16), share)
    with pytest.raises(ValueError, match="of 0"):
        first_fraction(np.arange(0, dtype=np.uint16), 0.5)
