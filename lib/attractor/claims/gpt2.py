"""Appendix D and Section 3: where the parameters of GPT-2 are."""

from collections.abc import Callable
from functools import cache, partial

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.models import gpt2_parameter_counts

CHAPTER = "transformer/gpt"
SIZES = ("gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl")
PRINTED_WIDTH = 3072
counts = cache(gpt2_parameter_counts)


def dim_of(size: str) -> int:
    """The width of the model, from its last layer norm (a gain and a bias)."""
    return counts(size)["ln_f"] // 2


def layers_of(size: str) -> int:
    """The number of layers."""
    return counts(size)["layers"] // counts(size)["layer"]


def width_of(size: str) -> int:
    """The width of the feed-forward layer, from its first matrix and bias."""
    return counts(size)["mlp.c_fc"] // (dim_of(size) + 1)


def whole_model(size: str) -> int:
    """All parameters."""
    return counts(size)["total"]


def without_embeddings(size: str) -> int:
    """The parameters of the layers."""
    return counts(size)["layers"]


def sums_of_appendix_d(width: int) -> dict[str, int]:
    """The three sums, by the formulas printed there, for GPT-2 medium."""
    d, layers = dim_of("gpt2-medium"), layers_of("gpt2-medium")
    return {
        "attention": 3 * layers * d**2,
        "dense and norms": layers * (d**2 + 2 * d),
        "feed-forward": layers * (2 * d * width + d + width),
    }


def sums_are_the_model(width: int = PRINTED_WIDTH) -> Evidence:
    """The three sums beside the real counts of GPT-2 medium, to a percent."""
    real, d, layers = counts("gpt2-medium"), dim_of("gpt2-medium"), 24
    parts = {
        "attention": ("attn.c_attn",),
        "dense and norms": ("attn.c_proj", "ln_1", "ln_2"),
        "feed-forward": ("mlp.c_fc", "mlp.c_proj"),
    }
    own = {name: layers * sum(real[p] for p in parts[name]) for name in parts}
    in_full = layers * (12 * d**2 + 13 * d)
    return Evidence(
        printed=tuple(
            Comparison(name, sums, "=", own[name], own[name] / 100)
            for name, sums in sums_of_appendix_d(width).items()
        ),
        corrected=(
            Comparison("l (12 d² + 13 d)", in_full, "=", real["layers"]),
            Comparison("all of it", real["total"], "=", 354_823_168),
        ),
    )


def width_is_a_multiple(factor: int = 3) -> Evidence:
    """The real widths of the feed-forward layers of all four models."""
    return Evidence(
        printed=tuple(
            Comparison(f"d_FF of {size}", width_of(size), "=", factor * dim_of(size))
            for size in SIZES
        ),
        corrected=tuple(
            Comparison(f"d_FF of {size}", width_of(size), "=", 4 * dim_of(size))
            for size in SIZES
        ),
    )


def constant_is(claimed: float = 15.0) -> Evidence:
    """A = N / (l d²) of GPT-2 medium, with and without the embeddings."""
    size = "gpt2-medium"
    square = layers_of(size) * dim_of(size) ** 2
    layers_only = without_embeddings(size) / square
    summed = sum(sums_of_appendix_d(PRINTED_WIDTH).values()) / square
    return Evidence(
        printed=(Comparison("A", whole_model(size) / square, "=", claimed, 0.5),),
        corrected=(
            Comparison("A of the layers", layers_only, "=", 12.01, 0.005),
            Comparison("12 + 13/d", layers_only, "=", 12 + 13 / dim_of(size), 1e-12),
            Comparison("A of the sums printed", summed, "=", 10.01, 0.005),
        ),
    )


def layers_are_most(parts: tuple[str, ...] = ("attn", "mlp")) -> Evidence:
    """The share of the parameters in attention and feed-forward layers."""

    def share(size: str) -> float:
        named = counts(size).items()
        inside = sum(count for name, count in named if name.split(".")[0] in parts)
        return layers_of(size) * inside / whole_model(size)

    return Evidence(
        printed=tuple(
            Comparison(f"share in {size}", share(size), ">", 0.5) for size in SIZES
        )
    )


def feed_forward_is_two_thirds(size: str = "gpt2-medium") -> Evidence:
    """The feed-forward layers' share of the model, and of its layers alone."""
    inside = counts(size)["mlp.c_fc"] + counts(size)["mlp.c_proj"]
    share = layers_of(size) * inside / whole_model(size)
    of_layers = layers_of(size) * inside / without_embeddings(size)
    return Evidence(
        printed=(Comparison("share of the model", share, "=", 2 / 3, 0.05),),
        core=(Comparison("share of its layers", of_layers, "=", 2 / 3, 0.002),),
    )


