"""States exchanged: nothing changed is nothing changed, and the rest by geometry."""

import pytest
import torch

from attractor.lab import (
    exchange,
    find_donors,
    logits_from,
    mean_directions,
    probe_directions,
)
from attractor.models import Probe, TransformerSize, VanillaTransformer


@pytest.fixture(scope="module")
def model():
    generator = torch.Generator().manual_seed(0)
    size = TransformerSize(n_layers=2, dim=8, n_heads=2, dropout=0.0)
    return VanillaTransformer(11, size, generator=generator).double().eval()


def test_from_its_own_states_a_model_says_what_it_says(model):
    tokens = torch.arange(10).view(2, 5)
    with torch.no_grad():
        states, said = model.states(tokens), model(tokens)
    for layer, each in enumerate(states):
        torch.testing.assert_close(logits_from(model, each, layer), said)


def test_a_changed_state_matters_only_to_what_follows(model):
    tokens = torch.arange(6)[None]
    with torch.no_grad():
        states = model.states(tokens)[1].clone()
        before = logits_from(model, states, 1)
        states[0, 3] += 1
        after = logits_from(model, states, 1)
    assert torch.equal(before[0, :3], after[0, :3])
    assert (before[0, 3:] - after[0, 3:]).abs().amax(-1).min() > 1e-6


def test_only_the_part_along_the_directions_is_exchanged():
    own = torch.tensor([[1.0, 2, 3]]).double()
    donor = torch.tensor([[-4.0, 5, 6]]).double()
    along = torch.tensor([[2.0], [0], [0]]).double()
    expected = torch.tensor([[-4.0, 2, 3]]).double()
    torch.testing.assert_close(exchange(own, donor, along), expected)
    twice = torch.cat([along, 3 * along], 1)  # the same direction twice is one
    torch.testing.assert_close(exchange(own, donor, twice), expected)
    torch.testing.assert_close(exchange(own, donor, torch.eye(3).double()), donor)


def test_along_its_directions_a_probe_cannot_tell_who_gave(generator):
    draw = torch.randn(5, 6, generator=generator, dtype=torch.float64)
    own, donor = draw[:, :6], draw.flip(0)
    weights = torch.randn(6, 4, generator=generator, dtype=torch.float64)
    probe = Probe(weights, torch.zeros(4).double())
    mixed = exchange(own, donor, probe_directions(probe))
    torch.testing.assert_close(
        (mixed @ weights).softmax(-1), (donor @ weights).softmax(-1)
    )


def test_means_differ_in_their_own_directions():
    states = torch.tensor([[0.0, 1], [0, 3], [2, 2], [4, 2]]).double()
    found = mean_directions(states, torch.tensor([0, 0, 1, 1]))
    torch.testing.assert_close(found, torch.tensor([[3.0], [0]]).double())


def test_donors_differ_in_class_and_in_nothing_else(generator):
    classes = torch.tensor([0, 1, 0, 1, 0])
    alike = torch.tensor([[3], [3], [3], [7], [9]])
    donors = find_donors(classes, alike, generator=generator)
    assert donors.tolist()[0] == 1 and donors.tolist()[2] == 1
    assert donors.tolist()[1] in (0, 2)
    assert donors.tolist()[3:] == [-1, -1]


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses(model):
    with pytest.raises(ValueError, match="layer must be from 0 to 2, got 3"):
        logits_from(model, torch.zeros(1, 2, 8).double(), 3)
    with pytest.raises(ValueError, match="both alike"):
        exchange(torch.zeros(2, 3), torch.zeros(1, 3), torch.zeros(3, 1))
