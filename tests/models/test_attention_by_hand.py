"""Attention: a worked example, torch's own, and rows that see nothing."""

import pytest
import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from attractor.models import (
    additive_mask,
    attention_weights,
    causal_mask,
    left_padded,
    padding_mask,
    right_padded,
    scaled_dot_product,
)

# Three tokens with small whole numbers, from a well-known illustrated tutorial.
X = torch.tensor([[1, 0, 1, 0], [0, 2, 0, 2], [1, 1, 1, 1]], dtype=torch.float64)
TO_KEYS = torch.tensor([[0, 0, 1], [1, 1, 0], [0, 1, 0], [1, 1, 0]]).double()
TO_QUERIES = torch.tensor([[1, 0, 1], [1, 0, 0], [0, 0, 1], [0, 1, 1]]).double()
TO_VALUES = torch.tensor([[0, 2, 0], [0, 3, 0], [1, 0, 3], [1, 1, 0]]).double()
Q, K, V = X @ TO_QUERIES, X @ TO_KEYS, X @ TO_VALUES

# Scores of four tokens of which the last is padding, as in the deck.
SCORES = torch.tensor([[1, 2, 3, 4], [2, 1, 0, 5], [0, 0, 0, 9], [1, 3, 2, 8]]).double()
IS_TOKEN = torch.tensor([True, True, True, False])


def near(found: Tensor, expected: object, digits: float = 1e-8) -> None:
    due = torch.as_tensor(expected, dtype=found.dtype)
    torch.testing.assert_close(found, due.expand_as(found), rtol=0, atol=digits)


def weights_of(scores: Tensor, mask: Tensor) -> Tensor:
    """The weights of given scores: queries chosen so that the products are those."""
    n = scores.shape[-1]
    return attention_weights(scores * n**0.5, torch.eye(n, dtype=scores.dtype), mask)


def drawn(generator: torch.Generator, *shape: int) -> Tensor:
    return torch.randn(shape, generator=generator, dtype=torch.float64)


def test_the_three_tokens_by_hand() -> None:
    assert Q.tolist() == [[1, 0, 2], [2, 2, 2], [2, 1, 3]]
    assert K.tolist() == [[0, 1, 1], [4, 4, 0], [2, 3, 1]]
    assert V.tolist() == [[1, 2, 3], [2, 8, 0], [2, 6, 3]]
    assert (Q @ K.mT).tolist() == [[2, 4, 4], [4, 16, 12], [4, 12, 10]]
    near(
        scaled_dot_product(Q, K, V),
        [
            [1.86387420, 6.31937101, 1.70418870],
            [1.99910955, 7.81412350, 0.27347206],
            [1.99255511, 7.47963559, 0.73587726],
        ],
    )


def test_the_three_tokens_without_the_scale() -> None:
    near(
        scaled_dot_product(Q * 3**0.5, K, V),
        [
            [1.93662106, 6.68310531, 1.59506841],
            [1.99999397, 7.96399160, 0.05397641],
            [1.99970461, 7.75989225, 0.35838929],
        ],
    )


def test_the_three_tokens_looking_back() -> None:
    found = scaled_dot_product(Q, K, V, causal_mask(3))
    near(found[0], [1, 2, 3])
    near(found[1], [1.99902120, 7.99412720, 0.00293640])
    near(found[2], scaled_dot_product(Q, K, V)[2])


def test_the_first_mask_of_the_deck_looks_ahead_and_still_sees_padding() -> None:
    near(
        weights_of(SCORES, causal_mask(4)),
        [
            [1, 0, 0, 0],
            [0.73105858, 0.26894142, 0, 0],
            [1 / 3, 1 / 3, 1 / 3, 0],
            [0.00090274, 0.00667039, 0.00245390, 0.98997298],
        ],
    )


