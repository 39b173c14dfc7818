import numpy as np
import pytest
import torch
from scipy.special import logsumexp, softmax

from attractor.memory.softmax import (
    PATTERN_BLOCK,
    QUERY_BLOCK,
    log_sum_exp,
    softmax_average,
)


@pytest.fixture(params=["no bias", "bias"])
def large(request, generator):
    """More patterns and queries than a block holds, and not a multiple of it."""
    patterns = torch.randn(
        2 * PATTERN_BLOCK + 11, 6, generator=generator, dtype=torch.float64
    )
    queries = torch.randn(
        2, QUERY_BLOCK + 5, 6, generator=generator, dtype=torch.float64
    )
    bias = torch.randn(len(patterns), generator=generator, dtype=torch.float64)
    return patterns, queries, bias if request.param == "bias" else None


def scores(patterns, queries, beta, bias):
    plain = beta * queries.numpy() @ patterns.numpy().T
    return plain if bias is None else plain + bias.numpy()


def test_the_streamed_log_sum_is_the_whole_one(large):
    patterns, queries, bias = large
    expected = logsumexp(scores(patterns, queries, 0.8, bias), axis=-1)
    streamed = log_sum_exp(patterns, queries, 0.8, bias)
    np.testing.assert_allclose(streamed, expected, rtol=1e-12)


def test_the_fused_average_is_the_explicit_one(large):
    patterns, queries, bias = large
    weights = softmax(scores(patterns, queries, 0.8, bias), axis=-1)
    average = softmax_average(patterns, queries, 0.8, bias)
    np.testing.assert_allclose(average, weights @ patterns.numpy(), atol=1e-12)


def test_one_far_block_does_not_drown_the_rest():
    patterns = torch.zeros(PATTERN_BLOCK + 1, 1, dtype=torch.float64)
    patterns[-1] = -1e6
    query = torch.ones(1, dtype=torch.float64)
    total = log_sum_exp(patterns, query, 1.0).item()
    assert total == pytest.approx(np.log(PATTERN_BLOCK), abs=1e-14)


@pytest.mark.parametrize("batch", [(), (0,), (3,), (2, 0), (2, 1, 3)])
def test_every_batch_shape_keeps_its_shape(batch, generator):
    patterns = torch.randn(4, 2, generator=generator)
    queries = torch.randn(*batch, 2, generator=generator)
    assert log_sum_exp(patterns, queries, 1.0).shape == batch
    assert softmax_average(patterns, queries, 1.0).shape == (*batch, 2)
