"""A recurrent network with back-propagation through time. Elman 1990; Werbos 1990.

h_t = tanh(W x_t + U h_{t−1} + b). The weights are the same at every step; what changes
from step to step is the state h.
"""

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor

Inputs = Float[Tensor, "*batch n_steps n_in"]
States = Float[Tensor, "*batch n_steps n_states"]
Start = Float[Tensor, "*batch n_states"]


class Elman(NamedTuple):
    """W, U and b; rows belong to states, as in `torch.nn.RNN`, which has b in two."""

    from_inputs: Float[Tensor, "n_states n_in"]
    from_states: Float[Tensor, "n_states n_states"]
    bias: Float[Tensor, " n_states"]


class Unrolled(NamedTuple):
    """What backward needs: the inputs, and the states with the one before the first."""

    inputs: Tensor  # (*batch, n_steps, n_in)
    states: Tensor  # (*batch, n_steps + 1, n_states): h_0 to h_T


class ElmanGradients(NamedTuple):
    """∂L/∂ of each weight, of the inputs, and of the state before the first step."""

    from_inputs: Tensor
    from_states: Tensor
    bias: Tensor
    inputs: Tensor
    start: Tensor


def elman_forward(cell: Elman, inputs: Inputs, start: Start | None = None) -> Unrolled:
    """All states, one step after another, from `start` or from 0.

    `inputs` (*batch, n_steps, n_in). Raises `ValueError` on shapes that do not fit and
    on NaN.
    """
    _check(cell, inputs)
    w, u, b = cell
    if start is None:
        start = inputs.new_zeros(*inputs.shape[:-2], len(b))
    if start.shape != (*inputs.shape[:-2], len(b)):
        raise ValueError(
            f"start must be {(*inputs.shape[:-2], len(b))}, one state for each line, "
            f"got shape {tuple(start.shape)}"
        )
    states = [start]
    for x in inputs.unbind(-2):
        states.append(torch.tanh(x @ w.mT + states[-1] @ u.mT + b))
    return Unrolled(inputs, torch.stack(states, -2))


def elman_backward(cell: Elman, unrolled: Unrolled, upstream: States) -> ElmanGradients:
    r"""Back through time, last step first.

    $$\delta_t = \left(\frac{\partial L}{\partial h_t} + U^\top \delta_{t+1}\right)
      \odot (1 - h_t^2), \qquad
      \frac{\partial L}{\partial W} = \sum_t \delta_t x_t^\top, \quad
      \frac{\partial L}{\partial U} = \sum_t \delta_t h_{t-1}^\top$$

    `upstream` (*batch, n_steps, n_states) is what each state is told from outside, 0
    where the loss does not look. The weights' gradients add up over steps and lines.
    """
    inputs, states = unrolled
    before, after = states[..., :-1, :], states[..., 1:, :]
    if upstream.shape != after.shape:
        raise ValueError(
            f"upstream must be {tuple(after.shape)}, one row for each state, got shape "
            f"{tuple(upstream.shape)}"
        )
    arriving = torch.zeros_like(states[..., 0, :])
    deltas = []
    for told, state in zip(
        reversed(upstream.unbind(-2)), reversed(after.unbind(-2)), strict=True
    ):
        deltas.append((told + arriving) * (1 - state.square()))
        arriving = deltas[-1] @ cell.from_states
    delta = torch.stack(deltas[::-1], -2) if deltas else torch.zeros_like(after)
    rows = delta.reshape(-1, delta.shape[-1])
    return ElmanGradients(
        rows.mT @ inputs.reshape(-1, inputs.shape[-1]),
        rows.mT @ before.reshape(-1, before.shape[-1]),
        rows.sum(0),
        delta @ cell.from_inputs,
        arriving,
    )


def state_jacobians(
    cell: Elman, unrolled: Unrolled
) -> Float[Tensor, "*batch n_states_kept n_states n_states"]:
    r"""How the last state depends on each one, ∂h_T/∂h_t for t = 0 to T.

    $$\frac{\partial h_T}{\partial h_t} = \prod_{s=T}^{t+1}
      \operatorname{diag}(1 - h_s^2)\,U, \qquad
      \left\|\frac{\partial h_T}{\partial h_t}\right\| \le \|U\|^{T-t}$$

    so it vanishes over long lags where ‖U‖ < 1, and can grow only where ‖U‖ > 1.
    Bengio et al. 1994; Pascanu et al. 2013.
    """
    states = unrolled.states
    n = states.shape[-1]
    eye = torch.eye(n, dtype=states.dtype, device=states.device)
    products = [eye.expand(*states.shape[:-2], n, n)]
    for state in reversed(states[..., 1:, :].unbind(-2)):
        slope = 1 - state.square()
        products.append(products[-1] @ (slope[..., :, None] * cell.from_states))
    return torch.stack(products[::-1], -3)


def new_elman(
    n_in: int,
    n_states: int,
    *,
    generator: torch.Generator,
    dtype: torch.dtype = torch.float64,
) -> Elman:
    """Weights and bias uniform within 1/√n_states, as `torch.nn.RNN` starts."""
    if n_in < 1 or n_states < 1:
        raise ValueError(
            f"n_in and n_states must be 1 or more, got {n_in} and {n_states}"
        )
    shapes = (n_states, n_in), (n_states, n_states), (n_states,)
    bound = n_states**-0.5
    return Elman(
        *(
            torch.empty(shape, dtype=dtype, device=generator.device).uniform_(
                -bound, bound, generator=generator
            )
            for shape in shapes
        )
    )


def _check(cell: Elman, inputs: Tensor) -> None:
    for name, values in (("inputs", inputs), *cell._asdict().items()):
        check_tensor(name, values)
    w, u, b = cell
    n = b.shape[0] if b.ndim == 1 else -1
    if w.ndim != 2 or w.shape[0] != n or u.shape != (n, n):
        raise ValueError(
            "an Elman cell must have weights (n_states, n_in) and (n_states, n_states) "
            f"and a bias (n_states), got {tuple(w.shape)}, {tuple(u.shape)} and "
            f"{tuple(b.shape)}"
        )
    if inputs.ndim < 2 or inputs.shape[-1] != w.shape[1]:
        raise ValueError(
            f"inputs must be (*batch, n_steps, {w.shape[1]}), got shape "
            f"{tuple(inputs.shape)}"
        )
    check_finite("inputs", inputs)
