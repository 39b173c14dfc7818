"""The deck's slide on recurrent networks."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.models import (
    Elman,
    elman_forward,
    linear_attention_stream,
    new_elman,
    state_jacobians,
    store_pairs,
)

CHAPTER = "transformer/recurrence"
SLIDE = "The deck, slide “RNNs”"
N_STATES, N_STEPS = 8, 30


def drawn(*shape: int, seed: int = 0) -> Tensor:
    """Normal numbers, the same each time."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=generator, dtype=torch.float64)


def as_torch_starts() -> Elman:
    """Weights uniform within 1/√n, as torch.nn.RNN draws them."""
    return new_elman(N_STATES, N_STATES, generator=torch.Generator().manual_seed(0))


def orthogonal_near_rest() -> Elman:
    """U orthogonal, and inputs so weak that tanh is nearly straight."""
    turn = torch.linalg.qr(drawn(N_STATES, N_STATES)).Q
    eye = torch.eye(N_STATES, dtype=torch.float64)
    return Elman(1e-3 * eye, turn, torch.zeros(N_STATES, dtype=torch.float64))


def recurrent_reading(inputs: Tensor) -> tuple[float, float]:
    """How far weights and state of a recurrent network move as it reads."""
    cell = as_torch_starts()
    before = [weights.clone() for weights in cell]
    states = elman_forward(cell, inputs).states
    moved = max(
        (one - other).abs().max().item()
        for one, other in zip(cell, before, strict=True)
    )
    return moved, (states[-1] - states[0]).abs().max().item()


def matrix_reading(inputs: Tensor) -> tuple[float, float]:
    """The same of linear attention, whose state S is the weights of a layer q ↦ qS."""
    start = store_pairs(inputs[:0], inputs[:0])
    memory = linear_attention_stream(inputs, inputs, inputs).memory
    moved = (memory - start).abs().max().item()
    return moved, moved


def weights_move(
    reading: Callable[[Tensor], tuple[float, float]] = recurrent_reading,
) -> Evidence:
    """What moves while a line is read, and no error is sent back."""
    weights, state = reading(drawn(N_STEPS, N_STATES))
    return Evidence(
        printed=(Comparison("how far the weights move", weights, ">", 0.0),),
        core=(Comparison("how far the state moves", state, ">", 0.0),),
    )


def stacked_in_space() -> tuple[Tensor, Tensor]:
    """Two layers of torch.nn.RNN: a layer is one of them, at the same step."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network = nn.RNN(3, 3, num_layers=2, bias=False).double()
        below = nn.RNN(3, 3, bias=False).double()
    weights = network.state_dict()
    below.load_state_dict({name: weights[name] for name in below.state_dict()})
    from_below, from_before = weights["weight_ih_l1"], weights["weight_hh_l1"]
    inputs = drawn(5, 3)
    with torch.no_grad():
        lower, upper = below(inputs)[0], network(inputs)[0]
    before = torch.cat([torch.zeros(1, 3, dtype=torch.float64), upper[:-1]])
    heard = lower @ from_below.mT
    previous_layer = torch.tanh(heard + lower @ from_before.mT)
    previous_step = torch.tanh(heard + before @ from_before.mT)
    return previous_layer - upper, previous_step - upper


def unrolled_in_time() -> tuple[Tensor, Tensor]:
    """One layer drawn once for each step: the layer before is the step before."""
    cell, inputs = as_torch_starts(), drawn(5, N_STATES)
    states = elman_forward(cell, inputs).states
    again = torch.tanh(
        inputs @ cell.from_inputs.mT + states[:-1] @ cell.from_states.mT + cell.bias
    )
    return again - states[1:], again - states[1:]


def state_of_layer_before(
    network: Callable[[], tuple[Tensor, Tensor]] = stacked_in_space,
) -> Evidence:
    """A state made of the layer below, and one made of the step before."""
    layer, step = network()
    return Evidence(
        printed=(
            Comparison(
                "from the previous layer, less the network's",
                layer.abs().max().item(),
                "=",
                0.0,
                1e-12,
            ),
        ),
        core=(
            Comparison(
                "from the previous step, less the network's",
                step.abs().max().item(),
                "=",
                0.0,
                1e-12,
            ),
        ),
    )


def sequences_are_kept(start: Callable[[], Elman] = as_torch_starts) -> Evidence:
    """Whether the order of a line matters, and whether its beginning still does."""
    cell, inputs = start(), normalize(drawn(N_STEPS, N_STATES), dim=-1)
    unrolled = elman_forward(cell, inputs)
    turned = elman_forward(cell, inputs.flip(0)).states[-1]
    last = unrolled.states[-1]
    order = ((last - turned).norm() / last.norm()).item()
    slope = torch.linalg.matrix_norm(state_jacobians(cell, unrolled)[0], 2).item()
    told = Comparison("share of the state that the order changes", order, ">", 0.1)
    return Evidence(
        printed=(
            told,
            Comparison(f"gradient over {N_STEPS} steps", slope, ">", 0.1),
        ),
        core=(told,),
    )


CLAIMS = (
    Claim(
        "deck-recurrent-weights",
        SLIDE,
        "Recurrent networks can update their own weights during non-backprop parts of"
        " training.",
        "Weights are what training learns: W, U and b.",
        "holds with a correction",
        "They update their state; the weights are the same at every step. A matrix"
        " memory is a network whose state is a weight matrix: there it holds.",
        CHAPTER,
        weights_move,
        Variant(
            "linear attention for the network", partial(weights_move, matrix_reading)
        ),
    ),
    Claim(
        "deck-recurrent-state",
        SLIDE,
        "They use the input and the state of the previous layer.",
        "Layers lie above each other; steps follow each other.",
        "holds with a correction",
        "The input and the state of the previous step, of the same layer.",
        CHAPTER,
        state_of_layer_before,
        Variant(
            "layers of the network unrolled in time",
            partial(state_of_layer_before, unrolled_in_time),
        ),
    ),
    Claim(
        "deck-recurrent-sequences",
        SLIDE,
        "This makes them good at handling sequential data.",
        "Good at it: the order of a line counts, and its beginning still does 30 steps"
        " on.",
        "holds with a correction",
        "Order counts. From the usual start the gradient of the beginning is gone"
        " after 30 steps.",
        CHAPTER,
        sequences_are_kept,
        Variant(
            "an orthogonal U, near rest",
            partial(sequences_are_kept, orthogonal_near_rest),
        ),
    ),
)
