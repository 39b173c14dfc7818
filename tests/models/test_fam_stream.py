"""Block sliding window attention and TransformerFAM as streams, in float64."""

import pytest
import torch
from small_fam import apart, near, small_fam, some_tokens

from attractor.models import (
    FamSize,
    FamTransformer,
    block_sliding_mask,
    causal_mask,
    sliding_mask,
)

pytestmark = pytest.mark.usefixtures("no_gradients")


@pytest.fixture
def no_gradients():
    with torch.no_grad():
        yield


@pytest.mark.parametrize("segments", [0, 1, 2, 3])
def test_a_stream_without_slots_is_one_masked_attention(segments: int) -> None:
    model = small_fam(segments=segments, slots=0)
    for n in (3, 8, 17):
        tokens = some_tokens(n)
        near(model(tokens), model.masked(tokens, block_sliding_mask(n, 4, segments)))
    other = model.masked(tokens, block_sliding_mask(n, 4, segments + 1))
    apart(model(tokens), other)


def test_enough_segments_are_full_causal_attention() -> None:
    model, tokens = small_fam(segments=4, slots=0), some_tokens(18)
    near(model(tokens), model.masked(tokens, causal_mask(18)))
    less = small_fam(segments=3, slots=0)
    less.load_state_dict(model.state_dict())
    apart(less(tokens), model(tokens))


def test_masked_attention_is_sliding_where_the_mask_is() -> None:
    model, tokens = small_fam(n_layers=1, slots=0), some_tokens(9)
    late = model.masked(tokens, sliding_mask(9, 3))[:, -1]
    changed = tokens.clone()
    changed[:, :6] = (changed[:, :6] + 1) % 7
    near(model.masked(changed, sliding_mask(9, 3))[:, -1], late, 0.0)


@pytest.mark.parametrize("slots", [0, 2, 6])
def test_token_by_token_is_block_by_block_is_all_at_once(slots: int) -> None:
    model, tokens = small_fam(slots=slots), some_tokens(15)
    whole = model.read(tokens)
    for pieces in ([1] * 15, [4, 4, 4, 3], [3, 6, 0, 1, 5]):
        memory, states = None, []
        for piece in tokens.split(pieces, dim=1):
            read = model.read(piece, memory)
            memory, states = read.memory, [*states, read.states]
        near(torch.cat(states, 1), whole.states)
        assert memory is not None and memory.n_read == 15
        for ours, due in zip(memory.layers, whole.memory.layers, strict=True):
            near(ours.past.keys, due.past.keys)
            near(ours.block.values, due.block.values)
            if slots:
                near(ours.slots, due.slots)


def test_carried_state_is_one_call_to_the_last_bit_at_block_ends() -> None:
    model, tokens = small_fam(), some_tokens(16)
    begun = model.read(tokens[:, :8])
    ended = model.read(tokens[:, 8:], begun.memory)
    joined = torch.cat([begun.states, ended.states], 1)
    near(joined, model.read(tokens).states, 0.0)


def test_a_beginning_can_be_gone_on_with_twice() -> None:
    model, tokens = small_fam(), some_tokens(9)
    memory = model.read(tokens[:, :6]).memory
    first = model.read(tokens[:, 6:], memory).states
    model.read(some_tokens(5, seed=8), memory)
    near(model.read(tokens[:, 6:], memory).states, first, 0.0)


@pytest.mark.parametrize("start", [1, 77, 31_337])
def test_where_the_text_stands_does_not_matter(start: int) -> None:
    model, tokens = small_fam(), some_tokens(14)
    moved = model.read(tokens, model.fresh(2, start))
    near(moved.states, model.read(tokens).states, 1e-9 if start > 100 else 1e-12)


def test_the_state_stays_as_large_as_its_formula_says() -> None:
    draws = torch.Generator().manual_seed(0)
    model = FamTransformer(FamSize(2, 32, 4, 7, 8, 2, 4), generator=draws)
    for n in (24, 48, 96):
        memory = model.read(some_tokens(n, 1)).memory
        assert memory.n_floats == 2 * (2 * 2 * 8 * 32 + 4 * 32) == 2304
    inside = model.read(some_tokens(7, 1), memory).memory
    assert inside.n_floats == 2304 + 2 * 2 * 7 * 32


def test_slots_add_their_prompt_and_no_other_weight() -> None:
    with_slots, without = small_fam(slots=2), small_fam(slots=0)
    extra = dict(with_slots.named_parameters())
    for name, parameter in without.named_parameters():
        assert extra.pop(name).shape == parameter.shape
    assert {name: tuple(each.shape) for name, each in extra.items()} == {
        "prompt": (2, 8)
    }


def test_the_count_for_the_papers_smallest_model() -> None:
    size = FamSize(1, 1536, 12, 10, 1024, 3, 64)
    with torch.device("meta"):
        model = FamTransformer(size, generator=torch.Generator())
    assert model.prompt.numel() == 98_304


def test_the_size_refuses_what_does_not_fit() -> None:
    for name, told in {
        "n_layers": (0, 8, 2, 7, 4),
        "block": (1, 8, 2, 7, 0),
        "segments": (1, 8, 2, 7, 4, -1),
        "slots": (1, 8, 2, 7, 4, 1, -1),
        "multiple of 2 n_heads": (1, 6, 2, 7, 4),
    }.items():
        with pytest.raises(ValueError, match=name):
            FamSize(*told)
    with pytest.raises(ValueError, match=r"vectors must be \(lines, n, 8\)"):
        small_fam().through(torch.zeros(2, 3, 9).double())


def test_shapes_are_known_on_every_device(device: torch.device) -> None:
    model = small_fam().to(device)
    assert model(some_tokens(9).to(device)).shape == (2, 9, 7)
