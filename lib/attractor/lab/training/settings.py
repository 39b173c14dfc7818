"""What a training run is told, and the schedule of its learning rate."""

import math
from dataclasses import dataclass
from typing import Literal

Schedule = Literal["linear", "cosine"]


@dataclass(frozen=True)
class Settings:
    """How long, how fast, and how often to look and to save.

    `steps` updates with AdamW at `learning_rate`, reached after `warmup` steps and
    then lowered: `linear` to 0 at the last step, `cosine` to `final_share` of it.
    Gradients are clipped to norm `clip`. `evaluate_every` and `save_every` are in
    steps, 0 for never; the last step is evaluated and saved too. `precision` is
    "no" for float32 or "bf16". `seed` steers dropout. `until` ends the run after that
    many of its `steps`, 0 after all; the schedule stays the one of all steps, and the
    run can be taken up again.
    """

    steps: int
    learning_rate: float
    warmup: int = 0
    schedule: Schedule = "linear"
    final_share: float = 0.1
    betas: tuple[float, float] = (0.9, 0.999)
    epsilon: float = 1e-8
    weight_decay: float = 0.0
    clip: float = 1.0
    evaluate_every: int = 0
    save_every: int = 0
    precision: Literal["no", "bf16"] = "no"
    seed: int = 0
    until: int = 0

    @property
    def end(self) -> int:
        """How many steps are made."""
        return self.until or self.steps

    def __post_init__(self) -> None:
        if self.steps < 1:
            raise ValueError(f"steps must be at least 1, got {self.steps}")
        if not 0 <= self.warmup <= self.steps:
            raise ValueError(
                f"warmup must be from 0 to steps = {self.steps}, got {self.warmup}"
            )
        if not 0 <= self.until <= self.steps:
            raise ValueError(
                f"until must be from 0 to steps = {self.steps}, got {self.until}"
            )
        for name in ("learning_rate", "clip", "epsilon"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"{name} must be positive and finite, got {value}")
        for name in ("evaluate_every", "save_every"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must be 0 or more, got {getattr(self, name)}")


def share_of_rate(settings: Settings, step: int) -> float:
    """The share of the learning rate at update `step`, counted from 0."""
    if step < settings.warmup:
        return (step + 1) / settings.warmup
    progress = (step - settings.warmup) / max(1, settings.steps - settings.warmup)
    if settings.schedule == "linear":
        return 1.0 - progress
    wave = 0.5 * (1.0 + math.cos(math.pi * progress))
    return settings.final_share + (1.0 - settings.final_share) * wave
