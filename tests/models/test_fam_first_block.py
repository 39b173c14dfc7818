"""The first block, read to the letter, gives the future away; as it is here, not."""

import torch
from small_fam import small_fam
from torch import Tensor

from attractor.models import FamTransformer, gradient_by_place
from attractor.models.fam_memory import FamMemory
from attractor.models.fam_transformer import turned


class Literal(FamTransformer):
    """In the first block tokens of every layer see what it is given from below.

    That is the slots of the layer below, which have seen the whole block.
    """

    def _piece(self, x: Tensor, memory: FamMemory) -> tuple[Tensor, FamMemory]:
        if memory.n_read:
            return super()._piece(x, memory)
        kept, given = [], self._prompts(len(x))
        for layer, held in zip(self.layers, memory.layers, strict=True):
            x, new = layer.read(x, held._replace(slots=given), 0)
            given = layer.write(new, given, 0, True)
            kept.append(turned(new, self.size)._replace(slots=given))
        return x, FamMemory(tuple(kept), x.shape[1], memory.start)


def seen_by(model: FamTransformer, place: int) -> list[bool]:
    """Which of eight tokens, in two blocks of four, reach one of them."""
    draws = torch.Generator().manual_seed(2)
    vectors = torch.randn(8, 8, dtype=torch.float64, generator=draws)

    def states(told: Tensor) -> Tensor:
        return model.through(told[None]).states[0]

    return (gradient_by_place(states, vectors, place, generator=draws) > 0).tolist()


def literal(n_layers: int) -> FamTransformer:
    model = Literal(
        small_fam(n_layers).size, generator=torch.Generator().manual_seed(0)
    )
    model.double().load_state_dict(small_fam(n_layers).state_dict())
    return model


def test_read_to_the_letter_the_first_token_sees_its_whole_block() -> None:
    assert seen_by(literal(2), 0) == [True] * 4 + [False] * 4
    assert seen_by(literal(3), 1) == [True] * 4 + [False] * 4


def test_one_layer_or_a_later_block_gives_nothing_away() -> None:
    assert seen_by(literal(1), 0) == [True] + [False] * 7
    assert seen_by(literal(2), 4) == [True] * 5 + [False] * 3


def test_here_no_layer_sees_ahead_in_the_first_block() -> None:
    for n_layers in (1, 2, 3):
        for place in (0, 2, 5):
            due = [at <= place for at in range(8)]
            assert seen_by(small_fam(n_layers), place) == due
