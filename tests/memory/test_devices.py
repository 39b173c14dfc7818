"""Device and dtype follow the input; `meta` knows shapes and has no values."""

import pytest
import torch

from attractor.memory import (
    distance_energy,
    distance_update,
    exponential_energy,
    hopfield_energy,
    modern_energy,
    modern_update,
    nearest_squared_distance,
    polynomial_energy,
    retrieve,
)

FUNCTIONS = {
    "modern_energy": lambda m, x: modern_energy(m, x, 2.0),
    "distance_energy": lambda m, x: distance_energy(m, x, 2.0),
    "nearest_squared_distance": nearest_squared_distance,
    "exponential_energy": exponential_energy,
    "polynomial_energy": lambda m, x: polynomial_energy(m, x, 3),
    "hopfield_energy": lambda m, x: hopfield_energy(m.mT @ m, x, m[0]),
    "modern_update": lambda m, x: modern_update(m, x, 2.0),
    "distance_update": lambda m, x: distance_update(m, x, 2.0),
}
UPDATES = {"modern_update", "distance_update"}


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("name", list(FUNCTIONS))
def test_device_and_dtype_follow_the_input(name, dtype, device, generator):
    patterns = torch.randn(1500, 3, generator=generator, dtype=dtype)
    queries = torch.randn(2, 300, 3, generator=generator, dtype=dtype)
    here = FUNCTIONS[name](patterns, queries)
    there = FUNCTIONS[name](patterns.to(device), queries.to(device))
    assert there.shape == ((2, 300, 3) if name in UPDATES else (2, 300))
    assert there.dtype == dtype
    assert there.device.type == device.type
    if device.type != "meta":
        torch.testing.assert_close(there.cpu(), here)


def test_retrieval_follows_the_device(device, generator):
    if device.type == "meta":
        pytest.skip("retrieval looks at values, and meta has none")
    patterns = torch.randn(5, 3, generator=generator).to(device)
    states, steps, converged = retrieve(patterns, patterns, 2.0)
    assert {states.device.type, steps.device.type, converged.device.type} == {
        device.type
    }


@pytest.mark.parametrize("name", list(FUNCTIONS))
def test_single_precision_agrees_with_double_to_its_digits(name, generator):
    patterns = torch.randn(40, 3, generator=generator)
    queries = torch.randn(50, 3, generator=generator)
    torch.testing.assert_close(
        FUNCTIONS[name](patterns, queries).double(),
        FUNCTIONS[name](patterns.double(), queries.double()),
        rtol=1e-5,
        atol=1e-5,
    )
