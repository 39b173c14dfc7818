"""Rules applied: down a function, to a whole network, in batches."""

import pytest
import torch

from attractor.models import (
    SGD,
    Adam,
    Layer,
    bowl,
    cross_entropy,
    cross_entropy_gradient,
    descend,
    he_normal,
    minibatches,
    mlp_backward,
    mlp_forward,
    new_mlp,
    step_all,
)


def point(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)


def test_three_steps_down_a_parabola_by_hand() -> None:
    found = descend(SGD(0.25), lambda w: (w**2).sum(), point(8.0), 3)
    assert found.points.tolist() == [[8], [4], [2], [1]]
    assert found.values.tolist() == [64, 16, 4, 1]


def test_no_steps_are_the_start_alone() -> None:
    found = descend(Adam(), lambda w: w.sum(), point(1.0, 2.0), 0)
    assert found.points.tolist() == [[1, 2]]
    assert found.values.tolist() == [3]


def test_it_works_where_gradients_are_switched_off() -> None:
    with torch.no_grad():
        found = descend(SGD(0.1), lambda w: bowl(w, 4.0), point(1.0, 1.0), 2)
    assert not found.points.requires_grad
    torch.testing.assert_close(found.points[1], point(0.9, 0.6))


def test_what_runs_away_ends_in_infinity_without_an_error() -> None:
    found = descend(SGD(3.0), lambda w: bowl(w, 100.0), point(1.0, 1.0), 200)
    assert not found.values[-1].isfinite()


def test_a_network_learns_exclusive_or_with_its_own_gradients(
    generator: torch.Generator,
) -> None:
    inputs = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    classes = torch.tensor([0, 1, 1, 0])
    layers = new_mlp([2, 8, 2], "tanh", he_normal, generator=generator)
    rule = Adam(0.1)
    weights = [tensor for layer in layers for tensor in layer[:2]]
    memories = [rule.start(tensor) for tensor in weights]
    for _ in range(80):
        passed = mlp_forward(layers, inputs)
        start = cross_entropy_gradient(passed[-1].outputs, classes)
        gradients = [
            part
            for found in mlp_backward(layers, passed, start)
            for part in (found.weights, found.bias)
        ]
        weights, memories = step_all(rule, weights, gradients, memories)
        pairs = zip(layers, weights[::2], weights[1::2], strict=True)
        layers = [Layer(w, b, layer.activation) for layer, w, b in pairs]
    logits = mlp_forward(layers, inputs)[-1].outputs
    assert torch.equal(logits.argmax(-1), classes)
    assert cross_entropy(logits, classes) < 0.05


def test_an_epoch_sees_every_sample_once(generator: torch.Generator) -> None:
    batches = list(minibatches(10, 4, generator=generator))
    assert [len(batch) for batch in batches] == [4, 4, 2]
    seen = torch.cat(batches)
    assert seen.sort().values.tolist() == list(range(10))
    assert seen.tolist() != list(range(10))


def test_the_gradients_of_equal_batches_average_to_that_of_all(
    generator: torch.Generator,
) -> None:
    samples = torch.randn(12, 3, generator=generator, dtype=torch.float64)
    classes = torch.randint(3, (12,), generator=generator)
    whole = cross_entropy_gradient(samples, classes)
    parts = [
        cross_entropy_gradient(samples[batch], classes[batch]).sum(0)
        for batch in minibatches(12, 4, generator=generator)
    ]
    torch.testing.assert_close(torch.stack(parts).mean(0), whole.sum(0))


def test_bad_arguments_are_named(
    as_readers_call: None, generator: torch.Generator
) -> None:
    with pytest.raises(ValueError, match="n_steps"):
        descend(SGD(), lambda w: w.sum(), point(1.0), -1)
    with pytest.raises(ValueError, match="start must be finite"):
        descend(SGD(), lambda w: w.sum(), point(float("inf")), 1)
    with pytest.raises(ValueError, match="batch_size"):
        minibatches(3, 0, generator=generator)
