"""Who reaches whom, by the gradient: exactly zero where there is no path."""

import pytest
import torch
from small_fam import apart, small_fam, some_tokens
from torch import Tensor

from attractor.models import FamTransformer, gradient_by_place, receptive_field


def reach(model: FamTransformer, n: int, place: int) -> Tensor:
    draws = torch.Generator().manual_seed(6)
    vectors = torch.randn(n, 8, dtype=torch.float64, generator=draws)

    def states(told: Tensor) -> Tensor:
        return model.through(told[None]).states[0]

    return gradient_by_place(states, vectors, place, generator=draws)


@pytest.mark.parametrize("n_layers", [1, 2, 3, 4])
@pytest.mark.parametrize("segments", [0, 1, 2])
def test_the_receptive_field_is_the_one_counted(n_layers: int, segments: int) -> None:
    model = small_fam(n_layers, segments, slots=0)
    n = (n_layers * segments + 2) * 4
    for place in (n - 4, n - 1, 5):
        norms = reach(model, n, place)
        counted = receptive_field(place, n_layers, 4, segments)
        seen = torch.zeros(n, dtype=torch.bool)
        seen[place - counted + 1 : place + 1] = True
        assert torch.equal(norms > 0, seen)


def test_receptive_fields_of_the_paper_and_the_toy_by_hand() -> None:
    assert receptive_field(10**6 // 1024 * 1024 - 1, 18, 1024, 12) == 222_208
    assert receptive_field(16 * 9 - 1, 2, 16, 1) == 48
    assert receptive_field(16 * 9, 2, 16, 1) == 33
    assert receptive_field(3, 2, 16, 1) == 4


@pytest.mark.parametrize("segments", [0, 1])
def test_slots_bring_every_earlier_token_and_no_later_one(segments: int) -> None:
    model = small_fam(2, segments)
    for place in (0, 5, 19):
        norms = reach(model, 24, place)
        assert (norms[: place + 1] > 0).all()
        assert (norms[place + 1 :] == 0).all()


def test_a_detached_memory_passes_numbers_and_no_gradient() -> None:
    model, tokens = small_fam(4, 1, slots=2), some_tokens(8, 1)
    vectors = model.embedding(tokens).detach().requires_grad_()
    begun = model.through(vectors[:, :4])
    for memory, reached in ((begun.memory, 8), (begun.memory.detach(), 4)):
        states = model.through(vectors[:, 4:], memory).states
        assert torch.equal(states, model.through(vectors).states[:, 4:])
        (slope,) = torch.autograd.grad(states[0, -1, 0], vectors, retain_graph=True)
        assert int((slope.norm(dim=-1) > 0).sum()) == reached


def test_the_prompt_learns_from_the_first_block_on() -> None:
    model, tokens = small_fam(), some_tokens(9)
    for place in (0, 8):
        (slope,) = torch.autograd.grad(model(tokens)[0, place, 0], model.prompt)
        apart(slope, 0 * slope, 1e-9)


@pytest.mark.parametrize(
    ("told", "name"),
    [((-1, 1, 1, 0), "place"), ((0, 0, 1, 0), "n_layers"), ((0, 1, 0, 0), "block"),
     ((0, 1, 1, -1), "segments")],
)  # fmt: skip
def test_impossible_fields_are_refused(told: tuple[int, ...], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        receptive_field(*told)
