"""PassKey as an experiment: what it keeps, what cannot be known, how it goes on."""

import dataclasses
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from attractor.lab import run
from attractor.lab.experiments.passkey import (
    SCALES,
    Keys,
    batches,
    measure,
    new_model,
    slope,
    texts_of,
)
from attractor.models import receptive_field

SMALL = Keys(
    n_layers=2, dim=16, n_heads=2, block=6, slots=2, between=2, batch=4, steps=2,
    warmup=1, lines=8, longest=4,
)  # fmt: skip


def reader(name: str, segments: int = 1) -> Keys:
    return replace(SMALL, reader=name, segments=segments)


def test_a_run_keeps_what_is_right_after_each_number_of_blocks() -> None:
    result = run("passkey", **dataclasses.asdict(SMALL))
    arrays = result.arrays
    assert arrays["between"].tolist() == [0, 1, 2, 4]
    assert arrays["losses"].shape == (2,)
    assert arrays["losses"][0] == pytest.approx(np.log(26), abs=0.3)
    assert ((arrays["right"] >= 0) & (arrays["right"] <= 1)).all()
    assert np.allclose(arrays["nats"], np.log(26), atol=0.3)
    assert (arrays["slope"] > 0).all()


@pytest.mark.parametrize(
    ("name", "reached"),
    [
        ("sliding", [True, True, False, False]),
        ("detached", [False, False, False, False]),
        ("feedback", [True, True, True, True]),
        ("static", [True, True, True, True]),
    ],
)
def test_beyond_its_reach_a_reader_has_no_path_to_the_key(
    name: str, reached: list[bool]
) -> None:
    config = reader(name)
    model, texts = new_model(config), texts_of(config)
    found = []
    for between in (0, 1, 2, 4):
        draws = torch.Generator().manual_seed(between)
        lines = texts.lines(6, between, generator=draws)
        found.append(slope(model, texts, lines) > 0)
    assert found == reached


def test_the_reach_of_the_sliding_reader_is_the_one_counted() -> None:
    for between, due in ((1, True), (2, False)):
        asks = (between + 2) * 6 - 2  # the place that says the last symbol
        assert (asks + 1 - receptive_field(asks, 2, 6, 1) < 6) == due


def test_stopped_gradients_change_no_number_read() -> None:
    sliding, detached = (new_model(reader(each)) for each in ("sliding", "detached"))
    read = batches(SMALL, texts_of(SMALL))(1).inputs
    assert torch.equal(sliding(read), detached(read))


def test_a_static_question_reads_otherwise() -> None:
    ours, static = (new_model(reader(each)) for each in ("feedback", "static"))
    draws = torch.Generator().manual_seed(1)
    read = texts_of(SMALL).lines(4, 2, generator=draws)
    assert not torch.equal(ours(read)[:, -1], static(read)[:, -1])


def test_the_range_of_fillers_grows_over_the_first_half() -> None:
    config = replace(SMALL, between=4, steps=100)
    batch = batches(config, texts_of(config))
    lengths = [(batch(step).inputs.shape[1] + 1) // 6 - 2 for step in range(100)]
    assert max(lengths[:7]) == 0
    assert max(lengths[:30]) <= 3 and set(lengths[50:]) == {0, 1, 2, 3, 4}
    assert torch.equal(batch(60).inputs, batch(60).inputs)


def test_a_killed_run_ends_as_one_that_ran_through(tmp_path: Path) -> None:
    config = replace(SMALL, steps=4)
    through = measure(config)
    stopped = replace(config, until=2, checkpoints=str(tmp_path))
    measure(stopped)
    resumed = measure(replace(stopped, until=0))
    for name, values in through.items():
        assert np.array_equal(values, resumed[name])


def test_an_unknown_reader_is_refused() -> None:
    with pytest.raises(ValueError, match="reader must be one of"):
        new_model(reader("fast"))


@pytest.mark.parametrize("scale", ["colab", "paper"])
def test_the_larger_scales_run(scale: str) -> None:
    small = dataclasses.asdict(SMALL)
    kept = {"segments", "learning_rate", "reader"}
    told = {name: each for name, each in small.items() if name not in kept}
    arrays = run("passkey", scale, **told).arrays
    assert np.isfinite(arrays["losses"]).all()


def test_the_paper_scale_has_the_papers_blocks_and_slots() -> None:
    paper = SCALES["paper"]
    assert (paper.n_layers, paper.dim, paper.n_heads) == (18, 1536, 12)
    assert (paper.block, paper.segments, paper.slots) == (1024, 3, 64)
    assert (paper.batch, paper.steps, paper.learning_rate) == (128, 50_000, 1e-4)
