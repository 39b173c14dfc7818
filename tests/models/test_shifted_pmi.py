"""Where skip-gram's loss is least: by hand, by calculus, by an optimizer."""

import math

import pytest
import torch

from attractor.models import expected_skip_gram_loss, shifted_pmi

COUNTS = torch.tensor([[4.0, 1.0], [1.0, 2.0]], dtype=torch.float64)
LARGER = torch.tensor([[6, 2, 1], [2, 4, 2], [1, 2, 5], [3, 1, 2]], dtype=torch.float64)


def test_two_words_by_hand() -> None:
    # 8 pairs: log(4·8/(5·5)) − log 2, log(1·8/(5·3)) − log 2, log(2·8/(3·3)) − log 2
    expected = [
        [math.log(16 / 25), math.log(4 / 15)],
        [math.log(4 / 15), math.log(8 / 9)],
    ]
    found = shifted_pmi(COUNTS, 2)
    torch.testing.assert_close(found, torch.tensor(expected, dtype=torch.float64))
    reference = [[-0.44628710, -1.32175584], [-1.32175584, -0.11778304]]
    torch.testing.assert_close(
        found, torch.tensor(reference, dtype=torch.float64), rtol=0, atol=1e-8
    )


@pytest.mark.parametrize("power", [0, 0.75, 1])
def test_the_gradient_of_the_expected_loss_vanishes_there(power: float) -> None:
    products = shifted_pmi(LARGER, 5, power).requires_grad_()
    expected_skip_gram_loss(LARGER, products, 5, power).backward()
    torch.testing.assert_close(products.grad, torch.zeros_like(LARGER))


@pytest.mark.parametrize(("counts", "dim"), [(COUNTS, 2), (LARGER, 3)])
def test_vectors_of_full_rank_reach_it(
    counts: torch.Tensor, dim: int, generator: torch.Generator
) -> None:
    centers, contexts = (
        torch.randn(n, dim, generator=generator, dtype=torch.float64).requires_grad_()
        for n in counts.shape
    )
    optimizer = torch.optim.LBFGS(
        [centers, contexts],
        max_iter=500,
        tolerance_grad=1e-12,
        tolerance_change=1e-16,
        line_search_fn="strong_wolfe",
    )

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = expected_skip_gram_loss(counts, centers @ contexts.mT, 2)
        loss.backward()
        return loss

    optimizer.step(closure)
    products = (centers @ contexts.mT).detach()
    torch.testing.assert_close(products, shifted_pmi(counts, 2), rtol=0, atol=1e-6)


def test_too_few_dimensions_do_not() -> None:
    due = shifted_pmi(LARGER, 2)
    u, s, v = torch.linalg.svd(due, full_matrices=False)
    nearest = s[0] * u[:, :1] @ v[:1]  # of all matrices of rank 1
    least = expected_skip_gram_loss(LARGER, due, 2)
    assert expected_skip_gram_loss(LARGER, nearest, 2) > least + 0.001


def test_the_expected_loss_is_the_mean_over_all_draws() -> None:
    products = torch.tensor([[0.3, -1.0], [0.5, 0.2]], dtype=torch.float64)
    noise = [5 / 8, 3 / 8]
    mean = 0.0
    for w in range(2):
        for c in range(2):
            for negative in range(2):  # k = 1: one draw
                loss = math.log1p(math.exp(-products[w, c])) + math.log1p(
                    math.exp(products[w, negative])
                )
                mean += COUNTS[w, c].item() / 8 * noise[negative] * loss
    found = expected_skip_gram_loss(COUNTS, products, 1)
    assert found.item() == pytest.approx(mean, abs=1e-15)


def test_a_pair_that_never_occurs_is_infinitely_unlike() -> None:
    counts = torch.tensor([[1.0, 0.0], [1.0, 1.0]])
    assert shifted_pmi(counts, 1)[0, 1] == -torch.inf


@pytest.mark.parametrize(
    ("counts", "k", "words"),
    [
        (torch.ones(3), 1, r"counts must be \(n_words, n_contexts\)"),
        (torch.tensor([[1.0, 0.0], [1.0, 0.0]]), 1, "not 0 for a whole word"),
        (torch.tensor([[1.0, -1.0], [1.0, 2.0]]), 1, "counts must be 0 or more"),
        (torch.ones(2, 2), 0, "n_negatives must be 1 or more"),
    ],
)
def test_bad_arguments_are_named(
    as_readers_call: None, counts: torch.Tensor, k: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        shifted_pmi(counts, k)
