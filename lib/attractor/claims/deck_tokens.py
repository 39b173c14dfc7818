"""The deck's slides on tokens, word vectors and positions."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import chain

import torch
from torch import Tensor

from attractor.claims.claim import Claim, Comparison, Evidence, Variant
from attractor.lab import shakespeare
from attractor.models import (
    BytePairTokenizer,
    byte_pair_merges,
    byte_pair_split,
    byte_pair_steps,
    merge_ranks,
    nearest_words,
    pair_counts,
    pretoken_counts,
    shifted_pmi,
    sinusoidal_positions,
)

CHAPTER = "transformer/tokens"
CORPUS = {"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5}
STRANGERS = ("bug", "unhug", "mug", "thug", "Mühe", "漢字")
N_CHARACTERS, N_MERGES = 250_000, 1_000  # of the plays
# Rows: king, queen, man, woman, lord, boy. Columns: crown, plow, he, she, two more.
MEETINGS = torch.tensor(
    [
        [60, 3, 30, 2, 9, 4], [50, 2, 3, 40, 5, 8], [4, 60, 40, 3, 6, 7],
        [3, 55, 2, 45, 8, 5], [30, 20, 35, 4, 7, 7], [5, 45, 30, 9, 12, 6],
    ],
    dtype=torch.float64,
)  # fmt: skip


def first_merge(corpus: Mapping[str, int] = CORPUS) -> Evidence:
    """The counts of the slide, the pair that wins, the vocabulary after it."""
    letters = {tuple(word): times for word, times in corpus.items()}
    counts = pair_counts(letters)
    won = next(byte_pair_steps(corpus)).pair
    vocabulary = {*"".join(corpus), "".join(won)}
    return Evidence(
        printed=(
            Comparison("h+u in the corpus", counts["h", "u"], "=", 15),
            Comparison("u+g in the corpus", counts["u", "g"], "=", 20),
            Comparison("u+g is the first merge", won == ("u", "g"), "=", 1),
            Comparison("size of the vocabulary", len(vocabulary), "=", 8),
        )
    )


def come_back(words: Sequence[str] = STRANGERS) -> Evidence:
    """Words cut by the slide's own merges, of characters and of bytes."""
    merges = byte_pair_merges(CORPUS, 7)
    known = {*"".join(CORPUS), *map("".join, merges)}
    ranks = merge_ranks(merges)
    kept = (
        "".join(token for token in byte_pair_split(word, ranks) if token in known)
        for word in words
    )
    by_characters = sum(back == word for back, word in zip(kept, words, strict=True))
    on_bytes = BytePairTokenizer.learned(merges)
    by_bytes = sum(on_bytes.decode(on_bytes.encode(word)) == word for word in words)
    return Evidence(
        printed=(Comparison("words back, characters", by_characters, "=", len(words)),),
        core=(Comparison("words back, bytes", by_bytes, "=", len(words)),),
        corrected=(Comparison("words back, bytes", by_bytes, "=", len(words)),),
    )


