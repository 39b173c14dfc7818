"""Sizes of GPT-2: those released, and numbers that make no model."""

import pytest

from attractor.models import GPT2_SIZES, Gpt2Size


def test_the_released_sizes_have_the_context_and_the_vocabulary_of_gpt2() -> None:
    for size in GPT2_SIZES.values():
        assert (size.context, size.vocabulary) == (1024, 50_257)
        assert size.dim // size.n_heads == 64


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ((0, 8, 2), "every number must be at least 1, got Gpt2Size"),
        ((1, 8, 2, 0), r"at least 1, got .*context=0"),
        ((1, 9, 2), "dim must be a multiple of n_heads = 2, got 9"),
    ],
)
def test_numbers_that_make_no_model_are_refused(
    numbers: tuple[int, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Gpt2Size(*numbers)