def test_its_other_two_matrices_are_of_a_padding_mask() -> None:
    mask = padding_mask(IS_TOKEN)
    added = SCORES + additive_mask(mask, torch.float64)
    assert (added[:, 3] == -torch.inf).all()
    assert torch.equal(added[:, :3], SCORES[:, :3])
    near(
        weights_of(SCORES, mask),
        [
            [0.09003057, 0.24472847, 0.66524096, 0],
            [0.66524096, 0.24472847, 0.09003057, 0],
            [1 / 3, 1 / 3, 1 / 3, 0],
            [0.09003057, 0.66524096, 0.24472847, 0],
        ],
    )


def test_a_causal_model_needs_both() -> None:
    near(
        weights_of(SCORES, causal_mask(4) & padding_mask(IS_TOKEN)),
        [
            [1, 0, 0, 0],
            [0.73105858, 0.26894142, 0, 0],
            [1 / 3, 1 / 3, 1 / 3, 0],
            [0.09003057, 0.66524096, 0.24472847, 0],
        ],
    )


@pytest.mark.parametrize("kind", ["none", "boolean", "added", "biased", "causal"])
def test_attention_is_that_of_torch(kind: str, generator: torch.Generator) -> None:
    q, k = drawn(generator, 2, 3, 5, 4), drawn(generator, 2, 3, 7, 4)
    v = drawn(generator, 2, 3, 7, 6)
    allowed = drawn(generator, 2, 1, 5, 7) > -0.5
    allowed[..., 0] = True
    mask = {
        "none": None,
        "boolean": allowed,
        "added": additive_mask(allowed, torch.float64),
        "biased": drawn(generator, 5, 7),
        "causal": causal_mask(7)[:5],
    }[kind]
    expected = scaled_dot_product_attention(q, k, v, attn_mask=mask)
    torch.testing.assert_close(
        scaled_dot_product(q, k, v, mask), expected, rtol=1e-12, atol=1e-12
    )


def test_scores_of_thousands_do_not_overflow(generator: torch.Generator) -> None:
    q, k, v = (drawn(generator, 1, 1, 4, 8) for _ in range(3))
    torch.testing.assert_close(
        scaled_dot_product(1e4 * q, k, v, causal_mask(4)),
        scaled_dot_product_attention(1e4 * q, k, v, is_causal=True),
        rtol=1e-9,
        atol=1e-12,
    )


@pytest.mark.parametrize("additive", [False, True])
def test_left_padding_leaves_rows_that_see_nothing_and_get_nothing(
    additive: bool, generator: torch.Generator
) -> None:
    is_token = left_padded(torch.tensor([2, 4]), 4)
    assert is_token.tolist() == [[False, False, True, True], [True] * 4]
    mask = padding_mask(is_token) & causal_mask(4)
    q, k, v = (drawn(generator, 2, 4, 3) for _ in range(3))
    given = additive_mask(mask, torch.float64) if additive else mask
    weights = attention_weights(q, k, given)
    assert not weights[0, :2].any()
    near(weights.sum(-1)[mask.any(-1)], 1.0, 1e-15)
    found = scaled_dot_product(q, k, v, given)
    assert not found[0, :2].any()
    # The tokens that are there find what they find alone.
    alone = scaled_dot_product(q[0, 2:], k[0, 2:], v[0, 2:], causal_mask(2))
    torch.testing.assert_close(found[0, 2:], alone, rtol=1e-12, atol=1e-12)
    softmax = (q @ k.mT + additive_mask(mask, torch.float64)).softmax(-1)
    assert softmax[0, :2].isnan().all()


def test_right_padding_never_leaves_a_causal_row_blind() -> None:
    mask = padding_mask(right_padded(torch.tensor([1, 3]), 3)) & causal_mask(3)
    assert mask.any(-1).all()


def test_torch_gives_a_blind_row_nothing_too(generator: torch.Generator) -> None:
    q, k, v = (drawn(generator, 1, 1, 2, 4) for _ in range(3))
    mask = torch.tensor([[False, False], [True, False]])
    expected = scaled_dot_product_attention(q, k, v, attn_mask=mask)
    torch.testing.assert_close(scaled_dot_product(q, k, v, mask), expected)


