"""The deck's slide on layer norm: of what, over what, and why there is a residual."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.deck_attention import CHAPTER, apart, drawn, zero
from attractor.models import MultiHeadAttention, layer_norm, pre_norm

WHERE = "The deck, slide “LayerNorm”"
N, DIM, HEADS, LAYERS = 6, 16, 2, 24


def what_torch_normalizes(silent: bool = False) -> Evidence:
    """What the first norm of torch's encoder layer gets; silent: attention gives 0."""
    with torch.random.fork_rng(devices=[]):
        layer = nn.TransformerEncoderLayer(
            DIM, HEADS, 4 * DIM, 0.0, batch_first=True, dtype=torch.double
        )
    with torch.no_grad():
        for seed, weight in enumerate(layer.self_attn.parameters()):
            weight.copy_(drawn(*weight.shape, seed=seed) * (not silent))
    given: list[Tensor] = []
    layer.norm1.register_forward_pre_hook(lambda _, inputs: given.append(inputs[0]))
    states = drawn(1, N, DIM)
    with torch.no_grad():
        layer(states)
        attended = layer.self_attn(states, states, states)[0]
    alone, both = (apart(given[0], x) for x in (states, states + attended))
    return Evidence(
        printed=(zero("normalized, less the input", alone),),
        core=(zero("less input + attention", both),),
    )


def one_mean_for_all(n_tokens: int = N) -> Evidence:
    """A layer's numbers by one mean and deviation, beside torch's layer norm."""
    states = 3 * drawn(n_tokens, DIM) + drawn(n_tokens, 1, seed=1)
    usual = functional.layer_norm(states, (DIM,))
    variance = states.var(correction=0)
    by_layer = (states - states.mean()) / (variance + 1e-5).sqrt()
    ones = torch.ones(DIM, dtype=torch.double)
    by_token = layer_norm(states, ones, 0 * ones)
    return Evidence(
        printed=(zero("one mean, less torch's", apart(by_layer, usual)),),
        core=(zero("a mean per token, less torch's", apart(by_token, usual)),),
    )


def spread(states: Tensor) -> float:
    """How much the tokens differ: what is left without their mean, as a share."""
    return ((states - states.mean(-2)).norm() / states.norm()).item()


def stacked(
    step: Callable[[nn.Module, Tensor], Tensor], scale: float
) -> tuple[float, float]:
    """Tokens' spread after eight attention layers, and the gradient 24 of them keep."""
    generator = torch.Generator().manual_seed(0)
    states = drawn(N, DIM).requires_grad_()
    x = states
    for number in range(LAYERS):
        layer = MultiHeadAttention(DIM, HEADS, generator=generator).double()
        with torch.no_grad():
            layer.out.weight.mul_(scale)
        x = step(layer, x)
        if number == 7:
            spread_of_eight = spread(x.detach())
    upstream = drawn(N, DIM, seed=1)
    (back,) = torch.autograd.grad((x * upstream).sum(), states)
    return spread_of_eight, (back.norm() / upstream.norm()).item()


def attended_alone(layer: nn.Module, x: Tensor) -> Tensor:
    """No residual."""
    return layer(x)


def attended_and_added(layer: nn.Module, x: Tensor) -> Tensor:
    """x + attention(norm(x))."""
    return pre_norm(x, layer, lambda y: functional.layer_norm(y, y.shape[-1:]))


def smoothing_is_vanishing(scale: float = 1.0) -> Evidence:
    """Attention layers alone and with residuals: the tokens' spread, the gradient."""
    spread_alone, kept_alone = stacked(attended_alone, scale)
    spread_added, _ = stacked(attended_and_added, scale)
    smooth = Comparison("spread after 8 layers, no residual", spread_alone, "<", 1e-9)
    return Evidence(
        printed=(
            smooth,
            Comparison("gradient kept by 24, no residual", kept_alone, "<", 1e-3),
        ),
        core=(
            smooth,
            Comparison("spread after 8, with residuals", spread_added, ">", 0.1),
        ),
    )


CLAIMS = (
    Claim(
        "deck-norm-input",
        WHERE,
        "Layer norm takes the embeddings from earlier, not the attention vectors.",
        "The layer is that of 2017, which normalizes after attention.",
        "holds with a correction",
        "It takes the sum of both.",
        CHAPTER,
        what_torch_normalizes,
        Variant("attention that gives 0", partial(what_torch_normalizes, True)),
    ),
    Claim(
        "deck-norm-statistics",
        WHERE,
        "Take the mean and standard deviation of each layer.",
        "One of each for all numbers of a layer.",
        "holds with a correction",
        "Of each token, over its features.",
        CHAPTER,
        one_mean_for_all,
        Variant("a line of one token", partial(one_mean_for_all, 1)),
    ),
    Claim(
        "deck-smoothing",
        WHERE,
        "Without the residual the input would smooth out into nothingness: vanishing"
        " gradients.",
        "Attention layers with weights as large as they should be.",
        "holds with a correction",
        "The tokens become alike, in very few layers; the gradient need not vanish.",
        CHAPTER,
        smoothing_is_vanishing,
        Variant("output weights half as large", partial(smoothing_is_vanishing, 0.5)),
    ),
)