def per_square(size: str) -> float:
    """N / d², as Section 3 has it."""
    return whole_model(size) / dim_of(size) ** 2


def per_layer_and_square(size: str) -> float:
    """N / (l d²) without the embeddings."""
    return without_embeddings(size) / (layers_of(size) * dim_of(size) ** 2)


def size_goes_with(constant: Callable[[str], float] = per_square) -> Evidence:
    """The largest A among the four models over the least."""

    def spread(measure: Callable[[str], float]) -> float:
        values = [measure(size) for size in SIZES]
        return max(values) / min(values)

    what = "largest A over least"
    return Evidence(
        printed=(Comparison(what, spread(constant), "=", 1.0, 0.1),),
        core=(
            Comparison(
                f"{what}, by layers", spread(per_layer_and_square), "=", 1.0, 0.1
            ),
        ),
        corrected=tuple(
            Comparison(f"A of {size}", per_layer_and_square(size), "=", 12.0, 0.02)
            for size in SIZES
        ),
    )


def medium_has(counted: Callable[[str], int] = whole_model) -> Evidence:
    """Millions of parameters of GPT-2 medium."""
    millions = counted("gpt2-medium") / 1e6
    return Evidence(printed=(Comparison("millions", millions, "=", 355.0, 0.5),))


def head_apart(size: str) -> int:
    """As if the output matrix were not tied to the token embeddings."""
    return whole_model(size) + counts(size)["wte"]


CLAIMS = (
    Claim(
        "parameters-squared",
        "Section 3",
        "The number of parameters is N ≈ A d_emb², with A a constant.",
        "The models are the four sizes of GPT-2.",
        "holds with a correction",
        "Without embeddings N ≈ 12 l d_emb², as Appendix D has it: with the number l of"
        " layers, which Section 3 leaves out.",
        CHAPTER,
        size_goes_with,
        Variant("by layers", partial(size_goes_with, per_layer_and_square)),
    ),
    Claim(
        "feed-forward-two-thirds",
        "Section 3.2",
        "The feed-forward layers take up almost two thirds of the model's parameters.",
        "The model is GPT-2 medium.",
        "holds with a correction",
        "Two thirds of the layers' parameters, 57 % of the model's; the embeddings are"
        " the rest.",
        CHAPTER,
        feed_forward_is_two_thirds,
        Variant("GPT-2 xl", partial(feed_forward_is_two_thirds, "gpt2-xl")),
    ),
    Claim(
        "layers-are-most",
        "Section 3.2 and Appendix D",
        "The attention and feed-forward layers account for most of the parameters.",
        "The models are the four sizes of GPT-2.",
        "holds",
        "",
        CHAPTER,
        layers_are_most,
        Variant("the attention layers alone", partial(layers_are_most, ("attn",))),
    ),
    Claim(
        "gpt2-medium-size",
        "Section 6.1",
        "The medium size model has 355M parameters.",
        "The output matrix is tied to the token embeddings.",
        "holds",
        "",
        CHAPTER,
        medium_has,
        Variant("the output matrix counted apart", partial(medium_has, head_apart)),
    ),
    Claim(
        "gpt2-parameter-count",
        "Appendix D",
        "GPT-2 medium has 75,497,472 parameters in attention, 25,214,976 in dense"
        " weights and norms, and 151,093,248 in the feed-forward layers.",
        "To a percent, as most biases are left out.",
        "fails",
        "A layer has 12 d² + 13 d, the layers 302,309,376, the model 354,823,168. The"
        " sums leave out a quarter of the feed-forward layers, and some biases.",
        CHAPTER,
        sums_are_the_model,
        Variant("d_FF = 4096", partial(sums_are_the_model, 4096)),
    ),
    Claim(
        "feed-forward-width",
        "Appendix D",
        "The feed-forward layers of GPT-2 are three times as wide, d_FF = 3 d_emb.",
        "",
        "fails",
        "Four times, in all four sizes: 4096 in GPT-2 medium. 3072 is the small model.",
        CHAPTER,
        width_is_a_multiple,
        Variant("four times", partial(width_is_a_multiple, 4)),
    ),
    Claim(
        "a-about-15",
        "Appendix D",
        "N ≈ A l d_emb² with A ≈ 15 for GPT-2 medium.",
        "N counts all parameters.",
        "fails",
        "A is 14.10 with the embeddings and 12.01 without; the sums printed there give"
        " 10.01.",
        CHAPTER,
        constant_is,
        Variant("A ≈ 14", partial(constant_is, 14.0)),
    ),
)
