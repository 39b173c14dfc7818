"""Training: it learns, stops at what is no number, and goes on as if never stopped."""

import math
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tiny import TOKENS, tiny_batch, tiny_model
from torch import Tensor, nn

from attractor.lab.training import (
    Batch,
    DivergenceError,
    History,
    Settings,
    token_nats,
    train,
)
from attractor.lab.training.checkpoints import checkpoints
from attractor.lab.training.settings import share_of_rate

SETTINGS = Settings(
    steps=12, learning_rate=1e-2, warmup=3, evaluate_every=4, save_every=5
)


class StopError(Exception):
    """Somebody pulled the plug."""


def weights(model: nn.Module) -> Tensor:
    return nn.utils.parameters_to_vector(model.parameters()).detach()


def first_loss(model: nn.Module) -> dict[str, float]:
    batch = tiny_batch(1000)
    return {"held_out": (token_nats(model, batch) / batch.n_tokens).item()}


def test_it_learns_to_count() -> None:
    model = tiny_model(dropout=0.0)
    told = Settings(steps=150, learning_rate=2e-2, warmup=10)
    history = train(model, tiny_batch, told, evaluate=first_loss)
    assert history.losses[0] > 1.5
    assert history.losses[-1] < 0.3
    assert history.measured["held_out"][-1] < 0.3
    assert history.evaluated_at == [150]


def test_the_first_loss_is_the_mean_over_all_tokens() -> None:
    model = tiny_model(dropout=0.0)
    batch = tiny_batch(0)
    logits = model(batch.inputs)
    expected = nn.functional.cross_entropy(
        logits.flatten(0, 1), batch.targets.flatten()
    )
    history = train(model, tiny_batch, Settings(steps=1, learning_rate=1e-3))
    assert history.losses[0] == pytest.approx(expected.item(), rel=1e-6)


def test_one_step_is_a_step_of_adamw() -> None:
    model, plain = tiny_model(dropout=0.0), tiny_model(dropout=0.0)
    told = Settings(steps=2, learning_rate=1e-2, weight_decay=0.1, clip=0.05)
    train(model, tiny_batch, told)
    matrices = [p for p in plain.parameters() if p.ndim >= 2]
    vectors = [p for p in plain.parameters() if p.ndim < 2]
    optimizer = torch.optim.AdamW(
        [{"params": matrices}, {"params": vectors, "weight_decay": 0.0}],
        weight_decay=0.1,
    )
    for step, rate in enumerate((1e-2, 5e-3)):
        batch = tiny_batch(step)
        (token_nats(plain, batch) / batch.n_tokens).backward()
        nn.utils.clip_grad_norm_(plain.parameters(), 0.05)
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        optimizer.zero_grad()
    assert torch.allclose(weights(model), weights(plain), atol=1e-6)


@pytest.fixture(scope="module")
def undisturbed() -> tuple[Tensor, History]:
    """The weights and the history of a run that nobody stops."""
    model = tiny_model()
    history = train(model, tiny_batch, SETTINGS, evaluate=first_loss)
    return weights(model), history


@pytest.mark.parametrize("seed", range(20))
def test_a_run_stopped_at_random_steps_goes_on_bit_for_bit(
    seed: int, undisturbed: tuple[Tensor, History], tmp_path: Path
) -> None:
    draws = torch.Generator().manual_seed(seed)
    stops = torch.randperm(SETTINGS.steps, generator=draws)[:2].sort().values
    for stop in stops.tolist():

        def until(step: int, stop: int = stop) -> Batch:
            if step == stop:
                raise StopError
            return tiny_batch(step)

        with pytest.raises(StopError):
            train(tiny_model(), until, SETTINGS, evaluate=first_loss, folder=tmp_path)
    resumed = tiny_model()
    again = train(resumed, tiny_batch, SETTINGS, evaluate=first_loss, folder=tmp_path)
    assert torch.equal(weights(resumed), undisturbed[0])
    assert again == undisturbed[1]


