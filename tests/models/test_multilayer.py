"""Forward and back: the deck's example by hand, then against autograd."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional

from attractor.models import (
    ACTIVATIONS,
    Layer,
    cross_entropy,
    cross_entropy_gradient,
    he_normal,
    layer_backward,
    layer_forward,
    mlp_backward,
    mlp_forward,
    new_mlp,
    squared_error,
    squared_error_gradient,
)

TORCH = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": functional.relu,
    "gelu": functional.gelu,
}


def rows(*values: object) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


# The slide's input and weights; shape (INPUT_SIZE, LAYER_SIZE), as it says.
DECK_INPUT = rows([1, 0.1])
DECK_WEIGHTS = rows([0.1, 0.2], [0.5, 0.8])
DECK = [
    Layer(DECK_WEIGHTS, rows(0, 0), "sigmoid"),
    Layer(rows([0.3], [-0.4]), rows(0), "sigmoid"),
]


def draw_layers(
    generator: torch.Generator, widths: list[int], activation: str
) -> list[Layer]:
    layers = new_mlp(widths, activation, he_normal, generator=generator)
    return [
        layer._replace(
            bias=torch.randn(len(layer.bias), generator=generator, dtype=torch.float64)
        )
        for layer in layers
    ]


def test_the_decks_layer_adds_down_its_columns() -> None:
    passed = layer_forward(DECK[0], DECK_INPUT)
    expected = rows([1 * 0.1 + 0.1 * 0.5, 1 * 0.2 + 0.1 * 0.8])
    torch.testing.assert_close(passed.sums, expected)
    torch.testing.assert_close(passed.sums, rows([0.15, 0.28]))
    torch.testing.assert_close(
        passed.outputs, rows([0.53742985, 0.56954622]), rtol=0, atol=5e-9
    )
    hinged = layer_forward(Layer(DECK_WEIGHTS, rows(0, 0), "relu"), DECK_INPUT)
    assert torch.equal(hinged.outputs, passed.sums)


def test_the_slides_row_sums_belong_to_no_layer() -> None:
    products = DECK_INPUT.mT * DECK_WEIGHTS
    torch.testing.assert_close(products, rows([0.1, 0.2], [0.05, 0.08]))
    torch.testing.assert_close(products.sum(1), rows(0.3, 0.13))  # not 0.3, 0.11
    torch.testing.assert_close(DECK_WEIGHTS @ DECK_INPUT[0], rows(0.12, 0.58))
    torch.testing.assert_close(
        products.sum(0)[None], layer_forward(DECK[0], DECK_INPUT).sums
    )


def test_the_decks_network_back_by_hand() -> None:
    passed = mlp_forward(DECK, DECK_INPUT)
    output, target = passed[-1].outputs, rows([1])
    assert output.item() == pytest.approx(0.4833587647, abs=5e-11)
    assert squared_error(output, target).item() == pytest.approx(0.2669181660)
    first, last = mlp_backward(DECK, passed, squared_error_gradient(output, target))

    hidden = torch.sigmoid(rows([0.15, 0.28]))
    delta = 2 * (output - 1) * output * (1 - output)
    torch.testing.assert_close(last.bias, delta[0])
    torch.testing.assert_close(last.weights, hidden.mT * delta)
    sent = delta * rows([0.3, -0.4]) * hidden * (1 - hidden)
    torch.testing.assert_close(first.bias, sent[0])
    torch.testing.assert_close(first.weights, rows([1], [0.1]) * sent)

    printed = rows([-0.01924413, 0.02530424], [-0.00192441, 0.00253042])
    torch.testing.assert_close(first.weights, printed, rtol=0, atol=5e-9)
    printed = rows([-0.13867543], [-0.14696256])
    torch.testing.assert_close(last.weights, printed, rtol=0, atol=5e-9)
    assert last.bias.item() == pytest.approx(-0.25803447, abs=5e-9)


@settings(max_examples=20)
@given(
    st.integers(0, 10_000),
    st.lists(st.integers(1, 5), min_size=2, max_size=5),
    st.sampled_from(sorted(ACTIVATIONS)),
    st.sampled_from([(), (3,), (2, 3)]),
)
def test_every_gradient_is_autograds(
    seed: int, widths: list[int], activation: str, batch: tuple[int, ...]
) -> None:
    generator = torch.Generator().manual_seed(seed)
    layers = draw_layers(generator, widths, activation)
    inputs = torch.randn(*batch, widths[0], generator=generator, dtype=torch.float64)
    upstream = torch.randn(*batch, widths[-1], generator=generator, dtype=torch.float64)
    gradients = mlp_backward(layers, mlp_forward(layers, inputs), upstream)

    inputs.requires_grad_()
    leaves = [[t.clone().requires_grad_() for t in layer[:2]] for layer in layers]
    state = inputs
    for (weights, bias), layer in zip(leaves, layers, strict=True):
        state = TORCH[layer.activation](state @ weights + bias)
    (state * upstream).sum().backward()
    for (weights, bias), found in zip(leaves, gradients, strict=True):
        torch.testing.assert_close(found.weights, weights.grad, rtol=0, atol=1e-12)
        torch.testing.assert_close(found.bias, bias.grad, rtol=0, atol=1e-12)
    torch.testing.assert_close(gradients[0].inputs, inputs.grad, rtol=0, atol=1e-12)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "gelu", "relu"])
def test_one_weight_moved_a_little_moves_the_loss_by_its_gradient(
    activation: str, generator: torch.Generator
) -> None:
    layers = draw_layers(generator, [3, 4, 4, 3], activation)
    inputs = torch.randn(5, 3, generator=generator, dtype=torch.float64)
    classes = torch.tensor([0, 2, 1, 1, 0])

    def loss(changed: list[Layer]) -> float:
        return cross_entropy(mlp_forward(changed, inputs)[-1].outputs, classes).item()

    passed = mlp_forward(layers, inputs)
    start = cross_entropy_gradient(passed[-1].outputs, classes)
    gradients = mlp_backward(layers, passed, start)
    step = 1e-6
    for which, layer in enumerate(layers):
        for place in ((0, 0), (1, 2), (2, 1)):
            ends = []
            for sign in (1, -1):
                weights = layer.weights.clone()
                weights[place] += sign * step
                changed = list(layers)
                changed[which] = layer._replace(weights=weights)
                ends.append(loss(changed))
            slope = (ends[0] - ends[1]) / (2 * step)
            expected = gradients[which].weights[place].item()
            assert slope == pytest.approx(expected, abs=1e-8)


def test_a_batch_collects_what_its_rows_give_one_by_one(
    generator: torch.Generator,
) -> None:
    layer = draw_layers(generator, [3, 2], "tanh")[0]._replace(activation="tanh")
    inputs = torch.randn(4, 3, generator=generator, dtype=torch.float64)
    upstream = torch.randn(4, 2, generator=generator, dtype=torch.float64)
    together = layer_backward(layer, layer_forward(layer, inputs), upstream)
    alone = [
        layer_backward(layer, layer_forward(layer, x), g)
        for x, g in zip(inputs, upstream, strict=True)
    ]
    torch.testing.assert_close(together.weights, sum(one.weights for one in alone))
    torch.testing.assert_close(together.bias, sum(one.bias for one in alone))
    torch.testing.assert_close(
        together.inputs, torch.stack([one.inputs for one in alone])
    )


def test_a_new_network_has_its_widths_and_no_bias(generator: torch.Generator) -> None:
    layers = new_mlp([5, 4, 2], "gelu", he_normal, generator=generator)
    assert [tuple(layer.weights.shape) for layer in layers] == [(5, 4), (4, 2)]
    assert [layer.activation for layer in layers] == ["gelu", "identity"]
    assert all((layer.bias == 0).all() for layer in layers)


def test_what_fits_no_layer_is_named(
    as_readers_call: None, generator: torch.Generator
) -> None:
    with pytest.raises(ValueError, match="inputs must be"):
        layer_forward(DECK[0], rows(1, 2, 3))
    with pytest.raises(ValueError, match="weights \\(n_in, n_out\\)"):
        layer_forward(Layer(DECK_WEIGHTS, rows(0, 0, 0)), DECK_INPUT)
    with pytest.raises(ValueError, match="activation must be one of identity"):
        layer_forward(Layer(DECK_WEIGHTS, rows(0, 0), "swish"), DECK_INPUT)
    with pytest.raises(ValueError, match="inputs must be a torch tensor"):
        layer_forward(DECK[0], [1.0, 0.1])
    with pytest.raises(ValueError, match="widths"):
        new_mlp([3], "relu", he_normal, generator=generator)
    with pytest.raises(ValueError, match="activation"):
        new_mlp([3, 2], "step", he_normal, generator=generator)


def test_every_device_passes_forward_and_back(device: torch.device) -> None:
    layers = [
        Layer(torch.zeros(3, 4, device=device), torch.zeros(4, device=device), "gelu"),
        Layer(torch.zeros(4, 2, device=device), torch.zeros(2, device=device)),
    ]
    inputs = torch.zeros(5, 3, device=device)
    passed = mlp_forward(layers, inputs)
    gradients = mlp_backward(layers, passed, torch.zeros(5, 2, device=device))
    assert passed[-1].outputs.shape == (5, 2)
    assert gradients[0].inputs.shape == (5, 3)
    assert gradients[0].weights.device.type == device.type