def test_a_large_negative_number_is_no_ban() -> None:
    # A row with −1e9 everywhere looks at all it was forbidden.
    scores, nothing = torch.zeros(1, 3).double(), torch.zeros(1, 3, dtype=torch.bool)
    near(weights_of(scores, torch.full((1, 3), -1e9).double()), 1 / 3)
    near(weights_of(scores, nothing), 0.0)


@pytest.mark.parametrize("additive", [False, True])
def test_gradients_pass_by_the_rows_that_see_nothing(
    additive: bool, generator: torch.Generator
) -> None:
    mask = torch.tensor([[False, False], [True, True]])
    given = additive_mask(mask, torch.float64) if additive else mask
    q, k, v = (drawn(generator, 2, 3).requires_grad_() for _ in range(3))
    scaled_dot_product(q, k, v, given).sum().backward()
    assert not q.grad[0].any()
    assert q.grad[1].any()
    assert k.grad.isfinite().all() and v.grad.isfinite().all()


def test_gradients_are_those_of_torch(generator: torch.Generator) -> None:
    leaves = [drawn(generator, 1, 2, 4, 3).requires_grad_() for _ in range(3)]
    scaled_dot_product(*leaves, causal_mask(4)).square().sum().backward()
    ours = [leaf.grad.clone() for leaf in leaves]
    for leaf in leaves:
        leaf.grad = None
    scaled_dot_product_attention(*leaves, is_causal=True).square().sum().backward()
    for mine, leaf in zip(ours, leaves, strict=True):
        torch.testing.assert_close(mine, leaf.grad, rtol=1e-12, atol=1e-12)


def test_no_keys_and_no_queries_are_allowed() -> None:
    q, nothing = torch.ones(2, 3, 4), torch.ones(2, 0, 4)
    assert not scaled_dot_product(q, nothing, nothing).any()
    assert scaled_dot_product(nothing, q, q).shape == (2, 0, 4)
    assert causal_mask(0).shape == (0, 0)


def test_values_of_one_give_one(generator: torch.Generator) -> None:
    q, k = drawn(generator, 3, 5, 4), drawn(generator, 3, 6, 4)
    ones = torch.ones(3, 6, 2, dtype=torch.float64)
    near(scaled_dot_product(q, k, ones), 1.0, 1e-14)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_dtype_and_device_follow_the_queries(
    device: torch.device, dtype: torch.dtype
) -> None:
    x = torch.zeros(2, 3, 4, dtype=dtype, device=device)
    mask = left_padded(torch.tensor([1, 3], device=device), 3)
    found = scaled_dot_product(x, x, x, padding_mask(mask))
    assert (found.dtype, found.device.type) == (dtype, device.type)


@pytest.mark.parametrize(
    ("mask", "words"),
    [
        (torch.ones(2, 2, dtype=torch.bool), r"mask must broadcast to \(3, 3\)"),
        (torch.ones(4, 3, 3, dtype=torch.bool), r"mask must broadcast to \(3, 3\)"),
        (torch.ones(3, 3, dtype=torch.int64), "mask must be boolean or floating"),
        (torch.full((3, 3), torch.inf), "mask must not hold NaN"),
        (torch.full((3, 3), torch.nan), "mask must not hold NaN"),
    ],
)
def test_masks_that_do_not_fit_are_refused(mask: Tensor, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        scaled_dot_product(Q, K, V, mask)


def test_bad_arguments_are_named(as_readers_call: None) -> None:
    with pytest.raises(ValueError, match="queries and keys must be"):
        attention_weights(Q, K[:, :2])
    with pytest.raises(ValueError, match=r"values must be \(\*batch, 3, dim\)"):
        scaled_dot_product(Q, K, V[:2])
    with pytest.raises(ValueError, match="n must be 0 or more"):
        causal_mask(-1)
    with pytest.raises(ValueError, match="lengths must be from 0 to 3, got 1 to 4"):
        left_padded(torch.tensor([1, 4]), 3)
