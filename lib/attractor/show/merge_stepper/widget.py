"""The explorable merge stepper: its traits, and what they may be."""

import re
from collections.abc import Mapping
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, style_of, within

MOST_WORDS = 40
MOST_LETTERS = 24
MOST_TIMES = 1_000_000
MOST_STEPS = 999
DECK = {"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5}

MODULES = (
    "merge_stepper/merges.js",
    "merge_stepper/setting.js",
    "merge_stepper/sayings.js",
    "merge_stepper/drawing.js",
    "merge_stepper/view.js",
)

_LETTER = r"[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff:;&%#,]"
_LINE = re.compile(rf"({_LETTER}{{1,{MOST_LETTERS}}}):(\d{{1,7}})")
_WORD = re.compile(rf"{_LETTER}{{0,{MOST_LETTERS}}}")


def _lines(corpus: Any) -> list[str]:
    if isinstance(corpus, Mapping):
        return [f"{word}:{times}" for word, times in corpus.items()]
    return [str(line) for line in corpus]


class MergeStepper(Explorable):
    """Byte-pair encoding on a small corpus, merge by merge, with every pair counted.

    `corpus` maps words to how often they occur, or is a list of lines "word:count":
    1 to 40 words of at most 24 letters, without spaces and without any of `:;&%#,`.
    `step` merges have been made (at most all there are); ties go to the older left
    token, then to the older right one, as in `attractor.models.byte_pair_merges`.
    `word` is shown in tokens under the merges made so far. It opens on the deck's five
    words. `anchor`: its field in the page's address, as in
    `#merges=step:2;word:bug;corpus:hug:10,pug:5`. Bad values raise `TraitError` in one
    sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("merge_stepper/style.css")
    shown = ("corpus", "step", "word")

    corpus = traitlets.List(traitlets.Unicode()).tag(sync=True)
    step = traitlets.Int(0).tag(sync=True)
    word = traitlets.Unicode("bug").tag(sync=True)
    anchor = traitlets.Unicode("merges").tag(sync=True)

    def __init__(self, corpus: Any = DECK, **traits: Any) -> None:
        super().__init__(corpus=_lines(corpus), **traits)

    @traitlets.validate("corpus")
    def _corpus_readable(self, proposal: Any) -> list[str]:
        lines: list[str] = proposal["value"]
        if not 1 <= len(lines) <= MOST_WORDS:
            raise traitlets.TraitError(
                f"corpus must have 1 to {MOST_WORDS} words, got {len(lines)}"
            )
        read = [_LINE.fullmatch(line) for line in lines]
        for line, found in zip(lines, read, strict=True):
            if not found or int(found[2]) > MOST_TIMES:
                raise traitlets.TraitError(
                    f"corpus must have words of 1 to {MOST_LETTERS} letters, none of "
                    f"them a space or one of :;&%#, and counts of 0 to "
                    f"{MOST_TIMES:,}, got {line!r}"
                )
        words = [found[1] for found in read if found]
        if len({*words}) < len(words):
            raise traitlets.TraitError(f"corpus must name each word once, got {lines}")
        return lines

    @traitlets.validate("step")
    def _step_within(self, proposal: Any) -> int:
        return within("step", proposal["value"], 0, MOST_STEPS)

    @traitlets.validate("word")
    def _word_readable(self, proposal: Any) -> str:
        if not _WORD.fullmatch(proposal["value"]):
            raise traitlets.TraitError(
                f"word must have at most {MOST_LETTERS} letters, none of them a space "
                f"or one of :;&%#, got {proposal['value']!r}"
            )
        return proposal["value"]

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        pairs = [line.rsplit(":", 1) for line in self.corpus]
        words = ", ".join(f"{word} {times} times" for word, times in pairs)
        merges = f"{self.step} merge{'' if self.step == 1 else 's'}"
        own = f" The word {self.word} is cut by the same merges." if self.word else ""
        return (
            f"Byte-pair encoding after {merges} on the words {words}: every word in "
            f"tokens, and the counts of all pairs of neighbors as bars.{own}"
        )
