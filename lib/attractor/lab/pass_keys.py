"""Texts that name a key early and ask for it late, with nothing to know in between.

After the PassKey task of Mohtashami and Jaggi 2023, in symbols drawn at random.
"""

from dataclasses import dataclass

import torch
from jaxtyping import Int
from torch import Tensor

from attractor.lab.training import NOT_COUNTED, Batch

Lines = Int[Tensor, "n_lines n"]


@dataclass(frozen=True)
class PassKeys:
    """Lines in blocks of `block` tokens: the key, filler, the question and the key.

    Tokens from 0 are `fillers` kinds of filler, then come `keys` kinds of key symbols,
    `mark` and `question`. The first block holds the mark and `length` key symbols at a
    random place, the last ends with the question and the same symbols; all else is
    filler. Everything is drawn uniformly and independently, so that nobody who has not
    read the first block does better than one in `keys` at each symbol. `ValueError`
    where the key does not fit in a block, and on fewer than one of anything.
    """

    block: int = 16
    fillers: int = 8
    keys: int = 16
    length: int = 2

    def __post_init__(self) -> None:
        for name in ("fillers", "keys", "length"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, got {self}")
        if self.block < self.length + 1:
            raise ValueError(
                f"block must be at least length + 1 = {self.length + 1}, "
                f"got {self.block}"
            )

    @property
    def mark(self) -> int:
        """The token before the key."""
        return self.fillers + self.keys

    @property
    def question(self) -> int:
        """The token that asks for it."""
        return self.mark + 1

    @property
    def vocabulary(self) -> int:
        """How many tokens there are."""
        return self.question + 1

    def lines(self, n_lines: int, between: int, *, generator: torch.Generator) -> Lines:
        """Lines with `between` blocks of filler, (n_lines, (between + 2) block)."""
        if between < 0 or n_lines < 1:
            raise ValueError(
                "between must be 0 or more and n_lines at least 1, got "
                f"{between} and {n_lines}"
            )
        n = (between + 2) * self.block
        tokens = torch.randint(self.fillers, (n_lines, n), generator=generator)
        said = self.fillers + torch.randint(
            self.keys, (n_lines, self.length), generator=generator
        )
        last = self.block - self.length  # places of the mark, from 0
        at = torch.randint(last, (n_lines, 1), generator=generator)
        tokens.scatter_(1, at, self.mark)
        tokens.scatter_(1, at + 1 + torch.arange(self.length), said)
        tokens[:, -self.length - 1] = self.question
        tokens[:, -self.length :] = said
        return tokens

    def batch(self, lines: Lines) -> Batch:
        """To be read, and to be said: only the key after the question counts."""
        targets = torch.full_like(lines[:, 1:], NOT_COUNTED)
        targets[:, -self.length :] = lines[:, -self.length :]
        return Batch(lines[:, :-1], targets)
