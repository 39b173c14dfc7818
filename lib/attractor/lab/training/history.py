"""What a training run went through, step by step."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np


@dataclass
class History:
    """Loss in nats per token at every step, and what was measured at some of them."""

    losses: list[float] = field(default_factory=list)
    evaluated_at: list[int] = field(default_factory=list)
    measured: dict[str, list[float]] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        """How many steps were made."""
        return len(self.losses)

    def note(self, values: dict[str, float]) -> None:
        """Keep what an evaluation measured after the last step."""
        self.evaluated_at.append(self.steps)
        for name, value in values.items():
            self.measured.setdefault(name, []).append(float(value))

    def arrays(self) -> dict[str, np.ndarray]:
        """All of it, by names that a `Run` can keep."""
        measured = {
            k: np.asarray(v, dtype=np.float64) for k, v in self.measured.items()
        }
        return {
            "losses": np.asarray(self.losses, dtype=np.float64),
            "evaluated_at": np.asarray(self.evaluated_at, dtype=np.int64),
            **measured,
        }

    def save(self, path: Path) -> None:
        """Write the arrays as they are, every bit."""
        np.savez(path, **self.arrays())  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path) -> "History":
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name].tolist() for name in kept.files}
        losses, at = arrays.pop("losses"), arrays.pop("evaluated_at")
        return cls(losses, at, arrays)
