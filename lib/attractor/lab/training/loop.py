"""The one training loop: on one CPU, one GPU, or several with `accelerate launch`."""

import math
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

import torch
from accelerate import Accelerator
from accelerate.state import AcceleratorState
from torch import Tensor, nn
from torch.optim import AdamW, Optimizer
from tqdm.auto import tqdm

from attractor.lab.training.batch import Batch, Batches, Nats, token_nats
from attractor.lab.training.checkpoints import (
    checkpoints,
    load_checkpoint,
    save_checkpoint,
)
from attractor.lab.training.history import History
from attractor.lab.training.randomness import own_randomness
from attractor.lab.training.settings import Settings, share_of_rate

Evaluate = Callable[[nn.Module], dict[str, float]]
LOOK_EVERY = 20  # steps between two looks at the losses, which wait for the device


class DivergenceError(RuntimeError):
    """Training stopped at a loss or a gradient that is no number."""


def train(
    model: nn.Module,
    batches: Batches,
    settings: Settings,
    *,
    evaluate: Evaluate | None = None,
    nats: Nats = token_nats,
    folder: str | Path | None = None,
) -> History:
    """Train `model` in place and return what it went through.

    `batches(step)` is the global batch of a step; of several processes each takes its
    lines, and the loss is the mean over all tokens of all processes. `evaluate` is
    called with the bare model in evaluation mode, without gradients. With a `folder`,
    checkpoints are saved there, and a run that finds one goes on from it, bit for bit
    as if it had never stopped. Raises `DivergenceError` on a loss or a gradient that
    is not finite; the last checkpoint before it stays.
    """
    AcceleratorState._reset_state()  # it remembers the precision of the run before
    accelerator = Accelerator(mixed_precision=settings.precision)
    seed = settings.seed + accelerator.process_index
    with own_randomness(seed, accelerator.device):
        model, optimizer = accelerator.prepare(model, adamw(model, settings))
        trainer = Trainer(accelerator, model, optimizer, settings, nats)
        return run_steps(trainer, batches, evaluate, folder)


class Trainer(NamedTuple):
    """What every step needs."""

    accelerator: Accelerator
    model: nn.Module
    optimizer: Optimizer
    settings: Settings
    nats: Nats


def run_steps(
    trainer: Trainer,
    batches: Batches,
    evaluate: Evaluate | None,
    folder: str | Path | None,
) -> History:
    """Every step that is left, with what is due after it."""
    accelerator, model, _, settings, _ = trainer
    told = asdict(replace(settings, until=0))
    places = None if folder is None else Path(folder)
    kept = None if places is None else load_checkpoint(accelerator, places, told)
    history = kept or History()
    seen: list[Tensor] = []
    for step in progress(accelerator, history.steps, settings.end):
        seen.append(update(trainer, batches(step), share_of_rate(settings, step)))
        last = step + 1 == settings.end
        look = due(settings.evaluate_every, step) or last
        save = due(settings.save_every, step) or last
        if look or save or len(seen) == LOOK_EVERY:
            keep(history, seen, places)
        if look and evaluate is not None:
            history.note(measured(accelerator.unwrap_model(model), evaluate))
        if save and places is not None:
            save_checkpoint(accelerator, places, history, told)
    return history


def update(trainer: Trainer, batch: Batch, share: float) -> Tensor:
    """One step; returns its loss, over all processes, and the gradient's norm."""
    accelerator, model, optimizer, settings, nats = trainer
    for group in optimizer.param_groups:
        group["lr"] = settings.learning_rate * share
    n_processes = accelerator.num_processes
    part = batch.part(accelerator.process_index, n_processes).to(accelerator.device)
    n_tokens = int(batch.n_tokens)
    model.train()
    summed = nats(model, part)
    accelerator.backward(summed * n_processes / n_tokens)  # processes are averaged
    norm = accelerator.clip_grad_norm_(model.parameters(), settings.clip)
    optimizer.step()
    optimizer.zero_grad()
    loss = accelerator.reduce(summed.detach(), "sum") / n_tokens
    return torch.stack([loss, torch.as_tensor(norm, device=loss.device)])


def keep(history: History, seen: list[Tensor], folder: Path | None) -> None:
    """Put losses seen since the last look into the history, unless one is no number."""
    for loss, norm in torch.stack(seen).tolist():
        if not (math.isfinite(loss) and math.isfinite(norm)):
            saved = checkpoints(folder) if folder is not None else []
            after = f"{saved[-1]} is kept" if saved else "there is no checkpoint"
            raise DivergenceError(
                f"step {history.steps + 1} has loss {loss:g} and a gradient of norm "
                f"{norm:g}: lower the learning rate; {after}"
            )
        history.losses.append(loss)
    seen.clear()


def measured(model: nn.Module, evaluate: Evaluate) -> dict[str, float]:
    """What `evaluate` finds with dropout off and no gradients."""
    model.eval()
    with torch.no_grad():
        return evaluate(model)


def adamw(model: nn.Module, settings: Settings) -> AdamW:
    """AdamW that decays matrices only, as usual for transformers."""
    matrices = [p for p in model.parameters() if p.requires_grad and p.ndim >= 2]
    vectors = [p for p in model.parameters() if p.requires_grad and p.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": settings.weight_decay},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return AdamW(
        groups,
        lr=settings.learning_rate,
        betas=settings.betas,
        eps=settings.epsilon,
        fused=True,
    )


def progress(accelerator: Accelerator, first: int, steps: int) -> tqdm:
    """The steps from `first` on, with a bar on the main process's terminal."""
    return tqdm(
        range(first, steps),
        initial=first,
        total=steps,
        unit="step",
        disable=None if accelerator.is_main_process else True,
    )


def due(every: int, step: int) -> bool:
    """Whether something done every so many steps is due after `step`."""
    return every > 0 and (step + 1) % every == 0
