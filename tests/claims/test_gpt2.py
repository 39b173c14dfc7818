import pytest

from attractor.claims.gpt2 import (
    SIZES,
    dim_of,
    layers_of,
    sums_of_appendix_d,
    width_of,
)


@pytest.mark.parametrize(
    ("size", "dim", "layers"),
    list(zip(SIZES, (768, 1024, 1280, 1600), (12, 24, 36, 48), strict=True)),
)
def test_counts_give_back_the_sizes(size: str, dim: int, layers: int) -> None:
    assert (dim_of(size), layers_of(size), width_of(size)) == (dim, layers, 4 * dim)


def test_the_sums_are_those_that_are_printed() -> None:
    assert sums_of_appendix_d(3072) == {
        "attention": 75_497_472,
        "dense and norms": 25_214_976,
        "feed-forward": 151_093_248,
    }


def test_what_the_sums_leave_out_is_accounted_for() -> None:
    # With wte and wpe they give 304,317,440. Missing: a quarter of the feed-forward
    # layers, the biases of attention and a second norm in each layer, and ln_f.
    printed = sum(sums_of_appendix_d(3072).values()) + 51_463_168 + 1_048_576
    width = 24 * (2 * 1024 * 1024 + 1024)
    assert printed == 304_317_440
    assert 354_823_168 - printed == width + 24 * 6 * 1024 + 2048
