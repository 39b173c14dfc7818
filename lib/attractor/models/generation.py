"""How a decoder goes on with a text, one token at a time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from jaxtyping import Int
from torch import Tensor

from attractor.models.gpt import Gpt, Tokens
from attractor.models.key_value_cache import IsToken
from attractor.models.sampling import Sampling, draw

Next = Int[Tensor, " n_lines"]
LIKELY = Sampling()


class Prompts(NamedTuple):
    """Lines of unequal length as one batch, each ending at the right."""

    tokens: Tokens
    is_token: IsToken


def pad_left(lines: Sequence[Sequence[int]], padding: int = 0) -> Prompts:
    """Lines of tokens as a batch, with `padding` before the shorter ones.

    On the left, so that all go on at the same place. `ValueError` where there is no
    line, or one without tokens.
    """
    if not lines or not all(len(line) for line in lines):
        raise ValueError("lines must be one at least, and none of them empty")
    longest = max(map(len, lines))
    padded = [[padding] * (longest - len(line)) + list(line) for line in lines]
    is_token = [[False] * (longest - len(line)) + [True] * len(line) for line in lines]
    return Prompts(torch.tensor(padded), torch.tensor(is_token))


def generate(
    model: Gpt,
    prompts: Tokens,
    n_tokens: int,
    sampling: Sampling = LIKELY,
    *,
    is_token: IsToken | None = None,
    generator: torch.Generator,
) -> Iterator[Next]:
    """Yield `n_tokens` times the next token of every line, (n_lines,).

    Each is drawn from what the model says after all before it, or, once the context is
    full, after as many of the last as it holds. While they fit, what was read before
    is kept in a cache. Prompts of unequal length come from `pad_left`, with their
    `is_token`: each line goes on as it would alone with the same draws.

    Raises `ValueError` on prompts that are empty, longer than the context, or do not
    end with a token, and on a model in training that would drop some of its states.
    """
    check_prompts(model, prompts, is_token)
    if n_tokens < 0:
        raise ValueError(f"n_tokens must be 0 or more, got {n_tokens}")
    if model.training and model.dropout.p > 0:
        raise ValueError("model must not drop out states here: call model.eval() first")
    return continued(model, prompts, n_tokens, sampling, is_token, generator)


@torch.no_grad()
def continued(
    model: Gpt,
    text: Tokens,
    n_tokens: int,
    sampling: Sampling,
    is_token: IsToken | None,
    generator: torch.Generator,
) -> Iterator[Next]:
    """What `generate` yields, its arguments checked."""
    reading = None
    for _ in range(n_tokens):
        if reading is None or reading.cache.n_held == model.size.context:
            last = slice(-model.size.context, None)
            known = None if is_token is None else is_token[:, last]
            reading = model.read(text[:, last], is_token=known)
        else:
            reading = model.read(text[:, -1:], reading.cache)
        logits = model.head(reading.states[:, -1])
        chosen = draw(sampling.probabilities(logits), generator=generator)
        yield chosen
        text = torch.cat([text, chosen[:, None]], dim=-1)
        if is_token is not None:
            new = is_token.new_ones(len(is_token), 1)
            is_token = torch.cat([is_token, new], dim=-1)


def check_prompts(model: Gpt, prompts: Tensor, is_token: Tensor | None) -> None:
    """Raise `ValueError` unless every line can be gone on with."""
    if prompts.ndim != 2 or 0 in prompts.shape:
        raise ValueError(
            "prompts must be (n_lines, n) with one token at least, such as a line "
            f"break, got shape {tuple(prompts.shape)}"
        )
    if prompts.shape[-1] > model.size.context:
        raise ValueError(
            f"prompts must be at most context = {model.size.context} tokens long, "
            f"got {prompts.shape[-1]}"
        )
    if is_token is None:
        return
    if is_token.shape != prompts.shape:
        raise ValueError(
            f"is_token must have the prompts' shape {tuple(prompts.shape)}, "
            f"got {tuple(is_token.shape)}"
        )
    if not is_token.is_meta and not bool(is_token[:, -1].all()):
        raise ValueError(
            "prompts must end with a token in every line: pad them on the left"
        )
