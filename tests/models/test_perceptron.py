"""Rosenblatt's rule: by hand, within Novikoff's bound, and where it cannot end."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.svm import SVC
from torch import Tensor

from attractor.models import margin, novikoff_bound, train_perceptron, with_ones


def rows(*values: object) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


SQUARE = rows([0, 0], [0, 1], [1, 0], [1, 1])
AND = rows(-1, -1, -1, 1)
XOR = rows(-1, 1, 1, -1)


def separable(seed: int, n_inputs: int, dim: int) -> tuple[Tensor, Tensor, Tensor]:
    """Inputs, labels, and a direction that separates them by at least 0.1."""
    generator = torch.Generator().manual_seed(seed)
    direction = torch.randn(dim, generator=generator, dtype=torch.float64)
    direction = direction / direction.norm()
    inputs = torch.randn(n_inputs, dim, generator=generator, dtype=torch.float64)
    labels = torch.where(inputs @ direction > 0, 1.0, -1.0).double()
    return inputs + 0.1 * labels[:, None] * direction, labels, direction


def test_two_corrections_by_hand() -> None:
    # At w = 0 every input counts as wrong: w = (1, 0). That has (1, 2) right, whose
    # label is −1, on the wrong side: w = (1, 0) − (1, 2) = (0, −2). (1, 0) has 0 now:
    # w = (1, −2), and both are right.
    found = train_perceptron(rows([1, 0], [1, 2]), rows(1, -1))
    assert found.path.tolist() == [[0, 0], [1, 0], [0, -2], [1, -2]]
    assert found.corrections == 3
    assert found.converged
    assert found.epochs == 3


def test_and_is_learned_and_exclusive_or_never() -> None:
    learned = train_perceptron(with_ones(SQUARE), AND)
    assert learned.converged
    assert torch.equal((with_ones(SQUARE) @ learned.weights).sign(), AND)
    never = train_perceptron(with_ones(SQUARE), XOR, max_epochs=50)
    assert not never.converged
    assert never.epochs == 50
    assert len(never.path.unique(dim=0)) < 20 < never.corrections  # it goes in circles


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 6))
def test_no_more_corrections_than_novikoff_allows(
    seed: int, n_inputs: int, dim: int
) -> None:
    inputs, labels, direction = separable(seed, n_inputs, dim)
    found = train_perceptron(inputs, labels, max_epochs=100_000)
    assert found.converged
    assert (labels * (inputs @ found.weights) > 0).all()
    assert found.corrections <= novikoff_bound(inputs, labels, direction)


def test_the_two_lines_of_the_proof_hold_after_every_correction() -> None:
    inputs, labels, direction = separable(1, 60, 4)
    path = train_perceptron(inputs, labels).path
    count = torch.arange(len(path), dtype=torch.float64)
    gap = margin(inputs, labels, direction)
    longest = inputs.square().sum(-1).amax()
    assert (path @ direction >= count * gap - 1e-9).all()
    assert (path.square().sum(-1) <= count * longest + 1e-9).all()


def test_the_largest_margin_gives_the_smallest_bound() -> None:
    inputs, labels, direction = separable(3, 40, 2)
    machine = SVC(kernel="linear", C=1e9).fit(
        torch.cat([inputs, -inputs]).numpy(), torch.cat([labels, -labels]).numpy()
    )
    widest = torch.from_numpy(machine.coef_[0].copy())
    bound = novikoff_bound(inputs, labels, widest)
    assert bound < novikoff_bound(inputs, labels, direction)
    turns = torch.linspace(0, 2 * torch.pi, 400, dtype=torch.float64)
    circle = torch.stack([turns.cos(), turns.sin()], -1)
    best = max(margin(inputs, labels, one) for one in circle)
    assert margin(inputs, labels, widest) == pytest.approx(best, rel=0.1)
    assert train_perceptron(inputs, labels).corrections <= bound


def test_the_length_of_the_direction_does_not_matter() -> None:
    inputs, labels, direction = separable(5, 10, 3)
    bound = novikoff_bound(inputs, labels, direction)
    assert novikoff_bound(inputs, labels, 7 * direction) == pytest.approx(bound)


def test_what_separates_nothing_gives_no_bound(as_readers_call: None) -> None:
    with pytest.raises(ValueError, match="direction must have every input"):
        novikoff_bound(SQUARE, AND, rows(1, 1))


@pytest.mark.parametrize(
    ("inputs", "labels", "name"),
    [
        ([1.0], rows(1), "inputs"),
        (rows(1, 2), rows(1, 1), "inputs"),
        (SQUARE[:0], AND[:0], "inputs"),
        (SQUARE * float("nan"), AND, "inputs"),
        (SQUARE, AND[:3], "labels"),
        (SQUARE, rows(0, 0, 0, 1), "labels"),
    ],
)
def test_bad_arguments_are_named(
    as_readers_call: None, inputs: Tensor, labels: Tensor, name: str
) -> None:
    with pytest.raises(ValueError, match=name):
        train_perceptron(inputs, labels)
