"""Linear probes: scikit-learn's own, the minimum by its conditions, and controls."""

import pytest
import torch
from sklearn.linear_model import LogisticRegression
from torch import Tensor

from attractor.models import control_classes, probe_accuracy, train_probe


def drawn(seed: int, *shape: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


def three_clouds(spread: float, n: int = 90) -> tuple[Tensor, Tensor]:
    centers = torch.tensor([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]).double()
    classes = torch.arange(n) % 3
    return centers[classes] + spread * drawn(0, n, 4), classes


def test_it_is_scikit_learns_logistic_regression() -> None:
    states, classes = three_clouds(0.7)
    probe = train_probe(states, classes, 3, penalty=0.05)
    theirs = LogisticRegression(C=1 / (len(states) * 0.05), tol=1e-10, max_iter=1000)
    theirs.fit(states.numpy(), classes.numpy())
    coefficients = torch.from_numpy(theirs.coef_)
    torch.testing.assert_close(probe.weights.mT, coefficients, rtol=0, atol=1e-5)
    intercepts = torch.from_numpy(theirs.intercept_)
    intercepts -= intercepts.mean()
    torch.testing.assert_close(probe.bias, intercepts, rtol=0, atol=1e-5)


def test_at_the_minimum_the_gradient_is_zero() -> None:
    states, classes = three_clouds(0.7)
    probe = train_probe(states, classes, 3, penalty=0.01)
    weights, bias = probe.weights.requires_grad_(), probe.bias.requires_grad_()
    misfit = torch.nn.functional.cross_entropy(states @ weights + bias, classes)
    loss = misfit + 0.005 * weights.square().sum()
    for slope in torch.autograd.grad(loss, [weights, bias]):
        assert slope.abs().max() < 1e-9
    assert bias.sum().abs() < 1e-9


def test_the_biases_alone_find_the_frequencies() -> None:
    classes = torch.tensor([0, 0, 0, 1, 2, 2])
    probe = train_probe(torch.zeros(6, 2).double(), classes, 3)
    shares = torch.tensor([3, 1, 2]).double() / 6
    torch.testing.assert_close(probe.bias.softmax(0), shares)
    assert probe.weights.abs().max() == 0


def test_what_is_linear_is_read_and_what_is_not_is_not() -> None:
    states = drawn(1, 400, 2).sign()
    states = states + 0.1 * drawn(2, 400, 2)
    first = (states[:, 0] > 0).long()
    differ = (states[:, 0] * states[:, 1] < 0).long()
    assert probe_accuracy(train_probe(states, first, 2), states, first) == 1
    parity = probe_accuracy(train_probe(states, differ, 2), states, differ)
    assert parity < 0.8
    product = torch.cat([states, states[:, :1] * states[:, 1:]], 1)
    assert probe_accuracy(train_probe(product, differ, 2), product, differ) == 1


def test_random_labels_are_learned_by_heart_and_not_carried_over() -> None:
    generator = torch.Generator().manual_seed(3)
    states = drawn(4, 120, 40)
    labels = control_classes(torch.arange(120), 2, generator=generator)
    probe = train_probe(states[:60], labels[:60], 2)
    assert probe_accuracy(probe, states[:60], labels[:60]) == 1
    # Chance is 1/2; six standard errors of 60 throws leave no room for luck.
    assert abs(probe_accuracy(probe, states[60:], labels[60:]) - 0.5) < 6 * 0.0646


def test_a_control_gives_each_item_one_class(generator: torch.Generator) -> None:
    items = torch.tensor([7, 3, 7, 9, 3, 7])
    drawn_classes = control_classes(items, 1000, generator=generator)
    assert len(set(drawn_classes.tolist())) == 3
    assert drawn_classes[0] == drawn_classes[2] == drawn_classes[5]
    assert drawn_classes[1] == drawn_classes[4]


def test_the_states_stay_as_they_are() -> None:
    states, classes = three_clouds(0.5)
    before = states.clone()
    train_probe(states.requires_grad_(), classes, 3)
    assert torch.equal(states.detach(), before)
    assert states.grad is None


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses(generator: torch.Generator) -> None:
    states, classes = three_clouds(0.5)
    with pytest.raises(ValueError, match="states must be \\(n, dim\\)"):
        train_probe(states, classes[:5], 3)
    with pytest.raises(ValueError, match="classes must be from 0 to n_classes"):
        train_probe(states, classes, 2)
    with pytest.raises(ValueError, match="penalty must be positive, got 0"):
        train_probe(states, classes, 3, penalty=0.0)
    with pytest.raises(ValueError, match="states must be finite"):
        train_probe(states / 0, classes, 3)
    with pytest.raises(ValueError, match="n_classes must be 2 or more"):
        control_classes(classes, 1, generator=generator)
