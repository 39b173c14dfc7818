"""Skip-gram: pairs, noise and loss by hand, gradients beside autograd."""

import math

import pytest
import torch

from attractor.models import (
    keep_probabilities,
    negative_sampling_gradients,
    negative_sampling_loss,
    noise_distribution,
    skip_gram_pairs,
)

CENTER = torch.tensor([0.1, 0.2, -0.3], dtype=torch.float64)
CONTEXT = torch.tensor([0.4, -0.1, 0.2], dtype=torch.float64)
NEGATIVES = torch.tensor([[0.3, 0.3, 0.1], [-0.2, 0.5, 0.4]], dtype=torch.float64)


def drawn(generator: torch.Generator, *shape: int) -> torch.Tensor:
    return torch.randn(shape, generator=generator, dtype=torch.float64)


def test_the_pairs_of_a_window_by_hand() -> None:
    tokens = torch.tensor([7, 8, 9, 7])
    assert skip_gram_pairs(tokens, 1).tolist() == [
        [7, 8],
        [8, 7],
        [8, 9],
        [9, 8],
        [9, 7],
        [7, 9],
    ]
    assert [7, 7] in skip_gram_pairs(tokens, 3).tolist()


@pytest.mark.parametrize("window", [1, 2, 5, 30])
def test_pairs_are_all_places_that_are_near(window: int) -> None:
    n = 12
    near = [
        [i, j] for i in range(n) for j in range(n) if i != j and abs(i - j) <= window
    ]
    assert skip_gram_pairs(torch.arange(n), window).tolist() == near


def test_a_single_token_has_no_pairs() -> None:
    assert skip_gram_pairs(torch.tensor([3]), 2).shape == (0, 2)
    assert skip_gram_pairs(torch.tensor([], dtype=torch.long), 2).shape == (0, 2)


def test_noise_to_the_three_quarters_by_hand() -> None:
    # 16^¾ = 8 and 1^¾ = 1: sixteen times as frequent, eight times as likely.
    noise = noise_distribution(torch.tensor([16, 1, 0]))
    assert noise.tolist() == pytest.approx([8 / 9, 1 / 9, 0])
    assert noise_distribution(torch.tensor([3, 1, 0]), power=0).tolist() == [
        0.5,
        0.5,
        0,
    ]


def test_frequent_words_are_thinned_out_by_the_root_of_their_share() -> None:
    kept = keep_probabilities(torch.tensor([90, 9, 1]), threshold=0.1)
    assert kept.tolist() == pytest.approx([math.sqrt(1 / 9), 1, 1])


def test_the_loss_by_hand() -> None:
    def minus_log_sigmoid(product: float) -> float:
        return math.log1p(math.exp(-product))

    # o·c = −0.04, n·c = 0.06 and −0.04
    expected = sum(map(minus_log_sigmoid, [-0.04, -0.06, 0.04]))
    loss = negative_sampling_loss(CENTER, CONTEXT, NEGATIVES)
    assert loss.item() == pytest.approx(expected, abs=1e-15)
    assert loss.item() == pytest.approx(2.11029145, abs=1e-8)


def test_the_gradients_by_hand() -> None:
    slopes = negative_sampling_gradients(CENTER, CONTEXT, NEGATIVES)
    expected = (
        [-0.14750108, 0.45049918, 0.14550035],
        [-0.05099987, -0.10199973, 0.15299960],
        [
            [0.05149955, 0.10299910, -0.15449865],
            [0.04900013, 0.09800027, -0.14700040],
        ],
    )
    for slope, numbers in zip(slopes, expected, strict=True):
        torch.testing.assert_close(
            slope, torch.tensor(numbers, dtype=torch.float64), rtol=0, atol=1e-8
        )


def test_the_gradients_are_those_of_autograd(generator: torch.Generator) -> None:
    vectors = (
        drawn(generator, 2, 3, 4),
        drawn(generator, 2, 3, 4),
        drawn(generator, 2, 3, 5, 4),
    )
    leaves = [vector.clone().requires_grad_() for vector in vectors]
    loss = negative_sampling_loss(*leaves)
    assert loss.shape == (2, 3)
    loss.sum().backward()
    slopes = negative_sampling_gradients(*vectors)
    for slope, leaf in zip(slopes, leaves, strict=True):
        torch.testing.assert_close(slope, leaf.grad, rtol=1e-12, atol=1e-12)


def test_without_negatives_the_loss_is_one_logistic(generator: torch.Generator) -> None:
    c, o = drawn(generator, 6, 3), drawn(generator, 6, 3)
    nothing = torch.zeros(6, 0, 3, dtype=torch.float64)
    expected = -torch.nn.functional.logsigmoid((c * o).sum(-1))
    torch.testing.assert_close(negative_sampling_loss(c, o, nothing), expected)
    assert negative_sampling_gradients(c, o, nothing).negatives.shape == (6, 0, 3)


def test_a_product_of_thousands_costs_thousands_not_infinity() -> None:
    far = torch.tensor([1000.0, 0.0], dtype=torch.float64)
    loss = negative_sampling_loss(far, -far, torch.stack([far, -far]))
    assert loss.item() == 2e6


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_dtype_and_device_follow_the_vectors(
    device: torch.device, dtype: torch.dtype
) -> None:
    c = torch.zeros(4, 3, dtype=dtype, device=device)
    n = torch.zeros(4, 2, 3, dtype=dtype, device=device)
    loss = negative_sampling_loss(c, c, n)
    assert (loss.dtype, loss.device.type) == (dtype, device.type)


def test_bad_arguments_are_named(as_readers_call: None) -> None:
    with pytest.raises(ValueError, match="window must be 1 or more"):
        skip_gram_pairs(torch.arange(3), 0)
    with pytest.raises(ValueError, match="counts must be 0 or more, and not all 0"):
        noise_distribution(torch.zeros(3))
    with pytest.raises(ValueError, match="counts must be 0 or more, and not all 0"):
        noise_distribution(torch.tensor([1, -1]))
    with pytest.raises(ValueError, match=r"counts must be \(n_words\)"):
        noise_distribution(torch.ones(2, 2))
    with pytest.raises(ValueError, match="power must be 0 or more"):
        noise_distribution(torch.ones(3), power=-1)
    with pytest.raises(ValueError, match="threshold must be positive"):
        keep_probabilities(torch.ones(3), threshold=0)