def test_a_run_may_end_early_and_be_taken_up_again(
    undisturbed: tuple[Tensor, History], tmp_path: Path
) -> None:
    early = replace(SETTINGS, until=7)
    first = train(tiny_model(), tiny_batch, early, evaluate=first_loss, folder=tmp_path)
    assert first.losses == undisturbed[1].losses[:7]
    model = tiny_model()
    train(model, tiny_batch, SETTINGS, evaluate=first_loss, folder=tmp_path)
    assert torch.equal(weights(model), undisturbed[0])


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[3])
    from tiny import tiny_batch, tiny_model
    from attractor.lab.training import Settings, train

    def batches(step):
        if step == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return tiny_batch(step)

    train(tiny_model(), batches, Settings(**eval(sys.argv[4])), folder=sys.argv[1])
    """
)


def test_a_killed_process_loses_nothing_but_steps(tmp_path: Path) -> None:
    told = {"steps": 12, "learning_rate": 1e-2, "warmup": 3, "save_every": 2}
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", KILLED, str(tmp_path), "7", here, repr(told)]
    killed = subprocess.run(command, capture_output=True, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert [p.name for p in checkpoints(tmp_path)] == ["step-00000004", "step-00000006"]
    resumed, whole = tiny_model(), tiny_model()
    train(resumed, tiny_batch, Settings(**told), folder=tmp_path)
    train(whole, tiny_batch, Settings(**told))
    assert torch.equal(weights(resumed), weights(whole))


def test_a_finished_run_is_not_run_again(tmp_path: Path) -> None:
    model = tiny_model()
    history = train(model, tiny_batch, SETTINGS, folder=tmp_path)

    def never(step: int) -> Batch:
        raise AssertionError

    other = tiny_model()
    assert train(other, never, SETTINGS, folder=tmp_path) == history
    assert torch.equal(weights(other), weights(model))


@pytest.mark.parametrize("culprit", ["loss", "gradient"])
def test_what_is_no_number_stops_the_run_and_keeps_the_checkpoint(
    culprit: str, tmp_path: Path
) -> None:
    def broken(model: nn.Module, batch: Batch) -> Tensor:
        summed = token_nats(model, batch)
        if not torch.equal(batch.inputs, tiny_batch(7).inputs):
            return summed
        if culprit == "loss":
            return summed * math.nan
        tiny = next(model.parameters()).sum()
        return summed + 0 * (tiny - tiny.detach()).abs().sqrt()

    told = Settings(steps=12, learning_rate=1e-2, save_every=5)
    with pytest.raises(DivergenceError, match=r"step 8 .* nan.*step-00000005 is kept"):
        train(tiny_model(), tiny_batch, told, nats=broken, folder=tmp_path)
    assert [p.name for p in checkpoints(tmp_path)] == ["step-00000005"]


def test_without_a_folder_it_says_that_there_is_no_checkpoint() -> None:
    def broken(model: nn.Module, batch: Batch) -> Tensor:
        return token_nats(model, batch) * math.inf

    with pytest.raises(DivergenceError, match="there is no checkpoint"):
        train(tiny_model(), tiny_batch, SETTINGS, nats=broken)


def test_evaluation_sees_the_model_without_dropout_or_gradients() -> None:
    def look(model: nn.Module) -> dict[str, float]:
        switches = {"training": model.training, "grad": torch.is_grad_enabled()}
        return {name: float(on) for name, on in switches.items()}

    model = tiny_model()
    history = train(model, tiny_batch, SETTINGS, evaluate=look)
    assert history.evaluated_at == [4, 8, 12]
    assert history.measured == {"training": [0.0] * 3, "grad": [0.0] * 3}


def test_bf16_stays_near_float32() -> None:
    told = {"steps": 20, "learning_rate": 1e-2}
    losses = []
    for precision in ("no", "bf16"):
        history = train(
            tiny_model(0.0), tiny_batch, Settings(**told, precision=precision)
        )
        losses.append(torch.tensor(history.losses))
    assert not torch.equal(*losses)
    assert torch.allclose(*losses, atol=0.05)


def test_a_linear_rate_rises_and_falls_to_nothing() -> None:
    told = Settings(steps=10, learning_rate=1.0, warmup=4)
    shares = [share_of_rate(told, step) for step in range(10)]
    assert shares[:5] == [0.25, 0.5, 0.75, 1.0, 1.0]
    assert shares[-1] == pytest.approx(1 / 6)
    assert share_of_rate(told, 10) == 0.0


def test_a_cosine_rate_ends_at_its_final_share() -> None:
    told = Settings(steps=10, learning_rate=1.0, schedule="cosine", final_share=0.1)
    assert share_of_rate(told, 0) == pytest.approx(1.0)
    assert share_of_rate(told, 5) == pytest.approx(0.55)
    assert share_of_rate(told, 10) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"steps": 0}, "steps"),
        ({"warmup": 99}, "warmup"),
        ({"learning_rate": 0.0}, "learning_rate"),
        ({"clip": -1.0}, "clip"),
        ({"save_every": -1}, "save_every"),
        ({"until": 13}, "until"),
    ],
)
def test_bad_settings_are_named(changes: dict[str, int | float], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(**{"steps": 12, "learning_rate": 1e-2, **changes})


def test_the_tiny_batches_are_what_they_seem() -> None:
    batch = tiny_batch(0)
    assert batch.n_tokens == 8 + 7 + 5 + 3
    assert batch.inputs.max() < TOKENS
    parts = [batch.part(k, 2) for k in range(2)]
    assert sum(int(part.n_tokens) for part in parts) == int(batch.n_tokens)
