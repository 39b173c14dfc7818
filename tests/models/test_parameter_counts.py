import subprocess
import sys

import pytest

from attractor.models import gpt2_parameter_counts

TOTALS = {
    "gpt2": 124_439_808,
    "gpt2-medium": 354_823_168,
    "gpt2-large": 774_030_080,
    "gpt2-xl": 1_557_611_200,
}
DIMS = {"gpt2": 768, "gpt2-medium": 1024, "gpt2-large": 1280, "gpt2-xl": 1600}
LAYERS = {"gpt2": 12, "gpt2-medium": 24, "gpt2-large": 36, "gpt2-xl": 48}
IN_A_LAYER = ("ln_1", "attn.c_attn", "attn.c_proj", "ln_2", "mlp.c_fc", "mlp.c_proj")
SIZES = tuple(TOTALS)


@pytest.mark.parametrize("size", SIZES)
def test_the_totals_are_those_of_the_released_models(size: str) -> None:
    assert gpt2_parameter_counts(size)["total"] == TOTALS[size]


@pytest.mark.parametrize(
    ("component", "small", "medium"),
    [
        ("wte", 38_597_376, 51_463_168),
        ("wpe", 786_432, 1_048_576),
        ("ln_1", 1_536, 2_048),
        ("ln_2", 1_536, 2_048),
        ("attn.c_attn", 1_771_776, 3_148_800),
        ("attn.c_proj", 590_592, 1_049_600),
        ("mlp.c_fc", 2_362_368, 4_198_400),
        ("mlp.c_proj", 2_360_064, 4_195_328),
        ("layer", 7_087_872, 12_596_224),
        ("layers", 85_054_464, 302_309_376),
        ("ln_f", 1_536, 2_048),
    ],
)
def test_each_component_is_as_counted_by_hand(
    component: str, small: int, medium: int
) -> None:
    assert gpt2_parameter_counts("gpt2")[component] == small
    assert gpt2_parameter_counts("gpt2-medium")[component] == medium


@pytest.mark.parametrize("size", SIZES)
def test_a_layer_has_twelve_squares_and_thirteen_vectors(size: str) -> None:
    d = DIMS[size]
    counts = gpt2_parameter_counts(size)
    assert counts["layer"] == 12 * d**2 + 13 * d
    assert sum(counts[name] for name in IN_A_LAYER) == counts["layer"]
    assert counts["layers"] == LAYERS[size] * counts["layer"]


@pytest.mark.parametrize("size", SIZES)
def test_the_parts_add_up_to_the_total(size: str) -> None:
    counts = gpt2_parameter_counts(size)
    whole = ("wte", "wpe", "layers", "ln_f")
    assert sum(counts[name] for name in whole) == counts["total"]
    assert set(counts) == {*whole, *IN_A_LAYER, "layer", "total"}


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize("size", ["", "small", "GPT2", "gpt2-small"])
def test_an_unknown_size_is_refused_by_name(size: str) -> None:
    with pytest.raises(ValueError, match="size must be one of gpt2"):
        gpt2_parameter_counts(size)


def test_the_room_opens_without_the_library_of_models() -> None:
    code = "import sys, attractor.models; sys.exit('transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
