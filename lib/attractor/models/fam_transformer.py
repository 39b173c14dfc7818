"""TransformerFAM: a decoder that reads a text without end with a memory of fixed size.

Hwang et al. 2024. Without slots it is block sliding window attention.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple, cast

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn
from torch.nn import functional

from attractor.models.fam_layer import FamLayer
from attractor.models.fam_memory import FamMemory, FamSize, LayerMemory
from attractor.models.gpt_start import DEVIATION, WIDTH, start_as_gpt2
from attractor.models.key_value_cache import KeysValues

Tokens = Int[Tensor, "n_lines n"]
States = Float[Tensor, "n_lines n dim"]
Logits = Float[Tensor, "n_lines n n_tokens"]


class FamReading(NamedTuple):
    """States of the tokens that were read, and the memory to read on with."""

    states: States
    memory: FamMemory


class FamTransformer(nn.Module):
    """Tokens to logits of what follows each, block after block.

    Each layer's slots are written at a block's end and seen in the next block, by the
    same layer. Before the first block there is a learned prompt of `size.slots` vectors
    in the lowest layer, the only weights that the slots add. In that block the layers
    above have no slots to see: what is given to them there, by the layer below, has
    seen the whole block, and only asks. Weights start as in `Gpt`, drawn from
    `generator`. Gradients pass through the memory, back to the first token;
    `memory.detach()` stops them. `layer` may be `StaticLayer`.
    """

    def __init__(
        self,
        size: FamSize,
        layer: type[FamLayer] = FamLayer,
        *,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        self.size = size
        with torch.random.fork_rng(devices=[]):
            self.embedding = nn.Embedding(size.vocabulary, size.dim)
            self.layers = nn.ModuleList(layer(size) for _ in range(size.n_layers))
            self.final_norm = nn.LayerNorm(size.dim)
        prompt = nn.Parameter(torch.empty(size.slots, size.dim)) if size.slots else None
        self.register_parameter("prompt", prompt)
        narrower = math.sqrt(WIDTH / size.dim)  # smaller states need larger weights
        start_as_gpt2(self, size.n_layers, DEVIATION * narrower, generator=generator)

    def forward(self, tokens: Tokens) -> Logits:
        """Logits of what follows each token of lines read from their start."""
        return self.head(self.read(tokens).states)

    def read(self, tokens: Tokens, memory: FamMemory | None = None) -> FamReading:
        """States after the final norm, and a memory to read on with.

        With the `memory` of another reading the tokens follow those read there, in
        pieces of any length, and their states are as if all had been read at once.
        """
        return self.through(self.embedding(tokens), memory)

    def through(self, vectors: States, memory: FamMemory | None = None) -> FamReading:
        """The same for embedded tokens. `ValueError` on shapes that do not fit."""
        if vectors.ndim != 3 or vectors.shape[-1] != self.size.dim:
            raise ValueError(
                f"vectors must be (lines, n, {self.size.dim}), "
                f"got {tuple(vectors.shape)}"
            )
        memory = self.fresh(len(vectors)) if memory is None else memory
        states, at = [vectors[:, :0]], 0
        while at < vectors.shape[1]:
            n = self.size.block - memory.n_read % self.size.block
            piece, memory = self._piece(vectors[:, at : at + n], memory)
            states.append(piece)
            at += n
        return FamReading(self.final_norm(torch.cat(states, dim=1)), memory)

    def fresh(self, n_lines: int, start: int = 0) -> FamMemory:
        """The memory before a text, whose first token is given the place `start`."""
        size, like = self.size, self.embedding.weight
        none = like.new_zeros(n_lines, size.n_heads, 0, size.dim // size.n_heads)
        empty = KeysValues(none, none)
        above = LayerMemory(empty, empty, None)
        lowest = above._replace(slots=self._prompts(n_lines))
        return FamMemory((lowest, *[above] * (size.n_layers - 1)), 0, start)

    def masked(self, tokens: Tokens, mask: Tensor) -> Logits:
        """Logits when `mask` (n, n) says who sees whom, all at once and without slots.

        With `block_sliding_mask`, what the model without slots gives block by block.
        """
        x = self.embedding(tokens)
        for layer in self._layers():
            x = layer.masked(x, mask)
        return self.head(self.final_norm(x))

    def head(
        self, states: Float[Tensor, "*batch dim"]
    ) -> Float[Tensor, "*batch n_tokens"]:
        """Logits: the products of a state with the vectors of all tokens."""
        return functional.linear(states, self.embedding.weight)

    def _piece(self, x: Tensor, memory: FamMemory) -> tuple[Tensor, FamMemory]:
        """Tokens of one block through all layers; those that fill it write slots."""
        size, first = self.size, memory.start + memory.n_read
        n_read = memory.n_read + x.shape[1]
        begins = memory.start + memory.n_read // size.block * size.block
        kept, given = [], self._prompts(len(x))
        for layer, held in zip(self._layers(), memory.layers, strict=True):
            x, new = layer.read(x, held, first)
            if n_read % size.block == 0:
                if given is not None:
                    given = layer.write(new, given, begins, n_read == size.block)
                new = turned(new, size)._replace(slots=given)
            kept.append(new)
        return x, FamMemory(tuple(kept), n_read, memory.start)

    def _prompts(self, n_lines: int) -> Tensor | None:
        """The learned prompt for every line."""
        prompt = cast("Tensor | None", self.prompt)
        return None if prompt is None else prompt.expand(n_lines, -1, -1)

    def _layers(self) -> Iterable[FamLayer]:
        return cast("Iterable[FamLayer]", self.layers)


def turned(memory: LayerMemory, size: FamSize) -> LayerMemory:
    """A full block joins those before it, and the oldest beyond m is forgotten."""
    whole = memory.past.then(*memory.block)
    begins = max(0, whole.keys.shape[-2] - size.segments * size.block)
    past = KeysValues(*(each[..., begins:, :] for each in whole))
    empty = KeysValues(*(each[..., :0, :] for each in whole))
    return LayerMemory(past, empty, memory.slots)
