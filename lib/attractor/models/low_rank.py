"""Low-rank adaptation of a linear map: W + (α/r) B A. Hu et al. 2021, section 4.1.

W stays as it is; A narrows to r numbers and B widens again. B starts at 0, so that
training begins from the unchanged map.
"""

import math

import torch
from jaxtyping import Float
from torch import Tensor, nn

from attractor.memory.arguments import check_tensor

Down = Float[Tensor, "rank n_in"]
Up = Float[Tensor, "n_out rank"]
Map = Float[Tensor, "n_out n_in"]


class LowRankLinear(nn.Module):
    """A linear layer whose change has low rank; only the change learns.

    `base` is kept as it is, frozen. `down` is A (rank, n_in), uniform within 1/√n_in,
    and `up` is B (n_out, rank), 0 at first. Raises `ValueError` on a rank that is not
    from 1 to the smaller side of the base, and on an alpha that is not finite.
    """

    def __init__(
        self,
        base: nn.Linear,
        rank: int,
        alpha: int | float,
        *,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        n_out, n_in = base.weight.shape
        low_rank_parameters(n_in, n_out, rank)
        if not math.isfinite(alpha):
            raise ValueError(f"alpha must be a finite number, got {alpha}")
        self.base = base.requires_grad_(False)
        self.alpha = float(alpha)
        down = torch.empty_like(base.weight[:rank]).detach()
        bound = n_in**-0.5
        self.down = nn.Parameter(down.uniform_(-bound, bound, generator=generator))
        self.up = nn.Parameter(base.weight.new_zeros(n_out, rank))

    def forward(
        self, inputs: Float[Tensor, "*batch n_in"]
    ) -> Float[Tensor, "*batch n_out"]:
        """W x + b + (α/r) B A x, along two paths; B A is never formed."""
        narrow = inputs @ self.down.mT
        added: Tensor = self.alpha / len(self.down) * (narrow @ self.up.mT)
        plain: Tensor = self.base(inputs)
        return plain + added

    def merged(self) -> nn.Linear:
        """One linear layer that does the same; a copy, so `base` is untouched."""
        n_out, n_in = self.base.weight.shape
        linear = nn.utils.skip_init(
            nn.Linear, n_in, n_out, self.base.bias is not None
        ).to(self.base.weight)
        with torch.no_grad():
            weights = merge_low_rank(self.base.weight, self.down, self.up, self.alpha)
            linear.weight.copy_(weights)
            if self.base.bias is not None:
                linear.bias.copy_(self.base.bias)
        return linear


def merge_low_rank(weights: Map, down: Down, up: Up, alpha: int | float) -> Map:
    r"""The adapted map as one matrix, $W + \frac{\alpha}{r} B A$.

    `weights` W (n_out, n_in), `down` A (r, n_in), `up` B (n_out, r); none of them is
    changed. Taking the same away again gives W back up to rounding. Raises `ValueError`
    on shapes that do not fit.
    """
    for name, matrix in (("weights", weights), ("down", down), ("up", up)):
        check_tensor(name, matrix)
    flat = weights.ndim == down.ndim == up.ndim == 2 and len(down) > 0
    shapes = (*up.shape[:1], *down.shape[1:]), up.shape[1:]
    if not flat or shapes != (weights.shape, down.shape[:1]):
        raise ValueError(
            "weights, down and up must be (n_out, n_in), (rank, n_in) and (n_out, "
            f"rank), got shapes {tuple(weights.shape)}, {tuple(down.shape)} and "
            f"{tuple(up.shape)}"
        )
    return weights + alpha / len(down) * (up @ down)


def low_rank_parameters(n_in: int, n_out: int, rank: int) -> int:
    """How many numbers A and B have, r (n_in + n_out), in place of n_in·n_out.

    Raises `ValueError` on a rank that is not from 1 to the smaller side.
    """
    if not 1 <= rank <= min(n_in, n_out):
        raise ValueError(
            f"rank must be from 1 to {min(n_in, n_out)}, the smaller side of the map, "
            f"got {rank}"
        )
    return rank * (n_in + n_out)
