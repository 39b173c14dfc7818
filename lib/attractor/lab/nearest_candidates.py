"""The few nearest candidates of each vector, as far as rounded arithmetic can tell."""

from dataclasses import dataclass

import torch
from torch import Tensor

FEW = 4


@dataclass(frozen=True)
class Candidates:
    """For each of n vectors the least half squared distances seen so far, and to whom.

    `values` and `indices` (n, 4), ascending; `dropped` (n,), the least value that had
    no place among them; `half_norms` (n,); `rounding`, how far a value may be from
    the truth, as a share of the half norms it was made of. `offer` works in place.
    """

    values: Tensor
    indices: Tensor
    dropped: Tensor
    half_norms: Tensor
    rounding: float

    def limit(self, rows: Tensor | slice, best: Tensor) -> Tensor:
        """The largest value behind which a distance below that of `best` may hide.

        A value of i and j is off by at most c (hᵢ + hⱼ), and hⱼ ≤ 2 hᵢ + 2 d²/2.
        """
        return best + 8 * self.rounding * (self.half_norms[rows] + best)

    def offer(self, start: int, column: int, block: Tensor, axis: int) -> None:
        """Let vectors from `start` on choose among those from `column` on.

        The ones that choose lie along `axis` of the block of half squared distances.
        """
        here = slice(start, start + block.shape[axis])
        least, known = block.amin(1 - axis), self.values[here, 0]
        limit = self.limit(here, torch.minimum(least, known))
        # Where too many are alike already, one more that is alike decides nothing.
        crowded = self.dropped[here] <= self.limit(here, known)
        rows = ((least < known) | ~crowded & (least <= limit)).nonzero()[:, 0]
        if len(rows) == 0:
            return
        some = block.index_select(axis, rows)
        within = some <= limit[rows].unsqueeze(1 - axis)
        pairs = within.nonzero()
        values = some[pairs[:, 0], pairs[:, 1]]
        self.insert(start + rows, pairs[:, axis], pairs[:, 1 - axis] + column, values)

    def insert(self, rows: Tensor, at: Tensor, indices: Tensor, values: Tensor) -> None:
        """Add pairs of `rows[at]` and `indices`; every row has at least one."""
        order = at.argsort(stable=True)
        at, indices, values = at[order], indices[order], values[order]
        counts = at.bincount(minlength=len(rows))
        place = (
            torch.arange(len(at), device=at.device) - (counts.cumsum(0) - counts)[at]
        )
        few, over = place < FEW, place >= FEW
        new = values.new_full((len(rows), FEW), torch.inf)
        names = at.new_full((len(rows), FEW), -1)
        new[at[few], place[few]] = values[few]
        names[at[few], place[few]] = indices[few]
        self.dropped.scatter_reduce_(0, rows[at[over]], values[over], "amin")
        new, order = torch.cat([self.values[rows], new], 1).sort(1)
        names = torch.cat([self.indices[rows], names], 1).gather(1, order)
        self.values[rows], self.indices[rows] = new[:, :FEW], names[:, :FEW]
        self.dropped[rows] = torch.minimum(self.dropped[rows], new[:, FEW])

    def chosen(self) -> tuple[Tensor, Tensor]:
        """All pairs (row, candidate) that may be nearest."""
        within = self.values <= self.limit(slice(None), self.values[:, 0])[:, None]
        rows, place = within.nonzero(as_tuple=True)
        return rows, self.indices[rows, place]

    def undecided(self) -> Tensor:
        """Whether something was dropped that may be nearest, (n,)."""
        return self.dropped <= self.limit(slice(None), self.values[:, 0])


def no_candidates(half_norms: Tensor, rounding: float) -> Candidates:
    """The beginning of a search for vectors with these half squared norms."""
    n = len(half_norms)
    return Candidates(
        half_norms.new_full((n, FEW), torch.inf),
        torch.full((n, FEW), -1, device=half_norms.device),
        half_norms.new_full((n,), torch.inf),
        half_norms,
        rounding,
    )
