"""Signals and gradients through twenty layers, as their variances foretell."""

import math

import pytest
import torch
from torch import Tensor

from attractor.models import (
    Layer,
    gradient_by_depth,
    he_normal,
    lecun_normal,
    new_mlp,
    orthogonal,
    signal_by_depth,
)

WIDTH, DEPTH = 256, 20


def deep(activation: str, deviation: float, seed: int = 0) -> list[Layer]:
    """Twenty layers alike, weights with the given standard deviation."""

    def draw(n_in: int, n_out: int, **options: object) -> Tensor:
        return deviation * n_in**0.5 * lecun_normal(n_in, n_out, **options)

    generator = torch.Generator().manual_seed(seed)
    layers = new_mlp([WIDTH] * (DEPTH + 1), activation, draw, generator=generator)
    return [layer._replace(activation=activation) for layer in layers]


@pytest.fixture(scope="module")
def inputs() -> Tensor:
    generator = torch.Generator().manual_seed(9)
    return torch.randn(32, WIDTH, generator=generator, dtype=torch.float64)


def test_one_relu_layer_by_hand() -> None:
    layer = Layer(torch.tensor([[1.0, -1.0]]).double(), torch.zeros(2).double(), "relu")
    signal = signal_by_depth([layer], torch.tensor([[1.0], [3.0]]).double())
    # Outputs (1, 0) and (3, 0): mean square (1 + 9)/4, spread of one unit 1, other 0.
    torch.testing.assert_close(signal.rms, torch.tensor([5.0, 2.5]).double().sqrt())
    torch.testing.assert_close(signal.spread, torch.tensor([1.0, 0.5]).double().sqrt())


def test_tanh_with_small_weights_dies_by_a_constant_factor(inputs: Tensor) -> None:
    signal = signal_by_depth(deep("tanh", 0.01), inputs)
    factor = 0.01 * WIDTH**0.5  # 0.16 a layer, once tanh is straight
    ratios = signal.rms[3:] / signal.rms[2:-1]
    torch.testing.assert_close(
        ratios, torch.full_like(ratios, factor), rtol=0.1, atol=0
    )
    assert signal.rms[-1] < 1e-14


def test_relu_halves_the_mean_square_unless_he_gives_it_back(inputs: Tensor) -> None:
    lecun, he = WIDTH**-0.5, (2 / WIDTH) ** 0.5
    for seed in (0, 1):
        fading = signal_by_depth(deep("relu", lecun, seed), inputs).rms
        steady = signal_by_depth(deep("relu", he, seed), inputs).rms
        # The same draws: every layer differs by √2 exactly.
        powers = 2 ** (torch.arange(DEPTH + 1, dtype=torch.float64) / 2)
        torch.testing.assert_close(steady, fading * powers)
        assert 0.4 < steady[-1] < 2.5
        assert 0.4e-3 < fading[-1] < 2.5e-3  # 2⁻¹⁰ in the mean


def test_a_sigmoid_keeps_its_size_and_loses_the_signal(inputs: Tensor) -> None:
    signal = signal_by_depth(deep("sigmoid", WIDTH**-0.5), inputs)
    assert 0.45 < signal.rms[-1] < 0.6
    assert signal.spread[-1] < 1e-11


def test_orthogonal_layers_without_activation_change_no_length(inputs: Tensor) -> None:
    generator = torch.Generator().manual_seed(2)
    layers = new_mlp([WIDTH] * 8, "identity", orthogonal, generator=generator)
    signal = signal_by_depth(layers, inputs)
    torch.testing.assert_close(signal.rms, signal.rms[:1].expand(8))
    torch.testing.assert_close(
        gradient_by_depth(layers, inputs, inputs), signal.rms[:1].expand(8)
    )


def test_a_gradient_vanishes_through_sigmoids_and_not_through_he_relus(
    inputs: Tensor,
) -> None:
    upstream = torch.ones(32, WIDTH, dtype=torch.float64)
    dying = gradient_by_depth(deep("sigmoid", WIDTH**-0.5), inputs, upstream)
    alive = gradient_by_depth(deep("relu", (2 / WIDTH) ** 0.5), inputs, upstream)
    assert dying[-1] == alive[-1] == 1
    assert dying[0] < 0.25 ** (DEPTH - 1)  # at most ¼ a layer, times about 1
    assert 0.1 < alive[0] < 10


def test_the_width_that_he_gives_512_inputs() -> None:
    generator = torch.Generator().manual_seed(4)
    drawn = he_normal(512, 512, generator=generator).std().item()
    assert drawn == pytest.approx(0.0625, rel=0.01)
    assert math.sqrt(2 / 512) == 0.0625
