"""The deck's slides on the error, on the table of next tokens, and on GPT."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.claims.deck_decoding import draws
from attractor.lab import shakespeare
from attractor.models import (
    CharacterTokenizer,
    DecoderLayer,
    EncoderLayer,
    Gpt2Size,
    GptBlock,
    causal_mask,
    cross_entropy,
    cross_entropy_gradient,
)

CHAPTER = "transformer/gpt"
ERROR = "The deck, slide “Error?”"
LINE = (18, 47, 56, 57, 58, 1, 15, 47, 58)
Check = Callable[[Tensor, Tensor], Tensor]


def by_code_point(text: str) -> CharacterTokenizer:
    """Characters numbered as they sort."""
    return CharacterTokenizer.of(text)


def by_appearance(text: str) -> CharacterTokenizer:
    """Characters numbered as they come."""
    return CharacterTokenizer("".join(dict.fromkeys(text)))


def table_is_shakespeare(
    numbered: Callable[[str], CharacterTokenizer] = by_code_point,
) -> Evidence:
    """The nine numbers of the slide's table beside those of the plays' beginning."""
    text = shakespeare()
    tokenizer = numbered(text)
    found = tokenizer.encode(text[: len(LINE)])
    return Evidence(
        printed=(
            Comparison("characters of the plays", len(tokenizer.vocabulary), "=", 65),
            *(
                Comparison(f"number of “{letter}”, place {at}", number, "=", printed)
                for at, (letter, number, printed) in enumerate(
                    zip(text, found, LINE, strict=False)
                )
            ),
        )
    )


class Reader:
    """One layer with or without the look-ahead mask, and a head."""

    def __init__(self, masked: bool) -> None:
        generator = draws()
        table = torch.randn(65 + 9, 16, generator=generator, dtype=torch.float64)
        self.tokens, self.places = table[:65], table[65:]
        self.layer = EncoderLayer(16, 2, 32, "pre", generator=generator).double()
        self.masked = masked

    def logits(self, line: Tensor) -> Tensor:
        """What follows each token of a line, (n, 65)."""
        n = len(line)
        mask = causal_mask(n) if self.masked else torch.ones(n, n, dtype=torch.bool)
        with torch.no_grad():
            states = self.layer((self.tokens[line] + self.places[:n])[None], mask)[0]
        return states @ self.tokens.mT


def eight_lines(masked: bool = True) -> Evidence:
    """How many lines must be read to have all eight pairs, and the loss either way."""
    reader, line = Reader(masked), torch.tensor(LINE)
    together = reader.logits(line[:-1])
    apart = torch.stack([reader.logits(line[:n])[-1] for n in range(1, len(line))])
    differ = (together - apart).abs().amax(-1) > 1e-9
    losses = [cross_entropy(each, line[1:]).item() for each in (together, apart)]
    same = Comparison("loss of one line less of eight", losses[0] - losses[1],
                      "=", 0, 1e-12)  # fmt: skip
    return Evidence(
        printed=(
            Comparison("lines to read for eight pairs", 1 + int(differ.sum()), "=", 8),
        ),
        core=(same,),
        corrected=(same,),
    )


def as_predicted(logits: Tensor, truth: Tensor) -> Tensor:
    """The share of places where the likeliest token is the one that comes."""
    return (logits.argmax(-1) == truth).double().mean()


def next_word_is_checked(check: Check = as_predicted) -> Evidence:
    """How far a check moves when the logits move a little toward the truth."""
    logits = torch.randn(64, 65, generator=draws(), dtype=torch.float64)
    truth = torch.randint(65, (64,), generator=draws())
    nearer = logits - 1e-3 * cross_entropy_gradient(logits, truth)
    moved, surprised = (
        (each(logits, truth) - each(nearer, truth)).abs().item()
        for each in (check, cross_entropy)
    )
    taught = Comparison("move of the surprise", surprised, ">", 0)
    return Evidence(
        printed=(Comparison("move of the check", moved, ">", 0),),
        core=(taught,),
        corrected=(taught,),
    )


def parameters(layer: nn.Module, without: str = " ") -> int:
    """How many numbers a layer has, but for parts whose name begins so."""
    named = layer.named_parameters()
    return sum(each.numel() for name, each in named if not name.startswith(without))


def just_masking(
    layer: type[EncoderLayer] | type[DecoderLayer] = DecoderLayer,
) -> Evidence:
    """The parameters of a GPT-2 layer beside those of a layer of 2017 as wide."""
    size = Gpt2Size(1, 768, 12)
    with torch.device("meta"):
        ours = parameters(GptBlock(size, 0.0))
        other = layer(768, 12, 3072, "pre", generator=torch.Generator())
    left = Comparison("without cross-attention", parameters(other, "cross"), "=", ours)
    return Evidence(
        printed=(Comparison("parameters of the layer", parameters(other), "=", ours),),
        core=(left,),
        corrected=(left,),
    )


CLAIMS = (
    Claim(
        "deck-next-token-table",
        ERROR,
        "After [18] comes 47, after [18, 47] comes 56, and so on to 58.",
        "The text is tiny Shakespeare.",
        "holds",
        "",
        CHAPTER,
        table_is_shakespeare,
        Variant(
            "numbers in the order of appearance",
            partial(table_is_shakespeare, by_appearance),
        ),
    ),
    Claim(
        "deck-eight-rows",
        ERROR,
        "Training is done in batches, much like the eight pairs of the table.",
        "Each pair is a line of its own.",
        "holds with a correction",
        "All eight are one line: the mask makes every beginning of it a context, and"
        " one pass gives all eight losses. A batch is many such lines.",
        CHAPTER,
        eight_lines,
        Variant("without the look-ahead mask", partial(eight_lines, False)),
    ),
    Claim(
        "deck-next-word-check",
        ERROR,
        "Self-supervised: one checks whether the next word is as predicted, and"
        " back-propagates that.",
        "As predicted means that the likeliest token is the one that comes.",
        "holds with a correction",
        "What is sent back is the surprise −log p at the token that came, at every"
        " place; whether it was the likeliest has no gradient.",
        CHAPTER,
        next_word_is_checked,
        Variant("the surprise", partial(next_word_is_checked, cross_entropy)),
    ),
    Claim(
        "deck-decoder-only",
        "The deck, slide after the table",
        "GPT is decoder only: it has no encoder blocks and just does the masking.",
        "Layers of the decoder of 2017, as wide as GPT-2's.",
        "holds with a correction",
        "Cross-attention is gone too, with a quarter of the layer. What is left has the"
        " parts of an encoder layer, with the look-ahead mask.",
        CHAPTER,
        just_masking,
        Variant("an encoder layer, masked", partial(just_masking, EncoderLayer)),
    ),
)
