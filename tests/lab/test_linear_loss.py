"""The chunked loss of an output layer: equal to the plain one, and never large."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode

from attractor.lab import linear_cross_entropy, linear_loss

CLOSE = {
    torch.float64: {"rtol": 1e-12, "atol": 1e-12},
    torch.float32: {"rtol": 2e-5, "atol": 2e-5},
    torch.bfloat16: {"rtol": 3e-2, "atol": 3e-2},
}


def layer(generator, batch=(3, 5), n_words=40, dim=6, dtype=torch.float64):
    states = torch.randn(*batch, dim, generator=generator, dtype=torch.float64)
    weight = torch.randn(n_words, dim, generator=generator, dtype=torch.float64)
    targets = torch.randint(n_words, batch, generator=generator)
    return states.to(dtype), weight.to(dtype), targets


def with_gradients(function, states, weight, targets):
    """The loss, and three times its gradients, as a later step would ask for them."""
    states, weight = (t.detach().clone().requires_grad_() for t in (states, weight))
    loss = function(states, weight, targets)
    (3 * loss).backward()
    return loss.detach(), states.grad, weight.grad


def plain(states, weight, targets):
    logits = (states @ weight.mT).flatten(0, -2)
    return functional.cross_entropy(logits, targets.flatten(), reduction="sum")


def test_two_words_by_hand():
    # Logits 0 and log 3: the second word has probability 3/4.
    states = torch.tensor([[1.0], [1.0]], dtype=torch.float64)
    weight = torch.tensor([[0.0], [1.0986122886681098]], dtype=torch.float64)
    loss = linear_cross_entropy(states, weight, torch.tensor([1, 0]))
    assert float(loss) == pytest.approx(0.28768207245178 + 1.38629436111989)


@pytest.mark.parametrize("chunk", [1, 79, 80, 600, 1 << 22])
def test_chunks_of_any_size_give_the_plain_loss_and_gradients(
    chunk, monkeypatch, generator
):
    monkeypatch.setattr(linear_loss, "CHUNK_ELEMENTS", chunk)
    states, weight, targets = layer(generator)
    targets[0, 1] = targets[2, 4] = -100
    ours = with_gradients(linear_cross_entropy, states, weight, targets)
    theirs = with_gradients(plain, states, weight, targets)
    torch.testing.assert_close(ours, theirs, **CLOSE[torch.float64])


@pytest.mark.parametrize("dtype", list(CLOSE))
def test_device_and_dtype_follow_the_states(dtype, device, generator):
    states, weight, targets = layer(generator, dtype=dtype)
    loss, of_states, of_weight = with_gradients(
        linear_cross_entropy, *(t.to(device) for t in (states, weight, targets))
    )
    assert loss.dtype == (dtype if dtype == torch.float64 else torch.float32)
    assert of_states.dtype == of_weight.dtype == dtype
    assert {loss.device.type, of_states.device.type} == {device.type}
    if device.type != "meta":
        expected = with_gradients(plain, states.double(), weight.double(), targets)
        found = (loss, of_states, of_weight)
        torch.testing.assert_close(
            [t.cpu().double() for t in found], [*expected], **CLOSE[dtype]
        )


def test_the_gradients_are_those_of_small_differences(generator):
    states, weight, targets = layer(generator, (4,), 7, 3)
    targets[1] = -100
    assert torch.autograd.gradcheck(
        lambda x, w: linear_cross_entropy(x, w, targets),
        (states.requires_grad_(), weight.requires_grad_()),
    )


def test_a_tied_weight_gets_both_of_its_gradients(generator):
    _, weight, targets = layer(generator)
    grads = []
    for function in (linear_cross_entropy, plain):
        tied = weight.clone().requires_grad_()
        function(functional.embedding(targets, tied), tied, targets).backward()
        grads.append(tied.grad)
    torch.testing.assert_close(*grads, **CLOSE[torch.float64])


@pytest.mark.parametrize("frozen", [0, 1])
def test_what_needs_no_gradient_gets_none(frozen, generator):
    *inputs, targets = layer(generator)
    inputs[1 - frozen].requires_grad_()
    linear_cross_entropy(*inputs, targets).backward()
    expected = with_gradients(plain, *inputs, targets)[2 - frozen] / 3
    assert inputs[frozen].grad is None
    torch.testing.assert_close(inputs[1 - frozen].grad, expected)


def test_when_nothing_counts_there_is_nothing_to_pay(generator):
    states, weight, targets = layer(generator)
    found = with_gradients(
        linear_cross_entropy, states, weight, torch.full_like(targets, -100)
    )
    assert all(not tensor.any() for tensor in found)
    empty = linear_cross_entropy(states[:0], weight, targets[:0])
    assert float(empty) == 0


def test_huge_logits_stay_finite(generator):
    states, weight, targets = layer(generator, dtype=torch.float32)
    found = with_gradients(linear_cross_entropy, 1e4 * states, weight, targets)
    expected = with_gradients(plain, 1e4 * states, weight, targets)
    assert all(tensor.isfinite().all() for tensor in found)
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)


def test_autocast_does_not_reach_inside(generator):
    states, weight, targets = layer(generator, dtype=torch.float32)
    expected = with_gradients(linear_cross_entropy, states, weight, targets)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = with_gradients(linear_cross_entropy, states, weight, targets)
    assert all(torch.equal(a, b) for a, b in zip(found, expected, strict=True))


class Largest(TorchDispatchMode):
    """Notes the largest tensor that any operation makes."""

    def __init__(self):
        super().__init__()
        self.elements = 0

    def __torch_dispatch__(self, function, types, arguments=(), named=None):
        made = function(*arguments, **(named or {}))
        if isinstance(made, torch.Tensor):
            self.elements = max(self.elements, made.numel())
        return made


def test_no_tensor_is_larger_than_a_chunk_or_a_gradient(monkeypatch, generator):
    monkeypatch.setattr(linear_loss, "CHUNK_ELEMENTS", 5000)
    inputs = layer(generator, (300,), 500, 4)
    for function, most in ((linear_cross_entropy, 5000), (plain, 300 * 500)):
        with Largest() as largest:
            with_gradients(function, *inputs)
        assert largest.elements == most


@given(st.integers(1, 9), st.integers(1, 30), st.integers(1, 5), st.integers(0, 999))
def test_any_sizes_agree_with_the_plain_loss(n, n_words, dim, seed):
    generator = torch.Generator().manual_seed(seed)
    inputs = layer(generator, (n,), n_words, dim)
    ours = with_gradients(linear_cross_entropy, *inputs)
    theirs = with_gradients(plain, *inputs)
    torch.testing.assert_close(ours, theirs, **CLOSE[torch.float64])


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("states", "weight", "targets", "message"),
    [
        ((2, 3), (5, 4), (2,), r"weight must be \(n_words, dim\) and states"),
        ((2, 3), (5,), (2,), r"got \(5,\) and \(2, 3\)"),
        ((2, 3), (5, 3), (3,), r"targets must be \(2,\), one for each state"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(states, weight, targets, message):
    with pytest.raises(ValueError, match=message):
        linear_cross_entropy(
            torch.zeros(states), torch.zeros(weight), torch.zeros(targets).long()
        )