@cache
def plays() -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Merges learned from the plays, and their words that are un- and another word."""
    counts = pretoken_counts(shakespeare()[:N_CHARACTERS])
    prefixed = (w for w in counts if w[:3] == "Ġun" and f"Ġ{w[3:]}" in counts)
    return tuple(byte_pair_merges(counts, N_MERGES)), tuple(prefixed)


def as_written(word: str) -> Sequence[str]:
    """A word in one piece, as the tokenizer gets it."""
    return [word]


def in_parts(word: str) -> Sequence[str]:
    """A word in un- as its parts, so that no merge crosses."""
    return [word[:3], word[3:]]


def cut_at_prefix(pieces: Callable[[str], Sequence[str]] = as_written) -> Evidence:
    """The words in un- under merges of the plays: how many are cut behind it?"""
    merges, prefixed = plays()
    ranks, tokens = merge_ranks(merges), [*map("".join, merges)]

    def behind(word: str) -> bool:
        cut = (byte_pair_split(piece, ranks) for piece in pieces(word))
        return "Ġun" in chain.from_iterable(cut)

    cut = sum(map(behind, prefixed))
    affixes = ("Ġun", "ing", "ed", "ly", "est")
    learned = sum(affix in tokens for affix in affixes)
    frequent = Comparison("of five affixes, tokens", learned, "=", len(affixes))
    return Evidence(
        printed=(Comparison("words cut behind un", cut, "=", len(prefixed)),),
        core=(frequent,),
        corrected=(frequent,),
    )


def measured(meetings: Tensor) -> Tensor:
    """Vectors that a text gives: pointwise mutual information."""
    return shifted_pmi(meetings, 1)


def factored(meetings: Tensor) -> Tensor:
    """Vectors made of rank and sex, and of a quirk for those that have another."""
    rank, sex = torch.tensor([1, 1, -1, -1, 0.5, -0.8]), torch.tensor([1, -1] * 3)
    quirk = torch.tensor([0, 0, 0, 0, 1, 2.0])
    return torch.stack([rank, sex, quirk], dim=-1).double()


def queen_less_woman(vectors: Callable[[Tensor], Tensor] = measured) -> Evidence:
    """queen − woman + man against king, as an equation and as a nearest word."""
    table = vectors(MEETINGS)
    king, queen, man, woman = table[:4]
    sought = queen - woman + man
    left_out = (1, 2, 3)
    nearest = nearest_words(table, sought, 1, exclude=left_out).words.item()
    apart = (sought - king).norm().item()
    best = Comparison("nearest of the other words is king", nearest == 0, "=", 1)
    return Evidence(
        printed=(Comparison("distance from king", apart, "=", 0.0, 1e-9),),
        core=(best,),
        corrected=(best,),
    )


def places_for(share: float = 0.5, length: int = 100) -> Evidence:
    """How many tokens of a text the slide's range gives a position to."""
    given = len(range(int(share * length)))
    different = len(sinusoidal_positions(length, 16).unique(dim=0))
    enough = Comparison("different vectors for k < L", different, "=", length)
    return Evidence(
        printed=(Comparison("tokens with a position", given, "=", length),),
        core=(enough,),
        corrected=(enough,),
    )


CLAIMS = (
    Claim(
        "deck-first-merge",
        "The deck, slide on byte-pair encoding",
        "In the five words u+g is the most frequent pair, 20 times, so the first merge"
        " is ug; the vocabulary then has eight tokens.",
        "Pairs count as often as their word occurs.",
        "holds",
        "",
        CHAPTER,
        first_merge,
        Variant("every word once", partial(first_merge, dict.fromkeys(CORPUS, 1))),
    ),
    Claim(
        "deck-prefixes",
        "The deck, slide on byte-pair encoding",
        "The vocabulary separates common prefixes and stems.",
        "Merges are learned from words and their counts alone.",
        "holds with a correction",
        "Frequent affixes become tokens; words are cut where counts say, often beside"
        " them.",
        CHAPTER,
        cut_at_prefix,
        Variant("words cut into parts first", partial(cut_at_prefix, in_parts)),
    ),
    Claim(
        "deck-lossless",
        "The deck, slide on byte-pair encoding",
        "It is reversible and lossless by nature.",
        "The alphabet is that of the five words.",
        "holds with a correction",
        "On bytes, without normalizing; on characters, unknown ones are lost.",
        CHAPTER,
        come_back,
        Variant("words without a new letter", partial(come_back, ("bug", "unhug"))),
    ),
    Claim(
        "deck-analogy",
        "The deck, slide on embedding",
        "Queen − woman + man = king.",
        "Vectors come from counts of neighbors in a text.",
        "holds with a correction",
        "King can be the nearest of the words that are left when the three of the"
        " question are out.",
        CHAPTER,
        queen_less_woman,
        Variant("vectors of rank and sex", partial(queen_less_woman, factored)),
    ),
    Claim(
        "deck-positions",
        "The deck, slide on positional encoding",
        "Positions run over 0 ≤ k < L/2.",
        "The text has L tokens.",
        "holds with a correction",
        "0 ≤ k < L; it is the index of the pairs of columns that stops at d/2.",
        CHAPTER,
        places_for,
        Variant("k < L", partial(places_for, 1.0)),
    ),
)
