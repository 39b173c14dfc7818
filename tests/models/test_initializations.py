"""First weights: torch's with the same generator, and of the variance they promise."""

import pytest
import torch
from torch import nn

from attractor.models import INITIALIZATIONS, he_normal, orthogonal

TORCH = {
    "glorot_normal": nn.init.xavier_normal_,
    "glorot_uniform": nn.init.xavier_uniform_,
    "he_normal": lambda w, generator: nn.init.kaiming_normal_(
        w, nonlinearity="relu", generator=generator
    ),
    "he_uniform": lambda w, generator: nn.init.kaiming_uniform_(
        w, nonlinearity="relu", generator=generator
    ),
    "lecun_normal": lambda w, generator: nn.init.kaiming_normal_(
        w, nonlinearity="linear", generator=generator
    ),
    "lecun_uniform": lambda w, generator: nn.init.kaiming_uniform_(
        w, nonlinearity="linear", generator=generator
    ),
    "orthogonal": nn.init.orthogonal_,
}
VARIANCES = {
    "glorot_normal": lambda n_in, n_out: 2 / (n_in + n_out),
    "glorot_uniform": lambda n_in, n_out: 2 / (n_in + n_out),
    "he_normal": lambda n_in, n_out: 2 / n_in,
    "he_uniform": lambda n_in, n_out: 2 / n_in,
    "lecun_normal": lambda n_in, n_out: 1 / n_in,
    "lecun_uniform": lambda n_in, n_out: 1 / n_in,
    "orthogonal": lambda n_in, n_out: 1 / max(n_in, n_out),
}


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("name", INITIALIZATIONS)
@pytest.mark.parametrize("shape", [(7, 4), (4, 7), (5, 5), (1, 3)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_each_is_torchs_with_the_same_generator(
    name: str, shape: tuple[int, int], dtype: torch.dtype
) -> None:
    n_in, n_out = shape
    found = INITIALIZATIONS[name](n_in, n_out, generator=seeded(3), dtype=dtype)
    expected = TORCH[name](torch.empty(n_out, n_in, dtype=dtype), generator=seeded(3))
    assert found.dtype == dtype
    torch.testing.assert_close(found, expected.mT, rtol=1e-6, atol=0)


@pytest.mark.parametrize("name", INITIALIZATIONS)
def test_the_variance_is_the_promised_one(name: str) -> None:
    for n_in, n_out in ((300, 100), (100, 300)):
        weights = INITIALIZATIONS[name](n_in, n_out, generator=seeded(1))
        expected = VARIANCES[name](n_in, n_out)
        assert weights.square().mean().item() == pytest.approx(expected, rel=0.03)
        assert abs(weights.mean().item()) < 5 * (expected / weights.numel()) ** 0.5


@pytest.mark.parametrize("kind", ["glorot", "he", "lecun"])
def test_a_uniform_one_stays_within_root_3_deviations(kind: str) -> None:
    weights = INITIALIZATIONS[f"{kind}_uniform"](200, 100, generator=seeded())
    edge = (3 * VARIANCES[f"{kind}_uniform"](200, 100)) ** 0.5
    assert 0.99 * edge < weights.abs().max() <= edge


def test_orthogonal_weights_stretch_nothing() -> None:
    tall = orthogonal(6, 4, generator=seeded())
    flat = orthogonal(4, 6, generator=seeded())
    one = torch.eye(4, dtype=torch.float64)
    torch.testing.assert_close(tall.mT @ tall, one)
    torch.testing.assert_close(flat @ flat.mT, one)


@pytest.mark.parametrize(("n_in", "n_out", "name"), [(0, 3, "n_in"), (3, 0, "n_out")])
def test_empty_layers_are_refused(
    as_readers_call: None, n_in: int, n_out: int, name: str
) -> None:
    for initialization in INITIALIZATIONS.values():
        with pytest.raises(ValueError, match=name):
            initialization(n_in, n_out, generator=seeded())


def test_the_generator_says_where() -> None:
    assert he_normal(3, 2, generator=seeded()).device.type == "cpu"
