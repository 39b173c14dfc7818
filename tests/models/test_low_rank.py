"""Low-rank adaptation: one matrix or two paths, the same map."""

import pytest
import torch
from torch import nn

from attractor.models import LowRankLinear, low_rank_parameters, merge_low_rank


def linear(generator: torch.Generator, n_in: int, n_out: int, bias: bool) -> nn.Linear:
    layer = nn.utils.skip_init(nn.Linear, n_in, n_out, bias).double()
    with torch.no_grad():
        for weights in layer.parameters():
            weights.copy_(torch.randn(weights.shape, generator=generator))
    return layer


def adapted(generator: torch.Generator, bias: bool = True) -> LowRankLinear:
    layer = LowRankLinear(linear(generator, 5, 4, bias), 2, 3, generator=generator)
    with torch.no_grad():
        layer.up.copy_(torch.randn(4, 2, generator=generator))
    return layer


def test_a_change_of_rank_one_by_hand() -> None:
    weights = torch.eye(2, dtype=torch.float64)
    down = torch.tensor([[1, 2]], dtype=torch.float64)
    up = torch.tensor([[3], [0]], dtype=torch.float64)
    assert merge_low_rank(weights, down, up, 2).tolist() == [[7, 12], [0, 1]]
    assert weights.tolist() == [[1, 0], [0, 1]]


def test_alpha_is_divided_by_the_rank(generator: torch.Generator) -> None:
    down = torch.randn(3, 6, generator=generator).double()
    up = torch.randn(4, 3, generator=generator).double()
    nothing = torch.zeros(4, 6).double()
    torch.testing.assert_close(merge_low_rank(nothing, down, up, 3), up @ down)
    torch.testing.assert_close(merge_low_rank(nothing, down, up, 6), 2 * (up @ down))


@pytest.mark.parametrize("bias", [True, False])
def test_merged_is_the_two_path_forward(generator: torch.Generator, bias: bool) -> None:
    layer = adapted(generator, bias)
    inputs = torch.randn(7, 3, 5, generator=generator, dtype=torch.float64)
    before = layer.base.weight.clone()
    merged = layer.merged()
    torch.testing.assert_close(merged(inputs), layer(inputs), rtol=1e-13, atol=1e-13)
    assert torch.equal(layer.base.weight, before)
    assert merged.weight.data_ptr() != layer.base.weight.data_ptr()
    assert (merged.bias is not None) == bias
    change = merged.weight - before
    assert torch.linalg.matrix_rank(change) == 2
    assert not torch.equal(merged.weight, before)


def test_taking_the_change_away_gives_the_base_back(generator: torch.Generator) -> None:
    layer = adapted(generator)
    back = merge_low_rank(layer.merged().weight, layer.down, layer.up, -layer.alpha)
    torch.testing.assert_close(back, layer.base.weight, rtol=0, atol=1e-14)


def test_training_begins_from_the_unchanged_map(generator: torch.Generator) -> None:
    base = linear(generator, 5, 4, bias=True)
    layer = LowRankLinear(base, 2, 1, generator=generator)
    inputs = torch.randn(3, 5, generator=generator, dtype=torch.float64)
    assert torch.equal(layer(inputs), base(inputs))
    assert bool((layer.down.abs() <= 5**-0.5).all())
    assert bool((layer.down != 0).any())


def test_only_the_change_learns(generator: torch.Generator) -> None:
    layer = adapted(generator)
    before = layer.base.weight.clone()
    learning = [name for name, p in layer.named_parameters() if p.requires_grad]
    assert learning == ["down", "up"]
    inputs = torch.randn(3, 5, generator=generator, dtype=torch.float64)
    start = layer(inputs).detach()
    layer(inputs).square().sum().backward()
    with torch.no_grad():
        for change in (layer.down, layer.up):
            assert change.grad is not None
            change -= 0.1 * change.grad
    assert layer.base.weight.grad is None
    assert torch.equal(layer.base.weight, before)
    assert not torch.allclose(layer(inputs), start)


def test_the_gradients_are_those_of_the_merged_map(generator: torch.Generator) -> None:
    layer = adapted(generator)
    inputs = torch.randn(3, 5, generator=generator, dtype=torch.float64)
    two_paths = torch.autograd.grad(
        layer(inputs).square().sum(), [layer.down, layer.up]
    )
    weights = merge_low_rank(layer.base.weight, layer.down, layer.up, layer.alpha)
    outputs = inputs @ weights.mT + layer.base.bias
    one_path = torch.autograd.grad(outputs.square().sum(), [layer.down, layer.up])
    for left, right in zip(two_paths, one_path, strict=True):
        torch.testing.assert_close(left, right, rtol=1e-12, atol=1e-12)


def test_the_parameters_are_counted(generator: torch.Generator) -> None:
    assert low_rank_parameters(4096, 4096, 64) == 524_288
    assert 4096 * 4096 == 32 * low_rank_parameters(4096, 4096, 64)
    layer = adapted(generator)
    learning = sum(p.numel() for p in layer.parameters() if p.requires_grad)
    assert learning == low_rank_parameters(5, 4, 2) == 18


def test_shapes_are_known_without_values(device: torch.device) -> None:
    w, a, b = (torch.zeros(s, device=device) for s in ((4, 5), (2, 5), (4, 2)))
    merged = merge_low_rank(w, a, b, 1)
    assert merged.shape == (4, 5)
    assert merged.device.type == device.type


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses(generator: torch.Generator) -> None:
    base = linear(generator, 5, 4, bias=True)
    for rank in (0, 5):
        with pytest.raises(ValueError, match=f"rank must be from 1 to 4.*got {rank}"):
            LowRankLinear(base, rank, 1, generator=generator)
    with pytest.raises(ValueError, match="alpha must be a finite number"):
        LowRankLinear(base, 2, float("nan"), generator=generator)
    ones = torch.ones
    with pytest.raises(ValueError, match="weights, down and up must be"):
        merge_low_rank(ones(4, 5), ones(4, 2), ones(2, 5), 1)
