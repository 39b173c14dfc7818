"""What a layer of TransformerFAM keeps of a text, and how large it can get."""

from dataclasses import dataclass
from typing import NamedTuple

from jaxtyping import Float
from torch import Tensor

from attractor.models.key_value_cache import KeysValues
from attractor.models.sliding_masks import check_at_least

Slots = Float[Tensor, "n_lines n_slots dim"]


@dataclass(frozen=True)
class FamSize:
    """The numbers that the shapes of a TransformerFAM follow from.

    `block` tokens to a block, `segments` whole blocks seen before it, and `slots`
    vectors of feedback memory in each layer; with 0 `slots` it is block sliding window
    attention. Feed-forward layers are four times as wide as `dim`. `ValueError` where
    the numbers do not fit; a head's width must be even, for it is turned in planes.
    """

    n_layers: int
    dim: int
    n_heads: int
    vocabulary: int
    block: int
    segments: int = 1
    slots: int = 0

    def __post_init__(self) -> None:
        for name in ("n_layers", "dim", "n_heads", "vocabulary", "block"):
            check_at_least(1, **{name: getattr(self, name)})
        check_at_least(0, segments=self.segments, slots=self.slots)
        if self.dim % (2 * self.n_heads):
            raise ValueError(
                f"dim must be a multiple of 2 n_heads = {2 * self.n_heads}, "
                f"got {self.dim}"
            )


class LayerMemory(NamedTuple):
    """What one layer keeps: keys and values of `past` blocks and of this one, `slots`.

    `past` holds whole blocks, `segments` of them at most, `block` the tokens read of
    the block that is not full yet. `slots` is what the last full block left, or what
    is there before the first; `None` where there is nothing to see.
    """

    past: KeysValues
    block: KeysValues
    slots: Slots | None

    def detach(self) -> "LayerMemory":
        """The same numbers, through which no gradient passes."""
        return LayerMemory(
            KeysValues(*(each.detach() for each in self.past)),
            KeysValues(*(each.detach() for each in self.block)),
            None if self.slots is None else self.slots.detach(),
        )

    @property
    def n_floats(self) -> int:
        """How many numbers that is for each line."""
        kept = [*self.past, *self.block]
        kept += [] if self.slots is None else [self.slots]
        return sum(each[0].numel() for each in kept)


class FamMemory(NamedTuple):
    """What all layers keep, `n_read` tokens into a text that began at `start`.

    A memory is never changed: one beginning can be gone on with in several ways. Its
    size does not grow with the text: at a block's end L(2mBd + Fd) numbers to a line.
    """

    layers: tuple[LayerMemory, ...]
    n_read: int = 0
    start: int = 0

    def detach(self) -> "FamMemory":
        """The same numbers, through which no gradient passes."""
        return self._replace(layers=tuple(each.detach() for each in self.layers))

    @property
    def n_floats(self) -> int:
        """How many numbers that is for each line."""
        return sum(each.n_floats for each in self.layers)
