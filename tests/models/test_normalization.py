"""Layer norm: by hand, against torch, and the deviation it does not use."""

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from attractor.models import layer_norm


def rows(*values: object) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


STATES = rows([1, 2, 3, 4], [10, -10, 0, 0])
SCALE, SHIFT = rows(2, 0.5, 1, -1), rows(0.1, 0, -0.1, 1)
ONES, ZEROS = torch.ones(4, dtype=torch.float64), torch.zeros(4, dtype=torch.float64)


def test_one_to_four_by_hand() -> None:
    # Mean 2.5, mean square deviation 1.25 (not 5/3, which 3 in the divisor gives).
    expected = rows(-1.5, -0.5, 0.5, 1.5) / (1.25 + 1e-5) ** 0.5
    found = layer_norm(STATES[0], ONES, ZEROS)
    torch.testing.assert_close(found, expected)
    printed = rows(-1.34163542, -0.44721181, 0.44721181, 1.34163542)
    torch.testing.assert_close(found, printed, rtol=0, atol=5e-9)
    unbiased = rows(-1.161886, -0.387295, 0.387295, 1.161886)
    assert (found - unbiased).abs().min() > 0.05


def test_scale_and_shift_come_after() -> None:
    expected = rows(
        [-2.58327084, -0.22360590, 0.34721181, -0.34163542],
        [2.92842684, -0.70710671, -0.1, 1.0],
    )
    found = layer_norm(STATES, SCALE, SHIFT)
    torch.testing.assert_close(found, expected, rtol=0, atol=5e-9)


def test_it_is_torchs_with_its_gradient(generator: torch.Generator) -> None:
    states = torch.randn(2, 3, 4, generator=generator, dtype=torch.float64)
    for epsilon in (1e-5, 0.1):
        expected = functional.layer_norm(states, (4,), SCALE, SHIFT, epsilon)
        found = layer_norm(states, SCALE, SHIFT, epsilon)
        torch.testing.assert_close(found, expected, rtol=0, atol=1e-12)
    here = STATES.clone().requires_grad_()
    weights = torch.arange(8, dtype=torch.float64).reshape(2, 4)
    (layer_norm(here, SCALE, SHIFT) * weights).sum().backward()
    expected = rows(
        [-0.89441556, 0.22360859, 2.23605635, -1.56524937],
        [0.40658644, 0.40658628, 0.51265237, -1.32582508],
    )
    torch.testing.assert_close(here.grad, expected, rtol=0, atol=5e-9)


def test_shift_and_scale_of_the_input_do_not_matter() -> None:
    found = layer_norm(5 * STATES + 7, SCALE, SHIFT, 0)
    torch.testing.assert_close(found, layer_norm(STATES, SCALE, SHIFT, 0))


@pytest.mark.parametrize(
    ("states", "scale", "name"),
    [(STATES, ONES[:3], "scale"), (STATES[:, :0], ONES[:0], "states")],
)
def test_bad_shapes_are_named(
    as_readers_call: None, states: Tensor, scale: Tensor, name: str
) -> None:
    with pytest.raises(ValueError, match=f"{name} must"):
        layer_norm(states, scale, ZEROS[: len(scale)])


def test_every_device_normalizes(device: torch.device) -> None:
    states = torch.zeros(2, 3, 4, device=device)
    one = torch.ones(4, device=device)
    assert layer_norm(states, one, one).shape == (2, 3, 4)
