"""A GPT-2 from the folder of its checkpoints, or from where `load_gpt2` finds one."""

from pathlib import Path

import pytest
import torch

from attractor.lab import Batch, Settings, gpt2_nats, new_gpt2, train
from attractor.lab.gpt2 import Gpt2
from attractor.lab.trained_gpt2 import describe, trained_gpt2
from attractor.models import Gpt2Size

SIZE = Gpt2Size(n_layers=2, dim=16, n_heads=2, context=8, vocabulary=11)
TOLD = {"share": 0.5, "sizes": (1, 2)}


def draws(step: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(step)


def batch(step: int) -> Batch:
    tokens = torch.randint(11, (3, 9), generator=draws(step))
    return Batch(tokens[:, :-1], tokens[:, 1:])


@pytest.fixture
def model() -> Gpt2:
    return new_gpt2(SIZE, generator=draws(5))


@pytest.fixture
def folder(model: Gpt2, tmp_path: Path) -> Path:
    """Checkpoints of a model that is trained for a few steps."""
    folder = tmp_path / "run"
    describe(folder, model, TOLD)
    settings = Settings(steps=3, learning_rate=1e-2, save_every=1)
    train(model, batch, settings, nats=gpt2_nats, folder=folder)
    return folder


def logits(model: Gpt2) -> torch.Tensor:
    with torch.no_grad():
        return model.eval()(batch(99).inputs).logits


def test_the_last_checkpoint_is_the_model(model: Gpt2, folder: Path) -> None:
    found = trained_gpt2(folder)
    assert not found.training
    assert torch.equal(logits(found), logits(model))
    assert found.lm_head.weight is found.transformer.wte.weight


def test_a_folder_as_transformers_writes_it_is_a_model_too(
    model: Gpt2, tmp_path: Path
) -> None:
    model.save_pretrained(tmp_path / "saved")
    assert torch.equal(logits(trained_gpt2(tmp_path / "saved")), logits(model))


def test_the_same_run_may_be_described_twice_and_another_may_not(
    model: Gpt2, folder: Path
) -> None:
    describe(folder, model, TOLD)
    with pytest.raises(ValueError, match=r"was trained with share = 0.5, not 0.1"):
        describe(folder, model, TOLD | {"share": 0.1})
    (folder / "experiment.json").write_text("[")
    with pytest.raises(ValueError, match="cannot be read"):
        describe(folder, model, TOLD)
    (folder / "experiment.json").unlink()
    with pytest.raises(ValueError, match="holds checkpoints of which no experiment"):
        describe(folder, model, TOLD)


def test_a_broken_checkpoint_is_refused(folder: Path) -> None:
    last = sorted(folder.glob("step-*"))[-1]
    (last / "model.safetensors").write_bytes(b"")
    with pytest.raises(ValueError, match="is not what was written there"):
        trained_gpt2(folder)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"config\.json does not exist"):
        trained_gpt2(tmp_path)
