"""A layer of TransformerFAM: attention that also reads, and writes, its own memory."""

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from attractor.models.fam_memory import FamSize, LayerMemory, Slots
from attractor.models.feed_forward import FeedForward
from attractor.models.key_value_cache import KeysValues
from attractor.models.rotary import rotate

States = Float[Tensor, "n_lines n dim"]


class FamLayer(nn.Module):
    """Tokens see past blocks, the slots and their block; slots then see that block.

    One set of weights for both: x + attention(norm(x)), then x + feed_forward(norm(x)).
    Slots are given the places just before the block they are read in, the last of the
    block that wrote them. Hwang et al. 2024, Algorithms 1 and 2.
    """

    def __init__(self, size: FamSize) -> None:
        super().__init__()
        self.size = size
        self.attention_norm = nn.LayerNorm(size.dim)
        self.queries_keys_values = nn.Linear(size.dim, 3 * size.dim)
        self.out = nn.Linear(size.dim, size.dim)
        self.feed_forward_norm = nn.LayerNorm(size.dim)
        self.feed_forward = FeedForward(size.dim, 4 * size.dim, functional.gelu)

    def read(
        self, x: States, memory: LayerMemory, first: int
    ) -> tuple[States, LayerMemory]:
        """New states of tokens that fit in the block, and the memory with them in it.

        `first` is the place of the first of them. They see all of `memory`, and of
        each other those before.
        """
        q, k, v = self.projected(x, first)
        block = memory.block.then(k, v)
        begins = first - memory.block.keys.shape[-2]
        seen = memory.past
        if memory.slots is not None:
            _, *slots = self.projected(memory.slots, begins - self.size.slots)
            seen = seen.then(*slots)
        seen = seen.then(*block)
        new = self.attended(x, q, seen, looks_back(q, seen))
        return new, memory._replace(block=block)

    def write(
        self, memory: LayerMemory, given: Slots, begins: int, is_first: bool
    ) -> Slots:
        """The slots after a full block, which began at the place `begins`.

        They ask what they were: see the old slots and the whole block, but no past
        blocks, and go through the feed-forward part. In the text's first block they
        have nothing to add to, and ask what is `given`: by the layer below, or, in the
        lowest, as the learned prompt.
        """
        asking, added = self.cue(memory.slots, given, is_first)
        old = given if memory.slots is None else memory.slots
        q, *slots = self.projected(old, begins - self.size.slots)
        if asking is not old:
            q, *_ = self.projected(asking, begins - self.size.slots)
        return self.attended(added, q, KeysValues(*slots).then(*memory.block))

    def cue(
        self, held: Slots | None, given: Slots, is_first: bool
    ) -> tuple[Slots, Slots]:
        """What asks, and what the answer is added to: the slots, 0 in the first block.

        The first is App. B.1 of the paper.
        """
        own = given if held is None else held
        return own, torch.zeros_like(own) if is_first else own

    def masked(self, x: States, mask: Tensor, first: int = 0) -> States:
        """New states of whole lines, where `mask` says who sees whom; no slots."""
        q, k, v = self.projected(x, first)
        return self.attended(x, q, KeysValues(k, v), mask)

    def attended(
        self, x: States, q: Tensor, seen: KeysValues, mask: Tensor | None = None
    ) -> States:
        """What queries find, added to x, and then the feed-forward part."""
        found = functional.scaled_dot_product_attention(q, *seen, attn_mask=mask)
        x = x + self.out(found.transpose(1, 2).flatten(-2))
        return x + self.feed_forward(self.feed_forward_norm(x))

    def projected(self, x: States, first: int) -> list[Tensor]:
        """Queries, keys and values, (n_lines, n_heads, n, dim_head); two are turned."""
        mixed = self.queries_keys_values(self.attention_norm(x))
        parts = mixed.unflatten(-1, (3, self.size.n_heads, -1)).permute(2, 0, 3, 1, 4)
        places = torch.arange(first, first + x.shape[-2], device=x.device)
        return [*rotate(parts[:2], places), parts[2]]


class StaticLayer(FamLayer):
    """The same, but its slots ask the same at every block: no feedback in the question.

    Every block is met as the first is, with what is given from below; old slots are
    still seen. After the paper's static summary tokens (App. C), a control.
    """

    def cue(
        self, held: Slots | None, given: Slots, is_first: bool
    ) -> tuple[Slots, Slots]:
        """What is given asks, at every block, and is added to nothing."""
        return given, torch.zeros_like(given)


def looks_back(queries: Tensor, seen: KeysValues) -> Tensor | None:
    """The mask of queries whose own keys are the last ones seen; `None` for one."""
    n, n_seen = queries.shape[-2], seen.keys.shape[-2]
    if n == 1:
        return None
    whole = torch.ones(n, n_seen, dtype=torch.bool, device=queries.device)
    return whole.tril(n_seen - n)
