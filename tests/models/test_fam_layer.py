"""One call of Algorithm 2 written out, against the package's two; and the controls."""

import torch
from small_fam import apart, near, small_fam, some_tokens
from torch import Tensor

from attractor.models import FamLayer, FamTransformer, StaticLayer, rotate

BLOCK, HEADS = 4, 2


def written_out(model: FamTransformer, tokens: Tensor) -> Tensor:
    """Slots and block as one list of queries under one mask; no past but what is kept.

    Own projections, softmax and mask; of the model only the weights.
    """
    size, layers = model.size, list(model.layers)
    kept: list[list[tuple[Tensor, Tensor]]] = [[] for _ in layers]
    slots: list[Tensor | None] = [None for _ in layers]
    states = []
    for number, piece in enumerate(model.embedding(tokens).split(BLOCK, dim=1)):
        given = model.prompt.expand(len(tokens), -1, -1)
        x, start = piece, number * BLOCK
        for depth, layer in enumerate(layers):
            old = given if number == 0 else slots[depth]
            both = torch.cat([old, x], 1)
            places = torch.arange(start - size.slots, start + BLOCK)
            normed = layer.attention_norm(both)
            q, k, v = (
                each.view(len(both), -1, HEADS, size.dim // HEADS).transpose(1, 2)
                for each in layer.queries_keys_values(normed).chunk(3, -1)
            )
            q, k = rotate(q, places), rotate(k, places)
            past = kept[depth][-size.segments :] if size.segments else []
            keys = torch.cat([*(each for each, _ in past), k], 2)
            values = torch.cat([*(each for _, each in past), v], 2)
            n_past, n = keys.shape[2] - k.shape[2], size.slots
            mask = torch.ones(n + BLOCK, n_past + n + BLOCK, dtype=torch.bool)
            mask[:n, :n_past] = False
            mask[n:, n_past + n :] = torch.ones(BLOCK, BLOCK).tril().bool()
            if number == 0 and depth > 0:
                mask[n:, :n] = False
            scores = q @ keys.mT / (size.dim // HEADS) ** 0.5
            weights = scores.masked_fill(~mask, -torch.inf).softmax(-1)
            found = layer.out((weights @ values).transpose(1, 2).flatten(2))
            added = torch.cat([old * (number > 0), x], 1)
            new = added + found
            new = new + layer.feed_forward(layer.feed_forward_norm(new))
            kept[depth].append((k[:, :, n:], v[:, :, n:]))
            given, x = new[:, :n], new[:, n:]
            slots[depth] = given
        states.append(x)
    return model.final_norm(torch.cat(states, 1))


@torch.no_grad()
def test_one_call_under_a_mask_is_two_calls() -> None:
    for segments in (0, 1, 2):
        model, tokens = small_fam(segments=segments), some_tokens(16)
        near(model.read(tokens).states, written_out(model, tokens))


@torch.no_grad()
def test_a_question_that_never_changes_is_another_model() -> None:
    ours, tokens = small_fam(), some_tokens(16)
    static = small_fam(layer=StaticLayer)
    states = ours.read(tokens).states
    apart(static.read(tokens).states[:, 8:], states[:, 8:])
    near(static.read(tokens).states[:, :8], states[:, :8], 0.0)


@torch.no_grad()
def test_a_first_residual_that_is_not_zero_is_another_model() -> None:
    class Added(FamLayer):
        def cue(self, held, given, is_first):
            own = given if held is None else held
            return own, own

    tokens = some_tokens(8)
    added = small_fam(layer=Added).read(tokens).states
    due = small_fam().read(tokens).states
    near(added[:, :4], due[:, :4], 0.0)
    apart(added[:, 4:], due[:, 4:])


@torch.no_grad()
def test_slots_that_skip_the_feed_forward_part_are_another_model() -> None:
    class Short(FamLayer):
        def write(self, memory, given, begins, is_first):
            thought = self.feed_forward
            self.feed_forward = torch.nn.Identity()
            slots = super().write(memory, given, begins, is_first)
            self.feed_forward = thought
            return slots

    tokens = some_tokens(12)
    apart(
        small_fam(layer=Short).read(tokens).states[:, 8:],
        small_fam().read(tokens).states[:, 8:],
    )


@torch.no_grad()
def test_slots_are_read_whole_and_past_blocks_are_not_written_into_them() -> None:
    model, tokens = small_fam(n_layers=1, segments=2), some_tokens(12)
    memory = model.read(tokens[:, :8]).memory
    told = model.read(tokens[:, 8:], memory)
    layer = memory.layers[0]
    blind = layer._replace(past=type(layer.past)(*(0 * each for each in layer.past)))
    other = model.read(tokens[:, 8:], memory._replace(layers=(blind,)))
    near(other.memory.layers[0].slots, told.memory.layers[0].slots, 0.0)
    apart(other.states, told.states)
