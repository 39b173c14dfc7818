"""How large a GPT-2 is, and the four that were released."""

from dataclasses import astuple, dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Gpt2Size:
    """The numbers that the shapes of all weights of a GPT-2 follow from.

    `context` is the longest input in tokens, `vocabulary` how many tokens there are.
    Feed-forward layers are four times as wide as `dim`. Raises `ValueError` where the
    numbers do not fit together.
    """

    n_layers: int
    dim: int
    n_heads: int
    context: int = 1024
    vocabulary: int = 50_257

    def __post_init__(self) -> None:
        if min(astuple(self)) < 1:
            raise ValueError(f"every number must be at least 1, got {self}")
        if self.dim % self.n_heads:
            raise ValueError(
                f"dim must be a multiple of n_heads = {self.n_heads}, got {self.dim}"
            )


GPT2_SIZES = MappingProxyType(
    {
        "gpt2": Gpt2Size(12, 768, 12),
        "gpt2-medium": Gpt2Size(24, 1024, 16),
        "gpt2-large": Gpt2Size(36, 1280, 20),
        "gpt2-xl": Gpt2Size(48, 1600, 25),
    }
)
"""Radford et al. 2019, table 2, under the names of the published checkpoints."""
