"""Weights kept with a run of pass keys: the reader that comes back knows as much."""

import dataclasses

import pytest
import torch

from attractor.__main__ import main
from attractor.lab import PassKeys, load_run, run, save_run, trained_model
from attractor.lab.experiments.passkey import Keys, asked

SMALL = Keys(
    n_layers=1, dim=8, n_heads=2, block=6, slots=2, between=1, batch=2, steps=2,
    warmup=1, lines=8, longest=1,
)  # fmt: skip


def test_the_reader_that_comes_back_pays_what_its_run_says(tmp_path) -> None:
    config = dataclasses.replace(SMALL, checkpoints=str(tmp_path / "kept"))
    result = run("passkey", **dataclasses.asdict(config))
    save_run(dataclasses.replace(result, name="keys"), tmp_path)
    main(["weights", "keys", "--folder", str(tmp_path)])
    model, texts = trained_model("keys", tmp_path)
    assert texts == PassKeys(6) and not model.training
    with torch.enable_grad():
        _, nats, _ = asked(model, config, texts, 1)
    assert nats == pytest.approx(load_run("keys", tmp_path).arrays["nats"][1], abs=1e-2)
