"""Autoencoders: two divergences in closed form, a bound that is met, a threshold."""

import math

import pytest
import torch
from scipy.integrate import quad
from scipy.stats import norm
from torch import Tensor, nn

from attractor.models import (
    Posterior,
    SparseAutoencoder,
    VariationalAutoencoder,
    draw_code,
    normal_divergence,
    rate_divergence,
    soft_threshold,
    train_sparse_autoencoder,
)


def drawn(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


def number(*values: float) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


def test_the_divergence_from_the_prior_by_hand_and_by_integration() -> None:
    found = normal_divergence(number(1), number(math.log(0.25))).item()
    assert found == pytest.approx(0.81814718, abs=5e-9)
    assert found == pytest.approx(math.log(2) + 0.125, abs=1e-15)

    def weighed(x: float) -> float:
        gap = norm.logpdf(x, 1, 0.5) - norm.logpdf(x)
        return float(norm.pdf(x, 1, 0.5) * gap)

    assert found == pytest.approx(quad(weighed, -5, 7)[0], abs=1e-9)


def test_the_divergence_is_torchs_and_zero_at_the_prior() -> None:
    mean, log_variance = drawn(0, 5, 3), drawn(1, 5, 3)
    theirs = torch.distributions.kl_divergence(
        torch.distributions.Normal(mean, (log_variance / 2).exp()),
        torch.distributions.Normal(number(0), number(1)),
    )
    torch.testing.assert_close(normal_divergence(mean, log_variance), theirs.sum(-1))
    assert normal_divergence(number(0, 0), number(0, 0)) == 0


def test_the_divergence_of_rates_by_hand() -> None:
    found = rate_divergence(number(0.2, 0.05, 0), 0.05)
    assert found[0].item() == pytest.approx(0.09394303, abs=5e-9)
    assert found[1:].tolist() == [0, torch.inf]


def test_the_pull_to_the_prior_is_not_sparsity() -> None:
    # A code that is silent but for rare, large values pays more than a spread one.
    zeros = torch.zeros(100, 1).double()
    spread, sparse = zeros + 1, zeros.clone()
    sparse[0] = 10  # the same mean square
    assert normal_divergence(spread, zeros).sum() == pytest.approx(50)
    assert normal_divergence(sparse, zeros).sum() == pytest.approx(50)
    silent = zeros - 20  # variances near 0: a code that never moves
    assert normal_divergence(zeros, silent).mean() > 9
    # The sum of activities tells the two apart, ten to one.
    assert spread.sum() == 10 * sparse.sum()


def linear_autoencoder(loadings: Tensor, exact: bool) -> VariationalAutoencoder:
    """x = W z + ε with orthogonal columns, whose posterior is normal and diagonal."""
    dim, dim_code = loadings.shape
    precision = 1 + loadings.square().sum(0)
    encoder = nn.utils.skip_init(nn.Linear, dim, 2 * dim_code).double()
    decoder = nn.utils.skip_init(nn.Linear, dim_code, dim, False).double()
    with torch.no_grad():
        encoder.weight.zero_()
        encoder.bias.zero_()
        decoder.weight.copy_(loadings)
        if exact:
            encoder.weight[:dim_code] = loadings.mT / precision[:, None]
            encoder.bias[dim_code:] = -precision.log()
    return VariationalAutoencoder(encoder, decoder)


def test_the_bound_is_met_by_the_exact_posterior_and_by_no_other() -> None:
    loadings = torch.linalg.qr(drawn(2, 4, 2)).Q * number(2, 0.5)
    inputs = drawn(3, 3, 4)
    covariance = loadings @ loadings.mT + torch.eye(4, dtype=torch.float64)
    exact = torch.distributions.MultivariateNormal(
        torch.zeros(4, dtype=torch.float64), covariance
    ).log_prob(inputs)
    draws = inputs.expand(20_000, 3, 4)
    for right in (True, False):
        model = linear_autoencoder(loadings, right)
        generator = torch.Generator().manual_seed(4)
        with torch.no_grad():
            bounds = model.evidence_bound(draws, generator=generator)
        above = bounds.mean(0) - exact
        noise = bounds.std(0) / len(draws) ** 0.5
        assert bool((above.abs() <= 4 * noise).all()) == right
        assert bool((above <= 4 * noise).all())


def test_gradients_reach_mean_and_variance(generator: torch.Generator) -> None:
    mean, log_variance = number(1, 2).requires_grad_(), number(0, 0).requires_grad_()
    code = draw_code(Posterior(mean, log_variance), generator=generator)
    code.sum().backward()
    assert mean.grad is not None
    assert log_variance.grad is not None
    assert mean.grad.tolist() == [1, 1]
    torch.testing.assert_close(log_variance.grad, (code - mean).detach() / 2)


def orthonormal(penalty: float) -> SparseAutoencoder:
    """A dictionary with orthonormal columns, encoded by its best features."""
    generator = torch.Generator().manual_seed(5)
    model = SparseAutoencoder(4, 4, generator=generator, dtype=torch.float64)
    columns = torch.linalg.qr(drawn(6, 4, 4)).Q
    with torch.no_grad():
        model.decoder.copy_(columns)
        model.encoder.copy_(columns.mT)
        model.bias.fill_(-penalty / 2)
    return model


def test_for_orthonormal_features_the_best_code_is_a_soft_threshold() -> None:
    model, states = orthonormal(0.6), drawn(7, 50, 4)
    best = soft_threshold(states @ model.decoder, 0.6)
    torch.testing.assert_close(model.features(states), best)
    error, activity = model.costs(states)
    least = error + 0.6 * activity
    for seed in range(20):
        other = (best + 0.2 * drawn(8 + seed, 50, 4)).relu()
        gap = (states - model.decode(other)).square().sum(-1)
        assert bool((gap + 0.6 * other.sum(-1) >= least - 1e-12).all())
    assert bool((best == 0).any())
    kept = best > 0
    torch.testing.assert_close(best[kept] + 0.3, (states @ model.decoder)[kept])


def test_training_lowers_the_loss_and_keeps_columns_of_length_one() -> None:
    generator = torch.Generator().manual_seed(9)
    model = SparseAutoencoder(5, 8, generator=generator, dtype=torch.float64)
    states = drawn(10, 64, 5)
    losses = train_sparse_autoencoder(model, states, 0.1, 60, 1e-2)
    assert losses.shape == (60,)
    error, activity = model.costs(states)
    assert (error + 0.1 * activity).mean() < losses[-1] < losses[0] / 2
    lengths = model.decoder.detach().norm(dim=0)
    torch.testing.assert_close(lengths, torch.ones_like(lengths))
    assert bool((model.features(states) >= 0).all())


def test_a_higher_penalty_leaves_fewer_features_on() -> None:
    states = drawn(11, 64, 4)
    on = [
        float((orthonormal(penalty).features(states) > 0).double().mean())
        for penalty in (0.0, 1.0, 3.0)
    ]
    assert on[0] > on[1] > on[2]


@pytest.mark.usefixtures("as_readers_call")
def test_what_they_refuse(generator: torch.Generator) -> None:
    with pytest.raises(ValueError, match="mean and log_variance must be"):
        normal_divergence(number(1, 2), number(1))
    with pytest.raises(ValueError, match="rates must be from 0 to 1"):
        rate_divergence(number(1.5), 0.1)
    with pytest.raises(ValueError, match="target must be between 0 and 1"):
        rate_divergence(number(0.5), 1.0)
    with pytest.raises(ValueError, match="penalty must be 0 or more"):
        soft_threshold(number(1), -1)
    with pytest.raises(ValueError, match="dim and n_features must be 1 or more"):
        SparseAutoencoder(0, 2, generator=generator)
    model = SparseAutoencoder(4, 2, generator=generator)
    with pytest.raises(ValueError, match="states must be \\(n, 4\\)"):
        train_sparse_autoencoder(model, torch.zeros(3, 5), 0.1, 1)
