"""Check on the backward pass of a layer of sigmoids: ∂L/∂W, ∂L/∂b and ∂L/∂x."""

from collections.abc import Callable
from typing import Any

from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.layer_cases import backward_cases
from attractor.check.reply import Function, ask
from attractor.models import Layer, layer_backward, layer_forward
from attractor.models import sigmoid as s
from attractor.models import sigmoid_slope as slope

ARGUMENTS = ("inputs", "weights", "bias", "∂L/∂y")
THREE = (
    "give back three tensors, the gradients of the weights, of the bias and of the "
    "inputs, in that order."
)
Rule = Callable[[Tensor, Tensor, Tensor, Tensor], Tensor]


def _truth(place: int) -> Rule:
    def part(x: Tensor, w: Tensor, b: Tensor, g: Tensor) -> Tensor:
        layer = Layer(w, b, "sigmoid")
        return layer_backward(layer, layer_forward(layer, x), g)[place]

    return part


def _delta(x: Tensor, w: Tensor, b: Tensor, g: Tensor) -> Tensor:
    return g * slope(x @ w + b)


def _at_output(x: Tensor, w: Tensor, b: Tensor, g: Tensor) -> Tensor:
    return g * slope(s(x @ w + b))


def _unsloped(x: Tensor, w: Tensor, b: Tensor, g: Tensor) -> Tensor:
    return g


def _by_output(x: Tensor, w: Tensor, b: Tensor, g: Tensor) -> Tensor:
    return g * s(x @ w + b)


def _as_tanh(x: Tensor, w: Tensor, b: Tensor, g: Tensor) -> Tensor:
    return g * (1 - s(x @ w + b).square())


def _without_bias(x: Tensor, w: Tensor, b: Tensor, g: Tensor) -> Tensor:
    return g * slope(x @ w)


def _slopes(name: str, gradient: Callable[[Tensor, Tensor, Tensor], Tensor]) -> Any:
    """Wrong δ's in `gradient(δ, inputs, weights)`, told with the name of the part."""

    def made(delta: Rule) -> Rule:
        return lambda x, w, b, g: gradient(delta(x, w, b, g), x, w)

    return (
        Mistake(
            f"{name}: the slope s(1 − s) of the activation is missing.",
            made(_unsloped),
        ),
        Mistake(
            f"{name}: the slope is taken at the output s: it is s(1 − s), once.",
            made(_at_output),
        ),
        Mistake(
            f"{name}: s stands where its slope s(1 − s) is due.",
            made(_by_output),
        ),
        Mistake(f"{name}: 1 − s² is the slope of tanh.", made(_as_tanh)),
        Mistake(
            f"{name}: the bias is missing in the sum where the slope is taken.",
            made(_without_bias),
        ),
    )


WEIGHTS = Exercise(
    arguments=ARGUMENTS,
    truth=_truth(0),
    cases=backward_cases(),
    mistakes=(
        *_slopes("The weights' gradient", lambda d, x, w: x.mT @ d),
        Mistake(
            "The weights' gradient is transposed: it is xᵀδ, of the weights' shape.",
            lambda x, w, b, g: _delta(x, w, b, g).mT @ x,
        ),
        Mistake(
            "The weights' gradient is averaged over the inputs: here they add up.",
            lambda x, w, b, g: x.mT @ _delta(x, w, b, g) / len(x),
        ),
        Mistake(
            "The weights' gradient has the wrong sign: the minus belongs to the "
            "update.",
            lambda x, w, b, g: -x.mT @ _delta(x, w, b, g),
        ),
        Mistake(
            "δ is multiplied with the weights: their gradient is xᵀδ, and δWᵀ passes "
            "the error back.",
            lambda x, w, b, g: w * _delta(x, w, b, g).sum(0),
        ),
        Mistake(
            "Those are new weights: give back their gradient.",
            lambda x, w, b, g: w - x.mT @ _delta(x, w, b, g),
        ),
    ),
)

BIAS = Exercise(
    arguments=ARGUMENTS,
    truth=_truth(1),
    cases=backward_cases(),
    mistakes=(
        *_slopes("The bias's gradient", lambda d, x, w: d.sum(0)),
        Mistake(
            "The bias's gradient is δ of every input: add over the inputs, they share "
            "the bias.",
            _delta,
        ),
        Mistake(
            "The bias's gradient is averaged over the inputs: here they add up.",
            lambda x, w, b, g: _delta(x, w, b, g).mean(0),
        ),
        Mistake(
            "The bias's gradient is added over the neurons: each neuron has its own.",
            lambda x, w, b, g: _delta(x, w, b, g).sum(1),
        ),
        Mistake(
            "The bias's gradient has the wrong sign: the minus belongs to the update.",
            lambda x, w, b, g: -_delta(x, w, b, g).sum(0),
        ),
    ),
)

INPUTS = Exercise(
    arguments=ARGUMENTS,
    truth=_truth(2),
    cases=backward_cases(),
    mistakes=(
        *_slopes("The inputs' gradient", lambda d, x, w: d @ w.mT),
        Mistake(
            "The inputs' gradient is δW: the way back goes through Wᵀ.",
            lambda x, w, b, g: _delta(x, w, b, g) @ w,
        ),
        Mistake(
            "The inputs' gradient is δ itself: pass it back through Wᵀ.",
            _delta,
        ),
        Mistake(
            "The inputs' gradient has the slope of the layer before in it: that layer "
            "multiplies by it.",
            lambda x, w, b, g: _delta(x, w, b, g) @ w.mT * x * (1 - x),
        ),
        Mistake(
            "The inputs' gradient is added over the inputs: each has its own row.",
            lambda x, w, b, g: (_delta(x, w, b, g) @ w.mT).sum(0),
        ),
        Mistake(
            "The inputs' gradient has the wrong sign: no update is made here.",
            lambda x, w, b, g: -_delta(x, w, b, g) @ w.mT,
        ),
    ),
)


def backward_pass(function: object) -> Answer:
    """Check (inputs, weights, bias, ∂L/∂y) ↦ (∂L/∂W, ∂L/∂b, ∂L/∂x) of σ(x W + b)."""
    if not callable(function):
        return WEIGHTS.examine(function)
    count = ask(lambda *case: _count(function(*case)), backward_cases()[0])
    if count.values is not None and count.values.item() != 3:
        alone = WEIGHTS.examine(function)
        said = "That is the weights' gradient alone" if alone else alone.message
        return Answer(False, f"{said.rstrip('.')}: {THREE}")
    parts = (WEIGHTS, BIAS, INPUTS)
    answers = [
        exercise.examine(_part(function, place)) for place, exercise in enumerate(parts)
    ]
    known = {mistake.message for exercise in parts for mistake in exercise.mistakes}
    # A part that cannot be computed takes the others with it: name the mistake first.
    answers.sort(key=lambda answer: (answer.passed, answer.message not in known))
    return answers[0]


def _count(reply: object) -> int:
    """How many things came back; of nothing at all each part complains itself."""
    if reply is None:
        return 3
    return len(reply) if isinstance(reply, tuple | list) else 0


def _part(function: Function, place: int) -> Function:
    def part(*case: Any) -> object:
        reply: Any = function(*case)
        return None if reply is None else reply[place]

    return part
